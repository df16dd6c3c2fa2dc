// What the elements of the membership flow and the banner for cookies share: the host is asked, its
// words become elements of the page, and what goes wrong is told. Each script has its own copy.

import { INLINE } from "./text-1.mjs";
import { LABELS, POLICY } from "./built.mjs"; // those of the script it is a part of

export const HOST = new URL("../../", import.meta.url);
const PATIENCE = 1e4; // milliseconds for one answer of the notice host
export const ISTANBUL = 108e5; // milliseconds ahead of UTC, all the year
// As receipts have it; none with another name holds.
export const SURFACE = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;

export const make = (tag, props, ...inner) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...inner.filter(Boolean));
  return made;
};
export const ask = async (path) => {
  const answer = await fetch(new URL(path, HOST), { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw answer.status;
  return answer.json();
};
export let asked; // where texts stand: once for all elements of the page, again after a failure
export const stands = () => (asked ??= ask("embed/v1/texts.json"));

export const language = (host) => {
  // Not “.lang” nor a method: a form has its fields under their names.
  const said = host.closest("[lang]")?.attributes.lang.value ?? "";
  const wanted = said.slice(0, 2).toLowerCase();
  return LABELS[wanted] ? wanted : "tr";
};

export const tell = (host, event, detail, aloud) => {
  const type = `kvkk:${event}`;
  if (aloud) console.warn(type, detail, host);
  host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
};
export const fail = (host, code, reason) => tell(host, "error", { code, reason }, true);
export const failed = (host, reason) =>
  fail(host, typeof reason === "string" ? reason : "unreachable", reason);

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
export const trusted = (kind, words) => {
  policy ??= self.trustedTypes?.createPolicy(...POLICY);
  return policy?.[kind](words) ?? words;
};
export const rebuilt = (markup) =>
  copy(new DOMParser().parseFromString(trusted("createHTML", markup), "text/html").body.firstChild);
