// The elements of the membership flow: <kvkk-notice>, <kvkk-consent>, <kvkk-message-approval>, and
// <kvkk-head>, which says above the first field who asks and why.
// A text never depends on this script: the shop's server prints the short layer, the script adds
// the full layer, the languages and receipts. Whatever fails is told by kvkk:error, and no form
// is ever held up by it. Only the notice host is asked, and nothing is stored.
// `embed.py` makes the published file out of this one; it puts the imports in their places.

import { digest, plain } from "./text-1.mjs";
import { look } from "./sight.mjs";
import * as shared from "./shared.mjs"; // all of its names
import { LABELS, STYLE } from "./built.mjs";

const POLICY = ["kvkk-notice", { createHTML: String }]; // of Trusted Types
const DWELL = 4; // quarters of a second for which a text must be visible to count as shown
// By element: the type of its text, the attribute that names its subject, what a person can do.
const KINDS = {
  "kvkk-notice": ["notice", "document", "acknowledged"],
  "kvkk-consent": ["consent", "item", "consented"],
  "kvkk-message-approval": ["message_approval", "channel", "approved"],
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

// Of no form: a shadow tree is outside the forms of its page.
const button = (part, label, onclick, more) => make("button", { part, onclick, ...more }, label);

const informed = new Set(); // documents of the notices that were shown on this page

// Calls `seen` when the article was before a person's eyes for DWELL, in a tab that is in front, and
// `unseen` when it is there and yet nobody can see all of it. It is looked at only while it is on
// the screen. Ends with `seen`, or when `wanted` says so.
const watch = (article, wanted, seen, unseen) => {
  let timer;
  const observer = new IntersectionObserver((entries) => {
    let since = 0;
    let before;
    clearInterval(timer);
    if (!entries.pop().isIntersecting) return;
    timer = setInterval(() => {
      const open = !document.hidden && look(article);
      since = open === before ? since + 1 : 0;
      before = open;
      if (wanted()) {
        if (since === DWELL && open === undefined) unseen();
        if (!open || since < DWELL) return;
        seen();
      }
      clearInterval(timer);
      observer.disconnect();
    }, 250);
  });
  observer.observe(article);
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
  let notices; // documents of the notices that belong to a choice
  let differs; // whether the words were found to be others
  let say;
  let box;
  let note;
  let dialog;
  shadow.adoptedStyleSheets = [sheet];
  inside.role = "group";
  inside.ariaInvalid = false; // a box that waits for its tick is no mistake yet

  const attribute = (name) => host.getAttribute(name);
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
    if (!choice) informed.add(receipt.document);
    tell(host, event, { receipt });
    return time;
  };

  const mismatch = (layer) => {
    run++;
    differs = true;
    hold((current = proven = null));
    draw();
    tell(host, "mismatch", { layer }, true);
  };

  const superseded = () =>
    current?.inForceUntil < new Date(Date.now() + ISTANBUL).toISOString().slice(0, 10);

  // When the layer came before the person; undefined when nothing may be said about it.
  const show = (which) => {
    const seen = proven[which];
    if (plain(seen.root) !== seen.words) return mismatch(which);
    if (seen.time) return seen.time;
    if (superseded()) return fail(host, "superseded", which);
    if (!look(seen.root, true)) {
      note.textContent = say.unseen;
      note.scrollIntoView({ block: "end" }); // the text is above it
      return fail(host, "not-visible", which);
    }
    return (seen.time = issue("shown", which, !choice && !held?.shown));
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
    if (box.checked) {
      if (notices && !notices.some((name) => informed.has(name))) fail(host, "not-informed", `${notices}`);
      return;
    }
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
    const beside = ({ target }) => target === dialog && fold(); // not every browser has closedBy
    const read = ({ isTrusted }) => {
      if (!isTrusted || !record("full")) return;
      if (box) box.checked = true;
      fold();
    };
    return make(
      "dialog",
      { part: "dialog", ariaLabel: current.title, onclick: beside, onclose: () => tell(host, "closed") },
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
      say[current?.state] ?? (/^p/.test(current?.release) && say.draft), // a draft, also in a trial
      superseded() && say.renewed,
      differs && say.differs,
    );
    shadow.replaceChildren(
      make("slot", { name: "page" }), // the title, above the text
      make("slot"),
      make(
        "div",
        { lang: language(host) },
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
    const again = shadow.querySelector(`[part=${reopen ? "open" : focused}]`);
    (again ?? (focused && note))?.focus();
    if (reopen && dialog) unfold();
  };

  // One control for one matter, empty until a person acts: nothing else can be configured. What
  // could never be posted is refused at once, aloud; false when no receipt could ever hold.
  const bind = () => {
    const refuse = (reason) => fail(host, "refused", reason);
    const name = attribute("name") ?? "";
    const form = inside.form;
    const same = (control) => control !== host && control.name === name;
    input.remove();
    for (const refused of ["checked", "required", choice && "require"]) {
      if (host.hasAttribute(refused)) refuse(refused);
    }
    if (!form) refuse("form");
    if (host.lang && !LABELS[host.lang.slice(0, 2).toLowerCase()]) refuse("lang");
    const nested = host.matches(Object.keys(KINDS).map((tag) => `${tag} *`));
    // PHP takes a name with [] for a list.
    if (nested || !name || name.endsWith("[]") || [...(form ?? [])].some(same)) refuse("name");
    else {
      host.append(Object.assign(input, { name }));
      if (host.hasAttribute("form")) input.setAttribute("form", attribute("form"));
    }
    return SURFACE.test(attribute("surface") ?? "page") || refuse("surface");
  };

  // From the attributes to a proven text. Whatever can go wrong goes wrong in here, aloud.
  return async (clear) => {
    const mine = ++run;
    if (clear) hold((current = proven = null));
    await null; // several attributes may change at once, the article may still be appended
    if (mine !== run || !host.isConnected) return;
    try {
      const lang = language(host);
      say = LABELS[lang];
      if (!held) earlier = attribute("given");
      differs = false;
      host.translate = false; // other words would be no proof, and nobody could choose
      const able = bind();
      draw();
      if (!crypto.subtle) throw "not-secure";
      const texts = await stands();
      const name = choice ? texts[key][attribute(key)] : attribute(key);
      notices = texts.notices?.[name];
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
      const link =
        host.querySelector("a[slot=page], [slot=page] a") ??
        host.appendChild(make("a", { slot: "page" }));
      const page = new URL(next.url, HOST);
      // In the language of the text, and beside a form that is half filled in.
      Object.assign(link, {
        textContent: next.title,
        href: /^http/.test(page) ? page : HOST, // what a host says runs nothing here
        target: "_blank",
      });
      const wrong = superseded() ? "superseded" : state;
      proven = wrong === "in-force" && able && found;
      draw(found.full.root);
      tell(host, "ready", { release });
      if (wrong !== "in-force") throw wrong;
      // Not “in found”: a page may have put something into Object.prototype.
      for (const { name } of proven ? next.layers : []) {
        const wanted = () => mine === run;
        watch(found[name].root, wanted, () => show(name), () => fail(host, "not-visible", name));
      }
    } catch (reason) {
      asked = null;
      if (mine !== run) return;
      if (!current) host.style.minHeight = ""; // no room for a text that does not come
      failed(host, reason);
    }
  };
};

class Kvkk extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = ["lang", "document", "item", "channel", "given", "require", "name", "surface"];
  #start;

  connectedCallback() {
    (this.#start ??= flow(this))();
  }

  disconnectedCallback() {
    this.#start();
  }

  formAssociatedCallback() {
    this.#start?.();
  }

  attributeChangedCallback(name) {
    this.#start?.(name !== "lang");
  }

  formResetCallback() {
    this.#start?.(true);
  }
}

// What stands in it is kept while it is what the host says today. No control, and no receipt: it
// is no layer of the text.
class Head extends HTMLElement {
  static observedAttributes = ["lang", "document"];
  #run = 0;

  async connectedCallback() {
    const mine = ++this.#run;
    await null;
    if (mine !== this.#run || !this.isConnected) return;
    try {
      const { folder } = await stands();
      const name = this.getAttribute("document");
      const { head } = await ask(`api/v1/${folder}/${name}.${language(this)}.json`);
      if (mine !== this.#run) return;
      if (!head) throw "wrong-type";
      const made = rebuilt(head);
      if (plain(made) !== plain(this)) this.replaceChildren(made);
    } catch (reason) {
      asked = null;
      if (mine === this.#run) failed(this, reason);
    }
  }

  attributeChangedCallback() {
    this.connectedCallback();
  }
}
customElements.define("kvkk-head", Head);

for (const tag in KINDS) {
  customElements.define(tag, class extends Kvkk {});
}
