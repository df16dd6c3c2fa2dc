// A form in the browser: friendly checks, a clean text to print or keep, a ready e-mail. It asks nobody
// for anything and stores nothing; without it the page is filled in and printed as it is.
// What is typed only ever becomes text (textContent, encodeURIComponent), never markup.
const words = JSON.parse(document.querySelector("script.form-words").textContent);
const tools = document.querySelector(".form-tools");
const paper = tools.querySelector(".form-text");
const status = tools.querySelector(".form-status");
const problems = tools.querySelector(".form-problems");
const numbers = tools.querySelector('input[name="form-numbers"]');
const letter = tools.querySelector(".form-letter");
// Windows hands no longer address to a mail program.
const LONGEST_LINK = 2000;
const SECRET = ["turkish-id", "identity"];

const ownWords = (element) => {
  const copy = element.cloneNode(true);
  for (const aside of copy.querySelectorAll("[data-aside], small, .box")) aside.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};
// In a form that is an application, the Turkish words, which stand beside those of the page.
const turkish = (element) => {
  const beside = words.turkish && element.querySelector(":scope > span[lang=tr]");
  return beside ? ownWords(beside) : ownWords(element);
};

const fields = [...document.querySelectorAll(".form-fields dt")].map((term) => {
  const rows = [];
  for (let row = term.nextElementSibling; row?.tagName === "DD"; row = row.nextElementSibling) {
    rows.push(row);
  }
  const inputs = rows.flatMap((row) => [...row.querySelectorAll("input, textarea")]);
  const name = term.id.replace("field-", "");
  return { name, term, rows, inputs, kind: term.dataset.kind, need: term.dataset.need };
});
const named = Object.fromEntries(fields.map((field) => [field.name, field]));
const boxes = (field) => field.inputs.filter((input) => /checkbox|radio/.test(input.type));

const day = (iso, months) => {
  const [year, month, number] = iso.split("-").map(Number);
  return `${number} ${months[month - 1]} ${year}`;
};
const ISTANBUL = 3 * 3600 * 1000; // all the year, whatever the browser knows of zones
const today = () => new Date(Date.now() + ISTANBUL).toISOString().slice(0, 10);

// The values of a field as lines of text.
const said = (field, months = words.months) => {
  if (boxes(field).length) {
    return boxes(field)
      .filter((box) => box.checked)
      .map((box) => turkish(box.parentElement));
  }
  const value = field.inputs[0]?.value.trim() ?? "";
  if (!value) return [];
  return field.kind === "date" ? [day(value, months)] : value.split(/\r\n|\r|\n/);
};
const empty = (field) => !field || said(field).length === 0;

// --- checks: they advise; whoever wants to go on goes on -----------------------------------

// Eleven digits, the last two made from the others.
const isTurkishId = (number) => {
  if (!/^[1-9][0-9]{10}$/.test(number)) return false;
  const digits = [...number].map(Number);
  const odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
  const even = digits[1] + digits[3] + digits[5] + digits[7];
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  const eleventh = digits.slice(0, 10).reduce((sum, digit) => sum + digit) % 10;
  return digits[9] === tenth && digits[10] === eleventh;
};

const doubt = (field) => {
  if (empty(field) || boxes(field).length) return "";
  const value = field.inputs[0].value.trim();
  if (field.kind === "turkish-id" && !isTurkishId(value.replace(/\s/g, ""))) {
    return words.doubtful_number;
  }
  if (field.kind === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return words.doubtful_email;
  }
  return field.kind === "date" && value > today() ? words.doubtful_day : "";
};

const missing = (field) => {
  if (!field.inputs.length || !empty(field)) return "";
  if (field.need === "required") return boxes(field).length ? words.tick : words.fill_in;
  const { nationality, passport, behalf } = named;
  if (field.name === "id-number" && (empty(nationality) || empty(passport))) {
    return words.who_are_you;
  }
  // The first option stands for the applicant alone.
  const others = behalf && boxes(behalf).some((box, place) => place > 0 && box.checked);
  return field.name === "represented" && others ? words.for_whom : "";
};

