// Corrects facts where they stand: each fact of a page becomes a button, a dialog says what it is
// and writes what is typed. Served by the preview alone; what is kept lies in the session of the tab.
(() => {
  const token = document.currentScript.dataset.token;
  const alone = globalThis.noticesAlone; // in a file that stands alone there is nobody to ask
  const kept = (name) => sessionStorage.getItem(`preview-${name}`) ?? "";
  const keep = (name, value) => sessionStorage.setItem(`preview-${name}`, value);
  let page, words, dialog, box, opener, trail = [];

  // Elements: a name, properties (those with a hyphen are attributes), children.
  const el = (name, properties = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined) continue;
      if (key in made && !key.includes("-")) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== "" && child != null));
    return made;
  };
  // A page may load again more than once after a change: the panel stays open, with what it said.
  const forget = () => ["place", "listing", "mistakes", "view", "said", "undo"].forEach((name) => keep(name, ""));
  const button = (label, act, properties) => {
    const made = el("button", { type: "button", ...properties }, label);
    made.addEventListener("click", act);
    return made;
  };
  const open = (place, label, properties) => button(label, () => show(place), properties);
  const part = (title, ...children) => el("section", {}, el("h3", {}, title), ...children);
  const list = (rows) => el("ul", {}, ...rows.map((row) => el("li", {}, row)));

  async function ask(name, of) {
    if (alone) return alone.ask(name, of);
    const query = of === undefined ? "" : `?of=${encodeURIComponent(of)}`;
    return answer(fetch(`/-/edit/${name}${query}`, { headers: { "X-Preview-Token": token } }));
  }
  const write = (body, what = "place") => alone ? alone.write(body) :
    answer(
      fetch(`/-/edit/${what}`, {
        method: "POST",
        headers: { "X-Preview-Token": token, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  async function answer(request) {
    try {
      return await (await request).json();
    } catch {
      return { problems: [["", words?.failed ?? "…"]] };
    }
  }

  // The facts of the page as buttons. A clause names them in the order in which they are printed.
  const FREE = "a, button, summary, label, [data-aside], .preview-fact";
  function letters(section) {
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest("section[id], article") === section && !parent.closest("[data-aside]"))
        nodes.push(walker.currentNode);
    }
    return nodes;
  }
  function mark(section, facts) {
    const nodes = letters(section);
    const starts = [];
    let whole = "";
    for (const node of nodes) {
      starts.push(whole.length);
      whole += node.data;
    }
    const found = [];
    let from = 0;
    for (const [text, place, doubt] of facts) {
      const before = found.at(-1);
      if (before?.text === text && before.at + text.length === from) continue; // one text, two facts
      const at = whole.indexOf(text, from);
      if (!text || at < 0) continue;
      from = at + text.length;
      found.push({ text, place, doubt, at });
    }
    for (const { text, place, doubt, at } of found.reverse()) {
      const end = at + text.length;
      for (let n = nodes.length - 1; n >= 0; n--) {
        const begin = Math.max(at, starts[n]), stop = Math.min(end, starts[n] + nodes[n].data.length);
        if (begin >= stop) continue;
        const link = nodes[n].parentElement.closest("a");
        if (link && begin === at)
          link.after(el("button", { type: "button", className: "preview-fact preview-pen", "data-place": place,
            "aria-label": `${words.edit}: ${text}` }, "✎"));
        if (nodes[n].parentElement.closest(FREE)) continue;
        const range = document.createRange();
        range.setStart(nodes[n], begin - starts[n]);
        range.setEnd(nodes[n], stop - starts[n]);
        const fact = el("span", { className: "preview-fact", "data-place": place });
        if (begin === at) {
          fact.setAttribute("role", "button");
          fact.tabIndex = 0;
        }
        if (doubt) fact.classList.add("preview-doubt");
        range.surroundContents(fact);
      }
    }
  }
  function marked(on) {
    keep("on", on ? "1" : "");
    document.documentElement.classList.toggle("preview-correcting", on);
    if (!on)
      for (const fact of document.querySelectorAll(".preview-fact")) {
        const parent = fact.parentNode;
        fact.replaceWith(...(fact.matches(".preview-pen") ? [] : fact.childNodes));
        parent.normalize();
      }
    else
      for (const [id, facts] of Object.entries(page.clauses)) {
        const section = document.getElementById(id);
        if (section) mark(section, facts);
      }
  }
  document.addEventListener("click", (event) => {
    const fact = event.target.closest?.(".preview-fact");
    if (fact) show(fact.dataset.place, fact);
  });
  document.addEventListener("keydown", (event) => {
    const fact = event.target.closest?.(".preview-fact");
    if (!fact || fact.matches(".preview-pen") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    show(fact.dataset.place, fact);
  });

  // The dialog.
  function fill(title, ...children) {
    const heading = el("h2", { id: "preview-title", tabIndex: -1 }, title);
    const bar = el("p", { className: "preview-bar" });
    if (trail.length > 1)
      bar.append(button(`← ${words.back}`, () => (trail.pop(), show(trail.pop()))));
    bar.append(
      button(words.on_page, overview),
      button(words.changes, changes),
      ...panel.bar.map((more) => more()),
      button(words.close, () => dialog.close()),
    );
    box.replaceChildren(bar, heading, el("p", { role: "status", id: "preview-status" }), ...children);
    delete dialog.dataset.typed;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    heading.focus();
  }
  const status = (message, ...more) => {
    const said = document.getElementById("preview-status");
    said.replaceChildren(message, ...more);
  };

  function rows(found) {
    return list(
      found.map((f) =>
        el("div", {}, el("b", {}, `${f.name} `), f.words, " ",
          f.block ? el("pre", { tabIndex: 0 }, f.block) : "",
          f.place ? open(f.place, f.place, { className: "preview-link" }) : ""),
      ),
    );
  }

  function overview() {
    trail = [];
    forget();
    keep("view", "on_page");
    const clauses = Object.entries(page.clauses).filter(([id, f]) => f.length && document.getElementById(id));
    const facts = clauses.map(([id, own]) => {
      const heading = document.getElementById(id).querySelector("h1, h2, h3, h4, h5, h6");
      const seen = new Set(own.map(([text, place, doubt]) => JSON.stringify([text, place, doubt])));
      return el("details", {}, el("summary", {}, `${heading?.textContent.trim() || id} (${seen.size})`),
        ...panel.clauses.map((more) => more(id)),
        list([...seen].map((row) => {
          const [text, place, doubt] = JSON.parse(row);
          return open(place, doubt ? `${text} — ${words.doubt}` : text, { className: "preview-link" });
        })));
    });
    const found = page.findings.filter((finding) => !finding.accepted);
    fill(words.on_page, ...(facts.length ? facts : [el("p", {}, words.nothing_here)]),
      found.length ? part(`${words.findings} (${found.length})`, rows(found)) : "");
  }

  async function changes() {
    trail = [];
    forget();
    keep("view", "changes");
    const { changes: made = [] } = await ask("changes");
    const steps = made.map((change) =>
      el("section", {}, el("h3", {}, change.names[page.language] ?? change.place),
        el("p", {}, open(change.place, change.place, { className: "preview-link" })),
        el("pre", { tabIndex: 0 }, change.lines.join("\n")),
        change.takenBack ? el("p", {}, words.undone) : undo(change.number)));
    const compared = el("div", {}, el("p", {}, words.comparing));
    fill(words.changes, compared,
      steps.length ? el("details", { open: steps.length < 4 }, el("summary", {}, words.one_by_one), ...steps)
        : el("p", { className: "preview-hint" }, words.no_changes));
    if (alone) compared.replaceChildren(alone.saving({ el, words, status, kept, keep }));
    else redlined(compared);
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
    room.replaceChildren(...said.sections.flat().map(block), proposal(said));
  }
  function proposal({ title, refusal, nameless }) {
    if (page.readOnly) return "";
    if (refusal) return el("p", { className: "preview-hint" }, refusal);
    const input = (name, label, value, type = "text") => {
      const own = el("input", { id: `preview-of-${name}`, name, type, value });
      return [el("label", { htmlFor: own.id }, label), own];
    };
    const form = el("form", { className: "preview-inset", noValidate: true }, el("h3", {}, words.propose),
      ...input("title", words.propose_title, title),
      ...(nameless ? [...input("name", words.your_name, ""), ...input("email", words.your_email, "", "email")] : []),
      el("p", { className: "preview-hint" }, words.propose_hint),
      el("button", { type: "submit", className: "preview-main" }, words.propose));
    form.addEventListener("input", () => (dialog.dataset.typed = ""));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      status(words.proposing);
      const made = await write(Object.fromEntries(new FormData(form)), "propose");
      if (made.said) form.remove();
      delete dialog.dataset.typed;
      status("", ...(made.said ?? (made.problems ?? []).map(([, text]) => text)).map((line) => el("p", {}, line)),
        made.url ? el("a", { href: made.url, rel: "noreferrer" }, made.url) : "");
      document.getElementById("preview-title").focus();
    });
    return form;
  }
  const undo = (number) =>
    button(words.undo, async () => {
      const said = await write({ act: "undo", number });
      if (said.problems) return status(said.problems.map(([, text]) => text).join(" "));
      const place = trail.pop();
      const gone = !place || (await ask("place", place)).problems; // what was added is not there now
      await (gone ? changes() : show(place));
      keep("said", words.undone);
      keep("undo", "");
      status(words.undone);
      document.dispatchEvent(new Event("preview-free"));
    });

  async function show(place, from) {
    if (from) {
      opener = from;
      trail = [];
    }
    const sheet = await ask("place", place);
    if (sheet.problems) {
      trail.push(place);
      fill(place, el("p", { role: "alert" }, sheet.problems.map(([, text]) => text).join(" ")));
      return;
    }
    trail.push(sheet.place);
    if (sheet.place !== kept("place")) forget();
    keep("place", sheet.place);
    render(sheet);
  }

  const LANGUAGES = { tr: "turkish", en: "english" };
  function inputs(field, number) {
    const id = `preview-input-${number}`;
    const language = LANGUAGES[field.language];
    const name = [field.label || words.value, language && `(${words[language]})`,
      field.required && `– ${words.required}`].filter(Boolean).join(" ");
    const said = el("p", { id: `${id}-said`, className: "preview-mistake" });
    const shared = { id, "aria-describedby": `${id}-hint ${id}-said`, lang: field.language || undefined };
    const text = Array.isArray(field.value) ? field.value.join("\n") : field.value;
    let input, read, body;
    const byName = [...field.options].sort((a, b) => a.label.localeCompare(b.label, page.language));
    const choices = field.kind === "flag" ? page.flags : field.options;
    const none = { value: "", label: words.not_written, meaning: "" };
    const hint = field.kind === "list" ? words.one_a_line : field.kind === "words" || choices.length ? "" : field.how;
    if (field.kind === "several" || (choices.length && (choices.length <= 8 || choices.some((c) => c.meaning)))) {
      const several = field.kind === "several";
      const tick = (option) => {
        const own = el("input", { type: several ? "checkbox" : "radio", name: id, value: option.value });
        own.checked = several ? field.value.includes(option.value) : option.value === field.value;
        return el("label", { className: "preview-choice" }, own,
          el("span", {}, option.label, option.meaning ? el("small", {}, ` ${option.meaning}`) : "",
            option.value && option.value !== option.label ? el("code", {}, ` ${option.value}`) : ""));
      };
      const all = several ? byName : field.required && field.written ? choices : [none, ...choices];
      const on = several ? all.filter((option) => field.value.includes(option.value)) : all;
      const off = several ? all.filter((option) => !on.includes(option)) : [];
      input = el("fieldset", { "aria-describedby": shared["aria-describedby"] }, el("legend", {}, name), ...on.map(tick));
      if (off.length) {
        const more = el("div", {}, ...off.map(tick));
        const find = el("input", { type: "search", "aria-label": words.find, placeholder: words.find });
        find.addEventListener("input", (event) => {
          event.stopPropagation();
          const wanted = find.value.toLocaleLowerCase(page.language);
          for (const row of more.children)
            row.hidden = !row.textContent.toLocaleLowerCase(page.language).includes(wanted);
        });
        input.append(el("details", {}, el("summary", {}, words.add), find, more));
      }
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
        const day = field.kind === "day" && /^(\d{4}-\d\d-\d\d)?$/.test(text);
        input = el("input", { ...shared, type: day ? "date" : "text", value: text });
        if (field.kind === "number") input.inputMode = "numeric";
      }
      read = () => field.kind === "list" ? input.value.split("\n").map((line) => line.trim()).filter(Boolean) : input.value;
      body = el("div", {}, el("label", { htmlFor: id }, name), input);
    }
    const first = JSON.stringify(read());
    return {
      field, read, said, input,
      changed: () => JSON.stringify(read()) !== first,
      body: el("div", { className: "preview-field" }, body, el("p", { id: `${id}-hint`, className: "preview-hint" }, hint), said),
    };
  }

  // Each mistake is said at its field, of which the first is gone to; the others are given back.
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
    const wrong = rowsOf.find((row) => row.said.textContent);
    wrong?.body.closest("details")?.setAttribute("open", "");
    (wrong?.body.querySelector("textarea, input, select"))?.focus();
    return rest;
  }

  function render(sheet) {
    const own = page.language, other = own === "tr" ? "en" : "tr";
    const rowsOf = sheet.fields.map(inputs);
    const doubt = sheet.doubt, here = doubt?.place === sheet.place;
    const form = el("form", { noValidate: true });
    const written = rowsOf.filter(({ field }) => field.written || rowsOf.length < 4);
    const rest = rowsOf.filter((row) => !written.includes(row));
    form.append(...written.map((row) => row.body));
    if (rest.length) form.append(el("details", {}, el("summary", {}, words.more), ...rest.map((row) => row.body)));

    const reason = el("textarea", { id: "preview-reason", rows: 2 });
    reason.value = here && !doubt.shared ? doubt.reason[own] ?? "" : "";
    const before = reason.value;
    if (sheet.canDoubt && !doubt?.shared && (here || !doubt))
      form.append(el("details", { open: here }, el("summary", {}, words.still_doubt),
        el("label", { htmlFor: "preview-reason" }, words.still_doubt), reason));

    const send = async (body, done = words.saved) => {
      const values = Object.fromEntries(rowsOf.filter((row) => row.changed()).map((row) => [row.field.name, row.read()]));
      const said = await write({ place: sheet.place, digest: sheet.digest, values, ...body });
      const rest = mistakes(rowsOf, said.problems ?? []);
      if (said.problems) {
        status(rest.map(([, text]) => text).join(" "));
        if (!rowsOf.some((row) => row.said.textContent)) document.getElementById("preview-title").focus();
        return;
      }
      if (!said.change) return status(words.unchanged);
      keep("said", done);
      keep("undo", said.change.number);
      trail.pop();
      await show(sheet.place);
      status([done, ...said.tasks].join(" "), " ", undo(said.change.number));
      document.dispatchEvent(new Event("preview-free"));
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send({ act: "save", reason: reason.value === before ? "" : reason.value });
    });
    form.addEventListener("input", () => (dialog.dataset.typed = ""));

    const acts = el("div", { className: "preview-acts" });
    if (rowsOf.length && !page.readOnly) {
      acts.append(el("button", { type: "submit", className: "preview-main" }, words.save));
      if (here) {
        const role = el("select", { id: "preview-role" }, el("option", { value: "" }, words.choose),
          ...page.roles.map(([value, label]) => el("option", { value }, label)));
        role.value = kept("role");
        role.addEventListener("change", () => keep("role", role.value));
        acts.append(el("label", { htmlFor: "preview-role" }, words.as_role), role,
          button(words.confirm, () => {
            if (role.value) return send({ act: "confirm", role: role.value });
            status(words.as_role); // asked where it is answered, not at the value
            role.focus();
          }),
          el("p", { className: "preview-hint" }, words.proposes));
      }
      const there = sheet.fields.some((field) => field.written);
      if (there)
        acts.append(button(words.empty, () => send({ act: "empty" }), { "aria-describedby": "preview-empty" }),
          el("p", { id: "preview-empty", className: "preview-hint" }, words.empty_hint));
    }
    form.append(acts);

    const explained = el("div", { className: "preview-hint" }, el("p", { lang: own }, sheet.explained[own]));
    if (sheet.explained[other] && sheet.explained[other] !== sheet.explained[own])
      explained.append(el("details", {}, el("summary", {}, words[LANGUAGES[other]]), el("p", { lang: other }, sheet.explained[other])));
    const reads = sheet.reads.tr || sheet.reads.en
      ? part(words.reads, el("dl", {}, ...["tr", "en"].flatMap((code) =>
          [el("dt", {}, words[LANGUAGES[code]]), el("dd", { lang: code }, sheet.reads[code] || "–")])))
      : "";
    const beside = Object.values(page.clauses).find((facts) => facts.some(([, place]) => place.startsWith(sheet.place))) ?? [];
    const together = [...new Map(beside.filter(([, place]) => !place.startsWith(sheet.place)).map((f) => [f[1], f])).values()];

    fill(sheet.names[own],
      el("p", { className: "preview-where" }, `${words.where}: `, el("code", {}, sheet.where), " ", el("code", {}, sheet.place)),
      sheet.around?.[0] ? el("p", {}, `${words.around} `, open(sheet.around[0], sheet.around[1], { className: "preview-link" })) : "",
      explained,
      doubt ? el("section", { className: "preview-inset" }, el("h3", {}, words.doubt),
        el("p", {}, doubt.reason[own] || doubt.reason[other]),
        el("p", {}, `${words.owner} ${doubt.owner}`),
        doubt.proposed ? el("p", {}, `${words.proposed} ${doubt.proposed}`) : "",
        here ? "" : el("p", {}, `${words.doubt_for} `, open(doubt.place, doubt.place, { className: "preview-link" })),
        doubt.shared ? el("p", {}, `${words.doubt_shared} `, open(doubt.shared, doubt.shared, { className: "preview-link" })) : "") : "",
      page.readOnly ? el("p", { className: "preview-hint" }, words.read_only) : "",
      form,
      ...panel.parts.map((more) => more(sheet)),
      reads,
      sheet.inside.length ? part(words.inside, list(sheet.inside.map((i) => el("div", {},
        open(i.place, i.label, { className: "preview-link" }), i.written ? (i.reads && i.reads !== i.label ? ` ${i.reads}` : "") : ` ${words.not_written}`)))) : "",
      sheet.findings.length ? part(words.findings, rows(sheet.findings)) : "",
      part(words.printed, sheet.printed.length
        ? list(sheet.printed.map((row) => el("a", { href: row.url, lang: row.language }, row.words)))
        : el("p", {}, words.nowhere)),
      together.length ? part(words.together, list(together.map(([text, place, unsure]) =>
        open(place, unsure ? `${text} — ${words.doubt}` : text, { className: "preview-link" })))) : "");
  }

  async function start() {
    page = await ask("page", location.pathname);
    if (!page.words) return;
    words = page.words;
    page.flags = page.flags ?? [];
    box = el("div", {});
    dialog = el("dialog", { className: "preview-panel", lang: page.language, "aria-labelledby": "preview-title" }, box);
    const on = () => kept("on") === "1";
    const toggle = button("", () => {
      marked(!on());
      told();
      if (on()) {
        opener = toggle;
        overview();
      }
    });
    const told = () => (toggle.textContent = on() ? words.done : words.edit);
    const list = button(words.on_page, () => ((opener = list), overview()));
    const made = button(words.changes, () => ((opener = made), changes()));
    document.body.append(el("aside", { className: "preview-tools", lang: page.language, "aria-label": words.edit }, toggle, list, made), dialog);
    dialog.addEventListener("close", () => {
      trail = [];
      forget();
      delete dialog.dataset.typed;
      const again = opener?.isConnected ? opener : opener?.dataset?.place &&
        document.querySelector(`.preview-fact[data-place="${CSS.escape(opener.dataset.place)}"]`);
      (again || toggle).focus();
      document.dispatchEvent(new Event("preview-free"));
    });
    told();
    if (on()) marked(true);
    const place = kept("place"), said = kept("said"), number = kept("undo");
    if (place) {
      await show(place);
      if (said) status(said, " ", number ? undo(Number(number)) : "");
    } else if (kept("view")) {
      await (kept("view") === "changes" ? changes() : overview());
      keep("said", said);
      if (said) status(said);
    }
    for (const more of panel.begun) await more();
  }
  // What other scripts of the panel use of this one, and where they add to it.
  const panel = (globalThis.previewPanel = {
    el, button, part, list, ask, write, fill, status, keep, kept, forget, show, undo, inputs, mistakes,
    page: () => page, words: () => words, dialog: () => dialog, bar: [], parts: [], begun: [], clauses: [],
    from: (element) => (opener = element),
  });
  start();
})();
