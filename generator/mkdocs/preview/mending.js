// Files with mistakes in the panel: every mistake with its line and a caret, and fields with the
// lines; after saving, the rest is shown again.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, button, ask, write, fill, status, keep } = panel;
  const words = () => panel.words();

  const drafts = new Map(); // what was typed for other files while one is saved

  // A button in the box that the preview lays over the page when a file has a mistake.
  function offered() {
    const box = document.querySelector(".preview-mistakes");
    if (!box || !words() || box.querySelector("button")) return;
    const made = button(words().mend, panel.leave(() => {
      panel.from(made);
      drafts.clear();
      all();
    }));
    box.append(made);
  }

  async function all() {
    const { files = [], problems } = await ask("mistakes");
    if (problems) return drafts.size ? panel.refused(problems) : panel.alert(words().mistakes, problems);
    panel.forget();
    keep("mistakes", "1");
    fill(`${words().mistakes} (${files.reduce((sum, file) => sum + file.faults.length, 0)})`,
      el("p", {}, files.length ? words().mistakes_hint : words().no_mistakes), ...files.map(one));
    for (const draft of drafts.keys()) if (!files.some(({ file }) => of(draft, file))) drafts.delete(draft);
    if (drafts.size) panel.typed(true);
  }
  // What was typed for a file; for lines that are others by now it is shown beside them.
  const of = (draft, file) => draft.startsWith(`${file}\n`);

  function one(file, index) {
    const faults = file.faults.map((fault, number) => el("div", { className: "preview-fault" },
      el("p", { id: `preview-fault-${index}-${number}` }, el("b", {}, fault.line ? `${words().line} ${fault.line}: ` : ""), fault.words),
      fault.line ? el("pre", { tabIndex: 0 }, `${fault.written}${fault.caret ? `\n${fault.caret}` : ""}`) : ""));
    const title = el("h3", {}, el("code", {}, `data/${file.file}`));
    if (file.told || !file.lines.length)
      return el("section", { className: "preview-inset" }, title, el("p", {}, file.told || words().file_lost), ...faults);
    const own = `${file.file}\n${file.digest}\n`;
    const lost = [...drafts].filter(([draft]) => of(draft, file.file) && !draft.startsWith(own)).map(([, text]) => el("pre", { tabIndex: 0 }, text));
    const inputs = file.lines.map((lines, number) => {
      const id = `preview-lines-${index}-${number}`, last = lines.start + lines.count - 1;
      const within = file.faults.map((f, n) => [f, n]).filter(([f]) => f.line >= lines.start && f.line <= last);
      const input = el("textarea", { id, rows: lines.count, spellcheck: false, wrap: "off", className: "preview-lines",
        "aria-describedby": within.map(([, n]) => `preview-fault-${index}-${n}`).join(" ") });
      const draft = `${own}${lines.start}`;
      input.value = drafts.get(draft) ?? lines.text;
      input.addEventListener("input", () => drafts.set(draft, input.value));
      return { lines, input, body: el("div", { className: "preview-field" },
        el("label", { htmlFor: id }, `${words().lines} ${lines.start}–${last}`), input) };
    });
    const form = el("form", { noValidate: true }, ...inputs.map(({ body }) => body),
      panel.page().readOnly ? "" : el("p", {}, el("button", { type: "submit", className: "preview-main", "aria-label": `${words().save}: ${file.file}` }, words().save)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await write({ act: "mend", place: file.file, digest: file.digest,
        lines: inputs.map(({ lines, input }) => ({ start: lines.start, count: lines.count, text: input.value })) });
      if (answer.outdated) await all();
      if (answer.problems) return panel.refused(answer.problems);
      if (!answer.change) return status(words().unchanged);
      for (const draft of drafts.keys()) if (of(draft, file.file)) drafts.delete(draft);
      await all();
      panel.saved(words().saved, answer.change.number);
    });
    return el("section", {}, title, ...faults, form, ...(lost.length ? [el("p", {}, words().typed_before), ...lost] : []));
  }

  document.addEventListener("preview-mistakes", offered);
  panel.begun.push(async () => {
    const said = panel.kept("said"), number = panel.kept("undo");
    if (!panel.kept("mistakes")) return;
    await all();
    if (said) panel.saved(said, number);
  });
})();