const note = (field, message, wrong) => {
  const id = `note-${field.name}`;
  document.getElementById(id)?.remove();
  const hint = document.getElementById(`hint-${field.name}`) ? [`hint-${field.name}`] : [];
  for (const input of field.inputs) {
    const described = [...hint, ...(message ? [id] : [])].join(" ");
    if (described) input.setAttribute("aria-describedby", described);
    else input.removeAttribute("aria-describedby");
    if (wrong && message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  if (!message) return;
  const said = document.createElement("p");
  said.id = id;
  said.className = "form-note";
  said.dataset.aside = "";
  said.textContent =
    message[0].toLocaleUpperCase(document.documentElement.lang) + message.slice(1);
  field.rows.at(-1).append(said);
};

const look = (field, strict) => {
  const wrong = strict ? missing(field) : "";
  const message = wrong || doubt(field);
  note(field, message, Boolean(wrong));
  return message;
};

let waiting = null;
let strict = false;
// Runs `act` when nothing is missing or doubtful, or when the reader wants to go on anyway.
const checked = (act) => {
  strict = true;
  const found = fields.map((field) => [field, look(field, true)]).filter(([, message]) => message);
  const list = problems.querySelector("ul");
  list.replaceChildren();
  for (const [field, message] of found) {
    const link = document.createElement("a");
    link.href = `#field-${field.name}`;
    link.textContent = `${ownWords(field.term)}: ${message}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field.inputs[0].focus();
      field.term.scrollIntoView({ block: "center" });
    });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  problems.hidden = found.length === 0;
  waiting = found.length ? act : null;
  if (found.length) problems.focus();
  else act();
};

// --- the text: for paper, for a mail, for the clipboard -------------------------------------

const line = (parent, tag, text, name) => {
  const made = parent.appendChild(document.createElement(tag));
  made.textContent = text;
  if (name) made.className = name;
  return made;
};

const write = () => {
  const addressee = document.querySelector(".addressee");
  paper.replaceChildren();
  if (words.turkish) paper.lang = "tr";
  line(paper, "p", words.title, "form-text-title");
  if (addressee) line(paper, "p", `${words.to}: ${ownWords(addressee)}`);
  const list = paper.appendChild(document.createElement("dl"));
  for (const field of fields) {
    const lines = said(field, words.written_months);
    if (!lines.length && field.need !== "required" && field.inputs.length) continue;
    line(list, "dt", turkish(field.term));
    const dash = boxes(field).length > 1 && lines.length > 1 ? "– " : "";
    for (const text of lines.length ? lines : [""]) {
      line(list, "dd", text && dash + text, text ? "" : "blank");
    }
  }
  paper.hidden = fields.every(empty);
};

const plain = (withNumbers) => {
  const addressee = document.querySelector(".addressee");
  const lines = [words.title, ""];
  if (addressee) lines.push(`${words.to}: ${ownWords(addressee)}`, "");
  for (const field of fields) {
    const values = said(field, words.written_months);
    const secret = SECRET.includes(field.kind) && !withNumbers && values.length;
    if (!values.length) continue;
    const label = turkish(field.term);
    if (secret) lines.push(`${label}: ${words.left_out}`);
    else if (boxes(field).length) lines.push(`${label}:`, ...values.map((value) => `- ${value}`));
    else if (values.length === 1) lines.push(`${label}: ${values[0]}`);
    else lines.push(`${label}:`, ...values);
  }
  return lines.join("\r\n");
};

// The address that the words name for e-mails; of an older text, the first of the controller.
const address = () =>
  ["#sending p", "#sending"]
    .map((place) => document.querySelector(`${place} a[href^="mailto:"]`)?.getAttribute("href"))
    .find(Boolean);
// Half a letter (of two surrogates) has no bytes; the link would keep what was typed before.
const encoded = (text) => encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
const link = (body) => `${address()}?subject=${encoded(words.title)}&body=${encoded(body)}`;
const refresh = () => {
  write();
  if (!letter) return;
  const whole = link(plain(Boolean(numbers?.checked)));
  const long = whole.length > LONGEST_LINK;
  letter.href = long ? link(words.paste) : whole;
  tools.querySelector(".form-long").hidden = !long;
};

const print = () => {
  const home = document.createComment("");
  paper.replaceWith(home);
  document.body.append(paper);
  document.documentElement.classList.add("printing-text");
  addEventListener(
    "afterprint",
    () => {
      document.documentElement.classList.remove("printing-text");
      home.replaceWith(paper);
    },
    { once: true },
  );
  window.print();
};

const copy = async () => {
  try {
    await navigator.clipboard.writeText(plain(true));
    status.textContent = words.copied;
  } catch {
    status.textContent = words.not_copied;
    getSelection().selectAllChildren(paper);
  }
};

// --- the page ---------------------------------------------------------------------------------

// On paper a control cuts off what is longer than it is; its words stand beside it for that.
const mirror = (field) => {
  if (boxes(field).length || !field.inputs.length) return;
  const [input] = field.inputs;
  const typed = input.parentElement.querySelector(".typed") ?? document.createElement("div");
  typed.className = "typed";
  typed.dataset.aside = "";
  typed.setAttribute("aria-hidden", "true");
  typed.textContent = field.kind === "date" ? said(field).join("") : input.value;
  input.classList.toggle("filled", !empty(field));
  if (!typed.isConnected) input.after(typed);
};

const grow = (input) => {
  if (input.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
};

for (const field of fields) {
  for (const input of field.inputs) {
    input.addEventListener("input", () => {
      grow(input);
      mirror(field);
      refresh();
      if (document.getElementById(`note-${field.name}`)) look(field, strict);
    });
    input.addEventListener("change", () => look(field, strict));
    // A box is small; its words are as good to press.
    if (/checkbox|radio/.test(input.type)) {
      input.parentElement.classList.add("pressable");
      input.parentElement.addEventListener("click", ({ target }) => {
        if (target === input || !getSelection().isCollapsed) return;
        input.focus();
        input.click();
      });
    }
  }
}
// A browser may bring back what was typed before the page was loaded again.
for (const field of fields) mirror(field);

// A copy to keep: what was written, with the day on which it was.
const save = () => {
  const link = document.createElement("a");
  const text = `${day(today(), words.written_months)}\r\n\r\n${plain(true)}\r\n`;
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain" }));
  link.download = `${words.title}-${today()}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  status.textContent = words.saved;
};

const act = { print, copy, save };
for (const button of tools.querySelectorAll("button[data-act]")) {
  button.addEventListener("click", () => checked(act[button.dataset.act]));
}
problems.querySelector("button").addEventListener("click", () => {
  problems.hidden = true;
  const next = waiting;
  waiting = null;
  next?.();
});
if (letter) {
  let passed = false;
  letter.addEventListener("click", (event) => {
    if (passed) return;
    event.preventDefault();
    checked(() => {
      passed = true;
      letter.click();
      passed = false;
    });
  });
  numbers?.addEventListener("change", refresh);
  const home = tools.querySelector(".form-mail");
  if (address()) home.hidden = false;
}

// Whoever comes from “what do you want?” finds it ticked, and told in words that can be changed.
const choose = () => {
  const wishes = fields.find(({ kind }) => kind === "rights");
  const option = wishes?.rows.find(({ id }) => id && `#${id}` === location.hash);
  if (!option) return;
  option.querySelector("input").checked = true;
  const request = turkish(option);
  const [subject] = named.subject?.inputs ?? [];
  // The article of the Law stands beside the box; one's own words need it not.
  if (subject && !subject.value) subject.value = request.replace(/ \([^()]*\)$/, "");
  if (named.subject) mirror(named.subject);
  const note = document.querySelector(".form-chosen") ?? document.createElement("p");
  note.className = "form-note form-chosen";
  note.tabIndex = -1;
  note.dataset.aside = "";
  note.textContent = words.chosen.replace("{request}", ownWords(option));
  document.querySelector(".form-fields").before(note);
  refresh();
  note.focus();
};
// After the browser has gone to the box that the address names.
if (document.readyState === "complete") choose();
else addEventListener("load", () => setTimeout(choose));
addEventListener("hashchange", choose);

refresh();
tools.hidden = false;
