// An exercise on a page: text areas that save themselves, checks by Python in a worker, and the notebook to hand in.
(() => {
  const data = document.getElementById("notebook"), notebook = JSON.parse(data.textContent);
  const exercise = notebook.metadata.kata_siapa.exercise, { name: file, lite, runtime } = data.dataset;
  const one = (selector, within = document) => within.querySelector(selector);
  const sheets = [...document.querySelectorAll("form.sheet")];
  const text = sheet => one("textarea", sheet);
  const show = (selector, on = true) => { one(selector).hidden = !on; };
  const tell = (place, words) => { one(".told", place).textContent = words; };

  // Saving
  const place = sheet => `kata-siapa/${exercise}/${sheet.dataset.sheet}`;
  const LOST = "This browser does not keep what you write here (private mode, or its storage is full). " +
    "Press Download my notebook before you close the page.";
  const warn = event => event.preventDefault();
  const save = sheet => {
    try {
      localStorage.setItem(place(sheet), text(sheet).value);
      removeEventListener("beforeunload", warn);
      tell(handIn, "");
    } catch {
      addEventListener("beforeunload", warn);
      tell(handIn, LOST);
      tell(sheet, LOST);
    }
  };
  const saved = sheet => { try { return localStorage.getItem(place(sheet)); } catch { return null; } };
  const clear = () => {
    if (!confirm("Clear all answers on this page? Download the notebook first if you want to keep them.")) return;
    for (const sheet of sheets) {
      text(sheet).value = text(sheet).defaultValue;
      try { localStorage.removeItem(place(sheet)); } catch {}
      one(".feedback", sheet).replaceChildren();
      tell(sheet, "");
    }
    tell(handIn, "All answers are cleared.");
  };

  // Handing in
  const handIn = one(".hand-in");
  const source = sheet => {
    const words = text(sheet).value.replace(/\r\n?/g, "\n");
    return words.trimStart().startsWith("%%answer") ? words : `%%answer ${sheet.dataset.sheet}\n${words}`;
  };
  const take = () => {
    const mine = structuredClone(notebook);
    for (const sheet of sheets) mine.cells.find(cell => cell.id === sheet.dataset.cell).source = source(sheet);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(mine, null, 1) + "\n"], { type: "application/x-ipynb+json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell(handIn, `${file} is among your downloads. Hand in this file.`);
  };

  // Checking
  const HOW_ELSE = "You can still write here, press Download my notebook, and check in Jupyter.";
  const why_not = () => {
    if (location.protocol === "file:") return `This page was opened as a file, and a browser checks no answers there. ${HOW_ELSE}`;
    if (!lite) return `This copy of the book was built without Python for the browser. ${HOW_ELSE}`;
    if (typeof WebAssembly !== "object" || !window.Worker) return `This browser cannot run Python (it has no WebAssembly). ${HOW_ELSE}`;
    return "";
  };
  const bar = one(".getting-ready progress");
  const state = (words, on = false) => { one(".getting-ready span").textContent = words; bar.hidden = !on; };
  const READY = "Ready: press Check below a worksheet, as often as you like.";
  const waiting = new Map();
  let worker, ready = false;
  // A later visit needs no network. Only this edition's files stay.
  const keep = async files => {
    try {
      const folder = new URL(`${lite}${runtime}`, document.baseURI).href, cache = await caches.open("kata-siapa-python");
      const had = (await cache.keys()).map(request => request.url);
      for (const url of had) if (!url.startsWith(folder)) await cache.delete(url);
      await cache.addAll(files.map(name => folder + name).filter(url => !had.includes(url)));
      await navigator.serviceWorker.register(`${lite}runtime/keep.js`, { scope: `${lite}runtime/` });
      state(`${READY} This works without a network, too.`);
    } catch {}  // private mode, or a full disk: then the browser's own cache has to do
  };
  const broken = () => {
    worker?.terminate();
    worker = undefined;
    ready = false;
    state(`Python did not start here: the network may be down, or this browser too old or short of memory. ${HOW_ELSE} Press Check to try again.`);
    for (const sheet of waiting.values()) tell(sheet, "Not checked. Your answers are safe.");
    waiting.clear();
  };
  const heard = ({ data: { part, files, fault, name, summary, html } }) => {
    if (part !== undefined) bar.value = part;
    else if (fault) broken();
    else if (files) {
      ready = true;
      state(READY);
      keep(files);
    } else {
      const sheet = waiting.get(name);
      waiting.delete(name);
      one(".feedback", sheet).replaceChildren(harmless(html));
      dispatchEvent(new Event("resize"));  // kata.js looks again at what scrolls
      tell(sheet, summary);
    }
  };
  const start = () => {
    if (worker) return;
    state("Getting Python ready for your checks. You can read and write meanwhile.", true);
    worker = new Worker(`${lite}${runtime}worker.js`, { type: "module" });
    worker.onmessage = heard;
    worker.onerror = broken;
    worker.postMessage({ ahead: sheets.map(sheet => JSON.parse(sheet.dataset.asks)).filter(Boolean) });
  };
  const ask = sheet => worker.postMessage({ name: sheet.dataset.sheet, text: text(sheet).value, asks: JSON.parse(sheet.dataset.asks) });
  const check = sheet => {
    const never = why_not();
    if (never) return tell(sheet, never);
    const queued = waiting.has(sheet.dataset.sheet);
    waiting.set(sheet.dataset.sheet, sheet);
    tell(sheet, ready ? "Checking …" : "Your answers will be checked as soon as Python is ready.");
    start();
    if (!queued) ask(sheet);
  };

  // The feedback's HTML is escaped where it is made; what is not on this list is left out all the same.
  const TAGS = "P STRONG EM UL LI TABLE THEAD TBODY TR TH TD SPAN BR DIV".split(" "), MARKS = ["class", "scope", "lang"];
  const harmless = html => {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    for (const element of [...parsed.querySelectorAll("*")]) {
      if (!TAGS.includes(element.tagName)) element.remove();
      else for (const { name } of [...element.attributes]) if (!MARKS.includes(name)) element.removeAttribute(name);
    }
    const all = document.createDocumentFragment();
    all.append(...parsed.childNodes);
    return all;
  };

  // Beginning
  for (const sheet of sheets) {
    text(sheet).value = saved(sheet) ?? text(sheet).defaultValue;
    text(sheet).readOnly = false;
    text(sheet).addEventListener("input", () => save(sheet));
    text(sheet).addEventListener("focus", () => why_not() || start(), { once: true });
    sheet.addEventListener("submit", event => { event.preventDefault(); check(sheet); });
    one(".sheet-buttons", sheet).hidden = sheet.dataset.asks === "null";
  }
  addEventListener("storage", event => {  // the same page in another tab
    const sheet = sheets.find(sheet => place(sheet) === event.key);
    if (sheet) text(sheet).value = event.newValue ?? text(sheet).defaultValue;
  });
  one(".take").addEventListener("click", take);
  one(".clear").addEventListener("click", clear);
  show(".here");
  show(".hand-in");
  show(".getting-ready");
  if (why_not()) return state(why_not());
  state("Python gets ready for your checks when you begin to write.");
  const link = one(".in-browser");
  link.href = `${lite}notebooks/index.html?path=${encodeURIComponent(file)}`;
  link.hidden = false;
  // Whoever counts bytes waits until the first answer is written; for all others Python starts while they read.
  const net = navigator.connection;
  const thrifty = net && (net.saveData || !["4g", undefined].includes(net.effectiveType));
  if (!thrifty) addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(start));
})();
