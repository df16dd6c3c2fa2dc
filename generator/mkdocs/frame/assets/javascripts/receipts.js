// Verifies pasted receipts against the texts of this site. What is pasted stays in the browser:
// the only requests are for the index and for published texts, which tell no more than that
// somebody looks at them.
import { find, spanOf, verify } from "../../api/v1/examples/receipts/verify_receipt.mjs";

const box = document.querySelector(".receipts");
const words = JSON.parse(box.dataset.words);
const field = box.querySelector("textarea");
const said = box.querySelector("[role=status]");
const answers = box.querySelector(".answers");
const MOST = 50;

// The English of the site is British; "en" alone writes days the American way.
const locale = document.documentElement.lang.replace(/^en$/, "en-GB");
const moments = new Intl.DateTimeFormat(locale, {
  dateStyle: "long", timeStyle: "medium", timeZone: "UTC",
});
const ISTANBUL = 3 * 3600 * 1000; // one offset all the year, whatever the browser knows of zones
const days = new Intl.DateTimeFormat(locale, {
  dateStyle: "long", timeZone: "UTC",
});
const moment = (value) => moments.format(Date.parse(value) + ISTANBUL);
const day = (value) => days.format(new Date(value));
const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

const asked = new Map();
function have(path) {
  if (!asked.has(path)) {
    const answer = fetch(new URL(box.dataset.root + path, location)).then((response) => {
      if (!response.ok) throw new Error(response.status);
      return response.json();
    });
    answer.catch(() => asked.delete(path));
    asked.set(path, answer);
  }
  return asked.get(path);
}

// One receipt, perhaps over several lines; or one on each line.
function split(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  const each = lines.length > 1 && lines.every((line) => line.trim().startsWith("{"));
  return each && !/^\s*\{\s*$/.test(lines[0]) ? lines : [text];
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function sentence(code) {
  const [kind, ...rest] = code.split(":");
  if (kind !== "malformed") return words[`code_${code}`];
  const keys = rest.join(":");
  return words[`mangled_${keys}`] ?? fill(words.code_malformed, { keys: keys || "–" });
}

// A text that cannot be had proves nothing; the verifier then says so.
const textOf = (path) => have(path).catch(() => null);

async function facts(index, answer, posted) {
  const { receipt } = answer;
  const row = find(index, receipt);
  const known = typeof row !== "string";
  const span = known ? spanOf(index, receipt, row) : null;
  const text = known && row.json ? await textOf(row.json) : null;
  const told = [
    ["document", text ? link(text) : receipt.document],
    ["matter", receipt.item ?? receipt.channel],
    ["release", receipt.release],
    ["layer", words[receipt.layer]],
    ["event", words[receipt.event]],
    ["time", moment(receipt.time)],
    ["shown_at", receipt.shown && moment(receipt.shown)],
    ["surface", receipt.surface],
    ["member", posted.member],
    ["received", posted.received && moment(posted.received)],
    ["in_force", span && answer.ok && period(span)],
    ["today", answer.need && fill(words[`need_${answer.need}`], answer)],
    ["id", element("code", answer.id)],
  ];
  const list = element("dl");
  for (const [name, value] of told.filter(([, value]) => value)) {
    list.append(element("div", "", element("dt", words[name]), element("dd", "", value)));
  }
  return list;
}

function link(text) {
  const made = element("a", text.title);
  made.href = box.dataset.root + text.url;
  return made;
}

function period({ from, until }) {
  const values = { from: day(from), until: until && day(until) };
  return fill(until ? words.from_to : words.since, values);
}

async function shown(index, text, number, many) {
  const answer = await verify(text, index, textOf);
  const heading = many ? fill(words.answer_of, { number }) : words.answer;
  const made = element("section", "", element("h2", heading));
  made.className = answer.ok ? "holds" : "fails";
  made.append(element("p", answer.ok ? words.holds : words.fails));
  if (answer.problems.length) {
    made.append(element("ul", "", ...answer.problems.map((c) => element("li", sentence(c)))));
  }
  if (answer.receipt) made.append(await facts(index, answer, JSON.parse(text)));
  if (answer.ok) made.append(element("p", words.limit));
  return { made, ok: answer.ok };
}

async function run() {
  answers.replaceChildren();
  if (!field.value.trim()) return words.empty;
  if (!globalThis.crypto?.subtle) return words.insecure;
  try {
    const index = await have("api/v1/index.json");
    if (!index.inForce.length) return words.preview;
    const texts = split(field.value).slice(0, MOST);
    const found = [];
    for (const [place, text] of texts.entries()) {
      found.push(await shown(index, text, place + 1, texts.length > 1));
    }
    answers.replaceChildren(...found.map(({ made }) => made));
    return found.every(({ ok }) => ok) ? words.holds : words.fails;
  } catch {
    return words.failed;
  }
}

box.querySelector("button").addEventListener("click", async () => {
  said.textContent = "";
  said.textContent = await run();
});
box.lastElementChild.hidden = false;
