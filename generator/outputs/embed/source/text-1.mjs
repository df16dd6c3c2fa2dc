// The text digest `text-1` over a live DOM: which words a person saw.
// The algorithm is told in words in generator/expression/text.py; text-1.vectors.json is the
// contract between the two. Never innerText, \s or trim(): their idea of white space differs.

export const INLINE = new Set(
  "a abbr b bdi cite code dfn em i q small span strong sub sup time".split(" "),
);
const XHTML = "http://www.w3.org/1999/xhtml";
const SPACE = /[\t\n\f\r \u00a0\u202f]+/g;

/** The lines of text below `root` (an Element), an array of strings. Shadow trees are not read. */
export function lines(root) {
  let text = "";
  const walk = (element) => {
    if (element.hasAttribute("data-aside")) return;
    const known = [XHTML, null].includes(element.namespaceURI) && INLINE.has(element.localName);
    const end = known ? "" : "\n"; // no text brings one along: it is white space
    text += end;
    for (const node of element.childNodes) {
      if (node.nodeType === 1) walk(node);
      else if (node.nodeType < 5) text += node.data.replace(SPACE, " "); // text and CDATA
    }
    text += end;
  };
  walk(root);
  const tidy = (line) => line.replace(/ +/g, " ").replace(/^ | $/g, "").normalize("NFC");
  return text.split("\n").map(tidy).filter(Boolean);
}

/** The lines joined with U+000A. */
export function plain(root) {
  return lines(root).join("\n");
}

/** SHA-256 of the UTF-8 text in lower-case hex; needs a secure context. */
export async function digest(root) {
  const bytes = new TextEncoder().encode(plain(root));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
