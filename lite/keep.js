// Keeps Python for the next visit, also without a network. Its folder is named after what is in it: a file never changes.
const NAME = "kata-siapa-python";
const folder = url => new URL(".", url).pathname;

const kept = async request => {
  const cache = await caches.open(NAME), had = await cache.match(request);
  if (had) return had;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone()).catch(() => {});  // a full disk is no reason to fail
  if (request.url.endsWith("/worker.js")) await clear(cache, folder(request.url));
  return fresh;
};

/** Another edition's files are of no use any more. */
const clear = async (cache, current) => {
  for (const request of await cache.keys()) if (folder(request.url) !== current) await cache.delete(request);
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", event => {
  if (event.request.method === "GET" && event.request.url !== self.location.href) event.respondWith(kept(event.request));
});
