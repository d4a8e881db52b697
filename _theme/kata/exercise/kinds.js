// The controls of each kind of answer: how they are read, and how they are set from the words of a worksheet.
const Kinds = (() => {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const one = (selector, within) => (within || document).querySelector(selector);
  const el = (name, words, about) => Object.assign(document.createElement(name), { textContent: words || "" }, about);
  // The kinds of answers: how a control is read and set; `set` tells whether the words could be shown in it.
  const runsOf = boxes => {
    const runs = [];
    boxes.forEach((box, at) => {
      if (!box.checked) return;
      if (at && boxes[at - 1].checked) runs[runs.length - 1][1] = at + 1; else runs.push([at, at + 1]);
    });
    return runs;
  };
  const bare = words => words.toLowerCase().split(/[\s"'“”‘’«»‐–-]+/).join(" ").replace(/^[\s.,:!?()[\]*`_]+|[\s.,:!?()[\]*`_]+$/g, "");
  const KINDS = {
    label: {
      get: form => { const on = one(":checked", form); return on ? on.value : ""; },
      set: (form, words) => {
        let found = !words;
        const meant = Judge.label(form, words);
        all("input,option", form).forEach(choice => {
          const on = choice.value !== "" && choice.value === meant;
          if (choice.type === "radio") choice.checked = on; else choice.selected = on;
          found = found || on;
        });
        return found;
      },
    },
    number: {
      get: form => { const words = one("input", form).value; return /^\d{1,6}$/.test(words) ? String(Number(words)) : ""; },
      set: (form, words) => { one("input", form).value = /^\d{1,6}$/.test(words) ? words : ""; return /^(\d{1,6})?$/.test(words); },
      fault: form => {
        const box = one("input", form);
        return (box.value || box.validity.badInput) && !KINDS.number.get(form) ? "Write a whole number, such as 3." : "";
      },
    },
    order: {
      get: form => all("select", form).map(select => select.value).filter(Boolean).join(" > "),
      set: (form, words) => {
        const names = words ? words.split(" > ") : [];
        const lists = all("select", form);
        lists.forEach((select, at) => { select.value = names[at] || ""; });
        return names.length <= lists.length && names.every((name, at) => lists[at].value === name);
      },
      whole: form => { const names = all("select", form).map(select => select.value); return names.every(Boolean) && new Set(names).size === names.length; },
      partly: "Put all in order, each once.",
    },
    words: {
      get: form => {
        const boxes = all(".marking input", form), words = all(".marking span", form).map(word => word.textContent);
        if (one(".none input", form).checked) return "none";
        return runsOf(boxes).map(run => words.slice(run[0], run[1]).join(" ")).join("; ");
      },
      set: (form, words) => {
        const boxes = all(".marking input", form), there = all(".marking span", form).map(word => word.textContent);
        boxes.forEach(box => { box.checked = false; });
        one(".none input", form).checked = words.toLowerCase() === "none";
        if (!words || words.toLowerCase() === "none") return true;
        return words.split(/\s*[;|]\s*/).filter(Boolean).every(part => {
          const wanted = bare(part);
          const endOf = at => boxes.findIndex((box, end) => end >= at && bare(there.slice(at, end + 1).join(" ")) === wanted);
          const at = boxes.findIndex((box, start) => !box.checked && endOf(start) >= 0);
          if (at >= 0) boxes.slice(at, endOf(at) + 1).forEach(box => { box.checked = true; });
          return at >= 0;
        });
      },
    },
    relay: {
      get: form => arrows(form).map(arrow => arrow.join(" -> ")).join("\n"),
      set: (form, words) => {
        const names = all("option", one("select", form)).map(option => option.value).filter(Boolean);
        const read = [].concat(...words.split("\n").filter(line => line.trim()).map(line => {
          const hops = line.split(/\s*->\s*/).map(name => Judge.source(form, names, name));
          return hops.slice(1).map((name, at) => [hops[at], name]);
        }));
        const known = read.filter(pair => pair[0] && pair[1] && pair[0] !== pair[1]);
        form.dataset.arrows = JSON.stringify(known);
        draw(form);
        return known.length === read.length;
      },
    },
    text: {
      get: form => one("textarea", form).value.split(/\s+/).filter(Boolean).join(" "),
      set: (form, words) => {
        const box = one("textarea", form);
        if (KINDS.text.get(form) !== words) box.value = words;
        grow(box);
        return true;
      },
    },
  };
  const grow = box => { box.style.height = "auto"; box.style.height = box.scrollHeight + 2 + "px"; };

  // Arrows, drawn as the chains that they make.
  const arrows = form => JSON.parse(form.dataset.arrows || "[]");
  const draw = form => {
    const drawn = arrows(form), box = one(".drawn", form), shown = new Set();
    const relayed = name => drawn.some(arrow => arrow[1] === name);
    const branch = name => {
      const list = el("ul");
      drawn.forEach(arrow => {
        const id = arrow.join(" -> ");
        if (arrow[0] !== name || shown.has(id)) return;
        shown.add(id);
        const item = list.appendChild(el("li"));
        item.append(el("span", "→ " + arrow[1]), " ", el("button", "×", { type: "button", className: "off", title: "Take off", value: id }));
        item.lastChild.setAttribute("aria-label", "Take off " + arrow.join(" → "));
        item.append(branch(arrow[1]));
      });
      return list.childNodes.length ? list : "";
    };
    box.textContent = "";
    const roots = new Set(drawn.map(arrow => arrow[0]).filter(name => !relayed(name)).concat(drawn.map(arrow => arrow[0])));
    roots.forEach(name => {
      if (drawn.some(arrow => arrow[0] === name && !shown.has(arrow.join(" -> ")))) box.append(el("p", name), branch(name));
    });
  };

  const of = form => KINDS[form.dataset.kind];
  return { all, one, el, of, get: form => of(form).get(form), arrows, draw, runsOf, grow };
})();
