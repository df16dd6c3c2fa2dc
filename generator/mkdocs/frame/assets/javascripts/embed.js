// The page on which the elements of the membership flow can be tried: it shows what the form would
// send and what the elements say, and sends nothing.
import "../../embed/v1/notice.js";

// The lines to copy begin with the address at which they were asked for, wherever the site stands.
const EXAMPLE = "https://aydinlatma.example/";
const here = new URL("../../", import.meta.url);
const canonical = document.querySelector('link[rel="canonical"]')?.href ?? "";
const rest = location.href.split(/[?#]/)[0].slice(here.href.length);
const base = rest && canonical.endsWith(rest) ? canonical.slice(0, -rest.length) : EXAMPLE;
for (const code of document.querySelectorAll("code")) {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    const said = data.replaceAll(base, here.href).replaceAll(new URL(base).origin, here.origin);
    if (said !== data) walker.currentNode.data = said;
  }
}

const form = document.querySelector(".trial");
const said = document.querySelector(".trial-said");
const told = [];
const show = (more) => {
  said.textContent = [...told, ...more].join("\n");
};

for (const name of "ready shown acknowledged consented approved withdrawn choice closed mismatch error".split(" ")) {
  document.addEventListener(`kvkk:${name}`, ({ target, detail }) => {
    const more = detail?.code ?? detail?.choice ?? detail?.receipt?.layer ?? detail?.layer ?? "";
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

// The banner for cookies comes when it is asked for, and what it keeps goes with the page.
document.querySelector(".trial-cookies")?.addEventListener("click", async () => {
  await import("../../embed/v1/cookies.js");
  const forget = () => {
    document.cookie = "kvkk_cookies=;Path=/;Max-Age=0";
  };
  forget();
  addEventListener("pagehide", forget);
  document.querySelector("kvkk-cookies")?.remove();
  const banner = document.createElement("kvkk-cookies");
  banner.lang = document.documentElement.lang;
  document.body.prepend(banner);
});
