// Verdicts, looked up in the answer table that the judge made when the book was built.
const Judge = (() => {
  const { all, one, of, arrows, runsOf } = Kinds;
  const { marks, texts, lists, sheets: tables } = JSON.parse(one("#answers").textContent);
  const entry = form => (tables[form.closest("section").dataset.sheet] || {})[form.dataset.item];
  const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const NOT_YET = 2, PERSON = 3, OPEN = 4;  // places in the list of statuses
  // Words that are understood for a label or a source, as the package understands them.
  const folded = words => (words.toLowerCase().match(/[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f“”‘’«»–—…•·]+/g) || []).join(" ");
  const label = (form, words) => {
    const table = entry(form) || {}, word = folded(words), list = lists[table.of] || {};
    const plain = all("input,option", form).map(choice => choice.value).find(value => value && folded(value) === word);
    return plain || list[word] || "";
  };
  const source = (form, names, words) => {
    const table = entry(form) || { known: {}, small: [] }, word = folded(words).split(" ").filter(one => !table.small.includes(one)).join(" ");
    return names.includes(words.trim()) ? words.trim() : table.known[word] === undefined ? "" : table.names[table.known[word]];
  };

  // The judge's table
  // A worksheet has "->" between two names; the page draws an arrow.
  const html = parts => parts.map(number => texts[number]).join(" ").split(" -&gt; ").join(" → ");
  const escaped = words => words.replace(/[&<>"]/g, sign => "&#" + sign.charCodeAt(0) + ";");
  const verdict = (id, row, words) => ({
    id, status: row[0],
    reason: html(row[1]).split("{}").join(escaped(words || "")),
    hint: row[2] ? html(row[2]).split("{}").join(escaped(words || "")) : "",
  });
  const named = words => words.replace(/^[\s.,:;!?()[\]"'“”‘’…]+|[\s.,:;!?()[\]"'“”‘’…]+$/g, "");
  const claimsIn = (form, entry) => {
    if (form.dataset.kind === "relay") return arrows(form).map(arrow =>
      ({ at: entry.names.indexOf(arrow[0]) * entry.names.length + entry.names.indexOf(arrow[1]), words: arrow.join(" → ") }));
    const boxes = all(".marking input", form), words = all(".marking span", form).map(word => word.textContent), count = boxes.length;
    return runsOf(boxes).map(run => ({
      at: run[0] * count - run[0] * (run[0] - 1) / 2 + run[1] - run[0] - 1, words: named(words.slice(run[0], run[1]).join(" ")),
    }));
  };
  // What the claims earn together, as the key adds it up: each stray takes back one item that was found.
  const addedUp = (form, entry, said) => {
    const seen = new Map(), notes = [];
    claimsIn(form, entry).forEach(claim => {
      const at = entry.same[claim.at] === undefined ? claim.at : entry.same[claim.at];
      const kind = entry.kinds[LETTERS.indexOf(entry.codes[at])];
      if (!kind || seen.has(at)) return;
      seen.set(at, { kind, words: claim.words });
      if (kind[3] !== -1) notes.push(html(kind[3]).split("{}").join(escaped(claim.words)));
    });
    const claims = Array.from(seen.values()), strays = claims.filter(claim => claim.kind[2]);
    const has = (part, at) => claims.some(claim => claim.kind[part].includes(at));
    const places = new Set([].concat(...claims.map(claim => claim.kind[0])));
    const found = Array.from(places).sort((one, two) => one - two);
    if (!claims.length && said !== "none") return { verdicts: entry.items.map(item => verdictOf(item.id, OPEN)), notes };
    return { notes, verdicts: entry.items.map(item => {
      const stray = strays.length ? strays[0].words : "";
      if (item.at < 0) return verdict(item.id, strays.length ? item.taken : item.right, stray);
      if (!places.has(item.at)) return verdict(item.id, has(1, item.at) ? item.round : item.missing);
      return verdict(item.id, found.indexOf(item.at) >= found.length - strays.length ? item.taken : item.right, stray);
    }) };
  };
  const verdictOf = (id, status, reason) => ({ id, status, reason: reason || "", hint: "" });
  const judged = (form, entry, said) => {
    const id = form.dataset.item, kind = of(form);
    if (entry.codes) return addedUp(form, entry, said);
    if (!said) return { verdicts: [verdictOf(id, OPEN)], notes: [] };
    if (kind.whole && !kind.whole(form)) return { verdicts: [verdictOf(id, OPEN)], notes: [kind.partly] };
    if (entry.is !== "text") return { verdicts: [verdict(id, entry.says[said] || entry.says[""])], notes: [] };
    const enough = said.split(" ").length >= entry.least;
    const told = enough ? entry.told.map(html).join("<br>") : "Write a whole sentence; then you see the levels, and answers to compare yours with.";
    return { verdicts: [verdictOf(id, PERSON, told)], notes: [] };
  };

  return { judged, entry, label, source, marks, NOT_YET, PERSON, OPEN };
})();
