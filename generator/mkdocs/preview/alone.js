// In a file that stands alone: the panel asks the data of the file, and what is typed is kept in
// memory until it is saved as a file to send. Nothing is asked of anybody.
globalThis.noticesAlone = (() => {
  const given = JSON.parse(document.getElementById("notices-data").textContent);
  const { page, sheets, aliases } = given;
  page.words = { ...page.words, ...given.words };
  const first = structuredClone(sheets);
  const changes = [];
  let unsaved = false;
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

  const copy = (field, value) => ({ ...field, value, written: value.length > 0 });
  const current = () => changes.filter((change) => !change.takenBack);
  const lines = (place) => first[place].fields.flatMap((field, n) => {
    const [was, now] = [field.value, sheets[place].fields[n].value].map((value) => [value].flat().join(", "));
    return was === now ? [] : [...(was ? [`- ${was}`] : []), ...(now ? [`+ ${now}`] : [])];
  });

  function write(body) {
    if (body.act === "undo") {
      const change = changes[body.number - 1];
      change.takenBack = true;
      sheets[change.place] = structuredClone(first[change.place]);
      unsaved = current().length > 0;
      return { change, tasks: [] };
    }
    const sheet = sheets[body.place];
    const before = current().find((change) => change.place === body.place);
    const values = { ...before?.values, ...body.values };
    if (body.act === "save" && !Object.keys(values).length && !body.reason) return { change: null, tasks: [] };
    if (body.act === "confirm" && !body.role) return { problems: [["", page.words.choose_role]] };
    if (before) before.takenBack = true;
    const empty = body.act === "empty";
    sheets[body.place] = {
      ...sheet,
      fields: sheet.fields.map((field) =>
        empty ? copy(field, Array.isArray(field.value) ? [] : "")
          : field.name in values ? copy(field, values[field.name]) : field),
    };
    const { act, place, digest, reason = "", role = "" } = body;
    const change = { number: changes.length + 1, act, place, digest, names: sheet.names, takenBack: false,
      values: empty ? {} : values, reason, role, lines: lines(place) };
    changes.push(change);
    unsaved = true;
    return { change, tasks: [] };
  }

  const answers = {
    page: () => page,
    place: (of) => sheets[aliases[of] ?? of] ?? { problems: [["", page.words.not_here]] },
    changes: () => ({ changes: changes.toReversed() }),
  };

  function file(who, role) {
    const sent = current().map(({ act, place, digest, values, reason, role: own }) => {
      const was = first[place].fields.filter((field) => field.name in values);
      const before = Object.fromEntries(was.map((field) => [field.name, field.value]));
      return { act, place, digest, before, values, reason, role: own };
    });
    return { format: given.format, document: given.document, base: given.base, language: page.language,
      who: { name: who, role }, changes: sent };
  }
  function saving({ el, words, status, kept, keep }) {
    if (!current().length) return el("p", {}, words.saving_none);
    const who = el("input", { id: "preview-of-who", value: kept("who"), autocomplete: "name" });
    const role = el("select", { id: "preview-of-role" }, el("option", { value: "" }, words.choose),
      ...page.roles.map(([value, label]) => el("option", { value }, label)));
    role.value = kept("role");
    const form = el("form", { className: "preview-inset", noValidate: true },
      el("p", {}, words.saving_hint),
      el("label", { htmlFor: who.id }, words.your_name), who,
      el("label", { htmlFor: role.id }, words.as_role), role,
      el("p", {}, el("button", { type: "submit", className: "preview-main" }, words.saving)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = who.value.trim();
      if (!name) {
        status(words.saving_nameless);
        return who.focus();
      }
      keep("who", name);
      keep("role", role.value);
      const content = JSON.stringify(file(name, role.value), null, 1);
      const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
      const link = el("a", { href: url, download: "changes.json" }, "changes.json");
      status(`${words.saving_done} `, link);
      link.click();
      unsaved = false;
      document.getElementById("preview-title").focus();
    });
    return form;
  }
  return { ask: async (what, of) => answers[what]?.(of) ?? {}, write: async (body) => write(body), saving };
})();
