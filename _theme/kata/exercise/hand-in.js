// Handing in: a name, a code, and three ways out.
(() => {
  const { one, all, exercise, notebook, cells, record } = Exercise;
  const box = one(".hand-in"), named = one("[name=name]", box), told = words => { one(".told", box).textContent = words; };
  const name = () => named.value.trim();
  const text = () => Record.asText(exercise, record(), name());
  const file = () => Record.fileName(exercise, name()) + ".ipynb";
  const made = () => JSON.stringify(Record.asNotebook(notebook, cells, record(), name()), null, 1) + "\n";
  const asked = Record.nameIn(named, told);
  const KIND = "application/x-ipynb+json";
  const ways = {
    save: () => {
      Record.save(file(), made(), KIND);
      told("Your browser was asked to save " + file() + ". Look among your downloads; if it is not there, this browser saves no files: copy everything as text, and send that.");
    },
    share: () => navigator.share({ files: [shared()], title: file() })
      .then(() => told(file() + " was handed to the app that you chose."), () => told("Nothing was shared. Save the file, or copy everything as text.")),
    copy: () => {
      const done = () => told("Copied: paste it into a message to your teacher. It begins with “Kata Siapa? " + exercise + "”.");
      const byHand = () => {
        const area = one(".by-hand textarea", box);
        one(".by-hand", box).hidden = false;
        area.value = text();
        area.focus();
        area.select();
        if (document.execCommand("copy")) done(); else told("This browser copies nothing by itself: the text below is marked, copy it by hand.");
      };
      Record.copy(text(), done, byHand);
    },
  };
  const shared = () => new File([made()], file(), { type: "application/json" });
  const count = () => {
    const { tally, code } = record(), [right, contested, wrong, person, open] = tally || [0, 0, 0, 0, 0];
    const parts = [[right, "right"], [contested, "contested"], [wrong, "not yet"], [person, "for a person to mark"], [open, "open"]];
    one(".tally", box).textContent = parts.filter(part => part[0]).map(part => part.join(" ")).join(", ") + (tally ? "." : "Nothing is answered yet.");
    one(".code", box).textContent = code || Record.code(exercise, Object.keys(cells).reduce((sheets, sheet) =>
      Object.assign(sheets, { [sheet]: document.getElementById(cells[sheet]).value }), {}));
  };
  document.addEventListener("saved", event => { count(); if (event.detail) told(event.detail); });
  all("button", box).forEach(button => button.addEventListener("click", () => {
    Exercise.save();
    if (asked()) ways[["save", "share", "copy"].find(way => button.classList.contains(way))]();
  }));
  try { one(".share", box).hidden = !navigator.canShare({ files: [shared()] }); } catch (no) { /* no way to share a file here */ }
  box.hidden = false;
  count();

  // The notebook in the browser begins blank: what was answered here stays here.
  const { lite } = Exercise.data.dataset, link = one(".in-browser");
  if (lite && location.protocol !== "file:") {
    link.href = lite + "notebooks/index.html?path=" + encodeURIComponent(exercise + ".ipynb");
    link.hidden = false;
  }
})();
