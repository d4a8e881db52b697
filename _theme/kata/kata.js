(() => {
  const root = document.documentElement, find = id => document.getElementById(id), button = find("theme"), menu = find("menu");
  const order = ["auto", "light", "dark"];
  // Two books on one host do not meet: what is kept is kept by the book's own path.
  const kept = `kata-siapa ${new URL(root.dataset.content_root, location).pathname} `;
  // A browser may forbid storage: then the choice lasts for the page.
  const stored = () => { try { return localStorage.getItem(kept + "theme"); } catch { return null; } };
  const store = name => { try { localStorage.setItem(kept + "theme", name); } catch {} };
  let theme = order.includes(stored()) ? stored() : "auto";
  const show = () => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
    button.textContent = "Theme: " + theme;
  };
  button.onclick = () => { theme = order[(order.indexOf(theme) + 1) % 3]; store(theme); show(); };
  button.hidden = false;
  show();
  menu.open = matchMedia("(min-width: 64rem)").matches;
  // In a frame of another site a browser keeps apart what it keeps, or keeps nothing.
  if (self !== top) addEventListener("DOMContentLoaded", () => {
    const keeps = () => { try { localStorage.setItem("kata-siapa/kept", 1); localStorage.removeItem("kata-siapa/kept"); return true; } catch { return false; } };
    find("framed-unkept").hidden = keeps();
    find("framed-kept").hidden = !find("framed-unkept").hidden;
    find("framed").hidden = false;
  });

  // One sentence a screen, where there are sentences: the script for it is fetched when somebody asks for it.
  addEventListener("DOMContentLoaded", () => {
    const project = find("project");
    project.hidden = !document.querySelector("main .ks li.ks-s, main form.item");
    project.onclick = () => { document.head.append(Object.assign(document.createElement("script"), {src: project.dataset.src})); };
  });

  // What scrolls sideways must be reachable by keyboard; what does not scroll needs no stop.
  const sized = new ResizeObserver(boxes => boxes.forEach(({target: box}) => {
    const scrolls = box.scrollWidth > box.clientWidth;
    for (const [name, value] of [["tabindex", 0], ["role", "group"], ["aria-label", "Scrolls sideways"]])
      scrolls ? box.setAttribute(name, value) : box.removeAttribute(name);
  }));
  addEventListener("load", () => document.querySelectorAll("pre, .scroll").forEach(box => sized.observe(box)));

  // How far one is in an exercise stands behind its name, here and in the contents.
  addEventListener("DOMContentLoaded", () => document.querySelectorAll('#menu a, main ul a').forEach(link => {
    let tally;
    try { ({tally} = JSON.parse(localStorage.getItem(kept + /\/exercises\/([\w-]+)\.html$/.exec(link.pathname)[1]))); } catch { return; }
    if (!tally) return;
    const all = tally.reduce((sum, one) => sum + one), done = all - tally[4];
    link.append(Object.assign(document.createElement("small"), {className: "done", textContent: ` ${done} of ${all}`}));
  }));

  // The book on this device. A browser has workers only over https and on localhost; an unfinished build has no edition.
  const service = () => { try { return navigator.serviceWorker; } catch {} };  // a sandboxed frame has none
  const workers = service();
  addEventListener("load", async () => {
    const box = find("offline"), {edition, saving, saved, failed} = box.dataset, book = new URL(root.dataset.content_root, location);
    if (!workers || !edition || !/^https?:$/.test(book.protocol)) return;
    let had = workers.controller;
    // Another tab has gone over to a newer edition: this one follows when nobody is looking at it, else it asks.
    workers.addEventListener("controllerchange", () => {
      if (!had) had = workers.controller; else { if (document.hidden) location.reload(); else { find("newer").hidden = box.hidden = false; find("save").hidden = true; } }
    });
    try { await workers.register(new URL("sw.js", book), {updateViaCache: "none"}); } catch { return; }
    const {active} = await workers.ready;
    const ask = (wish, told) => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = ({data}) => told(data);
      active.postMessage({edition, ...wish}, [port2]);
    };
    const progress = find("progress"), save = find("save");
    const tell = ({total, left, error}) => {
      if (!total) return;
      const done = !left, busy = !done && !error && !progress.hidden;
      box.hidden = false;
      progress.max = total;
      progress.value = total - left;
      if (done || error) { progress.hidden = true; save.disabled = false; }
      save.hidden = done;
      find("size").textContent = left < 1e6 ? `(${Math.ceil(left / 1000)} kB)` : `(${(left / 1e6).toFixed(1)} MB)`;
      find("said").textContent = error ? failed : done ? saved : busy ? saving : "";
    };
    save.onclick = () => {
      progress.hidden = false;
      save.disabled = true;
      navigator.storage?.persist?.();
      ask({save: true}, tell);
    };
    const read = [location.href, ...performance.getEntriesByType("resource").map(entry => entry.name)];
    ask({keep: read}, tell);
  });

  // On the page for what is not saved: what is, and the way back.
  const list = async (kept, place) => {
    for (const name of (await caches.keys()).filter(name => name.startsWith(`kata-siapa ${place.href} `))) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        if (!/\.html$/.test(request.url) || /(offline|search)\.html$/.test(request.url)) continue;
        const page = new DOMParser().parseFromString(await (await store.match(request)).text(), "text/html");
        const link = Object.assign(document.createElement("a"), {href: request.url, textContent: page.title.split(" – ")[0]});
        kept.querySelector("ul").appendChild(document.createElement("li")).append(link);
        kept.hidden = false;
      }
    }
  };
  addEventListener("DOMContentLoaded", () => {
    const kept = find("kept"), place = new URL(root.dataset.content_root, location), wanted = new URLSearchParams(location.search).get("page");
    if (!kept) return;
    if (wanted !== null) find("again").href = new URL("./" + wanted, place).href;
    if (self.caches) list(kept, place).catch(() => {});
  });
})();
