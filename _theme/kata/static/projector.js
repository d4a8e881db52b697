// For a class: one sentence a screen, on a large letter. Keys turn, switch the layers and open the answer.
(() => {
  const STYLE = `
.stage{width:100vw;height:100vh;height:100dvh;max-width:none;max-height:none;margin:0;padding:0;border:0;background:var(--paper);color:var(--ink)}
.stage[open]{display:grid;grid-template-rows:minmax(0,1fr) auto}
.screen{overflow:auto;padding:2vmin 5vw;line-height:1.4;scrollbar-gutter:stable}
.screen>*{max-width:70rem;margin:0 auto}
.screen :is(.ks-head,.ks-legend,label,input[type=checkbox],.ks-out),.screen li.ks-s:not(.now){display:none}
.screen li.ks-s.now{display:block;border:0}
.screen .ks{line-height:inherit}
.screen .ks-text{font-size:1em}.screen .ks-gloss{font-size:.8em}
.screen .ks-why,.screen details{font:.62em/1.45 var(--sans)}
.screen details>summary{display:inline-block!important;font-size:1em}
.screen .ks details:not([open])::details-content{content-visibility:hidden}
.keys{display:flex;flex-wrap:wrap;gap:.4rem;padding:.5rem 5vw;border-top:1px solid var(--line)}
.keys .count{flex:1 0 auto;align-self:center;font:.9375rem var(--sans)}
.keys [aria-pressed=true]{border-color:var(--accent);box-shadow:inset 0 -3px var(--accent)}
.keys kbd{color:var(--soft)}`;
  const LAYERS = { v: ["voices", "Voices"], u: ["unnamed", "Unnamed"], l: ["loaded", "Loaded"], i: ["indonesian", "Indonesian"], e: ["english", "English"] };
  const steps = [...document.querySelectorAll("main .ks li.ks-s")];
  const stage = document.body.appendChild(document.createElement("dialog"));
  stage.className = "stage";
  stage.setAttribute("aria-label", "One sentence a screen");
  stage.innerHTML = `<style>${STYLE}</style><div class="screen" aria-live="polite"></div><div class="keys"><span class="count"></span></div>`;
  const [, screen, keys] = stage.children;
  const place = document.createComment("");
  let at = 0, view = null, before = {};
  const layer = name => view?.querySelector(`:scope > .ks-${name}`);
  const answer = () => steps[at].querySelector("details");

  // The view itself goes on stage, and back to its place with the layers that it had.
  const leave = () => {
    if (!view) return;
    steps[at].classList.remove("now");
    for (const [name, on] of Object.entries(before)) layer(name).checked = on;
    place.replaceWith(view);
    view = null;
  };
  const enter = next => {
    leave();
    view = next;
    view.replaceWith(place);
    screen.append(view);
    before = {};
    for (const [name] of Object.values(LAYERS)) if (layer(name)) {
      before[name] = layer(name).checked;
      layer(name).checked = name === "indonesian" || name === "english";
    }
  };
  const fit = () => {
    for (let size = 3.2; size >= 1; size -= 0.1) {
      screen.style.fontSize = `${size}rem`;
      if (screen.scrollHeight <= screen.clientHeight) return;
    }
  };
  const show = number => {
    const next = Math.max(0, Math.min(steps.length - 1, number));
    if (view) steps[at].classList.remove("now");
    if (steps[next].closest(".ks") !== view) enter(steps[next].closest(".ks"));
    at = next;
    steps[at].classList.add("now");
    if (answer()) answer().open = false;
    screen.scrollTop = 0;
    told();
    fit();
  };
  const toggle = key => {
    const box = layer(LAYERS[key][0]);
    if (box) box.checked = !box.checked;
    told();
    fit();
  };
  const reveal = () => {
    if (answer()) answer().open = !answer().open;
    told();
    fit();
  };
  const full = () => document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen?.();

  const acts = { ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1),
    Home: () => show(0), End: () => show(steps.length - 1), Enter: reveal, a: reveal, f: full };
  for (const key of Object.keys(LAYERS)) acts[key] = () => toggle(key);
  const button = (words, key, act) => {
    const made = keys.appendChild(document.createElement("button"));
    made.className = "button";
    made.innerHTML = `${words} <kbd>${key}</kbd>`;
    made.onclick = act;
    return made;
  };
  button("Back", "←", acts.ArrowLeft);
  button("On", "→", acts.ArrowRight);
  const opened = button("Answer", "Enter", reveal);
  const switches = Object.entries(LAYERS).map(([key, [name, words]]) => [name, button(words, key, acts[key])]);
  button("Full screen", "f", full);
  button("Close", "Esc", () => stage.close());
  const told = () => {
    keys.firstChild.textContent = `${at + 1} of ${steps.length}`;
    opened.hidden = !answer();
    opened.setAttribute("aria-pressed", !!answer()?.open);
    for (const [name, made] of switches) {
      made.hidden = !layer(name);
      made.setAttribute("aria-pressed", !!layer(name)?.checked);
    }
  };

  stage.addEventListener("keydown", event => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pressing = event.target.closest("button, summary") && (key === "Enter" || key === " ");
    if (!acts[key] || pressing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[key]();
  });
  stage.addEventListener("close", () => {
    const last = steps[at];
    leave();
    last.scrollIntoView();
    document.getElementById("project").focus({ preventScroll: true });
  });
  addEventListener("resize", () => { if (stage.open) fit(); });
  const open = () => {
    const seen = steps.findIndex(step => step.getBoundingClientRect().bottom > 0);
    stage.showModal();
    screen.tabIndex = -1;
    show(Math.max(0, seen));
    screen.focus();
  };
  document.getElementById("project").onclick = open;
  open();
})();
