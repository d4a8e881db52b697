// Words of one's own: Python looks what is kept and what is left in them. It is fetched when somebody begins to write
// (in a form: once the verdicts are shown), says how much comes, and is not needed for anything else.
(() => {
  const { one, all, data, forms, sheets, name } = Exercise;
  const texts = all("form.item[data-kind=text]").filter(form => form.closest("section").dataset.asks !== "null");
  if (!texts.length) return;
  const { lite, runtime } = data.dataset, SIZE = 8;
  const ELSE = "The levels and the models below your text are all that you need to compare; whoever grades your work sees the rest.";
  const never = () => {
    if (location.protocol === "file:") return "This page was opened as a file, and a browser runs no Python there. " + ELSE;
    if (!lite) return "This copy of the book has no Python for the browser. " + ELSE;
    if (typeof WebAssembly !== "object" || !window.Worker) return "This browser cannot run Python (it has no WebAssembly). " + ELSE;
    return "";
  };
  const said = words => all(".python span").forEach(place => { place.textContent = words; });
  const bars = part => all(".python progress").forEach(bar => { bar.hidden = part === null; if (part) bar.value = part; });
  let worker = null, ready = false, watch = 0, began = 0;
  const waiting = new Map();
  const broken = cause => {
    clearTimeout(watch);
    if (worker) worker.terminate();
    worker = null;
    ready = false;
    bars(null);
    said("Python did not start here: " + cause + ". " + ELSE + " The next Check tries again.");
  };
  // A server or a page's policy may let nothing come, and say nothing: after a while that is told.
  const patience = () => {
    clearTimeout(watch);
    watch = setTimeout(() => said("Nothing has come for 20 seconds. The network may be down, or this page's server or frame lets no Python through. You need not wait. " + ELSE), 20000);
  };
  const progress = part => {
    const seconds = (Date.now() - began) / 1000, left = Math.round(seconds / part - seconds);
    bars(part);
    said("Python comes for a closer look at your text: " + SIZE + " MB, once." + (seconds > 2 && left > 1 ? " About " + left + " s more on this line." : "") + " You need not wait.");
    patience();
  };
  const keep = files => {
    const folder = new URL(lite + runtime, document.baseURI).href, mine = Record.place("python");
    if (!self.caches || !navigator.serviceWorker) return;
    caches.open(mine).then(cache => cache.keys().then(had => {
      const urls = had.map(request => request.url);
      urls.filter(url => url.indexOf(folder)).forEach(url => cache.delete(url));
      return cache.addAll(files.map(file => folder + file).filter(url => !urls.includes(url)));
    })).then(() => navigator.serviceWorker.register(lite + "runtime/keep.js", { scope: lite + "runtime/" })).catch(() => {});
  };
  const heard = event => {
    const { part, files, fault, id, seen, words } = event.data;
    if (part !== undefined) { if (!ready) progress(part); }
    else if (fault) broken(fault);
    else if (files) {
      ready = true;
      clearTimeout(watch);
      bars(null);
      said("");
      keep(files);
    } else tell(waiting.get(id), words, seen);
  };
  const tell = (form, words, seen) => {
    if (!form || Exercise.get(form) !== words || one(".verdict .seen", form) || !one(".verdict > div", form)) return;
    const list = document.createElement("ul");
    list.className = "seen";
    seen.split("\n").filter(Boolean).forEach(line => { list.appendChild(document.createElement("li")).textContent = line; });
    one(".verdict", form).prepend(list);
  };
  const start = () => {
    if (worker) return;
    began = Date.now();
    try { worker = new Worker(lite + runtime + "worker.js", { type: "module" }); }
    catch (no) { return broken("this page's frame or server forbids what Python needs (a worker)"); }
    said("Python comes for a closer look at your text: " + SIZE + " MB, once. You need not wait.");
    bars(0.01);
    patience();
    worker.onmessage = heard;
    worker.onerror = event => broken(event.message || "the network may be down, or this browser too old or short of memory");
  };
  const ask = form => {
    if (never()) return said(never());
    start();
    if (!worker) return;
    const id = Exercise.key(form), asks = JSON.parse(form.closest("section").dataset.asks);
    waiting.set(id, form);
    worker.postMessage({ id, asks, item: form.dataset.item, words: Exercise.get(form) });
  };
  texts.forEach(form => {
    const place = document.createElement("p");
    place.className = "python";
    place.append(document.createElement("span"), Object.assign(document.createElement("progress"), { max: 1, hidden: true }));
    place.lastChild.setAttribute("aria-label", "Python on its way");
    one(".act", form).after(place);
    one("textarea", form).addEventListener("input", () => one(".act", form).hidden || began || never() || start());
  });
  document.addEventListener("checked", event => { if (texts.includes(event.target)) ask(event.target); });
})();
