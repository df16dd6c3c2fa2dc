// <kvkk-cookies>: asks what cookies may be used for, and keeps shut whatever waits for an answer
// that nobody gave: scripts and frames with data-kvkk="item". Nobody is kept from the page: closing
// is no choice, refusing is one press like agreeing, and both are remembered for as long.
// The texts of the consents are in the banner itself, because a consent is given beside its words.
// One cookie of the visited site holds the choice, its release and its day; of a consent also what
// its receipt is made of. The host is told nothing. Whatever fails leaves the gates shut.
// `script.py` makes the published file out of this one; it puts the imports in their places.

import { digest, plain } from "./text-1.mjs";
import { look } from "./sight.mjs";
import * as shared from "./shared.mjs"; // all of its names
import { LABELS, STYLE } from "./built.mjs";

const POLICY = [
  "kvkk-cookies",
  { createHTML: String, createScript: String, createScriptURL: String },
]; // of Trusted Types
const NAME = "kvkk_cookies";
const DAYS = 180; // for which a choice is remembered, whichever it is
const GATES = "script[data-kvkk], iframe[data-kvkk], img[data-kvkk]";
const LINKS = "[data-kvkk-cookies], [href$='#kvkk-cookies']";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

// What the cookie of the site says, as parameters; in `memory` where the browser keeps none.
let memory;
const kept = () =>
  new URLSearchParams(
    memory ?? document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`))?.slice(NAME.length + 1),
  );
const expire = (name, more) => {
  document.cookie = `${name}=;Max-Age=0${more}`;
};
// Everywhere the page could have set it.
const forget = (name) => {
  for (const path of ["/", location.pathname]) {
    expire(name, `;Path=${path}`);
    for (let host = location.hostname; host; host = host.split(".").slice(1).join(".")) {
      expire(name, `;Path=${path};Domain=${host}`);
    }
  }
};
const moment = () => `${new Date().toISOString().slice(0, 19)}Z`;
const seconds = (time) => Date.parse(time) / 1000;
const written = (time) => `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;

class Cookies extends HTMLElement {
  static observedAttributes = ["lang"];
  #run = 0;
  #shadow;
  #say;
  #policy; // the cookie policy, as the API gives it; undefined while nothing is known
  #asked = []; // the consents: each with its article, its words, when it was first in sight
  #known; // resolved when the host has answered or failed
  #answered; // what tells #known
  #reached; // whether the host has answered
  #view = ""; // banner, panel, told; "" when only the way back to the panel is there
  #opener;
  #line = Promise.resolve(); // gates are opened one after the other
  #signalled;
  #told = new Set(); // items of gates that no consent opens
  #watch;
  #due;
  #frame = make("div");
  #saved = make("p", { part: "said", role: "status" });

  // --- what holds

  get choice() {
    return kept().get("choice") ?? "";
  }

  allows(item) {
    const release = kept().get(`_${item}`)?.split(".")[0];
    if (!release || !this.#reached) return !!release;
    return this.#asked.some((one) => one.item === item && one.informedBy.includes(release));
  }

  // Taking back needs no press: whoever may do it for the visitor may do it by script.
  refuse() {
    this.#settle("refused", []);
  }

  async open() {
    await this.#known;
    if (this.#view !== "panel") {
      this.#opener = this.#shadow.activeElement ?? document.activeElement;
      this.#draw("panel");
    }
    this.#shadow.querySelector("[part=title]").focus();
  }

  // --- what is done

  // A closed banner is forgotten with the visit, a choice some days after it was made.
  #keep(said) {
    memory = undefined;
    const made = Date.parse(said.get("day"));
    const ends = made + (+this.getAttribute("days") || DAYS) * 864e5;
    const domain = this.getAttribute("domain");
    document.cookie =
      `${NAME}=${said};Path=/;SameSite=Lax` +
      (made ? `;Max-Age=${Math.ceil((ends - Date.now()) / 1000)}` : "") +
      (domain ? `;Domain=${domain}` : "") +
      (location.protocol === "https:" ? ";Secure" : "");
    if (`${kept()}` !== `${said}`) memory = `${said}`;
  }

  // `given`: the consents that hold from now on. What was given before and is not among them is
  // taken back; a refusal keeps no more than itself.
  #settle(choice, given) {
    const before = kept();
    const time = moment();
    const said = new URLSearchParams({
      choice,
      release: this.#policy?.release ?? before.get("release") ?? "",
      day: new Date(Date.now() + ISTANBUL).toISOString().slice(0, 10),
    });
    const fresh = [];
    for (const one of given) {
      const key = `_${one.item}`;
      if (this.allows(one.item)) said.set(key, before.get(key));
      else {
        said.set(key, `${one.release}.${one.lang}.${seconds(time)}.${seconds(one.shown)}`);
        fresh.push(one);
      }
    }
    this.#keep(said);
    for (const one of fresh) this.#hand("consented", one.item, time, one.shown);
    for (const [key] of before) {
      if (key[0] === "_" && !said.has(key)) this.#hand("withdrawn", key.slice(1), time);
    }
    this.#line = this.#line.then(() => this.#apply());
    this.#leave();
    this.#saved.textContent = this.#say.saved;
    tell(this, "choice", { choice, items: given.map((one) => one.item) });
  }

  // A receipt, as the other elements make them, told and sent to the shop.
  async #hand(event, item, time, shown, again) {
    const one = this.#asked.find((asked) => asked.item === item);
    const receipt = {
      format: 1,
      type: "consent",
      event,
      time,
      shown,
      surface: this.getAttribute("surface") ?? "cookies",
      item,
      ...one?.told,
    };
    if (!again) tell(this, event, { receipt });
    const way = this.getAttribute("receipts");
    if (!way) return;
    try {
      const body = new URLSearchParams({
        [`consent_${item.replaceAll("-", "_")}`]: JSON.stringify(receipt),
      });
      const answer = await fetch(way, { method: "POST", body, keepalive: true });
      if (!answer.ok) throw answer.status;
      const now = kept();
      const row = now.get(`_${item}`);
      if (event === "consented" && row && !row.endsWith(".sent")) {
        now.set(`_${item}`, `${row}.sent`);
        this.#keep(now);
      }
    } catch (reason) {
      fail(this, "not-kept", reason);
    }
  }

  // What a shop did not take is offered again, word for word: a statement sent twice is one.
  #again() {
    for (const one of this.#asked) {
      const [release, lang, time, shown, sent] = kept().get(`_${one.item}`)?.split(".") ?? [];
      if (time && !sent && release === one.release && lang === one.lang) {
        this.#hand("consented", one.item, written(time), written(shown), true);
      }
    }
  }

  // --- gates

  async #apply() {
    await this.#known;
    this.#signal();
    this.#sweep();
    for (const gate of document.querySelectorAll(GATES)) await this.#gate(gate);
  }

  async #gate(gate) {
    const { kvkk, src, type } = gate.dataset;
    const open = kvkk.split(" ").every((item) => this.allows(item));
    const script = gate.localName === "script";
    for (const item of this.#reached ? kvkk.split(" ") : []) {
      if (this.#told.has(item) || this.#asked.some((one) => one.item === item)) continue;
      this.#told.add(item);
      fail(this, "not-offered", item);
    }
    if (!script) {
      const wanted = open ? src : gate.hasAttribute("src") && gate.contentWindow && "about:blank";
      if (!wanted) gate.removeAttribute("src");
      else if (gate.getAttribute("src") !== wanted) gate.src = wanted;
      return;
    }
    if (!open) return;
    // A page that vouches for its scripts vouches for these as well.
    const vouched = document.querySelector("script[nonce]:not([data-kvkk])")?.nonce;
    if (vouched && gate.nonce !== vouched) return fail(this, "refused", "nonce");
    const made = document.createElement("script");
    for (const { name, value } of gate.attributes) {
      if (!/^(type|src|on.*|data-(src|type|kvkk))$/.test(name)) made.setAttribute(name, value);
    }
    if (type) made.type = type;
    made.nonce = gate.nonce;
    made.async = gate.hasAttribute("async");
    const from = src ?? gate.getAttribute("src");
    if (from) made.src = trusted("createScriptURL", from);
    else made.text = trusted("createScript", gate.text);
    await new Promise((done) => {
      made.onload = made.onerror = done;
      gate.replaceWith(made);
      if (!from || made.async) done();
    });
  }

  // Google's signals (version 2), where the shop asks for them. Its tags are gates like all others,
  // so nothing is said to anybody before a choice.
  #signal() {
    const wanted = this.getAttribute("consent-mode");
    if (!wanted || !this.choice || this.choice === "closed") return;
    const state = {
      ad_storage: "denied",
      ad_user_data: "denied",
      ad_personalization: "denied",
      analytics_storage: "denied",
    };
    for (const pair of wanted.trim().split(/\s+/)) {
      const [item, signals = ""] = pair.split("=");
      for (const one of signals.split(",")) state[one] = this.allows(item) ? "granted" : "denied";
    }
    const signalled = JSON.stringify(state);
    if (this.#signalled === signalled) return;
    const layer = (self.dataLayer ??= []);
    (function () {
      layer.push(arguments); // as Google's own snippet does
    })("consent", this.#signalled ? "update" : "default", state);
    this.#signalled = signalled;
  }

  // What no consent covers, as far as a page can reach it: by the names of the table.
  #sweep() {
    const rows = this.#policy?.cookies.listed ?? [];
    const named = (row) =>
      new RegExp(`^${row.name.split("*").map((part) => part.replace(/\W/g, "\\$&")).join(".*")}$`);
    const shut = (row) => row.item && !row.beforeConsent && !this.allows(row.item);
    const [gone, stays] = [rows.filter(shut), rows.filter((row) => !shut(row))].map((some) => {
      const names = some.map(named);
      return (name) => name !== NAME && names.some((one) => one.test(name));
    });
    const goes = (name) => name && gone(name) && !stays(name);
    for (const one of document.cookie.split("; ")) {
      const [name] = one.split("=");
      if (goes(name)) forget(name);
    }
    for (const kind of ["localStorage", "sessionStorage"]) {
      try {
        for (const name of Object.keys(self[kind])) if (goes(name)) self[kind].removeItem(name);
      } catch {} // a browser that keeps nothing
    }
  }

  // --- what is asked

  async #load(mine) {
    const lang = language(this);
    const { folder, item, cookies } = await stands();
    if (!cookies) throw "nothing-listed";
    const get = (name) => ask(`api/v1/${folder}/${name}.${lang}.json`);
    const [policy, ...texts] = await Promise.all([
      get(cookies.document),
      ...cookies.items.filter((one) => item[one]).map((one) => get(item[one])),
    ]);
    const asked = [];
    for (const text of texts) {
      const { name: layer, hash, html } = text.layers[0];
      const root = rebuilt(html);
      if (text.type !== "consent" || (await digest(root)) !== hash.value) {
        tell(this, "mismatch", { layer }, true);
        continue;
      }
      const { site, id: document, release } = text;
      const told = { site, document, release, lang, layer, hash };
      asked.push({ ...text, root, words: plain(root), told });
    }
    if (mine !== this.#run) return;
    this.#policy = policy;
    this.#asked = asked;
    this.#reached = true;
  }

  // Why no consent can be given now: a receipt of it would never hold.
  get #hindered() {
    const today = new Date(Date.now() + ISTANBUL).toISOString().slice(0, 10);
    if (!this.#policy) return;
    const wrong = [this.#policy, ...this.#asked].find((text) => text.state !== "in-force");
    if (wrong) return wrong.state;
    if (this.#asked.some((text) => text.inForceUntil < today)) return "superseded";
  }

  // Whether there is anything to ask: nobody has answered yet, or what was answered is another text.
  get #unanswered() {
    const now = kept();
    const { choice, release, closed } = Object.fromEntries(now);
    const done = choice === "closed" || closed === this.#policy?.release;
    const wrong = this.#hindered;
    if (!this.#asked.length || done || (wrong && wrong !== "draft")) return false;
    const outdated = ([key]) => key[0] === "_" && !this.allows(key.slice(1));
    const offered = (key) => this.#asked.some((one) => `_${one.item}` === key);
    return (
      !choice ||
      (release && !this.#policy.informedBy.includes(release)) ||
      [...now].some((row) => offered(row[0]) && outdated(row))
    );
  }

  async connectedCallback() {
    const mine = ++this.#run;
    this.#say = LABELS[language(this)];
    if (!this.#shadow) {
      this.#shadow = this.attachShadow({ mode: "open" });
      this.#shadow.adoptedStyleSheets = [sheet];
      this.#shadow.append(make("slot"), this.#frame, this.#saved);
      this.#frame.onkeydown = ({ key }) => {
        if (key === "Escape" && this.#view) this.#close();
      };
    }
    this.translate = false; // other words would be no proof
    document.addEventListener("click", this);
    addEventListener("pageshow", this);
    this.#known ??= new Promise((done) => (this.#answered = done));
    await null;
    if (mine !== this.#run || !this.isConnected) return;
    if (document.querySelector(this.localName) !== this) return fail(this, "refused", "twice");
    this.#watch ??= new MutationObserver(() => {
      this.#due ??= setTimeout(() => this.#later(), 100);
    });
    this.#watch.observe(document, { childList: true, subtree: true });
    if (!SURFACE.test(this.getAttribute("surface") ?? "cookies")) fail(this, "refused", "surface");
    try {
      if (!crypto.subtle) throw "not-secure";
      await this.#load(mine);
      if (mine !== this.#run) return;
    } catch (reason) {
      asked = null;
      if (mine !== this.#run) return;
      failed(this, reason);
    }
    this.#answered();
    this.#begin();
  }

  #begin() {
    const signal = this.hasAttribute("gpc") && navigator.globalPrivacyControl;
    const unasked = !this.choice || this.choice === "closed";
    if (location.hash === "#kvkk-cookies") this.open();
    else if (this.#reached && signal && unasked && this.#asked.length) {
      this.refuse();
      this.#draw("told");
    } else this.#draw(this.#unanswered ? "banner" : "");
    this.#later();
    if (this.#reached) {
      if (this.#hindered) fail(this, this.#hindered);
      this.#again();
      tell(this, "ready", { release: this.#policy.release });
    }
  }

  // Pages that change themselves bring new gates, and links.
  #later() {
    this.#due = clearTimeout(this.#due);
    this.#line = this.#line.then(() => this.#apply());
    const corner = this.#shadow.querySelector("[part=corner]");
    if (corner) corner.hidden = !!document.querySelector(LINKS);
  }

  disconnectedCallback() {
    this.#run++;
    this.#watch?.disconnect();
    document.removeEventListener("click", this);
    removeEventListener("pageshow", this);
  }

  attributeChangedCallback() {
    if (this.#shadow) this.connectedCallback();
  }

  handleEvent(event) {
    // Back on a page that was left before a choice.
    if (event.persisted) this.connectedCallback();
    if (!event.target.closest?.(LINKS)) return;
    event.preventDefault();
    this.open();
  }

  // --- what is seen

  // When a text came into sight; of several in one box that scrolls, the box counts, as the window
  // does for a long text. Undefined when somebody has to look first.
  #sight(root, texts, below = root) {
    if (this.#hindered) return fail(this, this.#hindered);
    const other = texts.find((one) => plain(one.root) !== one.words);
    if (other) {
      this.#note(this.#say.differs);
      return tell(this, "mismatch", { layer: "short" }, true);
    }
    if (!look(root, true)) {
      this.#note(this.#say.unseen);
      below.scrollIntoView({ block: "end" }); // the text is above it
      return fail(this, "not-visible", "short");
    }
    const now = moment();
    for (const one of texts) one.shown ??= now;
    return now;
  }

  #note(words) {
    this.#shadow.querySelector("[part=note]").textContent = words;
  }

  // Whoever asked for the panel comes back to where they were.
  #leave() {
    const inside = this.#shadow.activeElement;
    this.#draw("");
    const corner = this.#shadow.querySelector("[part=corner]");
    const back = this.#opener?.isConnected ? this.#opener : inside && corner;
    back?.focus();
    this.#opener = undefined;
  }

  // No choice, and not asked again in this visit; what was asked anew, not of this text.
  #close() {
    const now = kept();
    if (!this.choice) this.#keep(new URLSearchParams({ choice: "closed" }));
    else if (this.#unanswered) {
      now.set("closed", this.#policy.release);
      this.#keep(now);
    }
    this.#leave();
    tell(this, "closed");
  }

  #cookies(rows) {
    const say = this.#say;
    const list = rows.map((row) =>
      make(
        "li",
        {},
        make("code", {}, row.name),
        `: ${[row.purpose, row.when, row.lifetime].filter(Boolean).join("; ")}`,
        ...(row.providers ?? []).map(
          ({ name, service, countries = [] }) =>
            `; ${[name, service].filter(Boolean).join(", ")}${countries.length ? ` (${countries.join(", ")})` : ""}`,
        ),
      ),
    );
    const folded = make(
      "details",
      {},
      make("summary", {}, `${say.cookies} (${rows.length})`),
      make("ul", {}, ...list),
    );
    folded.dataset.aside = ""; // of no text: it may be folded
    return folded;
  }

  #matter(one) {
    const say = this.#say;
    const rows = this.#policy.cookies.listed.filter((row) => row.item === one.item);
    const box = make("input", { type: "checkbox", part: "box", checked: this.allows(one.item) });
    one.box = box;
    box.onclick = (event) => {
      this.#note("");
      if (!event.isTrusted || (box.checked && !this.#sight(one.root, [one], box))) event.preventDefault();
    };
    const renewed = kept().has(`_${one.item}`) && !box.checked && say.renewed;
    return make(
      "section",
      {},
      make("h3", {}, one.title),
      this.#cookies(rows),
      one.root, // beside its box, however long the list is
      make("label", {}, box, `${say.consent}: ${one.title}`),
      renewed && make("p", {}, renewed),
    );
  }

  #choices(texts) {
    const say = this.#say;
    const panel = this.#view === "panel";
    const button = (part, label, act) =>
      make("button", { part, onclick: (event) => event.isTrusted && act() }, label);
    const accept = () => {
      if (this.#sight(texts, this.#asked)) this.#settle("accepted", this.#asked);
    };
    const save = () => {
      const given = this.#asked.filter(
        ({ item, box, shown }) => box.checked && (shown || this.allows(item)),
      );
      this.#settle(given.length ? "chosen" : "refused", given);
    };
    const some = this.#asked.length > 0;
    const told = this.#view === "told";
    return make(
      "div",
      { part: "choices" },
      some && !told && button("accept", panel ? say.all : say.accept, accept),
      !told && button("refuse", panel ? say.none : say.refuse, () => this.refuse()),
      some &&
        (panel ? button("save", say.save, save) : button("choose", say.choose, () => this.open())),
    );
  }

  #draw(view) {
    this.#view = view;
    for (const one of this.#asked) one.shown = undefined;
    const say = this.#say;
    const policy = this.#policy;
    const parts = [];
    if (view) {
      const who = policy?.layers[0].clauses.find((one) => one.id === "controller");
      const purposes = this.#asked.flatMap((one) => one.consent.purposes.map((rests) => rests.purpose));
      const link =
        policy && make("a", { href: new URL(policy.url, HOST), target: "_blank" }, policy.title);
      const rows = policy?.cookies.listed.filter((row) => !row.item && (row.beforeConsent ?? !row.needsConsent));
      const panel = view === "panel";
      const texts = make(
        "div",
        { part: "texts", tabIndex: 0, role: "group", ariaLabel: say.texts },
        ...this.#asked.flatMap((one) =>
          panel ? this.#matter(one) : [make("h3", {}, one.title), one.root],
        ),
        panel && rows?.length && make("section", {}, make("h3", {}, say.always), this.#cookies(rows)),
      );
      const told = view === "told";
      const label = [policy?.state === "draft" && say.draft, told && say.gpc, !policy && say.gone];
      parts.push(
        make(
          "section",
          { part: "panel", lang: language(this), role: panel ? "dialog" : "region", ariaLabel: say.title },
          make(
            "div",
            { part: "head" },
            make("h2", { part: "title", tabIndex: -1 }, say.title),
            make("button", { part: "close", onclick: () => this.#close() }, say.close),
          ),
          policy &&
            !told &&
            make(
              "p",
              { part: "why" },
              who && make("strong", {}, who.text.split("\n")[1]),
              purposes.length > 0 && ` ${say.why} ${purposes.join("; ")}. `,
              link,
            ),
          policy && !told && texts,
          make("p", { part: "note", role: "status" }, label.filter(Boolean).join(" ")),
          this.#choices(texts),
        ),
      );
    } else {
      const corner = make("button", { part: "corner", lang: language(this) }, say.title);
      corner.onclick = () => this.open();
      corner.hidden = !!document.querySelector(LINKS);
      parts.push(corner);
    }
    this.#saved.textContent = "";
    this.#frame.replaceChildren(...parts);
    // What has the focus is not left behind the banner.
    document.documentElement.style.scrollPaddingBottom = view && `${parts[0].offsetHeight}px`;
  }
}
customElements.define("kvkk-cookies", Cookies);
