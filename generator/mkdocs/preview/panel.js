// Corrects facts where they stand: the dialog, its list of the page, what it asks and writes. Other
// scripts add to it. Served by the preview alone; what is kept lies in the session of the tab.
(() => {
  let token = document.currentScript.dataset.token;
  const alone = globalThis.noticesAlone; // in a file that stands alone there is nobody to ask
  const kept = (name) => sessionStorage.getItem(`preview-${name}`) ?? "";
  const keep = (name, value) => sessionStorage.setItem(`preview-${name}`, value);
  const trail = [];
  let page, words, dialog, box, opener, told, before;
  let closings = 0, asked = 0;

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
  const open = (place, label, properties) => button(label, leave(() => panel.show(place)), properties);
  const part = (title, ...children) => el("section", {}, el("h3", {}, title), ...children);
  const list = (rows) => el("ul", {}, ...rows.map((row) => el("li", {}, row)));

  async function ask(name, of) {
    if (alone) return alone.ask(name, of);
    const request = answer(sent(name + (of === undefined ? "" : `?of=${encodeURIComponent(of)}`)), true);
    if (name === "page") return request;
    const mine = BESIDE.includes(name) ? undefined : ++asked; // of what is shown the last click counts
    return inTime(request, () => mine === undefined || mine === asked);
  }
  const BESIDE = ["news", "mine", "id"];
  async function write(body, what = "place", waiting = words.writing) {
    if (alone) return alone.write(body);
    const request = answer(sent(what, JSON.stringify(body)));
    if (what !== "place") return inTime(request);
    busy(true);
    status(waiting);
    dialog.dataset.writing = ""; // no page that loads again takes the answer away
    const said = await inTime(request);
    if (!said.change && !said.outdated) busy(false); // otherwise it is shown first
    return said;
  }
  // Meanwhile nothing is typed that would be lost, and nothing pressed twice; Close and Escape work.
  function busy(on) {
    const at = document.activeElement;
    if (on) before = at;
    const bar = box.firstElementChild, said = document.getElementById("preview-status");
    for (const part of [...box.children, ...dialog.children, ...(bar?.querySelectorAll("button:not(:last-child)") ?? [])])
      if (![box, bar, said].includes(part)) part.inert = on;
    if (!on && before && at === document.body) (before.isConnected ? before : document.getElementById("preview-title"))?.focus({ preventScroll: true });
    if (!on) before = undefined;
  }
  // What was asked for before the panel was closed opens it no more.
  async function inTime(request, counts = () => true) {
    const open = closings, said = await request;
    return open === closings && counts() ? said : new Promise(() => {});
  }
  async function sent(name, body) {
    const once = () => fetch(`/-/edit/${name}`, body === undefined ? { headers: { "X-Preview-Token": token } }
      : { method: "POST", headers: { "X-Preview-Token": token, "Content-Type": "application/json" }, body });
    const used = token, response = await once();
    if (response.status !== 403) return response;
    // Where the preview was started again while the page stood there, its token stands in its pages.
    token = /data-token="([^"]+)"/.exec(await (await fetch(location.href)).text())?.[1] ?? token;
    return token === used ? response : once();
  }
  async function answer(request, reads) {
    try {
      const response = await request, said = await response.json();
      return response.ok || said.problems || (reads && response.status === 404) ? said : { problems: [["", words.not_taken]] };
    } catch {
      return { problems: [["", words?.failed ?? "…"]] };
    }
  }

  // The dialog.
  function fill(title, ...children) {
    const heading = el("h2", { id: "preview-title", tabIndex: -1 }, title);
    const bar = el("p", { className: "preview-bar" });
    if (trail.length > 1)
      bar.append(button(`← ${words.back}`, leave(() => (trail.pop(), panel.show(trail.pop())))));
    bar.append(...panel.bar.map(([name, act]) => button(words[name], leave(act))), button(words.close, leave(() => dialog.close())));
    box.inert = false;
    asked++;
    busy(false);
    delete dialog.dataset.writing;
    if (!kept("said")) hush(); // somebody has gone on
    box.replaceChildren(bar, heading, el("p", { role: "status", id: "preview-status" }), told, ...children);
    typed(false);
    if (!dialog.open) dialog.showModal();
    strip(dialog);
    if (!told.hasChildNodes()) news();
    dialog.scrollTop = 0;
    heading.focus();
  }
  const status = (message, ...more) => {
    document.getElementById("preview-status")?.replaceChildren(message, ...more);
    if (dialog.dataset.writing === undefined) return;
    busy(false);
    delete dialog.dataset.writing;
    document.dispatchEvent(new Event("preview-free"));
  };

  const mistake = (text) => el("span", { role: "alert", className: "preview-mistake" }, text);
  const alert = (title, problems) => fill(title, el("p", { role: "alert" }, problems.map(([, text]) => text).join(" ")));
  const refused = (problems) => status(problems.length ? mistake(problems.map(([, text]) => text).join(" ")) : "");
  // What was typed and not saved is not thrown away in silence.
  const asks = () => dialog.dataset.unsaved !== undefined && dialog.dataset.writing === undefined;
  const leave = (act) => () => {
    if (!asks()) return act();
    status(mistake(words.unsaved), " ", button(words.leave, act));
    document.getElementById("preview-status").scrollIntoView({ block: "nearest" });
  };
  const typed = (on) => ["typed", "unsaved"].forEach((name) => on ? (dialog.dataset[name] = "") : delete dialog.dataset[name]);

  function rows(found) {
    return list(
      found.map((f) =>
        el("div", {}, el("b", {}, `${f.accepted ? words.excepted : words[f.level]}: `), f.words, " ", f.advice, " ",
          f.accepted ? button(words.exceptions, leave(() => panel.listing("accepted.yml#")), { className: "preview-link" }) : "", " ",
          ...f.ways.flatMap(([place, label]) => [open(place, label, { className: "preview-link" }), " "]),
          f.asks && panel.answering && !page.readOnly ? panel.answering(f.asks) : "", " ", el("code", {}, f.name)),
      ),
    );
  }
  // Something was written: it is said in what is shown next, with a way back and what the rules say.
  function saved(done, number) {
    keep("said", done);
    keep("undo", number ?? "");
    keep("news", "1");
    status(done, " ", number ? panel.undo(Number(number)) : "");
    news();
    document.dispatchEvent(new Event("preview-free"));
  }
  const hush = () => {
    keep("news", "");
    told.replaceChildren();
    delete told.dataset.said;
  };
  // What the last save brought and took away, once the rules have been asked; said in one place
  // that stays there, so that it is heard. The box of the preview goes where it can be reached.
  let turn = 0;
  async function news() {
    if (!kept("news") || !dialog.open) return;
    const mine = ++turn, found = await ask("news"), said = JSON.stringify(found);
    if (!found.new || mine !== turn) return; // a later question has a newer answer
    const was = [words.saved, words.shown, words.held].find((one) => kept("said").startsWith(one));
    const now = found.held ? words.held : found.asking ? was : words.shown; // it has come, or never will
    if (was) {
      const first = document.getElementById("preview-status").firstChild;
      if (first?.data) first.data = first.data.replace(was, now);
      keep("said", kept("said").replace(was, now));
    }
    if (told.dataset.said === said) return;
    if (found.held) return told.replaceChildren();
    told.dataset.said = said;
    const count = found.new.length + found.gone.length;
    told.replaceChildren(found.asking ? el("p", {}, words.asking) : !count ? el("p", {}, words.no_news) :
      el("details", { open: true }, el("summary", {}, `${words.news} (${count})`),
        found.new.length ? part(words.come, rows(found.new)) : "",
        found.gone.length ? part(words.gone, rows(found.gone.map((f) => ({ ...f, advice: "", asks: "" })))) : ""));
  }
  const strip = (room) => {
    const said = document.querySelector(".preview-said");
    if (said && said.parentElement !== room) room.append(said);
  };

  function overview() {
    trail.length = 0;
    forget();
    keep("view", "on_page");
    const clauses = Object.entries(page.clauses).filter(([id, f]) => (f.length || panel.clauses.length) && document.getElementById(id));
    const facts = clauses.map(([id, own]) => {
      const heading = document.getElementById(id).querySelector("h1, h2, h3, h4, h5, h6");
      const seen = new Set(own.map(([text, place, doubt]) => JSON.stringify([text, place, doubt])));
      return el("details", {}, el("summary", {}, `${heading?.textContent.trim() || id} (${seen.size})`),
        ...panel.clauses.map((more) => more(id)),
        seen.size === 0 ? "" : list([...seen].map((row) => {
          const [text, place, doubt] = JSON.parse(row);
          return open(place, doubt ? `${text} — ${words.doubt}` : text, { className: "preview-link" });
        })));
    });
    const found = page.findings.filter((finding) => !finding.accepted && finding.here !== false);
    const elsewhere = page.findings.filter((finding) => !finding.accepted && finding.here === false);
    fill(words.on_page, ...(facts.length ? facts : [el("p", {}, words.nothing_here)]),
      found.length ? part(`${words.findings} (${found.length})`, rows(found)) : "",
      elsewhere.length ? el("details", {}, el("summary", {}, `${words.elsewhere} (${elsewhere.length})`), rows(elsewhere)) : "");
  }

  function framed() {
    box = el("div", {});
    dialog = el("dialog", { className: "preview-panel", "aria-labelledby": "preview-title" }, box);
    document.body.append(dialog);
    dialog.addEventListener("close", () => (closings++, forget(), keep("drawn", ""))); // before it is drawn as well
    box.addEventListener("input", (event) => event.target.closest("form") && typed(true));
    addEventListener("beforeunload", (event) => dialog.dataset.unsaved === undefined || event.preventDefault());
    dialog.addEventListener("cancel", (event) => {
      if (!asks() || document.querySelector("#preview-status .preview-mistake + button")) return;
      event.preventDefault();
      leave(() => dialog.close())();
    });
  }

  // While the page loads again the panel stands there as it was, until it is drawn anew.
  const drawn = (node) => node.nodeType === Node.TEXT_NODE ? node.data
    : [node.localName, [...node.attributes].map(({ name, value }) => [name, value]).filter(([name]) => name !== "style"), [node.value, node.checked], [...node.childNodes].map(drawn)];
  function redrawn(tree) {
    if (typeof tree === "string") return tree;
    const [name, attributes, [value, checked], children] = tree;
    const made = el(name, {}, ...children.map(redrawn));
    for (const [key, own] of attributes) made.setAttribute(key, own);
    if (typeof value === "string") made.value = value;
    if (checked) made.checked = true;
    return made;
  }
  document.addEventListener("preview-leaves", () =>
    keep("drawn", dialog?.open ? JSON.stringify([dialog.scrollTop, ...[...box.childNodes].map(drawn)]) : ""));
  let scrolled = 0;
  if (kept("drawn")) {
    const [top, ...parts] = JSON.parse(kept("drawn"));
    scrolled = top;
    keep("drawn", "");
    framed();
    box.append(...parts.map(redrawn));
    box.inert = true;
    dialog.showModal();
    dialog.scrollTop = top;
  }

  async function start() {
    if (alone) forget(); // what was changed went with the page
    page = await ask("page", location.pathname);
    if (!page.words) return dialog?.remove();
    words = page.words;
    page.flags = page.flags ?? [];
    if (!dialog) framed();
    told = el("div", { role: "status", className: "preview-news", "aria-atomic": "false" });
    dialog.lang = page.language;
    const on = () => kept("on") === "1";
    const toggle = button("", () => {
      panel.marked(!on());
      named();
    });
    const tools = el("aside", { className: "preview-tools", id: "preview-tools", tabIndex: -1, lang: page.language, "aria-label": words.edit }, toggle,
      ...panel.bar.map(([name, act]) => {
        const tool = button(words[name], () => (panel.from(tool), act()), { "data-tool": name });
        return tool;
      }));
    const named = () => {
      toggle.textContent = on() ? words.done : words.edit;
      tools.classList.toggle("preview-on", on());
    };
    dialog.before(tools);
    const skip = document.querySelector(".skip"); // the second stop of the keyboard leads there
    if (skip) skip.after(Object.assign(skip.cloneNode(), { href: "#preview-tools", textContent: words.edit }));
    const back = () => { // the keyboard, to where it came from
      const [number, name] = kept("from").split(" ");
      const again = number === "tool" ? tools.querySelector(`[data-tool="${name}"]`) : facts(name)[number] ?? facts(name)[0];
      (opener?.isConnected && opener.tabIndex >= 0 ? opener : again ?? toggle).focus();
    };
    dialog.addEventListener("close", () => {
      trail.length = 0;
      hush();
      strip(document.body);
      typed(false);
      busy(false);
      delete dialog.dataset.writing;
      back();
      document.dispatchEvent(new Event("preview-free"));
    });
    named();
    document.addEventListener("preview-news", news);
    if (on()) panel.marked(true);
    if (closings) back(); // closed before there was anything to go back to
    document.dispatchEvent(new Event("preview-mistakes")); // said before the panel was there
    const shut = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    await Promise.race([shut, resumed()]);
    if (box.inert) dialog.close(); // nothing stands there any more
    else if (dialog.open) dialog.scrollTop = scrolled;
  }
  // What stood there before the page loaded again.
  async function resumed() {
    const place = kept("place"), said = kept("said"), number = kept("undo");
    if (place) {
      await panel.show(place);
      if (said) saved(said, number);
    } else if (["changes", "on_page"].includes(kept("view"))) {
      await (kept("view") === "changes" ? panel.changes() : overview());
      if (said) saved(said, "");
    }
    for (const more of panel.begun) await more();
  }
  // Where a fact stands that the keyboard can reach.
  const facts = (place) => place ? [...document.querySelectorAll(`.preview-fact[data-place="${CSS.escape(place)}"]:is([tabindex], button)`)] : [];
  // What other scripts of the panel use of this one, and where they add to it.
  const panel = (globalThis.previewPanel = {
    el, button, open, part, list, ask, write, fill, status, refused, saved, keep, kept, forget, rows, trail, alone, leave, typed, alert,
    page: () => page, words: () => words, dialog: () => dialog,
    bar: [["on_page", overview], ["changes", () => panel.changes()]], parts: [], begun: [], clauses: [],
    from: (element) => {
      const { place = "", tool } = (opener = element).dataset ?? {};
      const here = facts(place).findLastIndex((one) => one === element || one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
      keep("from", tool ? `tool ${tool}` : place && `${here} ${place}`);
    },
  });
  addEventListener("DOMContentLoaded", start); // once every script of it is there
})();
