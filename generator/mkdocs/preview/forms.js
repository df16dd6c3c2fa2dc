// The order of a form: first what is compulsory or asked, what an answer calls for once it is
// given, what may be shared beside what is written in its place, and last whatever else may stand.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, words } = panel;

  // `bodies` gives what stands for a row; `between` comes before the rest.
  function arrange(form, rows, bodies, between = "") {
    const inside = (row) => row.field.name && row.field.options.length
      ? rows.filter(({ field }) => field.name.startsWith(`${row.field.name}.`)) : [];
    const within = new Set(rows.flatMap(inside));
    const whole = new Set(rows.filter(({ field }) => field.written).map(({ field }) => group(field)));
    const has = ({ field }) => field.written || field.typed;
    const comes = ({ field }) => field.required || field.typed || field.asked || whole.has(group(field)) || (rows.length < 4 && field.name !== "internal");
    const first = (row) => comes(row) || inside(row).some(has);
    const parted = (some, made, middle = "") => {
      const rest = some.filter((row) => !first(row));
      const own = some.filter(first).flatMap(made);
      if (!rest.length) return [...own, middle];
      return own.length || middle ? [...own, middle, el("details", {}, el("summary", {}, words().more), ...rest.flatMap(made))]
        : rest.flatMap(made);
    };
    const either = (row, own) => {
      const way = (open, label, ...parts) => el("details", { name: `${row.input.id}-either`, open }, el("summary", {}, label), ...parts);
      return el("fieldset", { className: "preview-either" }, el("legend", {}, row.name),
        el("p", { className: "preview-hint" }, words().either),
        way(own.some(has), words().own_one, ...parted(own, bodies)),
        way(has(row), words().shared_one, el("div", { className: "preview-shared" }, ...bodies(row))), row.said);
    };
    const made = (row) => inside(row).length ? [either(row, inside(row))] : bodies(row);
    form.append(...parted(rows.filter((row) => !within.has(row)), made, between));
    const due = ({ field }) => {
      if (field.written || !field.when?.[0]) return true;
      const other = rows.find((row) => row.field.name === field.when[0]);
      return !other || (due(other) && field.when[1].includes(other.read()));
    };
    const renew = () => {
      for (const row of rows) for (const node of bodies(row)) node.hidden = !due(row);
    };
    form.addEventListener("change", renew);
    renew();
    // What is hidden is not sent; neither is what did not change.
    return () => Object.fromEntries(rows.filter((row) => due(row) && row.changed()).map((row) => [row.field.name, row.read()]));
  }

  // Texts of which one language alone was changed, here and in what was written of the place before.
  function untouched(rows, place) {
    const at = `seen-${place}`, seen = new Set([...panel.kept(at).split("\n"), ...rows.filter((row) => row.changed()).map((row) => row.field.name)]);
    panel.keep(at, [...seen].join("\n"));
    const other = rows.find((row) => row.field.language && !seen.has(row.field.name) && row.read() && rows.some((twin) =>
      twin.changed() && twin.field.language && panel.group(twin.field) === panel.group(row.field)));
    return other ? `${words()[panel.LANGUAGES[other.field.language]] ?? other.field.language}: ${words().untouched}` : "";
  }
  // The value to which a field belongs: a text with all its languages is one.
  const group = ({ name, language }) => (language && name.endsWith(language) ? name.slice(0, -language.length).replace(/\.$/, "") : name);

  // Rows of a long list are found by a word of theirs.
  // Letters as anybody may type them: IRLANDA, irlanda and İrlanda are one.
  const folded = (text) => text.toLocaleLowerCase("tr").replaceAll("ı", "i").normalize("NFD").replace(/\p{M}/gu, "");
  function search(rows) {
    const find = el("input", { type: "search", "aria-label": words().find, placeholder: words().find });
    const missing = el("p", { role: "status", className: "preview-mistake" });
    find.addEventListener("input", (event) => {
      event.stopPropagation();
      const wanted = folded(find.value);
      for (const row of rows) row.hidden = !folded(`${row.textContent} ${row.dataset.also ?? ""}`).includes(wanted);
      missing.textContent = rows.every((row) => row.hidden) ? words().not_listed : "";
    });
    return [find, missing];
  }
  Object.assign(panel, { arrange, untouched, group, search });
})();
