// An exercise's page: controls and worksheet in step, verdicts beside their answers, and what this browser keeps.
const Exercise = (() => {
  const { all, one, el, of, get, arrows, draw, grow } = Kinds, { judged, entry, marks, NOT_YET, PERSON, OPEN } = Judge;
  const data = one("#notebook"), notebook = JSON.parse(data.textContent), exercise = data.dataset.name;
  let record = Record.read(exercise), begun = false;

  // A worksheet and its items
  const sheets = all("section.sheet");
  const name = sheet => sheet.dataset.sheet;
  const area = sheet => one(".as-text textarea", sheet);
  const sheetOf = form => form.closest("section.sheet");
  const key = form => name(sheetOf(form)) + (form.dataset.item ? ":" + form.dataset.item : "");
  const forms = sheet => all("form.item", sheet);
  const isOpen = sheet => sheet.dataset.over !== undefined && !record.over[name(sheet)];
  const NO_ARROW = line => !line.includes("->");
  const inText = form => {
    const text = area(sheetOf(form)).value, item = form.dataset.item;
    if (form.dataset.kind === "relay") return text.split("\n").filter(line => line.includes("->") && !/^[\s.>-]*$/.test(line)).map(line => line.trim()).join("\n");
    return form.dataset.kind === "text" ? Record.ownWords(text, item) : Record.answer(text, item);
  };
  const intoText = (form, said) => {
    const box = area(sheetOf(form));
    if (form.dataset.kind === "relay") box.value = box.value.split("\n").filter(NO_ARROW).concat(said || "... -> ...").join("\n").replace(/^\n+/, "");
    else box.value = Record.withAnswer(box.value, form.dataset.item, said, form.dataset.kind === "text");
  };
  const linesOf = form => form.dataset.kind === "relay" ? get(form) : form.dataset.item + "  " + (get(form) || "...");

  // Verdicts: those of the answer that stands there, or none.
  const show = form => {
    const box = one(".verdict", form), said = get(form), mine = key(form), table = entry(form);
    box.textContent = "";
    if (form.dataset.unread) box.append(el("p", "“" + form.dataset.unread + "” stands in your worksheet. This page does not know these words; whoever grades it may. Tap an answer to be told here."));
    const fault = of(form).fault ? of(form).fault(form) : "";
    if (fault) box.append(el("p", fault));
    if (!table || isOpen(sheetOf(form)) || record.checked[mine] === undefined || record.checked[mine] !== said) return;
    const { verdicts, notes } = judged(form, table, said);
    notes.forEach(note => { box.appendChild(el("p", "", { className: "note" })).innerHTML = note; });
    const tries = record.tries[mine] || {}, hinted = told => told.status === NOT_YET && (tries[told.id] || 0) < 2;
    verdicts.forEach(told => box.append(shown(told, verdicts.length > 1 && form.dataset.item, hinted(told))));
    if (verdicts.some(hinted)) box.append(el("p", "Change your answer, then Check shows the reason."));
  };
  const shown = (told, named, hinted) => {
    const [word, sign] = marks[told.status], row = el("div", "", { className: "told-" + word.replace(/ /g, "-") });
    const head = row.appendChild(el("b"));
    head.append(el("span", sign), " ", (named ? told.id + " " : "") + (told.status === PERSON ? "To compare" : word));
    head.firstChild.setAttribute("aria-hidden", "true");
    row.append(" ");
    const reason = row.appendChild(el("span"));
    reason.innerHTML = hinted ? "Hint: " + told.hint : told.reason;
    return row;
  };
  const remark = (form, words) => {
    show(form);
    one(".verdict", form).prepend(el("p", words));
  };
  const check = form => {
    const said = get(form), mine = key(form), table = entry(form), { verdicts, notes } = judged(form, table, said);
    if (verdicts.every(told => told.status === OPEN)) {
      one(".verdict", form).textContent = of(form).fault && of(form).fault(form) || notes[0] || "Answer first, then press Check.";
      return;
    }
    if (record.first[mine] === undefined) record.first[mine] = linesOf(form);
    if (record.checked[mine] !== said) {
      const tries = record.tries[mine] || (record.tries[mine] = {});
      verdicts.filter(told => told.status === NOT_YET).forEach(told => { tries[told.id] = (tries[told.id] || 0) + 1; });
    }
    record.checked[mine] = said;
    show(form);
    save();
    form.dispatchEvent(new CustomEvent("checked", { bubbles: true }));
  };
  const handOver = sheet => {
    forms(sheet).forEach(form => {
      if (record.first[key(form)] === undefined) record.first[key(form)] = linesOf(form);
    });
    record.over[name(sheet)] = 1;
    save();
    over(sheet);
  };
  const reveal = sheet => {
    record.over[name(sheet)] = 2;
    forms(sheet).forEach(form => { if (get(form)) check(form); });
    save();
    over(sheet);
  };
  // A form that is handed over keeps its first answers; its verdicts stand behind one more press.
  const over = sheet => {
    const box = one(".over", sheet);
    if (!box) return;
    const state = record.over[name(sheet)], left = forms(sheet).filter(form => !get(form)).length;
    forms(sheet).forEach(form => { if (one(".act", form)) one(".act", form).hidden = state !== 2; });
    one(".left", box).textContent = !state ? (left ? left + " of " + forms(sheet).length + " not answered yet. You may leave them open." : "All are answered.")
      : "Handed over: your first answers are kept." + (state === 1 ? " The verdicts come when you ask for them." : " What you change now does not replace them.");
    one("button", box).hidden = state === 2;
    one("button", box).textContent = state === 1 ? "Show the verdicts" : "Hand over";
    one("button", box).disabled = !state && left === forms(sheet).length;
    one("p:last-child", box).hidden = Boolean(state);
  };

  // Keeping
  const LOST = "This browser does not keep what you answer here (a private window, a frame, or its storage is full). Save the file before you close the page.";
  const warn = event => event.preventDefault();
  const tally = () => {
    const counts = [0, 0, 0, 0, 0];
    sheets.forEach(sheet => forms(sheet).forEach(form => {
      const table = entry(form), said = get(form), told = !isOpen(sheet) && said && record.checked[key(form)] === said;
      const items = table && table.items ? table.items.map(() => OPEN) : [OPEN];
      const statuses = table && told ? judged(form, table, said).verdicts.map(one => one.status) : items;
      statuses.forEach(status => { counts[status]++; });
    }));
    return counts;
  };
  const save = () => {
    const had = record.sheets;
    record.sheets = {};
    sheets.forEach(sheet => { record.sheets[name(sheet)] = area(sheet).value; });
    Object.keys(had).forEach(old => { if (record.sheets[old] === undefined) record.sheets[old] = had[old]; });
    record.tally = tally();
    record.code = Record.code(exercise, record.sheets);
    record.title = one("h1").textContent.replace(/#$/, "").trim();
    const safe = Record.write(exercise, record);
    (safe ? removeEventListener : addEventListener)("beforeunload", warn);
    if (safe && !begun && navigator.storage && navigator.storage.persist) navigator.storage.persist();
    begun = true;
    document.dispatchEvent(new CustomEvent("saved", { detail: safe ? "" : LOST }));
  };

  // In step: what is tapped goes into the text, what is typed there into the controls.
  const tapped = form => {
    delete form.dataset.unread;
    intoText(form, get(form));
    show(form);
    over(sheetOf(form));
    save();
  };
  const typed = sheet => {
    forms(sheet).forEach(form => {
      const words = inText(form);
      if (of(form).set(form, words)) delete form.dataset.unread; else { of(form).set(form, ""); form.dataset.unread = words.slice(0, 60); }
      show(form);
    });
    over(sheet);
  };
  const restore = () => {
    record = Record.read(exercise);
    sheets.forEach(sheet => {
      const text = record.sheets[name(sheet)];
      area(sheet).value = text === undefined ? area(sheet).defaultValue : text;
      typed(sheet);
      forms(sheet).forEach(show);
    });
    document.dispatchEvent(new CustomEvent("saved", { detail: "" }));
  };

  // Words of a sentence: drawn over with a finger or a mouse, walked through with arrow keys.
  const marking = form => {
    const line = one(".marking", form);
    if (!line) return;
    const boxes = all("input", line);
    let drawing = null;
    const focusable = at => boxes.forEach((box, number) => { box.tabIndex = number === at ? 0 : -1; });
    const boxAt = event => {
      const under = document.elementFromPoint(event.clientX, event.clientY), label = under && under.closest("label");
      return label && line.contains(label) ? one("input", label) : null;
    };
    focusable(0);
    line.addEventListener("pointerdown", event => { const box = boxAt(event); drawing = box && { from: box, on: !box.checked, moved: false }; });
    line.addEventListener("pointermove", event => {
      const box = drawing && event.buttons && boxAt(event);
      if (!box || (box === drawing.from && !drawing.moved)) return;
      drawing.moved = true;
      const [first, last] = [boxes.indexOf(drawing.from), boxes.indexOf(box)].sort((one, two) => one - two);
      boxes.slice(first, last + 1).forEach(each => { each.checked = drawing.on; });
    });
    addEventListener("pointerup", () => { if (drawing && drawing.moved) { one(".none input", form).checked = false; tapped(form); setTimeout(() => { drawing = null; }); } else drawing = null; });
    line.addEventListener("click", event => { if (drawing && drawing.moved) event.preventDefault(); });
    line.addEventListener("keydown", event => {
      const at = boxes.indexOf(event.target), step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = event.key === "Home" ? 0 : event.key === "End" ? boxes.length - 1 : at + step;
      if (!boxes[next]) return;
      event.preventDefault();
      if (event.shiftKey) { boxes[next].checked = boxes[at].checked; tapped(form); }
      focusable(next);
      boxes[next].focus();
    });
  };

  // Beginning
  const begin = () => {
    sheets.forEach(sheet => {
      forms(sheet).forEach(form => {
        marking(form);
        form.addEventListener("input", event => {
          if (event.target.closest(".means")) return;
          if (event.target.closest(".marking")) one(".none input", form).checked = false;
          if (event.target.closest(".none") && event.target.checked) all(".marking input", form).forEach(box => { box.checked = false; });
          if (form.dataset.kind === "text") grow(event.target);
          if (form.dataset.kind !== "relay") tapped(form);
        });
        // A press of Enter clicks the button, too; a frame that forbids forms lets clicks through.
        form.addEventListener("submit", event => event.preventDefault());
        if (one(".check", form)) one(".check", form).addEventListener("click", event => {
          event.preventDefault();
          if (form.dataset.kind === "relay") add(form);
          check(form);
        });
        if (form.dataset.kind === "relay") form.addEventListener("click", event => relayed(form, event.target));
        const means = one(".means", form);
        if (means) means.addEventListener("toggle", () => {
          if (!one("dl", means)) means.append(Object.assign(one("#" + means.dataset.list).cloneNode(true), { id: "", hidden: false }));
        });
      });
      area(sheet).addEventListener("input", () => { typed(sheet); save(); });
      // The second press of a double tap would show the verdicts of what the first one handed over.
      if (one(".over", sheet)) one(".over button", sheet).addEventListener("click", event => {
        if (event.detail < 2) (record.over[name(sheet)] ? reveal : handOver)(sheet);
      });
    });
    addEventListener("storage", event => { if (event.key === Record.place(exercise)) restore(); });
    addEventListener("pageshow", event => { if (event.persisted) restore(); });
    addEventListener("beforeprint", () => all(".item textarea").forEach(grow));
    all(".shows input").forEach(box => box.addEventListener("change", () => document.body.classList.toggle("no-" + box.value, !box.checked)));
    restore();
  };
  const add = form => {
    const pair = all("select", form).map(select => select.value), drawn = arrows(form);
    if (!pair[0] || !pair[1]) return "Choose in both lists first: who relays, and whom.";
    if (pair[0] === pair[1]) return "Nobody relays themselves here: choose two different names.";
    all("select", form).forEach(select => { select.value = ""; });
    if (drawn.some(arrow => arrow.join(" -> ") === pair.join(" -> "))) return "This arrow is drawn already.";
    form.dataset.arrows = JSON.stringify(drawn.concat([pair]));
    draw(form);
    tapped(form);
    return "";
  };
  const relayed = (form, target) => {
    const fault = target.closest(".add") && add(form);
    if (fault) remark(form, fault);
    if (!target.closest(".off")) return;
    form.dataset.arrows = JSON.stringify(arrows(form).filter(arrow => arrow.join(" -> ") !== target.value));
    draw(form);
    tapped(form);
    one(".add", form).focus();
  };
  begin();
  return {
    all, one, exercise, notebook, data, sheets, forms, name, key, get, save, restore, record: () => record,
    cells: sheets.reduce((cells, sheet) => Object.assign(cells, { [name(sheet)]: sheet.dataset.cell }), {}),
  };
})();
