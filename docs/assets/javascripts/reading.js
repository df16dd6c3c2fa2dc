// The one script of a text page; everything works without it. It marks the part of the contents
// list that is being read, and lets a visitor pick a day on the page of versions.
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

const picker = document.querySelector(".pick-day");
if (picker) {
  const rows = [...document.querySelectorAll("tr[data-held]")];
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
    for (const row of rows) row.hidden = Boolean(day) && !held(row, day);
    said.textContent = day && rows.every((row) => row.hidden) ? said.dataset.none : "";
  });
}
