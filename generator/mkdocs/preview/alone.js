// In a file that stands alone: the panel asks the data of the file, and what is typed is kept in
// memory until it is saved as a file to send. Nothing is asked of anybody.
globalThis.noticesAlone = (() => {
  const given = JSON.parse(document.getElementById("notices-data").textContent);
  const { page, sheets, aliases, wordings, listings, listed, formAt, forms, options, printed, homes } = given;
  page.words = { ...page.words, ...given.words };
  const first = structuredClone(sheets);
  const begun = new Set(listings.filter(({ there }) => there).map(({ place }) => place));
  const changes = [];
  let unsaved = false;
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

  const both = (words) => ({ tr: words, en: words });
  const copy = (field, value) => ({ ...field, value, written: value.length > 0 });
  const current = () => changes.filter((change) => !change.takenBack);
  const BLANK = { label: "", how: "", language: "", required: false, written: false, asked: false, when: ["", []] };
  const filled = (fields) => fields.map((field) => ({ ...BLANK, ...field, options: options[field.options] }));
  const inside = (place, step) => place.endsWith("/#") ? place.replace("#", `${step}.yml#`)
    : place.endsWith("#") ? place + step : `${place}.${step}`;
  const MONTHS = ["tr", "en"].flatMap((code) => [...Array(12).keys()].map((m) => new Date(2000, m).toLocaleString(code, { month: "long" }).toLocaleLowerCase("tr")));
  // A day as people write it, or as the data has it; whether the calendar has it.
  const isDay = (words) => {
    const named = /^\s*(\d{1,2})\.?\s+(\p{L}+)\s+(\d{4})\s*$/u.exec(words), month = named ? MONTHS.indexOf(named[2].toLocaleLowerCase("tr")) % 12 + 1 : 0;
    const [, d, m, y] = month ? [0, named[1], month, named[3]] : /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$/.exec(words) ?? [, ...(/^\s*(\d{4})-(\d\d)-(\d\d)\s*$/.exec(words) ?? []).slice(1).reverse()];
    const day = new Date(Date.UTC(y, m - 1, d));
    return day.getUTCMonth() === m - 1 && day.getUTCDate() === Number(d);
  };
  const PERIOD = new RegExp(given.period);
  // What can be seen to be wrong without asking anybody; the rest is judged where the file is taken in.
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const FITS = { id: [(words) => ID.test(words), "id_needed"], day: [isDay, "no_day"], period: [(words) => PERIOD.test(words), "no_period"] };
  const unfit = (fields, values) => fields.flatMap(({ name, kind }) => {
    const [fits, why] = FITS[kind] ?? [];
    return values[name] && fits && !fits(values[name]) ? [[name, page.words[why]]] : [];
  });
  // A text that would say less in one language than in the other.
  const group = (name, language) => language ? name.slice(0, -language.length).replace(/\.$/, "") : name;
  function lost(fields, values) {
    const left = ({ name, value }) => [values[name] ?? value].flat().join("").trim();
    return fields.filter((f) => f.language && f.written && f.name in values && !left(f) &&
      fields.some((o) => o.language && group(o.name, o.language) === group(f.name, f.language) && left(o)))
      .map(({ name }) => [name, page.words.lost]);
  }
  // A value as people read it: what is chosen by its label, a day as it is written.
  const spoken = ({ kind, options: list }, value) => [value].flat().map((one) =>
    [...(options[list] ?? []), ...(kind === "flag" ? page.flags : [])].find((o) => o.value === one)?.label
      ?? (kind === "day" ? one.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3.$2.$1") : one)).join(", ");
  // What changed at a place: its name with the fields that did, and the lines of each.
  function differs(place) {
    const { names, fields } = sheets[place], own = names[page.language];
    const found = first[place].fields.flatMap((field, n) => {
      const [was, now] = [field.value, fields[n].value].map((value) => spoken(field, value));
      return was === now ? [] : [{ field, was, now }];
    });
    const labels = [...new Set(found.flatMap(({ field: { name, label } }) => name && label && !own.endsWith(label) ? [label] : []))];
    const named = ({ label, language }) => [found.length > 1 && labels[1] && label, found.length > 1 && page.words[{ tr: "turkish", en: "english" }[language]]]
      .filter(Boolean).map((words) => `${words}: `).join("");
    return {
      names: { ...names, [page.language]: [own, labels.join(", ")].filter(Boolean).join(" › ") },
      lines: found.flatMap(({ field, was, now }) => [...(was ? [`- ${named(field)}${was}`] : []), ...(now ? [`+ ${named(field)}${now}`] : [])]),
    };
  }

  function write(body) {
    if (body.act === "undo") return undone(changes[body.number - 1]);
    if (body.act === "add") return added(body);
    if (body.act === "remove") return removed(body);
    if (body.act === "reword" || body.act === "unword") return worded(body);
    const sheet = sheets[body.place];
    if (gone(body.place)) return { problems: [["", page.words.removed]] };
    const before = current().find(({ act, place }) => place === body.place && ["save", "confirm", "empty"].includes(act));
    if (body.act === "save" && !Object.keys(body.values ?? {}).length && !body.reason) return { change: null, tasks: [] };
    if (body.act === "confirm" && !body.role) return { problems: [["", page.words.choose_role]] };
    // What was emptied, confirmed or doubted stays so when a value is corrected once more.
    const emptied = before?.act === "empty" ? Object.fromEntries(sheet.fields.map(({ name, value }) => [name, value])) : {};
    const values = { ...emptied, ...before?.values, ...body.values };
    const { act, role = "" } = body.act === "save" && !body.reason && before?.act === "confirm" ? before : body;
    const reason = body.reason || (act === "save" && before?.reason) || "";
    const empty = act === "empty", confirms = act === "confirm", { place, digest } = body;
    const wrong = [...unfit(sheet.fields, values), ...(empty || reason ? [] : lost(sheet.fields.map((field, n) => ({ ...field, written: field.written || first[place].fields[n].written })), values))];
    if (wrong.length) return { problems: wrong };
    const doubt = first[place].doubt, decides = !confirms || !doubt || doubt.deciders.includes(role);
    const asked = sheet.fields.map((field) =>
      empty ? copy(field, Array.isArray(field.value) ? [] : "")
        : field.name in values ? copy(field, values[field.name]) : field);
    sheets[place] = { ...sheet, fields: asked };
    const problems = named();
    if (problems.length) {
      sheets[place] = sheet;
      return { problems };
    }
    if (before) before.takenBack = before.replaced = true;
    const { names, lines: told } = differs(place);
    if (reason) told.push(`+ ${page.words.still_doubt} ${reason}`);
    if (confirms) {
      const proposed = asked.filter(({ name }) => name in values).map((field) => spoken(field, field.value)).join("; ") || page.words.confirm;
      sheets[place] = decides ? { ...sheets[place], doubt: null } : { ...first[place], doubt: { ...doubt, proposed } };
      told.push(`+ ${decides ? page.words.confirm : `${page.words.proposed} ${proposed}`}`);
    }
    const change = { number: changes.length + 1, act, place, digest, names, takenBack: false,
      values: empty ? {} : values, reason, role, lines: decides ? told : told.slice(-1) };
    changes.push(change);
    unsaved = true;
    return { change, tasks: [] };
  }
  function undone(change) {
    const { place, act, name, back } = change, shown = sheets[place];
    if (act === "add" && name && current().some((other) => other !== change && mentions(other, name))) return { problems: [["", page.words.id_chosen]] };
    change.takenBack = true;
    if (back) back();
    else sheets[place] = structuredClone(first[place]);
    const problems = back ? [] : named();
    if (problems.length) {
      [sheets[place], change.takenBack] = [shown, false];
      return { problems };
    }
    unsaved = current().length > 0;
    return { change, tasks: [] };
  }

  // What is torn in the words of a clause, for which nobody has to be asked: braces, tags.
  const count = (text, part) => text.split(part).length;
  function torn(text) {
    const braces = [["{{", "}}"], ["{%", "%}"]].some(([open, close]) => count(text, open) !== count(text, close)) ? page.words.torn : "";
    const open = [], bare = text.replace(/\{([{%#])[^]*?[}%#]\}/g, (found) => found.replace(/[^\n]/g, " "));
    const said = (tag) => [braces, tag && `${tag[0]} (${page.words.line} ${count(bare.slice(0, tag.index), "\n")}): ${page.words.unpaired}`].filter(Boolean).join(" ");
    for (const tag of bare.matchAll(/<(\/?)([a-z]\w*)[^>]*>/gi))
      if (/^([bh]r|img|input|wbr|col)$/i.test(tag[2])) continue;
      else if (!tag[1]) open.push(tag);
      else if (open.at(-1)?.[2] === tag[2]) open.pop();
      else return said(open.at(-1) ?? tag);
    return said(open.at(-1));
  }
  // A clause in other words, or in the tool's again: judged where the file is taken in.
  function worded({ act, place, digest, reason = "", texts = {} }) {
    const before = wordings[place], earlier = current().find((change) => change.place === place);
    const original = earlier?.original ?? before, names = both(before.name), own = act === "reword";
    const was = (code, from = original) => from.texts.find(({ language }) => language === code).text;
    if (!own && !original.own) return earlier ? undone(earlier) : { problems: [["", page.words.not_here]] };
    if (own) {
      const empty = [["reason", reason], ...Object.entries(texts)].filter(([, words]) => !words.trim());
      if (empty.length) return { problems: empty.map(([name]) => [name, page.words.worded]) };
      const bad = Object.entries(texts).filter(([code, text]) => torn(text) && !torn(was(code)));
      if (bad.length) return { problems: bad.map(([code, text]) => [code, torn(text)]) };
      if (reason.trim() === before.reason && Object.entries(texts).every(([code, text]) => text === was(code, before))) return { change: null, tasks: [] };
    }
    if (earlier) earlier.takenBack = earlier.replaced = true;
    const lines = Object.entries(texts).flatMap(([code, text]) => {
      const [old, now] = [was(code), text].map((words) => words.split("\n"));
      return [...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`), ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)];
    });
    wordings[place] = { ...before, own, reason: reason.trim(), texts: own ? before.texts.map(({ language }) => ({ language, text: texts[language] })) : before.texts };
    const change = made({ act, place, digest, names, texts, lines: own ? lines : [page.words.unword], values: {}, original, back: () => (wordings[place] = original) });
    change.change.reason = reason;
    return change;
  }

  // Whole entries: what is typed for a new one, or that one goes; its names are chosen at once.
  function made(change, number = changes.length + 1) {
    Object.assign(change, { number, reason: "", role: "", takenBack: false });
    changes[number - 1] = change;
    unsaved = true;
    return { change, tasks: [] };
  }
  const lacking = ({ name, kind, certain, options: own }, fields) => {
    const choice = kind === "flag" || options[own].length > 0;
    return choice && fields.some((other) => other.name.startsWith(`${name}.`)) ? "neither" : `${certain ? "certain_" : ""}${choice ? "chosen" : "needed"}`;
  };
  function numbered(place, rows) {
    for (let number = rows.length; ; number++) {
      const own = inside(place, number);
      if (!aliases[own] && !rows.some((row) => row.place === own)) return own;
    }
  }
  // A new entry, or (`again`) one of them written otherwise, which then stands in its stead.
  function added({ place, id, values, doubts, again }) {
    const rows = listed[place], fields = forms[formAt[place]], before = current().find(({ at }) => at && at === again);
    const due = ([name, wanted] = ["", []]) => !name || wanted.includes(values[name]);
    const empty = ({ name }) => [values[name] ?? ""].flat().join("").trim() === "";
    const problems = fields.filter((f) => f.required && due(f.when) && empty(f) && !doubts[group(f.name, f.language ?? "")]
      && !Object.keys(values).some((name) => name.startsWith(`${f.name}.`) && values[name].length))
      .map((field) => [field.name, page.words[lacking(field, fields)]]);
    const assumed = (f) => !["words", "list"].includes(f.kind) && (f.required || !["day", "period"].includes(f.kind));
    problems.push(...fields.filter((f) => empty(f) && doubts[f.name] && assumed(f)).map(({ name }) => [name, page.words.assumed]));
    const own = !rows ? place : rows.by_id ? inside(place, id) : before?.at ?? numbered(place, rows.rows);
    if (rows?.by_id && (!ID.test(id) || rows.rows.some((row) => row.place === own && own !== again)))
      problems.push(["id", page.words.id_needed]);
    // By its short name it is chosen in other changes.
    const chosen = (name) => current().some((change) => change !== before && mentions(change, name));
    if (before && id !== before.id && chosen(before.name)) problems.push(["id", page.words.id_chosen]);
    for (const { name, kind } of before ? fields : [])
      if (kind === "id" && values[name] !== before.values[name] && chosen(`${before.name}.${before.values[name]}`)) problems.push([name, page.words.id_chosen]);
    problems.push(...unfit(fields, values));
    if (problems.length) return { problems };
    // What is new inside has a short name too, by which it is chosen.
    const parts = fields.filter(({ kind }) => kind === "id").flatMap(({ name }) => {
      const called = values[fields.find((f) => f.language === "tr" && f.name.startsWith(`${name}.`))?.name];
      return called ? [[values[name] ||= slug(called), called]] : [];
    });
    const told = fields.flatMap((f) => empty(f) ? [] : [`+ ${f.label ?? ""}: ${spoken(f, values[f.name])}`]);
    const words = [...new Set(fields.filter((f) => f.language === "tr" || /(^|[.])name$/.test(f.name)).map((f) => values[f.name]))].find(Boolean) ?? id;
    if (before) before.back();
    const row = { place: own, label: words, digest: "", movable: false, isNew: true };
    const more = (homes[place] ?? []).flatMap(([n, [before, after], [above, all]]) => [[before + id + after, above + words + all],
      ...(after ? parts.map(([name, called]) => [`${id}.${name}`, `${words}: ${called}`]) : [])]
      .map(([value, label]) => [options[n], { value, label, meaning: "" }]));
    rows?.rows.push(row);
    more.forEach(([list, option]) => list.push(option));
    const kept = listings.find((one) => one.place === place);
    const counted = (more) => kept && Object.assign(kept, { there: more > 0 || kept.count > 1 || begun.has(place), count: kept.count === null ? null : kept.count + more });
    counted(1);
    const names = both(`${page.words.new_entry}: ${words}`);
    return made({ act: "add", place, at: own, id, name: id && (rows?.before ?? "") + id, values, doubts, called: words, digest: "", names, lines: told, back() {
      rows?.rows.splice(rows.rows.indexOf(row), 1);
      more.forEach(([list, option]) => list.splice(list.indexOf(option), 1));
      counted(-1);
    } }, before?.number);
  }
  function removed({ place, digest }) {
    const one = changes.find((change) => change.at === place && !change.takenBack);
    if (one) return undone(one);
    const rows = rowsWith(place), name = nameOf(rows, place);
    const number = rows.rows.findIndex((row) => row.place === place), [row] = rows.rows.splice(number, 1);
    const names = both(`${page.words.gone_entry}: ${row.label}`);
    // It is chosen no more.
    const cut = [...(rows.home && lists[rows.home] || [])].flatMap((list) => options[list].flatMap((option) => is(name, option.value) ? [[options[list], option]] : []))
      .map(([list, option]) => [list, list.indexOf(option), option]);
    cut.toReversed().forEach(([list, at]) => list.splice(at, 1));
    return made({ act: "remove", place, digest, values: {}, names, lines: [`- ${row.label}`], naming: () => naming(rows, place), back() {
      rows.rows.splice(number, 0, row);
      cut.forEach(([list, at, option]) => list.splice(at, 0, option));
    } });
  }
  const slug = (words) => words.toLocaleLowerCase("tr").replace(/ı/g, "i").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40).replace(/-$/, "");
  function free(place, words) {
    const first = slug(words) || "x";
    const taken = (id) => listed[place]?.rows.some((row) => row.place === inside(place, id));
    for (let number = 1; ; number++) {
      const id = number === 1 ? first : `${first}-${number}`;
      if (!taken(id)) return id;
    }
  }

  // What names an entry in this file as it is now: without it, none of them could be understood.
  const lists = {};
  for (const { home, options: list } of [...Object.values(sheets).flatMap(({ fields }) => fields), ...forms.flat()])
    if (home) (lists[home] ??= new Set()).add(list);
  const is = (name, value) => value === name || value.startsWith(`${name}.`);
  const within = (own, place) => place === own || place.startsWith(own.endsWith("#") ? own : `${own}.`) || place.startsWith(`${own}[`);
  const gone = (place) => current().some(({ act, place: own }) => act === "remove" && within(own, place));
  const mentions = ({ values }, name) => [`"${name}"`, `"${name}.`].some((part) => JSON.stringify(values).includes(part));
  const rowsWith = (own) => Object.values(listed).find(({ rows }) => rows.some(({ place }) => place === own));
  const nameOf = ({ before, place }, own) => before + own.slice(place.replace(/\/#$/, "/").length).replace(/^\.|\.yml#$/g, "");
  function naming(rows, own) {
    const name = nameOf(rows, own);
    const names = ({ home }, value) => home === rows.home && [value].flat().some((one) => is(name, one));
    const held = Object.values(sheets).filter(({ place, fields }) => !within(own, place) && !gone(place) && fields.some((field) => field.written && names(field, field.value)));
    const added = current().filter((one) => one.act === "add" && forms[formAt[one.place]].some((field) => names(field, one.values[field.name] ?? "")));
    const mixed = rows.named.filter(([of, place]) => of === own && !gone(place));
    return !rows.home ? [] : [...held.map(({ place, names: called }) => ({ place, where: called[page.language] })),
      ...mixed.map(([, place, where]) => ({ place: place.replace(/\[\d+\]$/, ""), where })),
      ...added.map(({ at, called }) => ({ place: at, where: called }))];
  }
  function removal(own) {
    const rows = rowsWith(own), references = rows ? naming(rows, own) : [];
    return gone(own) ? { problems: [["", page.words.removed]] } : { references, problems: references.map(({ where }) => where) };
  }
  // Entries that were taken out and would be named again.
  const named = () => current().flatMap(({ names, naming: found }) => (found?.() ?? []).length
    ? [["", `${names[page.language]}. ${page.words.cannot_remove} ${found().map(({ where }) => where).join("; ")}`]] : []);

  const again = (one) => ({ again: one, form: listed[one.place]
    ?? { place: one.place, names: { [page.language]: listings.find(({ place }) => place === one.place).label } } });
  const opened = (of) => {
    const sheet = sheets[aliases[of] ?? of];
    if (gone(of)) return { problems: [["", page.words.removed]] };
    return sheet ? { ...sheet, fields: filled(sheet.fields), printed: sheet.printed.map((number) => printed[number]) } : { problems: [["", page.words.not_here]] };
  };
  const answers = {
    page: () => page,
    listings: () => ({ listings: [...listings] }),
    listing: (of) => listed[of] ?? { problems: [["", page.words.not_here]] },
    form: (of) => ({ fields: filled(forms[formAt[of]]) }),
    id: (of) => ({ id: free(...of.split("\n", 2)) }),
    wording: (of) => wordings[of] ?? { problems: [["", page.words.not_here]] },
    removal,
    place(of) {
      const one = current().find((change) => change.at === of);
      return one ? again(one) : opened(of);
    },
    changes: () => ({ changes: changes.filter((change) => !change.replaced)
      .map((change) => ({ ...change, place: change.takenBack ? change.place : change.at ?? change.place })).toReversed() }),
  };

  function file(who, role) {
    const sent = current().map(({ act, place, digest, values, reason, role: own, id, doubts, texts }) => {
      if (act === "reword") return { act, place, digest, reason, texts };
      if (act === "unword") return { act, place, digest };
      if (act === "add") return { act, place, digest, id, values, doubts };
      if (act === "remove") return { act, place, digest };
      const was = first[place].fields.filter((field) => field.name in values);
      const before = Object.fromEntries(was.map((field) => [field.name, field.value]));
      return { act, place, digest, before, values, reason, role: own };
    });
    return { format: given.format, document: given.document, base: given.base, language: page.language,
      who: { name: who, role }, changes: sent };
  }
  function saving({ el, words, status, refused, kept, keep }) {
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
    form.addEventListener("input", (event) => event.stopPropagation()); // who writes is kept at once
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = who.value.trim();
      if (!name) {
        refused([["", words.saving_nameless]]);
        return who.focus();
      }
      if (!role.value) {
        refused([["", words.saving_roleless]]);
        return role.focus();
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
  // Takes back whatever has chosen an entry by its short name.
  const without = (name) => current().filter((change) => mentions(change, name)).toReversed().filter((change) => !undone(change).problems);
  return { given, without, ask: async (what, of) => answers[what]?.(of) ?? {}, write: async (body) => write(body), saving, isSaved: () => (unsaved = false) };
})();
