// Where a sentence comes from: a click on words that are no fact, while facts are being corrected,
// shows the line of the template, the facts and the rows of the law; for the keyboard each clause
// has a button in the list of the page. In a file that stands alone it shows the facts and the clause.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, button, part, list, ask, fill, forget } = panel;
  const words = () => panel.words();
  const bare = (text) => text.replace(/\s+/g, " ").trim();
  const BLOCK = "p, li, td, th, dd, dt, caption, h1, h2, h3, h4, h5, h6";

  const code = (row) => el("div", {}, el("code", {}, row.where), " ",
    row.place ? button(row.words, () => panel.show(row.place), { className: "preview-link" }) : el("span", {}, `${row.path}: ${row.words}`));
  const shown = (sentence, language) => el("section", {},
    el("blockquote", { lang: language }, sentence.text),
    sentence.templates.length ? part(words().typed, list(sentence.templates.map((line) => el("code", {}, line)))) : "",
    sentence.facts.length ? part(words().facts, list(sentence.facts.map(code))) : el("p", {}, words().only_typed),
    sentence.statutes.length ? part(words().statutes, list(sentence.statutes.map(code))) : "");

  // The sentence around a letter of a block: the one that begins last before it.
  function around(sentences, block, offset) {
    let from = 0, found;
    const text = bare(block.textContent);
    for (const sentence of sentences) {
      const at = text.indexOf(bare(sentence.text), from);
      if (at < 0 || !sentence.text) continue;
      from = at + bare(sentence.text).length;
      if (at <= offset || !found) found = sentence;
    }
    return found;
  }

  // What can be changed of a clause, first what stands in the block that was clicked.
  function changeable(section, block, offset) {
    const facts = new Map(panel.page().clauses[section].map((fact) => [fact[1], fact]));
    const here = new Set([...block.querySelectorAll(".preview-fact")].map((fact) => fact.dataset.place));
    const rows = (found) => list(found.map(([text, place, doubt]) =>
      panel.open(place, doubt ? `${text} — ${words().doubt}` : text, { className: "preview-link" })));
    const [own, rest] = [true, false].map((wanted) => [...facts.values()].filter(([, place]) => here.has(place) === wanted));
    const sentences = bare(block.textContent).split(/(?<=[.!?:;])\s+/).map((text) => ({ text }));
    const sentence = around(sentences, block, offset).text, heading = document.getElementById(section).querySelector("h1, h2, h3, h4, h5, h6");
    const place = panel.page().wordings[section];
    forget();
    panel.trail.length = 0;
    fill(heading?.textContent.trim() || sentence,
      /^H\d$/.test(block.nodeName) ? "" : el("blockquote", { lang: block.closest("[lang]").lang }, sentence),
      own.length ? part(words().facts, rows(own)) : el("p", {}, words().only_words),
      place ? el("p", {}, button(words().reword, () => panel.reword(place, sentence), { className: "preview-main" })) : "",
      rest.length ? part(own.length ? words().together : words().facts, rows(rest)) : "");
  }

  async function open(section, block, offset) {
    if (panel.alone) return changeable(section, block, offset);
    const said = await ask("origins", `${location.pathname}#${section}`);
    if (said.problems) return panel.alert(words().origins, said.problems);
    if (!said.sentences) return;
    forget();
    const own = block && around(said.sentences, block, offset);
    const all = () => said.sentences.map((sentence) => shown(sentence, said.language));
    fill(own ? words().origin : `${words().origins}: ${said.heading || said.name}`,
      el("p", { className: "preview-where" }, el("code", {}, `notices trace ${said.name} --lang ${said.language}`)),
      ...(own ? [shown(own, said.language)] : all()),
      panel.page().readOnly ? "" : el("p", {}, button(words().reword, () => panel.reword(said.wording, own?.text), { className: "preview-main" })),
      own && said.sentences.length > 1 ? el("details", {}, el("summary", {}, words().whole_clause), ...all()) : "");
  }

  // How many letters of the block stand before the one that was clicked.
  function offsetIn(block, event) {
    const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const old = at ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = at?.offsetNode ?? old?.startContainer;
    if (!node || !block.contains(node)) return 0;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at?.offset ?? old.startOffset);
    return bare(`${before.toString()}.`).length - 1;
  }

  document.addEventListener("click", (event) => {
    if (panel.kept("on") !== "1" || getSelection()?.toString()) return;
    const target = event.target.closest?.(BLOCK);
    const section = target?.closest("section[id]");
    if (!target || !section || panel.alone && !panel.page().clauses[section.id] || event.target.closest("a, button, summary, label, input, .preview-fact, dialog, .preview-tools")) return;
    panel.from(document.querySelector(".preview-tools button"));
    open(section.id, target, offsetIn(target, event));
  });
  if (!panel.alone) panel.clauses.push((id) => el("p", {}, button(words().origins, () => open(id), { className: "preview-link" })));
})();
