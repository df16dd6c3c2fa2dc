// The elements of the membership flow: <kvkk-notice>, <kvkk-consent>, <kvkk-message-approval>.
// A text never depends on this script: the shop's server prints the short layer, the script adds
// the full layer, the languages and receipts. Whatever fails is told by kvkk:error, and no form
// is ever held up by it. Only the notice host is asked, and nothing is stored.
// `embed.py` makes the published file out of this one; it puts the imports in their places.

import { INLINE, digest, plain } from "./text-1.mjs";
import { LABELS, STYLE } from "./built.mjs";

const HOST = new URL("../../", import.meta.url);
const PATIENCE = 1e4; // milliseconds for one answer of the notice host
const DWELL = 4; // quarters of a second for which a text must be visible to count as shown
// By element: the type of its text, the attribute that names its subject, what a person can do.
const KINDS = {
  "kvkk-notice": ["notice", "document", "acknowledged"],
  "kvkk-consent": ["consent", "item", "consented"],
  "kvkk-message-approval": ["message_approval", "channel", "approved"],
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

const make = (tag, props, ...inner) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...inner.filter(Boolean));
  return made;
};
// Of no form: a shadow tree is outside the forms of its page.
const button = (part, label, onclick, more) => make("button", { part, onclick, ...more }, label);

