// Whole entries in the panel: which there are, adding from a form that follows from the model,
// copying, ordering, and removing after showing what names the entry.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, button, part, list, ask, write, fill, status, keep } = panel;
  const link = { className: "preview-link" };
  const words = () => panel.words();
  const told = (answer) => panel.refused(answer.problems);

  // What was written is said in the place that is shown next, with a way back.
  async function wrote(answer, next, done = words().saved) {
    if (answer.outdated) await (panel.kept("listing") ? one(panel.kept("listing")) : panel.show(panel.kept("place")));
    if (answer.problems) return told(answer);
    if (!answer.change) return status(words().unchanged);
    await next(answer.change.place);
    panel.saved(done, answer.change.number);
  }

  const found = (rows) => {
    const shown = list(rows);
    return rows.length < 8 ? [shown] : [...panel.search([...shown.children]), shown];
  };

  async function all() {
    panel.forget();
    keep("view", "entries");
    const { listings = [], problems } = await ask("listings", "");
    if (problems) return panel.alert(words().entries, problems);
    const named = listings.sort((a, b) => a.label.localeCompare(b.label, panel.page().language));
    fill(words().entries, el("p", { className: "preview-hint" }, words().entries_hint),
      ...found(named.map((row) => el("div", {}, button(row.there ? row.count === null ? row.label : `${row.label} (${row.count})`
        : `${row.label} (${words().not_begun})`, () => row.count !== null ? one(row.place) : row.there ? panel.show(row.place)
        : adding({ place: row.place, names: { [panel.page().language]: row.label } }), link), " ", el("code", {}, row.place)))));
  }

  async function one(place) {
    panel.forget();
    keep("listing", place);
    const shown = await ask("listing", place);
    if (shown.problems) return panel.alert(place, shown.problems);
    const act = (row, body, next = () => one(place), done) => async () =>
      wrote(await write({ place: row.place, digest: row.digest, ...body }), next, done);
    const way = (label, row, body, on) =>
      button(label, act(row, body, () => one(place), `“${row.label}”: ${body.down ? words().moved_down : words().moved_up}`), { disabled: !on, "aria-label": `${label}: ${row.label}` });
    const rows = shown.rows.map((row, number) => {
      const acts = el("div", { className: "preview-bar" });
      if (!panel.page().readOnly) {
        if (row.movable && shown.rows.length > 1)
          acts.append(way(words().up, row, { act: "move", down: false }, number > 0),
            way(words().down, row, { act: "move", down: true }, number < shown.rows.length - 1));
        if (!panel.alone) acts.append(
          button(words().copy, act(row, { act: "copy" }, panel.show), { "aria-label": `${words().copy}: ${row.label}` }));
        acts.append(
          button(words().remove, () => leaving(row, place), { "aria-label": `${words().remove}: ${row.label}` }));
      }
      return el("div", {}, button(row.label, () => panel.show(row.place), link), " ", el("code", {}, row.place), acts);
    });
    const own = panel.page().language;
    fill(shown.names[own],
      el("p", { className: "preview-where" }, el("code", {}, shown.place)),
      panel.page().readOnly ? "" : el("p", {}, button(words().add_entry, () => adding(shown), { className: "preview-main" })),
      ...(rows.length ? found(rows) : [el("p", {}, words().none_yet)]));
  }

  async function leaving(row, place) {
    keep("said", "");
    const title = `${words().remove}: ${row.label}`;
    fill(title, el("p", {}, words().looking));
    const removal = await ask("removal", row.place);
    if (removal.problems?.length && Array.isArray(removal.problems[0])) return panel.alert(title, removal.problems);
    const { references, problems } = removal;
    const lines = list(references.map((r) => panel.open(r.place, r.where, link)));
    fill(title,
      el("p", { className: "preview-where" }, el("code", {}, row.place)),
      problems.length
        ? part(words().cannot_remove, references.length ? lines
          : list(problems))
        : references.length ? part(words().named_by, lines) : el("p", {}, words().named_by_none),
      !problems.length && references.length ? el("p", {}, words().points_nowhere) : "",
      el("div", { className: "preview-acts" },
        problems.length ? "" : button(words().remove_now, async () =>
          wrote(await write({ act: "remove", place: row.place, digest: row.digest }), () => one(place), words().removed),
        { className: "preview-main" }),
        button(words().back, () => one(place))));
  }

  // A short name follows the words, as long as nobody types one.
  function suggested(id, naming, place) {
    let typed = id.value !== "";
    id.addEventListener("input", () => (typed = id.value !== ""));
    naming?.input.addEventListener("change", async () => {
      const { id: free } = await ask("id", `${place}\n${naming.read()}`);
      if (!typed && free) id.value = free;
    });
  }

  // The form: a field for each key, and for each value a line for what is not known of it.
  // One that was made here (`again`) is shown as it was typed.
  async function adding(shown, chosen = {}, again = { values: {}, doubts: {}, id: "" }) {
    panel.dialog().dataset.typed = ""; // no page that loads again takes an open form away
    keep("said", "");
    const asked = await ask("form", shown.place);
    if (asked.problems) return told(asked);
    const typed = (field) => field.name in again.values ? { ...field, value: again.values[field.name], typed: true } : field;
    const rows = asked.fields.map((field, number) => panel.inputs(typed(field), number));
    for (const row of rows) if (row.field.name in chosen) row.input.value = chosen[row.field.name];
    const doubts = new Map();
    const bodies = new Map(rows.map((row, number) => {
      const own = panel.group(row.field), last = !rows[number + 1] || panel.group(rows[number + 1].field) !== own;
      if (!last || row.field.certain) return [row, [row.body]];
      const reason = el("textarea", { id: `preview-ask-${number}`, rows: 2 });
      reason.value = again.doubts[own] ?? "";
      doubts.set(own, reason);
      return [row, [row.body, el("details", { className: "preview-unknown", open: reason.value !== "" }, el("summary", {}, `${words().not_known}: ${row.field.label || words().value}`),
        el("label", { htmlFor: reason.id }, words().what_to_ask), reason)]];
    }));
    const form = el("form", { noValidate: true });
    const id = el("input", { id: "preview-id", type: "text", value: again.id, autocomplete: "off", "aria-describedby": "preview-id-hint preview-id-said" });
    const idSaid = el("p", { id: "preview-id-said", className: "preview-mistake" });
    let named = "";
    if (shown.by_id) {
      named = el("div", { className: "preview-field" }, el("label", { htmlFor: "preview-id" }, words().id), id,
        el("p", { id: "preview-id-hint", className: "preview-hint" }, words().id_hint), idSaid);
      suggested(id, rows.find(({ field }) => field.language === "tr") ?? rows[0], shown.place);
    }
    for (const { field, input } of rows) if (field.kind === "id")
      suggested(input, rows.find((row) => row.field.language === "tr" && row.field.name.startsWith(`${field.name}.`)), "");
    const values = panel.arrange(form, rows, (row) => bodies.get(row), named);
    form.append(el("div", { className: "preview-acts" }, el("button", { type: "submit", className: "preview-main" }, words().save),
      button(words().back, panel.leave(() => shown.rows ? one(shown.place) : all()))));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await write({ act: "add", place: shown.place, again: again.at, id: id.value, values: values(),
        doubts: Object.fromEntries([...doubts].filter(([, reason]) => reason.value.trim() && !reason.closest("[hidden]"))
          .map(([name, reason]) => [name, reason.value])) });
      idSaid.textContent = "";
      id.removeAttribute("aria-invalid");
      const left = panel.mistakes(rows, answer.problems ?? []).filter(([name, text]) => {
        if (name !== "id") return true;
        idSaid.textContent = text;
        id.setAttribute("aria-invalid", "true");
        if (!rows.some((row) => row.said.textContent)) id.focus(); // otherwise the first of them has it
        return false;
      });
      if (answer.problems) return panel.refused(left);
      wrote(answer, !panel.alone ? panel.show : shown.rows ? () => one(shown.place) : all);
    });
    fill(again.called ?? `${shown.rows ? words().add_entry : words().begin_file}: ${shown.names[panel.page().language]}`,
      again.at ? el("p", { className: "preview-where" }, el("code", {}, again.at)) : "", form);
    panel.dialog().dataset.typed = "";
  }

  // The question of a rule is answered in the form of answers, where it is chosen already.
  const answering = (code) => button(words().answer, panel.leave(async () => {
    const place = "answers.yml#", shown = await ask("listing", place);
    adding(shown.problems ? { place, names: { [panel.page().language]: words().answer } } : shown, { code });
  }), link);
  Object.assign(panel, { adding, answering, leaving, listing: one });

  // Where the panel offers it: in its bar, and at each place that is an entry or holds some.
  panel.bar.splice(1, 0, ["entries", all]);
  panel.parts.push((sheet) => {
    const place = sheet.listing ? sheet.place : sheet.entryOf;
    if (!place) return "";
    return el("p", {}, button(words().these, panel.leave(() => one(place)), link), " ", el("code", {}, place));
  });
  panel.begun.push(async () => {
    const place = panel.kept("listing"), done = panel.kept("said"), number = panel.kept("undo");
    if (panel.kept("view") === "entries") return all();
    if (!place) return;
    await one(place);
    if (done) panel.saved(done, number);
  });
})();
