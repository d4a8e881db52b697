// All that this browser keeps of the exercises: how far each is, taking it along, opening it again, clearing it.
(() => {
  const all = selector => Array.from(document.querySelectorAll(selector)), one = selector => document.querySelector(selector);
  const rows = all(".work li"), told = words => {
    one(".work-told span").textContent = words;
    one(".work-told").scrollIntoView({ block: "center" });
  };
  const named = one(".work-box [name=name]"), known = rows.map(row => row.dataset.exercise);
  const begun = exercise => Record.kept(exercise) !== null;
  const show = () => rows.forEach(row => {
    const exercise = row.dataset.exercise, record = Record.read(exercise), items = Number(row.dataset.items), tally = record.tally;
    const far = row.querySelector(".far"), code = begun(exercise) ? Record.code(exercise, record.sheets) : "";
    row.querySelector(".code").textContent = code;
    row.querySelector("button").hidden = !code;
    const parts = tally ? [[tally[0], "right"], [tally[1], "contested"], [tally[2], "not yet"], [tally[3], "to compare"], [tally[4], "open"]] : [];
    far.textContent = !code ? items + " items, not begun" : !tally ? "opened from a file; its page shows the verdicts"
      : parts.filter(part => part[0]).map(part => part.join(" ")).join(", ");
    const bar = row.querySelector("progress");
    bar.value = tally ? items - tally[4] : 0;
    bar.hidden = !code;
  });
  const everything = () => known.filter(begun).map(exercise => Record.asText(exercise, Record.read(exercise), named.value.trim())).join("\n");

  // What is cleared or replaced can be brought back while the page is open.
  let before = null;
  const undoable = (exercises, change, words) => {
    before = exercises.map(exercise => [exercise, Record.kept(exercise)]);
    one(".undo").hidden = !exercises.some(begun);
    change();
    told(words);
    show();
  };
  one(".undo").addEventListener("click", () => {
    before.forEach(had => Record.keep(had[0], had[1]));
    one(".undo").hidden = true;
    told("It is as it was.");
    show();
  });
  const clear = exercises => undoable(exercises, () => exercises.forEach(exercise => Record.keep(exercise, null)), "Cleared on this device.");

  const open = (text, from) => {
    const found = Record.opened(text).filter(part => known.includes(part.exercise) && Object.keys(part.sheets).length);
    if (!found.length) return told("There is no exercise of this book in " + from + ". What can be opened is the notebook or the text that you saved or copied here.");
    const replaced = found.some(part => begun(part.exercise));
    undoable(found.map(part => part.exercise), () => found.forEach(part => {
      const record = Object.assign(Record.empty(), { sheets: part.sheets, first: part.first, code: Record.code(part.exercise, part.sheets) });
      Object.keys(part.first).forEach(key => { const sheet = key.split(":")[0]; if (rows[known.indexOf(part.exercise)].dataset.forms.split(" ").includes(sheet)) record.over[sheet] = 1; });
      Record.write(part.exercise, record);
      if (part.name && !named.value) { named.value = part.name; Record.keep("name", part.name); }
    }), "Opened: " + found.map(part => part.exercise + " (code " + Record.code(part.exercise, part.sheets) + ")").join(", ") + (replaced ? ". What was here before was replaced." : "."));
  };
  one("[type=file]").addEventListener("change", event => Array.from(event.target.files).forEach(file => {
    const reader = new FileReader();
    reader.onload = () => open(reader.result, file.name);
    reader.readAsText(file);
  }));
  one(".paste").addEventListener("click", () => open(one(".pasted").value, "this text"));

  const asked = Record.nameIn(named, told);
  const needed = () => {
    if (known.some(begun)) return asked();
    told("Nothing is begun yet.");
    return false;
  };
  one(".save").addEventListener("click", () => {
    if (!needed()) return;
    const file = Record.fileName("kata-siapa", named.value) + ".txt";
    Record.save(file, everything(), "text/plain");
    told("Your browser was asked to save " + file + ", with all that you have begun.");
  });
  one(".copy").addEventListener("click", () => {
    if (!needed()) return;
    const area = one(".pasted");
    const byHand = () => { area.value = everything(); area.select(); told(document.execCommand("copy") ? "Copied." : "It is marked in the box below: copy it by hand."); };
    Record.copy(everything(), () => told("Copied: paste it into a message."), byHand);
  });
  one(".clear").addEventListener("click", () => clear(known.filter(begun)));
  rows.forEach(row => row.querySelector("button").addEventListener("click", () => clear([row.dataset.exercise])));
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  one(".work-box").hidden = false;
  show();
})();
