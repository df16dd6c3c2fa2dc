// The facts of a page as buttons: a clause names them in the order in which they are printed.
(() => {
  const panel = globalThis.previewPanel;
  if (!panel) return;
  const { el, keep } = panel;
  const words = () => panel.words();

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
            "aria-label": `${words().edit}: ${text}` }, "✎"));
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
      for (const [id, facts] of Object.entries(panel.page().clauses)) {
        const section = document.getElementById(id);
        if (section) mark(section, facts);
      }
  }
  document.addEventListener("click", (event) => {
    const fact = event.target.closest?.(".preview-fact");
    if (fact) panel.show(fact.dataset.place, fact);
  });
  document.addEventListener("keydown", (event) => {
    const fact = event.target.closest?.(".preview-fact");
    if (!fact || fact.matches(".preview-pen") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    panel.show(fact.dataset.place, fact);
  });
  Object.assign(panel, { marked });
})();