const ask = async (path) => {
  const answer = await fetch(new URL(path, HOST), { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw answer.status;
  return answer.json();
};

// A text of the host as elements of this page: parsed without effect, then built anew from a
// closed list of elements and attributes. What is not on the list is left out with all in it.
const BLOCK =
  /^(article|section|header|h[1-6]|p|[uod]l|li|dt|dd|table|caption|t(head|body|foot|[rhd])|div|blockquote|address|[bh]r|fig(ure|caption))$/;
const KEPT = /^(lang|dir|scope|(col|row)span|datetime|data-(expression|layer|clause))$/;
const copy = (node) => {
  const tag = node.localName;
  if (!tag) return node.nodeType === 3 && node.data;
  if (!INLINE.has(tag) && !BLOCK.test(tag)) return;
  const made = make(tag, {}, ...[...node.childNodes].map(copy));
  for (const { name, value } of node.attributes) {
    if (KEPT.test(name)) made.setAttribute(name, value);
    if (name === "href" && /^(https?|mailto|tel):/.test(new URL(value, HOST))) {
      made.href = new URL(value, HOST);
      made.target = "_blank";
    }
  }
  return made;
};
let policy;
const rebuilt = (markup) => {
  policy ??= self.trustedTypes?.createPolicy("kvkk-notice", { createHTML: String });
  const source = policy?.createHTML(markup) ?? markup;
  return copy(new DOMParser().parseFromString(source, "text/html").body.firstChild);
};

let front; // the dialog that was opened last
const drawn = (article) =>
  (!front?.open || front.contains(article)) &&
  (article.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) ?? true);

// Calls `seen` when the article was before a person's eyes for DWELL: half of it, or as much of
// it as fills half the window, in a tab that is in front. Ends then, or when `wanted` says so.
const watch = (article, wanted, seen) => {
  let near;
  let since = 0;
  const observer = new IntersectionObserver(([entry]) => {
    near = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= innerHeight / 2;
  });
  const timer = setInterval(() => {
    since = near && !document.hidden && drawn(article) ? since + 1 : 0;
    observer.disconnect();
    if (!wanted()) clearInterval(timer);
    else if (since > DWELL) seen(clearInterval(timer));
    else observer.observe(article); // answers anew, however tall the article is
  }, 250);
};

// Everything about one element; gives back the function that starts it (again).
const flow = (host) => {
  const [kind, key, act] = KINDS[host.localName];
  const choice = act !== "acknowledged";
  const inside = host.attachInternals();
  const shadow = host.attachShadow({ mode: "open" });
  const input = make("input", { type: "hidden", autocomplete: "off" });
  let run = 0;
  let earlier; // the release of a choice that may be taken back
  let current; // the document as the API gives it
  let proven; // its layers by name: article, words, when shown; only while receipts may be made
  let held; // the receipt that the hidden input carries
  let say;
  let box;
  let note;
  let dialog;
  shadow.adoptedStyleSheets = [sheet];
  inside.role = "group";
  inside.ariaInvalid = false; // a box that waits for its tick is no mistake yet

  const attribute = (name) => host.getAttribute(name);
  const tell = (event, detail, aloud) => {
    const type = `kvkk:${event}`;
    if (aloud) console.warn(type, detail, host);
    host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  };
  const fail = (code, reason) => tell("error", { code, reason }, true);

  const hold = (receipt) => {
    held = receipt;
    input.value = receipt ? JSON.stringify(receipt) : "";
    if (box && proven && !choice && !held?.shown) {
      inside.setValidity({ valueMissing: true }, say.need, box);
    } else inside.setValidity({});
  };

  // Makes a receipt, keeps it when it is what the form should carry, and tells of it.
  const issue = (event, which, keep, shown) => {
    const time = `${new Date().toISOString().slice(0, 19)}Z`;
    const receipt = {
      format: 1,
      type: kind,
      event,
      time,
      shown,
      surface: attribute("surface") ?? "page",
      [key]: attribute(key),
      ...proven?.[which].told,
    };
    if (keep) hold(receipt);
    tell(event, { receipt });
    return time;
  };

  const mismatch = (layer) => {
    run++;
    hold((current = proven = null));
    draw();
    tell("mismatch", { layer }, true);
  };

  // When the layer came before the person; undefined when nothing may be said about it.
  const show = (which) => {
    const seen = proven[which];
    if (plain(seen.root) !== seen.words) return mismatch(which);
    if (!drawn(seen.root)) return fail("not-visible", which);
    return (seen.time ??= issue("shown", which, !choice && !held?.shown));
  };

  // Acting beside a text is having it before one's eyes, so the dwell is not waited for.
  const record = (which) => {
    const since = show(which);
    return since && issue(act, which, true, since);
  };

  // What was never handed over need not be taken back from the server.
  const takeBack = (handed) => {
    hold();
    issue("withdrawn", "short", handed);
  };

  const tick = (event) => {
    // A script that ticks or presses is no person who chooses.
    if (!event.isTrusted || (box.checked && !record("short"))) return event.preventDefault();
    note.textContent = "";
    if (box.checked) return;
    if (choice) takeBack(attribute("given") && !earlier);
    else hold();
  };

  const giveUp = ({ isTrusted }) => {
    if (!isTrusted) return;
    earlier = null;
    takeBack(true);
    draw();
    note.focus();
  };

  const switches = () =>
    (current?.languages ?? []).map(
      ({ lang }) =>
        lang !== current.lang &&
        LABELS[lang] &&
        button("language", LABELS[lang].name, () => (host.lang = lang), { lang }),
    );

  const framed = (article) => {
    const fold = () => dialog.close();
    const read = ({ isTrusted }) => {
      if (!isTrusted || !record("full")) return;
      if (box) box.checked = true;
      fold();
    };
    return make(
      "dialog",
      { part: "dialog", ariaLabel: current.title, closedBy: "any", onclose: () => tell("closed") },
      make(
        "div",
        {},
        make("h2", { part: "title", tabIndex: -1 }, current.title),
        ...switches(),
      ),
      article,
      make(
        "div",
        {},
        !choice && proven && button("acknowledge", say.notice, read),
        button("close", say.close, fold),
      ),
    );
  };

  const unfold = () => {
    front = dialog;
    dialog.showModal();
    dialog.querySelector("h2").focus();
  };

  const draw = (article = dialog?.querySelector("article")) => {
    const reopen = dialog?.open;
    const focused = shadow.activeElement?.part;
    const changed = earlier && current && !current.informedBy.includes(earlier);
    const asks = choice ? !earlier || changed : attribute("require") === "acknowledged";
    box =
      current &&
      asks &&
      make("input", {
        type: "checkbox",
        part: "box",
        onclick: tick,
        ariaRequired: !choice,
        checked: held?.event === act,
        disabled: !proven,
      });
    inside.ariaLabel = current?.title;
    dialog = current && framed(article);
    note = make(
      "div",
      { part: "note", tabIndex: -1 },
      say[held?.event], // a withdrawal is said
      earlier && say.given,
      changed && ` ${say.renewed}`,
      say[current?.state], // and a draft
    );
    shadow.replaceChildren(
      make("slot"),
      make("slot", { name: "page", hidden: current }),
      make(
        "div",
        { lang: language() },
        box && make("label", { part: "label" }, box, `${say[kind]}: ${current.title}`),
        note,
        earlier && button("withdraw", say.withdraw, giveUp),
        current && button("open", say.open, unfold, { ariaHasPopup: "dialog" }),
        ...switches(),
        dialog,
      ),
    );
    hold(held);
    // Whoever closes the dialog that is opened again comes back to its new button.
    shadow.querySelector(`[part=${reopen ? "open" : focused}]`)?.focus();
    if (reopen && dialog) unfold();
  };

  const language = () => {
    const wanted = host.closest("[lang]")?.lang.slice(0, 2);
    return LABELS[wanted] ? wanted : "tr";
  };

  // One control for one matter, empty until a person acts: nothing else can be configured.
  const bind = () => {
    const name = attribute("name");
    const same = (control) => control !== host && control.name === name;
    input.remove();
    for (const refused of ["checked", "required", choice && "require"]) {
      if (host.hasAttribute(refused)) fail("refused", refused);
    }
    if (host.parentNode.closest?.(Object.keys(KINDS)) || [...(inside.form ?? [])].some(same)) {
      fail("refused", "name");
    } else if (name) host.append(Object.assign(input, { name }));
  };

  // From the attributes to a proven text. Whatever can go wrong goes wrong in here, aloud.
  return async (clear) => {
    const mine = ++run;
    if (clear) hold((current = proven = null));
    await null; // several attributes may change at once, the article may still be appended
    if (mine !== run || !host.isConnected) return;
    const lang = language();
    say = LABELS[lang];
    if (!held) earlier = attribute("given");
    bind();
    draw();
    try {
      if (!crypto.subtle) throw "not-secure";
      const texts = await ask("embed/v1/texts.json");
      const name = choice ? texts[key][attribute(key)] : attribute(key);
      const next = await ask(`api/v1/${texts.folder}/${name}.${lang}.json`);
      const { id, site, release, state } = next;
      if (next.type !== kind) throw "wrong-type";
      const found = {};
      for (const layer of next.layers) {
        const { name: which, hash, html } = layer;
        // The short one as the shop's server printed it; whatever else is made here is proved
        // before it is shown.
        const printed = which === "short" && host.querySelector("article");
        const root = printed?.lang === lang ? printed : rebuilt(html);
        const told = { site, document: id, release, lang, layer: which, hash };
        found[which] = { root, words: plain(root), told };
        const proof = await digest(root);
        if (mine !== run) return;
        if (proof !== hash.value) return mismatch(which);
        if (which === "short" && printed !== root) {
          printed?.remove();
          host.prepend(root);
        }
      }
      current = next;
      proven = state === "in-force" && found;
      draw(found.full.root);
      tell("ready", { release });
      if (!proven) throw state;
      // Not “in found”: a page may have put something into Object.prototype.
      for (const { name } of next.layers) {
        watch(found[name].root, () => mine === run, () => show(name));
      }
    } catch (reason) {
      if (mine !== run) return;
      fail(typeof reason === "string" ? reason : "unreachable", reason);
    }
  };
};

class Kvkk extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = ["lang", "document", "item", "channel", "given", "require"];
  #start;

  connectedCallback() {
    (this.#start ??= flow(this))();
  }

  disconnectedCallback() {
    this.#start();
  }

  attributeChangedCallback(name) {
    this.#start?.(name !== "lang");
  }

  formResetCallback() {
    this.#start?.(true);
  }
}

for (const tag in KINDS) {
  customElements.define(tag, class extends Kvkk {});
}
