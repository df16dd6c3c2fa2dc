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
const starts = (text, word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}[\\p{L}\\p{N}]*`, "gu").test(text);

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

// Every word must begin some word of the section; a word in a heading weighs more.
function weight(section, wanted) {
  let sum = 0;
  for (const word of wanted) {
    const heading = starts(section.heading, word);
    const text = starts(section.folded, word);
    const inDocument = starts(section.inDocument, word);
    if (!heading && !text && !inDocument) return 0;
    sum += 8 * heading + 2 * text + inDocument;
  }
  return sum;
}

// Turkish words grow at the end: where nothing is found, the ends of the words are left out.
function find(question) {
  const asked = words(question);
  const longest = Math.max(0, ...asked.map((word) => word.length));
  for (let cut = 0; asked.length && longest - cut >= Math.min(longest, SHORTEST); cut += 1) {
    const wanted = asked.map((word) => word.slice(0, Math.max(SHORTEST, word.length - cut)));
    const found = sections
      .map((section) => ({ section, weight: weight(section, wanted) }))
      .filter((hit) => hit.weight);
    if (found.length) return { wanted, found: found.sort((a, b) => b.weight - a.weight) };
  }
  return { wanted: asked, found: [] };
}

// The words around the first place, with all places marked.
function excerpt({ text, folded }, wanted) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join("|")})[\\p{L}\\p{N}]*`, "gu");
  const first = folded.search(pattern);
  const start = first < 80 ? 0 : text.indexOf(" ", first - 70) + 1;
  const line = document.createElement("p");
  if (start) line.append("… ");
  let done = start;
  for (const { 0: hit, index } of folded.slice(0, start + 220).matchAll(pattern)) {
    if (index < done) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(index, index + hit.length);
    line.append(text.slice(done, index), mark);
    done = index + hit.length;
  }
  const end = Math.max(done, text.lastIndexOf(" ", start + 220));
  line.append(text.length <= start + 220 ? text.slice(done) : `${text.slice(done, end)} …`);
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
