// One place of the data in the panel: what it is, its form, its doubt, where it is printed.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, open, part, list, rows, button, ask, write, status, keep, kept, forget, fill, trail, page, dialog } = panel;
  const words = () => panel.words();

  async function show(place, from) {
    if (from) {
      panel.from(from);
      trail.length = 0;
    }
    if (place.startsWith("wording/")) return panel.reword(place);
    if (place.endsWith("/#") && !panel.alone) return panel.listing(place);
    const sheet = await ask("place", place);
    if (sheet.again) return panel.adding(sheet.form, {}, sheet.again);
    if (sheet.problems) {
      trail.push(place);
      return panel.alert(place, sheet.problems);
    }
    trail.push(sheet.place);
    if (sheet.place !== kept("place")) forget();
    keep("place", sheet.place);
    render(sheet);
    return sheet;
  }

  // Somebody else has changed it meanwhile: as it is now, with what was typed in its fields.
  async function anew(place, values, reason, problems) {
    const now = await ask("place", place);
    if (now.problems) return panel.refused(now.problems);
    const fields = now.fields.map((field) => field.name in values ? { ...field, value: values[field.name], typed: true, stands: field.value } : field);
    render({ ...now, fields }, reason);
    panel.typed(Object.keys(values).length > 0 || reason !== undefined);
    panel.refused(problems);
  }

  function render(sheet, typed) {
    const own = page().language, other = own === "tr" ? "en" : "tr";
    const rowsOf = sheet.fields.map(panel.inputs);
    const doubt = sheet.doubt, here = doubt?.place === sheet.place;
    const form = el("form", { noValidate: true });
    const valuesNow = panel.arrange(form, rowsOf, (row) => [row.body]);

    const reason = el("textarea", { id: "preview-reason", rows: 2 });
    reason.value = here && !doubt.shared ? doubt.reason[own] ?? "" : "";
    const before = reason.value;
    reason.value = typed ?? before;
    if (sheet.canDoubt && !doubt?.shared && (here || !doubt))
      form.append(el("details", { open: here || typed !== undefined }, el("summary", {}, words().still_doubt),
        el("label", { htmlFor: "preview-reason" }, words().still_doubt), reason));

    const send = async (body, done = words().saved) => {
      const values = valuesNow(), said = await write({ place: sheet.place, digest: sheet.digest, values, ...body });
      if (said.outdated) return anew(sheet.place, values, reason.value === before ? undefined : reason.value, said.problems);
      const rest = panel.mistakes(rowsOf, said.problems ?? []);
      if (said.problems) {
        panel.refused(rest);
        if (!rowsOf.some((row) => row.said.textContent)) document.getElementById("preview-title").focus();
        return;
      }
      if (!said.change) return status(words().unchanged);
      const other = panel.untouched(rowsOf, sheet.place);
      const told = [done, other, ...said.tasks].filter(Boolean).join(" ");
      keep("said", told);
      trail.pop();
      const left = await show(sheet.place);
      const only = body.act === "confirm" && left?.doubt?.place === sheet.place;
      panel.saved(only ? `${words().only_proposed} ${left.doubt.owner}` : told, said.change.number);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send({ act: "save", reason: reason.value === before ? "" : reason.value });
    });

    const acts = el("div", { className: "preview-acts" });
    if (rowsOf.length && !page().readOnly) {
      acts.append(el("button", { type: "submit", className: "preview-main" }, words().save));
      if (here) {
        const role = el("select", { id: "preview-role", "aria-describedby": "preview-role-said" }, el("option", { value: "" }, words().choose),
          ...page().roles.map(([value, label]) => el("option", { value }, label)));
        role.value = kept("role");
        role.addEventListener("change", () => keep("role", role.value));
        const asked = el("p", { id: "preview-role-said", className: "preview-mistake" });
        role.addEventListener("change", () => wanted(""));
        const wanted = (why) => {
          asked.textContent = why;
          if (why) role.setAttribute("aria-invalid", "true");
          else role.removeAttribute("aria-invalid");
        };
        acts.append(el("label", { htmlFor: "preview-role" }, words().as_role), role,
          button(words().confirm, () => {
            if (role.value) return send({ act: "confirm", role: role.value });
            wanted(words().role_first);
            role.focus();
          }), asked,
          el("p", { className: "preview-hint" }, words().proposes));
      }
      const there = sheet.fields.some((field) => field.written);
      if (there && sheet.entryOf) {
        if (panel.leaving) acts.append(button(`${words().remove} …`, panel.leave(() => panel.leaving({ ...sheet, label: sheet.names[own] }, sheet.entryOf))));
      } else if (there)
        acts.append(button(words().empty, () => send({ act: "empty" }), { "aria-describedby": "preview-empty" }),
          el("p", { id: "preview-empty", className: "preview-hint" }, words().empty_hint));
    }
    form.append(acts);

    const explained = el("div", { className: "preview-hint" }, el("p", { lang: own }, sheet.explained[own]));
    if (sheet.explained[other] && sheet.explained[other] !== sheet.explained[own])
      explained.append(el("details", {}, el("summary", {}, words()[panel.LANGUAGES[other]]), el("p", { lang: other }, sheet.explained[other])));
    const reads = sheet.reads.tr || sheet.reads.en
      ? part(words().reads, el("dl", {}, ...["tr", "en"].flatMap((code) =>
          [el("dt", {}, words()[panel.LANGUAGES[code]]), el("dd", { lang: code }, sheet.reads[code] || "–")])))
      : "";
    const beside = Object.values(page().clauses).find((facts) => facts.some(([, place]) => place.startsWith(sheet.place))) ?? [];
    const together = [...new Map(beside.filter(([, place]) => !place.startsWith(sheet.place)).map((f) => [f[1], f])).values()];

    fill(sheet.names[own],
      el("p", { className: "preview-where" }, `${words().where}: `, el("code", {}, sheet.where), " ", el("code", {}, sheet.place)),
      sheet.around?.[0] ? el("p", {}, `${words().around} `, open(sheet.around[0], sheet.around[1], { className: "preview-link" })) : "",
      explained,
      doubt ? el("section", { className: "preview-inset" }, el("h3", {}, words().doubt),
        el("p", {}, doubt.reason[own] || doubt.reason[other]),
        el("p", {}, `${words().owner} ${doubt.owner}`),
        doubt.proposed ? el("p", {}, `${words().proposed} ${doubt.proposed}`) : "",
        here ? "" : el("p", {}, `${words().doubt_for} `, open(doubt.place, doubt.called, { className: "preview-link" })),
        doubt.shared ? el("p", {}, `${words().doubt_shared} `, open(doubt.shared, doubt.shared, { className: "preview-link" })) : "") : "",
      page().readOnly ? el("p", { className: "preview-hint" }, words().read_only) : "",
      form,
      ...panel.parts.map((more) => more(sheet)),
      reads,
      sheet.inside.length ? part(words().inside, list(sheet.inside.map((i) => el("div", {},
        open(i.place, i.label, { className: "preview-link" }), i.written ? (i.reads && i.reads !== i.label ? ` ${i.reads}` : "") : ` ${words().not_written}`)))) : "",
      sheet.findings.length ? part(words().findings, rows(sheet.findings)) : "",
      part(words().printed, sheet.printed.length
        ? list(sheet.printed.map((row) => el("a", { href: row.url, lang: row.language }, row.words)))
        : el("p", {}, words().nowhere)),
      together.length ? part(words().together, list(together.map(([text, place, unsure]) =>
        open(place, unsure ? `${text} — ${words().doubt}` : text, { className: "preview-link" })))) : "");
  }
  Object.assign(panel, { show });
})();
