// Search in the texts of one language, in the browser; no word that is typed leaves it.
// The address keeps the words behind “#”, which browsers do not send.
const box = document.querySelector(".search");
const field = box.querySelector("input");
const said = box.querySelector("[role=status]");
const list = box.querySelector("ol");
const MOST = 30;
const SHORTEST = 4;

// One letter for each letter, so that places in the folded text are places in the text itself.
const fold = (text) =>
  Array.from(text, (letter) => {
    if ("İIı".includes(letter)) return "i";
    const plain = letter.normalize("NFD")[0].toLowerCase();
    return plain.length === letter.length ? plain : letter;
  }).join("");
const words = (text) => fold(text.normalize("NFC")).match(/[\p{L}\p{N}]+/gu) ?? [];
const begun = (word, how = "u") => new RegExp(`(?<![\\p{L}\\p{N}])(?:${word})[\\p{L}\\p{N}]*`, how);

let sections;
async function read() {
  const answer = await fetch(new URL(box.dataset.root + box.dataset.index, location));
  if (!answer.ok) throw new Error(answer.status);
  sections = (await answer.json()).flatMap(([url, document_, parts]) =>
    parts.map(([id, title, text]) => ({
      url: url + (id && `#${id}`),
      title: id ? `${document_}: ${title}` : document_,
      text,
      heading: fold(title),
      folded: fold(text),
      inDocument: fold(document_),
    })),
  );
}

// Every word must begin some word of the section; a word in a heading weighs more, most of all
// where the heading has few others.
function weight(section, wanted) {
  let sum = 0;
  let headed = 0;
  for (const word of wanted) {
    const heading = word.test(section.heading);
    const text = word.test(section.folded);
    const inDocument = word.test(section.inDocument);
    if (!heading && !text && !inDocument) return 0;
    sum += 8 * heading + 2 * text + inDocument;
    headed += heading;
  }
  return sum + (16 * headed) / words(section.heading).length;
}

// Words of visitors, each with the words of the texts: whichever of the two weigh more count.
// A beginning that ends with a stop is a whole word.
const synonyms = Object.entries(JSON.parse(box.dataset.synonyms));
const begins = (word, start) => (start.endsWith(".") ? `${word}.` === start : word.startsWith(start));
function reworded(asked) {
  const put = [];
  for (const [typed, meant] of synonyms) {
    const parts = typed.split(" ");
    if (!parts.every((start) => asked.some((word) => begins(word, start)))) continue;
    asked = asked.filter((word) => !parts.some((start) => begins(word, start)));
    put.push(...meant.split(" "));
  }
  return [...new Set([...put, ...asked])].filter(Boolean);
}

function find(question) {
  const asked = words(question);
  const best = new Map();
  const wanted = new Set();
  for (const one of [seek(asked), seek(reworded(asked))]) {
    if (one.found.length) one.wanted.forEach((word) => wanted.add(word));
    for (const hit of one.found) {
      if (!(best.get(hit.section)?.weight >= hit.weight)) best.set(hit.section, hit);
    }
  }
  return { wanted: [...wanted], found: [...best.values()].sort((a, b) => b.weight - a.weight) };
}

// Turkish words grow at the end: where nothing is found, the ends of the words are left out.
function seek(asked) {
  const longest = Math.max(0, ...asked.map((word) => word.length));
  for (let cut = 0; asked.length && longest - cut >= Math.min(longest, SHORTEST); cut += 1) {
    const wanted = asked.map((word) => word.slice(0, Math.max(SHORTEST, word.length - cut)));
    const sought = wanted.map((word) => begun(word));
    const found = sections
      .map((section) => ({ section, weight: weight(section, sought) / (1 + cut) }))
      .filter((hit) => hit.weight);
    if (found.length) return { wanted, found };
  }
  return { wanted: asked, found: [] };
}

// The sentence with most of the words, all marked; one that goes on after another (a cell after
// the name of its row, an item after what announces the list) stands behind it.
function excerpt({ text, folded }, wanted) {
  const whole = (sentences, at) => {
    let from = at;
    while (from && sentences[from].startsWith("\t")) from -= 1;
    const after = sentences[at].endsWith(":") ? at + 1 : at;
    const parts = [...new Set([from, at, after])].map((n) => sentences[n] ?? "");
    return parts.join(" ").replaceAll("\t", "");
  };
  const plain = folded.split("\n");
  const sought = wanted.map((word) => begun(word));
  const held = plain.map((_, at) => sought.filter((word) => word.test(whole(plain, at))).length);
  const at = held.indexOf(Math.max(...held));
  const shown = whole(text.split("\n"), at);
  const line = document.createElement("p");
  let done = 0;
  for (const { 0: hit, index } of whole(plain, at).matchAll(begun(wanted.join("|"), "gu"))) {
    const mark = document.createElement("mark");
    mark.textContent = shown.slice(index, index + hit.length);
    line.append(shown.slice(done, index), mark);
    done = index + hit.length;
  }
  line.append(shown.slice(done));
  return line;
}

function show(question) {
  const { wanted, found } = find(question);
  const { none, one, many } = box.dataset;
  const sentence = found.length === 0 ? none : found.length === 1 ? one : many;
  said.textContent = words(question).length ? sentence.replace("{count}", found.length) : "";
  list.replaceChildren(
    ...found.slice(0, MOST).map(({ section }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = box.dataset.root + section.url;
      link.textContent = section.title;
      item.append(link, excerpt(section, wanted));
      return item;
    }),
  );
}

async function search() {
  const question = field.value;
  history.replaceState(null, "", question ? `#${encodeURIComponent(question)}` : location.pathname);
  try {
    if (!sections) await (read.running ??= read());
  } catch {
    read.running = undefined;
    said.textContent = box.dataset.failed;
    return;
  }
  if (question === field.value) show(question);
}

field.addEventListener("input", search);
if (location.hash.length > 1) {
  try {
    field.value = decodeURIComponent(location.hash.slice(1));
    search();
  } catch {
    // Somebody else's address; the field stays empty.
  }
}
