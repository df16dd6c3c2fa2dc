// What was changed: step by step with a way back, as a redline of both languages, as a proposal.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, open, list, button, ask, write, status, keep, kept, forget, fill, trail, alone, dialog, page } = panel;
  const words = () => panel.words();

  async function changes() {
    trail.length = 0;
    forget();
    keep("view", "changes");
    const { changes: made = [], problems } = await ask("changes");
    if (problems) return panel.alert(words().changes, problems);
    const steps = made.map((change) =>
      el("section", {}, el("h3", {}, open(change.place, change.names[page().language] ?? change.place, { className: "preview-link" })),
        el("p", { className: "preview-where" }, el("code", {}, change.place)),
        el("pre", { tabIndex: 0 }, change.lines.join("\n")),
        change.takenBack ? el("p", {}, words().undone) : undo(change.number)));
    const compared = el("div", {}, el("p", {}, words().comparing));
    fill(words().changes, compared,
      steps.length ? el("details", { open: steps.length < 4 }, el("summary", {}, words().one_by_one), ...steps)
        : alone ? "" : el("p", { className: "preview-hint" }, words().no_changes));
    if (!alone) {
      redlined(compared); // what is shown does not wait for it
      return;
    }
    const own = { ...panel, words: words(), changes, made: made.some((change) => !change.takenBack) };
    const [above, below] = alone.resuming(own);
    compared.replaceChildren(above, alone.saving(own), below);
  }

  // What differs from the last commit, as a review of a request says it, and a proposal of it.
  const MARKED = { strong: "strong", code: "code", old: "del", new: "ins" };
  async function redlined(room) {
    const said = await ask("mine");
    if (!room.isConnected) return;
    if (said.problems || !said.sections) {
      room.replaceChildren(el("p", { role: "alert" }, (said.problems ?? []).map(([, text]) => text).join(" ")));
      return;
    }
    const pieces = (line) => line.map(({ text, kind }) => {
      const spoken = { old: said.marks[0], new: said.marks[1] }[kind];
      return MARKED[kind]
        ? el(MARKED[kind], {}, spoken ? el("span", { className: "preview-spoken" }, `${spoken} `) : "", text)
        : text;
    });
    const block = (one) => {
      if (one.level) return el(`h${one.level}`, {}, ...pieces(one.words));
      if (one.items) return list(one.items.map((item) => el("div", {}, ...pieces(item))));
      if (!one.rows) return el("p", {}, ...pieces(one.words));
      const cell = (lines, n) => el("td", { lang: one.languages[n] || undefined, "data-head": one.head[n] },
        ...lines.map((line) => el("p", {}, ...pieces(line))));
      return el("table", {},
        el("thead", {}, el("tr", {}, ...one.head.map((words) => el("th", { scope: "col" }, words)))),
        el("tbody", {}, ...one.rows.map((row) => el("tr", {}, ...row.map(cell)))));
    };
    room.replaceChildren(said.proposed ? proposed(said.proposed) : "", ...said.sections.flat().map(block),
      said.done ? "" : proposal(said));
  }
  // What is said while something is made, and after it, stands where it was asked for.
  const told = (form, ...lines) => {
    const room = form.querySelector("[role=status]");
    room.replaceChildren(...lines);
    room.scrollIntoView({ block: "nearest" });
  };
  const problems = (made) => (made.problems ?? []).map(([, text]) => el("p", { className: "preview-mistake" }, text));
  function proposal({ title, refusal, nameless }) {
    if (page().readOnly) return "";
    if (refusal) return el("p", { className: "preview-hint" }, refusal);
    const input = (name, label, value, type = "text") => {
      const own = el("input", { id: `preview-of-${name}`, name, type, value });
      return [el("label", { htmlFor: own.id }, label), own];
    };
    const form = el("form", { className: "preview-inset", noValidate: true }, el("h3", {}, words().propose),
      ...input("title", words().propose_title, title),
      ...(nameless ? [...input("name", words().your_name, ""), ...input("email", words().your_email, "", "email")] : []),
      el("p", { className: "preview-hint" }, words().propose_hint),
      el("button", { type: "submit", className: "preview-main" }, words().propose),
      el("div", { role: "status" }));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.ariaBusy) return;
      form.ariaBusy = "true";
      told(form, words().proposing);
      const made = await write(Object.fromEntries(new FormData(form)), "propose");
      form.ariaBusy = null;
      if (!made.proposed) return told(form, ...problems(made));
      panel.typed(false);
      document.querySelector(".preview-proposed")?.remove(); // it grew by this one
      const done = proposed(made.proposed);
      form.replaceWith(done);
      done.firstChild.focus();
      done.scrollIntoView({ block: "nearest" });
    });
    return form;
  }
  function proposed({ said, url, files, back }) {
    const file = ({ name, text }) => el("p", {}, `${words().download} `, el("a", {
      href: URL.createObjectURL(new Blob([text], { type: "text/x-patch" })), download: name }, name));
    const again = button(words().afresh, async () => {
      if (room.ariaBusy) return;
      room.ariaBusy = "true";
      told(room, words().returning);
      const made = await write({}, "afresh");
      room.ariaBusy = null;
      if (!made.said) return told(room, ...problems(made));
      await changes();
      keep("said", made.said);
      status(made.said);
      document.dispatchEvent(new Event("preview-free"));
    });
    const room = el("section", { className: "preview-inset preview-proposed" }, el("h3", { tabIndex: -1 }, words().is_proposed),
      ...said.map((line) => el("p", {}, line)),
      url ? el("p", {}, el("a", { href: url, rel: "noreferrer" }, url)) : "", ...files.map(file),
      ...(page().readOnly ? [] : [el("p", { className: "preview-hint" }, back), el("p", {}, again)]),
      el("div", { role: "status" }));
    return room;
  }
  const undo = (number) =>
    button(words().undo, panel.leave(async () => {
      const listing = kept("listing");
      const said = await write({ act: "undo", number });
      if (said.problems) return panel.refused(said.problems);
      const place = trail.pop() ?? "";
      keep(`seen-${place}`, "");
      const gone = !place || (await ask("place", place)).problems; // what was added is not there now
      await (listing ? panel.listing(listing) : gone ? changes() : panel.show(place));
      panel.saved(words().undone);
    }));
  Object.assign(panel, { changes, undo });
})();
