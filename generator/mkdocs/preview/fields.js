// A field of a form: what a value is put in with, what was typed, what is wrong with it.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, page, words } = panel;

  const LANGUAGES = { tr: "turkish", en: "english" };
  function inputs(field, number) {
    const id = `preview-input-${number}`;
    const language = LANGUAGES[field.language];
    const name = [field.label || (field.kind === "words" ? words().text : words().value), language && `(${words()[language]})`,
      field.required && `– ${words().required}`].filter(Boolean).join(" ");
    const said = el("p", { id: `${id}-said`, className: "preview-mistake" });
    const shared = { id, "aria-describedby": `${id}-hint ${id}-said`, lang: field.language || undefined };
    const text = Array.isArray(field.value) ? field.value.join("\n") : field.value;
    let input, read, body;
    const byName = [...field.options].sort((a, b) => a.label.localeCompare(b.label, page().language));
    const choices = field.kind === "flag" ? page().flags : field.options;
    const none = { value: "", label: words().not_written, meaning: "" };
    const hint = field.kind === "list" ? words().one_a_line : field.kind === "words" || choices.length ? "" : field.how;
    if (field.kind === "several" || (choices.length && (choices.length <= 8 || choices.some((c) => c.meaning)))) {
      const several = field.kind === "several";
      const tick = (option) => {
        const own = el("input", { type: several ? "checkbox" : "radio", name: id, value: option.value });
        own.checked = several ? field.value.includes(option.value) : option.value === field.value;
        return el("label", { className: "preview-choice", "data-also": option.also || undefined }, own,
          el("span", {}, option.label, option.meaning ? el("small", {}, ` ${option.meaning}`) : "",
            option.value && option.value !== option.label ? el("code", {}, ` ${option.value}`) : ""));
      };
      const all = several ? byName : field.required && field.written ? choices : [none, ...choices];
      const on = several ? all.filter((option) => field.value.includes(option.value)) : all;
      const off = several ? all.filter((option) => !on.includes(option)) : [];
      input = el("fieldset", { id, "aria-describedby": shared["aria-describedby"] }, el("legend", {}, name), ...on.map(tick));
      if (off.length) {
        const more = el("div", {}, ...off.map(tick));
        input.append(el("details", {}, el("summary", {}, words().add), ...panel.search([...more.children]), more));
      }
      // Who says that nobody gets it has chosen nobody else.
      if (several) input.addEventListener("change", ({ target }) => {
        for (const other of target.checked ? input.querySelectorAll("input:checked") : [])
          if (other !== target && [target.value, other.value].includes("[]")) other.checked = false;
      });
      read = () => {
        const ticked = [...input.querySelectorAll("input:checked")].map((own) => own.value);
        return several ? ticked : ticked[0] ?? "";
      };
      body = input;
    } else {
      if (choices.length) {
        input = el("select", shared, ...[none, ...byName].map((option) =>
          el("option", { value: option.value }, option.label)));
        input.value = text;
      } else if (field.kind === "words" || field.kind === "list") {
        input = el("textarea", { ...shared, rows: Math.min(9, Math.max(text.split("\n").length, Math.ceil(text.length / 45), 1)) });
        input.value = text;
      } else {
        // A day is typed as people write it: a field of days has no value, and no fault, for 31 November.
        input = el("input", { ...shared, type: "text", value: text });
        if (field.kind === "number") input.inputMode = "numeric";
      }
      read = () => field.kind === "list" ? input.value.split("\n").map((line) => line.trim()).filter(Boolean) : input.value;
      body = el("div", {}, el("label", { htmlFor: id }, name), input);
    }
    const stands = [field.stands ?? []].flat().map((one) => choices.find(({ value }) => value === one)?.label ?? one).join(", ");
    const first = JSON.stringify(read());
    body.addEventListener("input", () => { // it is being corrected
      said.textContent = "";
      input.removeAttribute("aria-invalid");
    });
    return {
      field, read, said, input, name,
      changed: () => field.typed || JSON.stringify(read()) !== first,
      body: el("div", { className: "preview-field" }, body, el("p", { id: `${id}-hint`, className: "preview-hint" }, hint),
        field.stands === undefined ? "" : el("p", { className: "preview-hint" }, `${words().stands_now} ${stands || "–"}`), said),
    };
  }

  // Each mistake is said at its field, of which the first to be seen is gone to; the others are given
  // back, with how many fields are wrong.
  function mistakes(rowsOf, problems) {
    for (const row of rowsOf) {
      row.said.textContent = "";
      row.input.removeAttribute("aria-invalid");
    }
    const rest = problems.filter(([name, text]) => {
      const row = rowsOf.find(({ field }) => field.name === name);
      if (!row || !(name || rowsOf.length === 1)) return true;
      row.said.textContent += `${text} `;
      row.input.setAttribute("aria-invalid", "true");
      return false;
    });
    const wrong = rowsOf.filter((row) => row.said.textContent);
    for (const row of wrong) {
      row.body.hidden = false;
      for (let at = row.said.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    }
    const [first] = wrong.sort((a, b) => (a.body.compareDocumentPosition(b.body) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    (first?.said.parentElement.querySelector("textarea, input, select, summary"))?.focus();
    return wrong.length > 1 ? [...rest, ["", `${words().to_correct} ${wrong.length}`]] : rest;
  }
  Object.assign(panel, { inputs, mistakes, LANGUAGES });
})();
