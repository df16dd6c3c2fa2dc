// <kvkk-changes>, for the member area of a shop: one line and a link to what changed, for members
// whose receipt does not cover the substance of the text of today. Nothing is said of a change of
// wording, and nothing where anything is missing: that is told by kvkk:error. The host is asked for
// the text of today and is told nothing of the member; nothing is stored.
// `script.py` makes the published file out of this one; it puts the labels in.

import { LABELS } from "./built.mjs";

const HOST = new URL("../../", import.meta.url);
const PATIENCE = 1e4; // milliseconds for the answer of the notice host
const ISTANBUL = 108e5; // milliseconds ahead of UTC, all the year

class Changes extends HTMLElement {
  static observedAttributes = ["document", "lang", "release"];
  #run = 0;

  #tell(event, detail) {
    const type = `kvkk:${event}`;
    if (event === "error") console.warn(type, detail, this);
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  // Where the changes after a release are told; undefined for whoever knows the substance.
  #way(text, release) {
    const { state, informedBy, versions, history } = text;
    if (state !== "in-force") throw state;
    if (text.inForceUntil < new Date(Date.now() + ISTANBUL).toISOString().slice(0, 10)) throw "superseded";
    if (!versions?.includes(release)) throw "unknown-release";
    if (informedBy.includes(release)) return;
    const way = new URL(history, HOST);
    if (way.origin !== HOST.origin) throw "refused";
    // After a withdrawal an older text may hold again: nothing came after it.
    if (versions.indexOf(release) < versions.indexOf(text.release)) way.hash = `since-${release}`;
    return way;
  }

  async connectedCallback() {
    const mine = ++this.#run;
    this.replaceChildren();
    await null; // attributes may still be set
    if (mine !== this.#run) return;
    const { lang: spoken } = this.closest("[lang]") ?? document.documentElement;
    const short = spoken.slice(0, 2).toLowerCase();
    const lang = LABELS[short] ? short : "tr";
    const release = this.getAttribute("release");
    try {
      const path = `api/v1/current/${this.getAttribute("document")}.${lang}.json`;
      const answer = await fetch(new URL(path, HOST), { signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw answer.status;
      const text = await answer.json();
      if (mine !== this.#run) return;
      const way = this.#way(text, release);
      if (way) {
        const make = (tag, more) => Object.assign(document.createElement(tag), more);
        const line = make("p", { lang, textContent: `${LABELS[lang].line} ` });
        line.append(make("a", { href: way, textContent: `${text.title}: ${LABELS[lang].link}` }));
        this.append(line);
      }
      this.#tell("ready", { release: text.release, changed: !!way });
    } catch (reason) {
      if (mine !== this.#run) return;
      this.#tell("error", { code: typeof reason === "string" ? reason : "unreachable", reason });
    }
  }

  disconnectedCallback() {
    this.#run++;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.connectedCallback();
  }
}
customElements.define("kvkk-changes", Changes);
