// Verifies receipts of kvkk-notices, in a browser or in Node 20 or newer; one module, no dependency.
// Nothing that is handed in leaves the machine: the module asks for the index and for texts only.
//
//   const stored = await record(posted, member);             // with the server's time
//   const answer = await verify(stored, index, textOf);      // before it is stored
//   if (withdraws(posted)) …                                 // counts, whatever the answer says
//
// `index` is api/v1/index.json of the site; `textOf` takes the "json" of a text and gives (a
// promise of) that file decoded. Either is null while it cannot be had; the answer then says
// `text-unknown`. The answer is {ok, id, receipt, problems, need, since}: the problems are codes,
// none when the words are those of the release and were in force then; `malformed:` is followed by
// the wrong key, or by what mangled the whole (MANGLED); `need` is what is to be done today. Store
// what does not hold as well, with its answer. Nothing says that a text was read.
//
// vectors.json beside this file holds receipts with the answers that are right.

export const VERSION = "2.0.0";
const LONGEST = 8192; // bytes of a receipt
const MINUTE = 60 * 1000;
const AROUND_MIDNIGHT = 15 * MINUTE;
const OPEN_FOR = 24 * 60 * MINUTE;
const CLOCKS = 5 * MINUTE;
// Türkiye has had one offset all the year since 2016, and no release is older; the locale data of
// a host has no say in a proof.
const ISTANBUL = 3 * 60 * MINUTE;

const TIME =
  "2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z";
