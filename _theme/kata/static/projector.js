// For a class: one sentence or one question a screen, in large letters. Keys turn, switch the layers and give the answer.
(() => {
  const STYLE = `
:root.projecting{overflow:hidden}
.staged{position:fixed!important;inset:0 0 4.25rem;z-index:2;overflow:auto;display:block!important;width:auto!important;margin:0!important;padding:2vmin 5vw!important;border:0!important;border-radius:0!important;background:var(--paper);font-size:var(--size);line-height:1.4}
.staged>*{max-width:70rem;margin-left:auto!important;margin-right:auto!important}
.staged:is(.ks)>:not(ol),.staged li:not(.now){display:none!important}
.staged li.now{display:block!important;border:0!important}
.staged .ks-gloss,.staged .gloss{font-size:.8em}
.staged :is(.ks-text,.passage,.marking){font-size:1em}
.staged fieldset{display:block!important;width:100%!important;min-width:0!important;max-width:70rem!important;margin:0 auto!important;padding:0!important}
.staged .choices{grid-template-columns:repeat(auto-fit,minmax(9em,1fr))!important}
.staged :is(legend,.ks-why,details,.verdict,.choices,.choices label,select,.how,.note){font-size:calc(var(--size)*.62)!important;line-height:1.45}
.staged :is(.verdict,.about){float:none!important;width:auto!important;margin:0!important}
.staged summary{font-size:1em}
.keys .count:focus{outline:0}
.staged details:not([open])::details-content{content-visibility:hidden!important}
.staged .act,.staged .sheet-buttons{display:none}
.right-answer{padding:.4em .7em;border-left:.4rem solid var(--accent);background:var(--card);font-size:calc(var(--size)*.62)}
.keys{position:fixed;inset:auto 0 0;z-index:3;display:flex;flex-wrap:wrap;gap:.4rem;min-height:4.25rem;padding:.6rem 5vw;border-top:1px solid var(--line);background:var(--paper)}
.keys .count{flex:1 0 auto;align-self:center;font:.9375rem var(--sans)}
.keys [aria-pressed=true]{border-color:var(--accent);box-shadow:inset 0 -3px var(--accent)}
.keys kbd{color:var(--soft)}`;
  const LAYERS = { v: ["voices", "Voices"], u: ["unnamed", "Unnamed"], l: ["loaded", "Loaded"], i: ["indonesian", "Indonesian"], e: ["english", "English"] };
  const questions = document.querySelectorAll("main form.item"), sentences = document.querySelectorAll("main .ks li.ks-s");
  const steps = [...(questions.length ? questions : sentences)];
  const keys = document.createElement("div");
  keys.className = "keys";
  keys.setAttribute("role", "toolbar");
  keys.setAttribute("aria-label", "One sentence a screen");
  keys.innerHTML = `<style>${STYLE}</style><span class="count" role="status"></span>`;
  const count = keys.lastChild;
  let at = -1, stage = null, before = {}, aside = [];
  const layer = name => stage?.querySelector(`:scope > .ks-${name}`);
  const folded = () => steps[at].querySelector(":scope details");
  const isQuestion = () => steps[at].matches("form");

  // What is on the stage stays in its place in the page; all around it is out of reach meanwhile.
  const leave = () => {
    if (!stage) return;
    for (const [name, on] of Object.entries(before)) layer(name).checked = on;
    stage.querySelector(".right-answer")?.remove();
    stage.classList.remove("staged");
    stage.style.removeProperty("--size");
    for (const other of aside) other.inert = false;
    stage = null;
  };
  const enter = next => {
    leave();
    stage = next;
    stage.classList.add("staged");
    aside = [];
    for (let inner = stage; inner !== document.body; inner = inner.parentElement)
      aside.push(...[...inner.parentElement.children].filter(other => other !== inner && other !== keys && !other.inert));
    for (const other of aside) other.inert = true;
    before = {};
    for (const [name] of Object.values(LAYERS)) if (layer(name)) {
      before[name] = layer(name).checked;
      layer(name).checked = name === "indonesian" || name === "english";
    }
  };
  const fit = () => {
    for (let size = 3.2; size >= 1; size -= 0.1) {
      stage.style.setProperty("--size", `${size}rem`);
      if (stage.scrollHeight <= stage.clientHeight) return;
    }
  };
  const show = number => {
    const next = Math.max(0, Math.min(steps.length - 1, number));
    if (next === at) return;
    steps[at]?.classList.remove("now");
    at = next;
    steps[at].classList.add("now");
    const place = isQuestion() ? steps[at] : steps[at].closest(".ks");
    if (place !== stage) enter(place);
    if (!isQuestion() && folded()) folded().open = false;
    stage.scrollTop = 0;
    told();
  };
  const toggle = key => {
    const box = layer(LAYERS[key][0]);
    if (box) box.checked = !box.checked;
    told();
  };

  // The answer: a sentence's reasons, or what the page's own table holds to be right.
  const rightAnswer = form => {
    const table = typeof Judge === "undefined" ? null : Judge.entry(form);
    const right = Object.entries(table?.says ?? {}).filter(([said, row]) => said && row[0] === 0).map(([said]) => said);
    if (!right.length) return null;
    const box = Object.assign(document.createElement("div"), { className: "right-answer" });
    for (const said of right) {
      const line = box.appendChild(document.createElement("p"));
      line.innerHTML = Judge.judged(form, table, said).verdicts[0].reason;
      line.prepend(Object.assign(document.createElement("b"), { textContent: said }), ". ");
    }
    return box;
  };
  const reveal = () => {
    const shown = stage.querySelector(".right-answer");
    if (!isQuestion()) { if (folded()) folded().open = !folded().open; }
    else if (shown) shown.remove();
    else {
      const box = rightAnswer(steps[at]);
      if (box) (steps[at].querySelector("fieldset") ?? steps[at]).append(box); else steps[at].querySelector(".check")?.click();
    }
    told();
  };
  const full = () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  const close = () => {
    const last = steps[at];
    leave();
    last.classList.remove("now");
    at = -1;
    keys.remove();
    document.documentElement.classList.remove("projecting");
    if (document.fullscreenElement) document.exitFullscreen();
    last.scrollIntoView({ behavior: "instant" });
    document.getElementById("project").focus({ preventScroll: true });
  };

  const on = () => show(at + 1), back = () => show(at - 1);
  const acts = { ArrowRight: on, ArrowDown: on, PageDown: on, " ": on, ArrowLeft: back, ArrowUp: back, PageUp: back,
    Home: () => show(0), End: () => show(steps.length - 1), Enter: reveal, a: reveal, f: full, Escape: close };
  for (const key of Object.keys(LAYERS)) acts[key] = () => toggle(key);
  const button = (words, key, act) => {
    const made = keys.appendChild(document.createElement("button"));
    made.className = "button";
    made.type = "button";
    made.innerHTML = `${words} <kbd>${key}</kbd>`;
    made.onclick = act;
    return made;
  };
  button("Back", "←", back);
  button("On", "→", on);
  const opened = button("Answer", "Enter", reveal);
  const switches = Object.entries(LAYERS).map(([key, [name, words]]) => [name, button(words, key, acts[key])]);
  button("Full screen", "f", full);
  button("Close", "Esc", close);
  const told = () => {
    count.textContent = `${at + 1} of ${steps.length}`;
    opened.hidden = !isQuestion() && !folded();
    opened.setAttribute("aria-pressed", !!stage.querySelector(".right-answer") || !isQuestion() && !!folded()?.open);
    for (const [name, made] of switches) {
      made.hidden = !layer(name);
      made.setAttribute("aria-pressed", !!layer(name)?.checked);
    }
    fit();
  };

  // Keys that a control under the hand needs itself are left to it.
  const needed = (target, key) => target.matches("textarea, select, input[type=number], input[type=text]") && key !== "Escape"
    || target.matches("button, summary") && (key === "Enter" || key === " ")
    || target.matches("input") && (key === " " || /^Arrow/.test(key));
  addEventListener("keydown", event => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (at < 0 || !acts[key] || needed(event.target, key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[key]();
  });
  addEventListener("resize", () => { if (stage) fit(); });
  const open = () => {
    const seen = steps.findIndex(step => step.getBoundingClientRect().bottom > 0);
    document.body.append(keys);
    document.documentElement.classList.add("projecting");
    show(Math.max(0, seen));
    count.tabIndex = -1;
    count.focus({ preventScroll: true });
  };
  document.getElementById("project").onclick = open;
  open();
})();
