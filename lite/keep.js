// The browser's Python without a network: the page puts its files into a cache, and this takes them from there when the
// network fails.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", event => {
  event.respondWith(fetch(event.request).catch(async error => {
    const kept = await caches.match(event.request);
    if (kept) return kept;
    throw error;
  }));
});
