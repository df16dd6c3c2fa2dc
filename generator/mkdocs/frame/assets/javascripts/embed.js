// The page on which the elements of the membership flow can be tried: it shows what the form would
// send and what the elements say, and sends nothing.
import "../../embed/v1/notice.js";

const form = document.querySelector(".trial");
const said = document.querySelector(".trial-said");
const told = [];
const show = (more) => {
  said.textContent = [...told, ...more].join("\n");
};

for (const name of "ready shown acknowledged consented approved withdrawn closed mismatch error".split(" ")) {
  form.addEventListener(`kvkk:${name}`, ({ target, detail }) => {
    const more = detail?.code ?? detail?.receipt?.layer ?? detail?.layer ?? "";
    told.push(`${target.localName}  kvkk:${name}  ${more}`.trimEnd());
    show([]);
  });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = Array.from(new FormData(form), ([name, value]) => {
    const written = value.startsWith("{") ? JSON.stringify(JSON.parse(value), null, 2) : value;
    return `${name} = ${written}`;
  });
  show(["", ...fields]);
});