const NAME = "(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*";
const DIGEST = "[0-9a-f]{64}";
const EVENTS = {
  notice: ["shown", "acknowledged"],
  consent: ["shown", "consented", "withdrawn"],
  message_approval: ["shown", "approved", "withdrawn"],
};
const ANEW = {
  notice: "inform-anew",
  consent: "ask-consent-anew",
  message_approval: "ask-approval-anew",
};
const REQUIRED = new Map(Object.entries({
  format: null, site: NAME, document: NAME, type: "notice|consent|message_approval",
  release: "(?=.{1,20}$)[0-9]{4}-[0-9]{2}-[0-9]{2}(-[1-9][0-9]*)?", lang: "[a-z]{2}",
  layer: "short|full", hash: null, event: "shown|acknowledged|consented|approved|withdrawn",
  time: TIME, surface: NAME,
}));
const OPTIONAL = new Map(Object.entries({ shown: TIME, item: NAME, channel: NAME }));
const RECORD = new Map(Object.entries({
  format: null, id: DIGEST, received: TIME, member: "[A-Za-z0-9._:-]{1,64}",
}));
// How a text begins that something has changed on its way here; the first that matches.
const MANGLED = {
  empty: /^[ \t\r\n]*$/,
  slashed: /^[ \t\r\n]*\{[ \t\r\n]*\\/, // WordPress, magic quotes: take the slashes away
  entities: /^[ \t\r\n]*\{[ \t\r\n]*&/, // escaped as for a page, or “sanitised”
  "percent-encoded": /^%7[Bb]/, // encoded twice
  quoted: /^[ \t\r\n]*"[ \t\r\n]*\{/, // JSON inside a JSON string
  quotes: /^[ \t\r\n]*\{[ \t\r\n]*['\u2018\u2019\u201c\u201d]/, // not the quotes of JSON
  "byte-order-mark": /^\ufeff/,
};
const WORD = /"(?:[^"\\]|\\.)*"/gs;
const WITHDRAWN = /event[^,{}]{1,24}withdrawn/;

/** The answer to one receipt or record (JSON text); `now` is a Date. */
export async function verify(text, index, textOf, now = new Date()) {
  const answer = { ok: false, id: null, receipt: null, problems: [], need: null, since: null };
  const data = decode(text);
  answer.problems = sorted(mistakes(data).map((key) => `malformed:${key}`));
  if (`${answer.problems}` === "malformed:") answer.problems = [`malformed:${mangled(text)}`];
  if (answer.problems.length) return answer;
  const stored = Object.hasOwn(data, "receipt") ? data : null;
  const receipt = stored ? stored.receipt : data;
  answer.receipt = receipt;
  answer.id = await receiptId(receipt);
  const problems = clocks(receipt, stored, now.getTime());
  if (stored && stored.id !== answer.id) problems.push("id-differs");
  const row = index ? find(index, receipt) : "text-unknown";
  if (typeof row === "string") problems.push(row);
  else {
    problems.push(...(await aboutText(index, receipt, row, textOf)));
    if (!problems.length) [answer.need, answer.since] = renewal(index, receipt, row);
  }
  answer.problems = sorted(problems);
  answer.ok = !problems.length;
  return answer;
}

/**
 * What is stored (a promise of JSON text): the receipt as it was posted, its id, the server's time,
 * the member's key. What is no JSON object comes back as it was posted, so that `verify` says what
 * mangled it; of what is too long only so much that this can still be seen.
 */
export async function record(posted, member, received = new Date()) {
  const receipt = decode(posted);
  if (!isObject(receipt)) return posted.slice(0, LONGEST + 8);
  const own = {
    format: 1,
    id: receiptMistakes(receipt).length ? "0".repeat(64) : await receiptId(receipt),
    received: `${received.toISOString().slice(0, 19)}Z`,
    member,
  };
  return `${JSON.stringify(own).slice(0, -1)},"receipt":${posted}}`;
}

/** Whether a person takes something back, also where the receipt is mangled or incomplete. */
export function withdraws(posted) {
  const data = decode(posted);
  return isObject(data) ? data.event === "withdrawn" : WITHDRAWN.test(posted);
}

/** What happened on the way to a text that is not a JSON object; "" when nobody can say. */
export function mangled(text) {
  if (new TextEncoder().encode(text).length > LONGEST) return "too-long";
  const known = Object.keys(MANGLED).find((name) => MANGLED[name].test(text));
  if (known) return known;
  const rest = text.replace(WORD, "");
  const cut = rest.split("{").length > rest.split("}").length || rest.includes('"');
  return cut && /^[ \t\r\n]*\{/.test(text) ? "truncated" : "";
}

const sorted = (codes) => [...new Set(codes)].sort();
const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON in which each key is written once; undefined otherwise. */
export function decode(text) {
  if (new TextEncoder().encode(text).length > LONGEST) return undefined;
  try {
    const data = JSON.parse(text);
    // Outside of words each colon is a key; JSON.parse() would silently keep the last of two.
    const colons = text.replace(WORD, "").split(":").length - 1;
    // Half a surrogate pair is no text.
    const whole = !/[\ud800-\udfff]/u.test(words(data));
    return whole && colons === keys(data) ? data : undefined;
  } catch {
    return undefined; // no JSON, or nested too deeply
  }
}

const inner = (data) => (typeof data === "object" && data !== null ? Object.values(data) : []);
const keys = (data) =>
  inner(data).reduce((sum, value) => sum + keys(value), isObject(data) ? inner(data).length : 0);
const words = (data) => {
  if (typeof data === "string") return data;
  return (isObject(data) ? Object.keys(data).join(" ") : "") + inner(data).map(words).join(" ");
};

/** SHA-256 of the canonical form (RFC 8785); needs a secure context. */
export async function receiptId(receipt) {
  const ordered = (value) =>
    isObject(value)
      ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]))
      : value;
  const bytes = new TextEncoder().encode(JSON.stringify(ordered(receipt)));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keys that keep something from being a receipt or a record; "" is the whole. */
export function mistakes(data) {
  if (!isObject(data)) return [""];
  if (!Object.hasOwn(data, "receipt")) return receiptMistakes(data);
  const { receipt, ...own } = data;
  const found = byTable(own, RECORD, new Map());
  if (!isObject(receipt)) return [...found, "receipt"];
  return [...found, ...receiptMistakes(receipt).map((key) => `receipt.${key}`)];
}

/** Keys that are missing, wrong or not among those that belong here. */
function byTable(data, required, optional) {
  const found = [...required.keys()].filter((key) => !Object.hasOwn(data, key));
  for (const [key, value] of Object.entries(data)) {
    const pattern = required.get(key) ?? optional.get(key);
    const right =
      key === "format" ? value === 1
      : key === "hash" && required.has(key) ? isHash(value)
      : pattern !== undefined && pattern !== null && matches(pattern, value) &&
        (pattern !== TIME || moment(value) !== null);
    if (!right) found.push(key);
  }
  return found;
}

const matches = (pattern, value) =>
  typeof value === "string" && new RegExp(`^(?:${pattern})$`).test(value);
const isHash = (hash) =>
  isObject(hash) && Object.keys(hash).length === 2 && hash.alg === "text-1" &&
  matches(DIGEST, hash.value);

/** Wrong keys of a receipt, and those that its type and its event ask for or forbid. */
function receiptMistakes(receipt) {
  const found = byTable(receipt, REQUIRED, OPTIONAL);
  const event = found.includes("event") ? null : receipt.event;
  const more = [];
  if (!found.includes("type")) {
    if (event && !EVENTS[receipt.type].includes(event)) more.push("event");
    const owners = { item: "consent", channel: "message_approval" };
    for (const [key, owner] of Object.entries(owners)) {
      if (Object.hasOwn(receipt, key) !== (receipt.type === owner)) more.push(key);
    }
  }
  const shown = Object.hasOwn(receipt, "shown");
  const choice = ["acknowledged", "consented", "approved"].includes(event);
  if ((event === "shown" && shown) || (choice && !shown)) more.push("shown");
  return [...found, ...more];
}

/** Milliseconds, or null for a day that no calendar has. */
function moment(value) {
  const at = Date.parse(value);
  const real = !Number.isNaN(at) && new Date(at).toISOString() === value.replace("Z", ".000Z");
  return real ? at : null;
}

/** When the words were shown, and when the event happened. */
const times = (receipt) => [moment(receipt.shown ?? receipt.time), moment(receipt.time)];

/** What the moments say against each other. */
function clocks(receipt, stored, now) {
  const [shown, time] = times(receipt);
  const received = stored ? moment(stored.received) : time;
  const found = {
    "shown-after-choice": shown > time,
    "shown-long-before": time - shown > OPEN_FOR,
    "in-future": time - now > CLOCKS,
    "clock-ahead": time - received > CLOCKS,
    "received-late": received - time > OPEN_FOR,
  };
  return Object.keys(found).filter((code) => found[code]);
}

/** The row of the text in the index, or the code that says why there is none. */
export function find(index, receipt) {
  if (index.site !== receipt.site) return "unknown-site";
  const release = index.releases.find(({ id }) => id === receipt.release);
  if (!release) return "unknown-release";
  const rows = release.texts.filter(({ id }) => id === receipt.document);
  if (!rows.length) return "unknown-document";
  return rows.find(({ lang }) => lang === receipt.lang) ?? "language-missing";
}

/** The words, what the document is, and whether it was in force. */
async function aboutText(index, receipt, row, textOf) {
  const found = [];
  const digest = Object.hasOwn(row.hash, receipt.layer) ? row.hash[receipt.layer].value : null;
  if (digest === null) found.push("layer-missing");
  else if (digest !== receipt.hash.value) found.push("digest-differs");
  // A withdrawn text has no file; its row says what it was.
  const text = row.json ? await textOf(row.json) : row;
  if (row.json && !text?.type) found.push("text-unknown"); // a notice could pass for a consent
  else if (text.type) {
    const other = ["type", "item", "channel"].find((key) => text[key] !== receipt[key]);
    if (other) found.push(`${other}-differs`);
  }
  if (!spanOf(index, receipt, row)) {
    const gone = index.releases.find(({ id }) => id === row.release).withdrawn;
    found.push(gone && gone <= days(receipt)[0] ? "withdrawn" : "not-in-force");
  }
  return found;
}

const dayOf = (moment) => new Date(moment + ISTANBUL).toISOString().slice(0, 10);

/** First and last day in Istanbul on which the text may have been in force. */
function days(receipt) {
  const at = times(receipt);
  return [dayOf(Math.min(...at) - AROUND_MIDNIGHT), dayOf(Math.max(...at) + AROUND_MIDNIGHT)];
}

/** The time {from, until} in which this very text was in force and which holds the event. */
export function spanOf(index, receipt, row) {
  const [first, last] = days(receipt);
  const spans = index.inForce; // one after the other, without a gap
  const holds = spans.map((span) =>
    index.releases
      .find(({ id }) => id === span.release)
      ?.texts.some(
        (text) => text.id === row.id && text.lang === row.lang && text.release === row.release,
      ),
  );
  let start = spans.findIndex(
    ({ from, until }, place) => holds[place] && from <= last && (until ?? "9999") >= first,
  );
  if (start < 0) return undefined;
  let end = start;
  while (holds[start - 1]) start -= 1;
  while (holds[end + 1]) end += 1;
  return { from: spans[start].from, until: spans[end].until };
}

/** What is to be done today, and the version since which the substance is another. */
function renewal(index, receipt, row) {
  if (receipt.type !== "notice" && !["consented", "approved"].includes(receipt.event)) {
    return [null, null];
  }
  const document = index.documents.find(({ id }) => id === row.id);
  const text = document?.texts.find(
    ({ lang, state }) => lang === row.lang && state === "in-force",
  );
  if (!text) return ["not-published-today", null];
  if (text.informedBy.includes(row.release)) return ["nothing", null];
  return [ANEW[receipt.type], text.informAnewSince];
}
