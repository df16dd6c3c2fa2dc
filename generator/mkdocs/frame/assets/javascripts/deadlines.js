// The days after an application: when the answer is due, until when one may complain to the Board,
// and both as a file for a calendar (RFC 5545). It asks nobody for anything and stores nothing.
const words = JSON.parse(document.querySelector("script.deadline-words").textContent);
const box = document.querySelector(".form-arrival");
const [arrived, answered] = box.querySelectorAll("input");
const said = box.querySelector("output");
const file = box.querySelector("a");
const [answer, fromAnswer, atMost] = words.days;

// The first day is not counted: day 1 is the day after.
const plus = (day, days) => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
};
const written = (day) => {
  const [year, month, number] = day.split("-").map(Number);
  return `${number} ${words.months[month - 1]} ${year}`;
};

// A line of the file has 75 bytes at the most; what follows begins with a space.
const bytes = (text) => new TextEncoder().encode(text).length;
const folded = (line) => {
  const rows = [""];
  for (const letter of line) {
    if (bytes(rows.at(-1) + letter) > 75) rows.push(" ");
    rows[rows.length - 1] += letter;
  }
  return rows.join("\r\n");
};
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
const plain = (day) => day.replaceAll("-", "");

const event = (name, day, title, from) => [
  "BEGIN:VEVENT",
  // The same application gives the same event, however often it is opened.
  `UID:${name}-${plain(from)}@${location.hostname || "localhost"}`,
  `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
  `DTSTART;VALUE=DATE:${plain(day)}`,
  `DTEND;VALUE=DATE:${plain(plus(day, 1))}`,
  `SUMMARY:${escaped(`${title}: ${words.controller}`)}`,
  `DESCRIPTION:${escaped(words.event_why.replace("{day}", written(from)))}`,
  "TRANSP:TRANSPARENT",
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  `DESCRIPTION:${escaped(title)}`,
  "TRIGGER:-P1D",
  "END:VALARM",
  "END:VEVENT",
];
const calendar = (events) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kvkk-notices//deadlines//EN", ...events.flat()]
    .concat("END:VCALENDAR", "")
    .map(folded)
    .join("\r\n");

const show = () => {
  URL.revokeObjectURL(file.href);
  const from = arrived.value;
  const known = from && plus(from, 1);
  file.hidden = !known;
  said.textContent = "";
  if (!known) return;
  const due = plus(from, answer);
  const last = plus(from, atMost);
  const own = answered.value && plus(answered.value, fromAnswer);
  // Whoever has an answer counts from it, but never beyond the last day of all.
  const board = own && own < last ? own : last;
  const lines = [words.complain_by.replace("{day}", written(board))];
  const events = [event("board", board, words.event_board, from)];
  if (!own) {
    lines.unshift(words.answer_by.replace("{day}", written(due)));
    events.unshift(event("answer", due, words.event_answer, from));
  }
  said.textContent = lines.join(" ");
  file.href = URL.createObjectURL(new Blob([calendar(events)], { type: "text/calendar" }));
  file.download = `${words.file}-${from}.ics`;
};

for (const input of [arrived, answered]) input.addEventListener("input", show);
show();
box.hidden = false;
