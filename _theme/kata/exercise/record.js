// What this browser keeps of an exercise, and the forms in which it is handed in: a notebook, or a text with a code.
// Plain words of ES2017: an old phone's browser reads them, too.
const Record = (() => {
  // Two books on one host do not meet: what is kept is kept by the book's own path.
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href).pathname;
  const place = name => "kata-siapa " + root + " " + name;
  const kept = name => { try { return localStorage.getItem(place(name)); } catch (no) { return null; } };
  const keep = (name, text) => {
    try {
      if (text === null) localStorage.removeItem(place(name)); else localStorage.setItem(place(name), text);
      return true;
    } catch (no) { return false; }
  };
  const empty = () => ({ sheets: {}, checked: {}, tries: {}, first: {}, over: {}, tally: null, code: "" });
  const read = exercise => {
    let had = null;
    try { had = JSON.parse(kept(exercise)); } catch (no) { /* not ours */ }
    return Object.assign(empty(), had && typeof had === "object" ? had : {});
  };
  const write = (exercise, record) => keep(exercise, JSON.stringify(record));

  // The lines of a worksheet. A line's item is found as forgivingly as the package finds it.
  const ITEM = /^[\W_]*(?:(?:sentence|kalimat|question|soal|claim|klaim|item|nomor|no|([A-Z]))[\s._-]*)?[0o]*(\d{1,3})(?!\d)([a-z](?!\w))?[\s:=.,;)\]*`"'“”|/→–—>-]*(.*)$/i;
  const split = line => {
    const found = ITEM.exec(line);
    if (!found) return { item: "", value: line.trim() };
    const number = ("0" + Number(found[2])).slice(-Math.max(2, String(Number(found[2])).length));
    return { item: (found[1] || "S").toUpperCase() + number + (found[3] || "").toLowerCase(), value: found[4].trim() };
  };
  const same = (typed, item) => typed !== "" && typed.slice(1) === item.slice(1) && (typed[0] === "S" || typed[0] === item[0]);
  const BLANK = /^[\s._…?=>→<-]*$/;
  const answer = (text, item) => {
    const line = text.split("\n").map(split).find(line => same(line.item, item) && !BLANK.test(line.value));
    return line ? line.value : "";
  };
  // Own words may go on below their line, up to the next item.
  const ownWords = (text, item) => {
    let inside = false;
    const mine = text.split("\n").filter(line => {
      const told = split(line).item;
      if (told[0] === item[0] || /^\s*[A-Z]\d\d[a-z]?(?:\s|$)/.test(line)) inside = told === item;
      return inside;
    });
    return mine.map(line => split(line).value).filter(value => !BLANK.test(value)).join(" ");
  };
  const withAnswer = (text, item, value, goesOn) => {
    let at = -1, inside = false;
    const rest = [];
    for (const line of text.split("\n")) {
      const told = split(line);
      inside = told.item ? same(told.item, item) : inside && goesOn;
      if (inside && at < 0) at = rest.length;
      if (!inside || rest.length === at) rest.push(line);
    }
    rest[at < 0 ? rest.length : at] = item + "  " + (value || "...");
    return rest.join("\n");
  };

  // SHA-256, written out: a browser has it only over https.
  const sha256 = bytes => {
    const primes = [], k = [], h = [];
    for (let n = 2; k.length < 64; n++) {
      if (primes.some(prime => n % prime === 0)) continue;
      primes.push(n);
      if (h.length < 8) h.push((Math.sqrt(n) % 1) * 4294967296 | 0);
      k.push((Math.cbrt(n) % 1) * 4294967296 | 0);
    }
    const turn = (x, n) => x >>> n | x << 32 - n, size = (bytes.length + 72 >> 6) * 16, words = new Array(size).fill(0);
    bytes.forEach((byte, at) => { words[at >> 2] |= byte << 24 - at % 4 * 8; });
    words[bytes.length >> 2] |= 128 << 24 - bytes.length % 4 * 8;
    words[size - 2] = bytes.length / 536870912 | 0;
    words[size - 1] = bytes.length << 3;
    for (let from = 0; from < size; from += 16) {
      const w = words.slice(from, from + 16);
      let [a, b, c, d, e, f, g, last] = h;
      for (let at = 0; at < 64; at++) {
        if (at > 15) {
          const x = w[at - 15], y = w[at - 2];
          w[at] = w[at - 16] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + w[at - 7] + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10) | 0;
        }
        const one = last + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + k[at] + w[at];
        const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
        [last, g, f, e, d, c, b, a] = [g, f, e, d + one | 0, c, b, a, one + two | 0];
      }
      [a, b, c, d, e, f, g, last].forEach((value, at) => { h[at] = h[at] + value | 0; });
    }
    return h;
  };
  const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ", BETWEEN = /(?:[\x1c-\x1f\x85]|[^\S\ufeff])+/;
  const tidy = text => text.split("\n").map(line => line.split(BETWEEN).filter(Boolean).join(" ")).filter(Boolean);
  // Six letters that change when an answer changes: helpers.exercises.handing_in makes the same ones.
  const code = (exercise, sheets) => {
    const told = [exercise].concat(...Object.keys(sheets).map(name => [name].concat(tidy(sheets[name])))).join("\n");
    const all = Math.pow(24, 6);
    let number = 0;
    sha256(new TextEncoder().encode(told)).slice(0, 2).forEach(word => {
      for (let shift = 24; shift >= 0; shift -= 8) number = (number * 256 + (word >>> shift & 255)) % all;
    });
    let made = "";
    for (let at = 0; at < 6; at++) { made = LETTERS[number % 24] + made; number = Math.floor(number / 24); }
    return made;
  };

  // Handing in
  const body = text => text.replace(/^\s*%%answer.*\n?/, "");
  const first = record => {
    const sections = {};
    for (const key of Object.keys(record.first)) {
      const name = key.split(":")[0];
      sections[name] = (sections[name] ? sections[name] + "\n" : "") + record.first[key];
    }
    return sections;
  };
  const asText = (exercise, record, name) => {
    const early = first(record);
    return ["Kata Siapa? " + exercise + "\nName: " + name + "\nCode: " + code(exercise, record.sheets)]
      .concat(Object.keys(record.sheets).map(sheet => "%%answer " + sheet + "\n" + body(record.sheets[sheet]).trim()))
      .concat(Object.keys(early).map(sheet => "%%first " + sheet + "\n" + early[sheet])).join("\n\n") + "\n";
  };
  const asNotebook = (blank, cells, record, name) => {
    const mine = JSON.parse(JSON.stringify(blank));
    for (const sheet of Object.keys(cells))
      mine.cells.find(cell => cell.id === cells[sheet]).source = "%%answer " + sheet + "\n" + body(record.sheets[sheet]);
    Object.assign(mine.metadata.kata_siapa, { name, first: record.first });
    return mine;
  };
  // The worksheets of a notebook or a text that was handed in, or of several texts one below the other.
  const opened = text => {
    let notebook = null;
    try { notebook = JSON.parse(text); } catch (no) { return parts(text); }
    const about = notebook && notebook.metadata && notebook.metadata.kata_siapa;
    if (!about || !Array.isArray(notebook.cells)) return [];
    const sources = notebook.cells.map(cell => [].concat(cell.source || "").join("")).filter(source => /^\s*%%answer\s/.test(source));
    const one = parts("Kata Siapa? " + about.exercise + "\n\n" + sources.join("\n\n"))[0];
    one.name = about.name || "";
    if (about.first && typeof about.first === "object")
      for (const key of Object.keys(about.first)) one.first[key] = String(about.first[key]);
    return [one];
  };
  const parts = text => text.replace(/\r\n?/g, "\n").split(/^\W*kata siapa\?\s+/im).slice(1).map(part => {
    const one = { exercise: part.split(/\s/)[0], name: (/^\W*name:[ \t]*(.*)$/im.exec(part) || ["", ""])[1], sheets: {}, first: {} };
    for (const section of part.split(/^(?=%%(?:answer|first)\s)/m).slice(1)) {
      const head = /^%%(\w+)\s+(.*)\n?/.exec(section), lines = section.slice(head[0].length).trim();
      if (head[1] === "answer") one.sheets[head[2].trim()] = lines;
      else lines.split("\n").forEach(line => {
        const item = split(line).item, key = head[2].trim() + (/^[A-Z]\d\d[a-z]?\s/.test(line) ? ":" + item : "");
        one.first[key] = (one.first[key] ? one.first[key] + "\n" : "") + line;
      });
    }
    return one;
  });
  const fileName = (exercise, name) => {
    const tail = name.trim().replace(/[\s\\/:*?"<>|.,;'#%&{}$!`@+=()[\]^~]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
    return tail ? exercise + "-" + tail : exercise;
  };
  const save = (file, text, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  // A name, asked for once: the field knows it again; what is given back tells whether one is there, and asks for it.
  const nameIn = (field, told) => {
    field.value = kept("name") || "";
    field.addEventListener("input", () => keep("name", field.value.trim()));
    return () => {
      if (field.value.trim()) return true;
      told("Write your name or number first: by it your teacher knows whose work this is.");
      field.focus();
      return false;
    };
  };
  const copy = (text, done, byHand) => {
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
  };
  return { place, kept, keep, empty, read, write, split, same, answer, ownWords, withAnswer, code, asText, asNotebook, opened, fileName, save, nameIn, copy };
})();
