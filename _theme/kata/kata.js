(() => {
  const root = document.documentElement, button = document.getElementById("theme"), menu = document.getElementById("menu");
  const order = ["auto", "light", "dark"];
  // A browser may forbid storage: then the choice lasts for the page.
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const store = name => { try { localStorage.setItem("theme", name); } catch {} };
  let theme = order.includes(stored()) ? stored() : "auto";
  const show = () => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
    button.textContent = "Theme: " + theme;
  };
  button.onclick = () => { theme = order[(order.indexOf(theme) + 1) % 3]; store(theme); show(); };
  button.hidden = false;
  show();
  menu.open = matchMedia("(min-width: 64rem)").matches;
  // What scrolls sideways must be reachable by keyboard; what does not scroll needs no stop.
  const stops = () => document.querySelectorAll("pre, .scroll").forEach(box => {
    const scrolls = box.scrollWidth > box.clientWidth;
    for (const [name, value] of [["tabindex", 0], ["role", "group"], ["aria-label", "Scrolls sideways"]])
      scrolls ? box.setAttribute(name, value) : box.removeAttribute(name);
  });
  addEventListener("load", stops);
  addEventListener("resize", stops);
})();
