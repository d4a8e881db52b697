// The book's service worker: what was read can be read again without a network, always in one edition.
//
// The build writes the edition into this file: each file's fingerprint and weight. A file is kept only when its
// fingerprint fits, so the store of one edition can hold nothing of another. A newer worker first gathers, in its own
// edition, all that was kept; it takes over at the next step to a page, and only then is the older store removed.
const EDITION = "@edition@", FILES = new Map(Object.entries(@files@)), APART = @apart@;
// One host may carry several books (name.github.io): the store's name holds this one's place.
const PLACE = registration.scope, OURS = `kata-siapa ${PLACE} `, STORE = OURS + EDITION, WHOLE = PLACE + "?whole-book";

const address = file => PLACE + file;
const pathOf = url => url.startsWith(PLACE) ? decodeURI(url.slice(PLACE.length).replace(/[?#].*/s, "")) : null;

function fileOf(url) {
  const path = pathOf(url);
  return path === null ? undefined : [path, path + "index.html", path + "/index.html", path + ".html"].find(name => FILES.has(name));
}

async function exact(file) {
  const ask = cache => fetch(address(file), {integrity: FILES.get(file)[0], cache});
  // The browser's own cache may hold the file of another edition: then the server is asked.
  const answer = await ask("default").catch(() => ask("no-cache"));
  // A server that answers x.html by way of x: such an answer could not be given to a reader as it is.
  return answer.redirected ? new Response(answer.body, {headers: answer.headers}) : answer;
}

async function fits(answer, file) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()));
  return FILES.get(file)[0] === "sha256-" + btoa(String.fromCharCode(...digest));
}

async function carriedOver(file) {
  for (const name of await caches.keys()) {
    const answer = name.startsWith(OURS) && name !== STORE && await (await caches.open(name)).match(address(file));
    if (answer && await fits(answer, file)) return answer;
  }
}

async function keep(file) {
  const store = await caches.open(STORE), kept = await store.match(address(file));
  if (kept) return kept;
  const answer = await carriedOver(file) || await exact(file);
  await store.put(address(file), answer.clone());
  return answer;
}

async function each(files, work) {
  const queue = [...files];
  await Promise.all(Array.from({length: 4}, async () => { while (queue.length) await work(queue.shift()); }));
}

async function missing() {
  const store = await caches.open(STORE), kept = new Set((await store.keys()).map(request => request.url));
  return [...FILES.keys()].filter(file => !kept.has(address(file)));
}

const weight = files => files.reduce((sum, file) => sum + FILES.get(file)[1], 0);
const standing = async () => ({total: weight([...FILES.keys()]), left: weight(await missing())});

async function save(tell) {
  const files = await missing();
  let {total, left} = await standing();
  const taken = await each(files, async file => { await keep(file); tell({total, left: left -= FILES.get(file)[1] }); }).then(() => true, () => false);
  const now = await standing();
  if (taken && !now.left) await (await caches.open(STORE)).put(WHOLE, new Response("whole"));
  tell({...now, error: now.left > 0});
}

async function gather() {
  const files = new Set(["offline.html"]);
  let whole = false;
  for (const name of (await caches.keys()).filter(name => name.startsWith(OURS) && name !== STORE)) {
    for (const {url} of await (await caches.open(name)).keys()) url === WHOLE ? whole = true : files.add(fileOf(url));
  }
  await each(whole ? FILES.keys() : [...files].filter(file => FILES.has(file)), keep);
  if (whole) await (await caches.open(STORE)).put(WHOLE, new Response("whole"));
}

async function tidy() {
  const old = (await caches.keys()).filter(name => name.startsWith(OURS) && name !== STORE);
  await Promise.all(old.map(name => caches.delete(name)));
  await clients.claim();
}

async function page(request) {
  if (registration.waiting) {
    // A newer edition is ready: let it answer, from this page on.
    registration.waiting.postMessage({takeOver: true});
    return new Response("<link rel=icon href=data:,>", {headers: {Refresh: "0", "Content-Type": "text/html"}});
  }
  return part(request).catch(() => Response.redirect(`${PLACE}offline.html?page=${encodeURIComponent(pathOf(request.url))}`));
}

async function part(request) {
  const file = fileOf(request.url);
  try {
    if (file) return await keep(file);
  } catch {
    // Not this edition's file, for the server may have a newer one; or no room. It is shown as it comes, and not kept.
    registration.update().catch(() => {});
  }
  return fetch(request);
}

addEventListener("install", event => event.waitUntil(gather()));
addEventListener("activate", event => event.waitUntil(tidy()));
addEventListener("fetch", event => {
  const {request} = event, path = pathOf(request.url);
  if (request.method !== "GET" || path === null || APART.some(folder => path.startsWith(folder))) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (fileOf(request.url)) event.respondWith(part(request));
});
addEventListener("message", event => {
  const {edition, keep: read, save: all, takeOver} = event.data, tell = word => event.ports[0]?.postMessage(word);
  if (takeOver) event.waitUntil(skipWaiting());
  else if (edition !== EDITION) tell({});
  else if (all) event.waitUntil(save(tell));
  else if (read) event.waitUntil(each(new Set(read.map(fileOf).filter(Boolean)), keep).catch(() => {}).then(standing).then(tell));
});
