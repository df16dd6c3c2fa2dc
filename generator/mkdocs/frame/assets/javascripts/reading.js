// The one script of a text page; everything works without it. It opens the contents list where it
// stands beside the text and closes it after use where it lies over it, marks what is being read,
// closes what is open on Escape, prints, and lets a visitor pick a day on the page of versions.
const contents = document.querySelector(".contents details");
const menu = document.querySelector(".menu");
const root = document.documentElement;

// Whether there is room beside the text, in letters of the size that is set now: the queries of a
// style sheet do not notice when only the letters are made larger.
let beside;
const fit = () => {
  const room = innerWidth / parseFloat(getComputedStyle(root).fontSize) >= 64;
  root.classList.toggle("narrow", !room && matchMedia("(min-width: 52em)").matches);
  if (room === beside) return;
  beside = room;
  if (contents) contents.open = room;
};
fit();
addEventListener("resize", fit);
new ResizeObserver(fit).observe(document.querySelector(".skip"));
contents?.addEventListener("click", ({ target }) => {
  if (target.closest("a") && !beside) contents.open = false;
});
const lying = () => [menu, beside ? null : contents].filter((part) => part?.open);
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  root.dataset.hushed = ""; // the explanation of a term, until the next one
  for (const part of lying()) {
    part.open = false;
    part.querySelector("summary").focus();
  }
});
document.addEventListener("click", ({ target }) => {
  for (const part of lying()) if (!part.contains(target)) part.open = false;
});

for (const kind of ["pointerover", "focusin"])
  document.addEventListener(kind, ({ target }) => {
    if (!target.closest(".bubble")) delete root.dataset.hushed;
  });

const links = new Map(
  [...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]),
);
const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id)?.setAttribute("aria-current", "true");
    }
  },
  { rootMargin: "-10% 0px -75% 0px" },
);
for (const id of links.keys()) {
  const target = document.getElementById(id);
  if (target) seen.observe(target);
}

for (const button of document.querySelectorAll(".print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const address of document.querySelectorAll(".proof .address")) {
  address.textContent = location.origin + location.pathname;
}

const picker = document.querySelector(".pick-day");
if (picker) {
  const tables = [...document.querySelectorAll("table.versions")];
  const said = picker.querySelector("output");
  const held = (row, day) =>
    row.dataset.held
      .split(" ")
      .filter(Boolean)
      .some((span) => {
        const [start, end] = span.split("/");
        return start <= day && (!end || day < end);
      });
  picker.hidden = false;
  picker.querySelector("input").addEventListener("input", ({ target }) => {
    const day = target.value;
    for (const table of tables) {
      const rows = [...table.tBodies[0].rows];
      for (const row of rows) row.hidden = Boolean(day) && !held(row, day);
      table.hidden = rows.every((row) => row.hidden);
      table.previousElementSibling.hidden = table.hidden;
    }
    said.textContent = tables.every((table) => table.hidden) ? said.dataset.none : "";
  });
}
