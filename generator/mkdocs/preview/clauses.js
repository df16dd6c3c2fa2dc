// A clause in other words: its template in each language, why, and the way back to the tool's words.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, button, list, ask, write, fill, status, keep, forget, trail, LANGUAGES } = panel;
  const words = () => panel.words();

  async function reword(place, sentence = "") {
    const found = await ask("wording", place);
    trail.push(place);
    if (found.problems) return panel.alert(place, found.problems);
    render(place, sentence, found);
  }

  // Where somebody else has changed it meanwhile, what was typed stays (`again`), with what stands now.
  function render(place, sentence, found, again = {}) {
    if (!place.includes("+")) {
      if (place !== panel.kept("place")) forget();
      keep("place", place);
    }
    const rows = [row("reason", words().reword_reason, found.reason, 2, panel.page().language),
      ...found.texts.map(({ language, text }) => row(language, words()[LANGUAGES[language]] ?? language, text, 12, language, true))];
    rows[0].hint.append(words().reword_private);
    for (const { field, input, hint, numbered } of rows.filter((own) => own.field.name in again)) {
      hint.after(el("p", { className: "preview-hint" }, words().stands_now), el("pre", { tabIndex: 0 }, input.value));
      input.value = again[field.name];
      numbered();
    }
    const form = el("form", { noValidate: true }, ...rows.map((own) => own.body));
    const send = async (body) => {
      const answer = await write({ place, digest: found.digest, ...body }, "place", words().judging);
      if (answer.outdated) {
        const now = await ask("wording", place);
        if (now.problems) return panel.refused(now.problems);
        const typed = rows.filter((own) => own.changed()).map((own) => [own.field.name, own.read()]);
        render(place, sentence, now, Object.fromEntries(typed));
        panel.typed(typed.length > 0);
        return panel.refused(answer.problems);
      }
      const rest = panel.mistakes(rows, answer.problems ?? []);
      if (answer.problems) return panel.refused(rest);
      if (!answer.change) return status(words().unchanged);
      const other = body.act === "reword" ? panel.untouched(rows, place) : "";
      trail.length = 0;
      await reword(answer.change.place);
      const told = `${words().saved} ${other}`.trim();
      panel.saved(told, answer.change.number);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send({ act: "reword", reason: rows[0].read(), texts: Object.fromEntries(rows.slice(1).map((own) => [own.field.name, own.read()])) });
    });
    if (!panel.page().readOnly)
      form.append(el("div", { className: "preview-acts" }, el("button", { type: "submit", className: "preview-main" }, words().save),
        found.own ? button(words().unword, () => send({ act: "unword" })) : "",
        place.includes("+") || panel.alone ? "" : button(words().add_clause, panel.leave(() => reword(after(place))))));
    fill(place.includes("+") ? words().add_clause : `${words().reword}: ${found.name}`,
      el("p", {}, `${found.kind}: ${words().reword_for}`), list(found.documents),
      found.files.length ? el("p", { className: "preview-where" }, ...found.files.map((file) => el("code", {}, `${file} `))) : "",
      el("p", { className: "preview-hint" }, words().reword_hint), form);
    choose(rows.slice(1), sentence);
  }
  const after = (place) => place.replace(/\/([^/#]+)#(\w+)$/, "/new#$2+$1");

  function row(name, label, value, lines, language, code) {
    const id = `preview-words-${name}`;
    const input = el("textarea", { id, rows: lines, lang: language, "aria-describedby": `${id}-hint ${id}-said` });
    input.value = value;
    const said = el("p", { id: `${id}-said`, className: "preview-mistake" });
    const hint = el("p", { id: `${id}-hint`, className: "preview-hint" });
    const own = { field: { name, language: code ? language : "" }, input, said, hint, read: () => input.value, changed: () => input.value !== value };
    const numbers = el("div", { className: "preview-numbers", "aria-hidden": "true" });
    own.numbered = () => numbers.replaceChildren(...input.value.split("\n").map((line, number) =>
      el("div", { className: number === own.chosen ? "preview-chosen" : "" }, line || " ")));
    input.addEventListener("input", own.numbered);
    own.numbered();
    own.body = el("div", { className: "preview-field" }, el("label", { htmlFor: id }, label),
      code ? el("div", { className: "preview-numbered" }, numbers, input) : input, hint, said);
    return own;
  }

  // The line of the sentence that was clicked is marked in the field of its language.
  function choose(rows, sentence) {
    const spoken = sentence.trim().split(/\s+/);
    for (let n = 0; n + 3 <= spoken.length; n++)
      for (const own of rows) {
        const { input } = own, at = input.value.indexOf(spoken.slice(n, n + 3).join(" "));
        if (at < 0) continue;
        const end = input.value.indexOf("\n", at);
        own.chosen = input.value.slice(0, at).split("\n").length - 1;
        own.numbered();
        input.setSelectionRange(input.value.lastIndexOf("\n", at) + 1, end < 0 ? input.value.length : end);
        return;
      }
  }
  panel.reword = reword;
  const placeOf = (id) => panel.page().wordings ? panel.page().wordings[id]
    : `wording/${panel.page().kind}/${id.replace(/^short-/, "")}#${id.startsWith("short-") ? "short" : "full"}`;
  panel.clauses.push((id) => panel.page().readOnly || !placeOf(id) ? ""
    : el("p", {}, button(words().reword, () => reword(placeOf(id)), { className: "preview-link" })));
})();
