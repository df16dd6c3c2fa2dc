// Whether a person can see the words of an article. Measured at its letters, not at its box: what
// lies over them, how high they are, how much they differ from their ground. Each line is asked
// for the element at its middle, so whatever covers, folds or clips it counts, in every browser.
// Not looked at: pictures behind the letters, filters, masks, blend modes, and covers that let a
// pointer through. No browser can say that somebody read.

const TINY = 9; // pixels: a line of letters of about seven pixels
const FAINT = 64; // of 255: how much brighter or darker than their ground letters must be
const ENOUGH = 60; // letters beside somebody who acts

// Brightness from 0 to 255, and opacity, of a computed colour: rgb(a), color, (ok)lab or (ok)lch.
const colour = (value) => {
  const [kind, ...numbers] = value.split(/[(), /]+/);
  if (kind === "color") numbers.shift(); // its space
  const [r, g, b, alpha] = numbers;
  const light = /^(ok)?l/.test(kind) ? r : 0.3 * r + 0.6 * g + 0.1 * b;
  const scale = /^rgb/.test(kind) ? 1 : /^l/.test(kind) ? 2.55 : 255;
  return [light * scale, alpha || 1];
};

// Whether letters in an element vanish in their ground; `ground` is the nearest one that is opaque.
const faint = (element, page) => {
  let [brightness, opacity] = colour(getComputedStyle(element).webkitTextFillColor);
  let ground;
  while (element) {
    const style = getComputedStyle(element);
    opacity *= style.opacity;
    if (style.backgroundImage !== "none") ground ??= ""; // anything
    if (colour(style.backgroundColor)[1] > 0.5) ground ??= style.backgroundColor;
    element = element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  }
  ground ??= page;
  return Math.abs(brightness - colour(ground)[0]) * opacity < FAINT;
};

/**
 * Whether an article lies open before a person: so much of it as counts as shown when it stays
 * (half of its letters, or half a window full of lines), or as somebody who acts must have in
 * sight. Undefined when some of its words can be seen by nobody.
 */
export const look = (article, acting) => {
  const page = getComputedStyle(article.assignedSlot ?? article).outlineColor; // by notice.css
  const range = document.createRange();
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const clear = new Set();
  let [all, open, covered, top, bottom] = [0, 0, 0, Infinity, 0];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const owner = node.parentElement;
    const letters = node.data.trim().length;
    if (!letters || owner.closest("[data-aside]")) continue;
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > TINY);
    // What lets the pointer through cannot be asked for.
    if (!lines.length || getComputedStyle(owner).pointerEvents === "none") return;
    all += letters;
    for (const { x, y, width, height } of lines) {
      const hit = article.getRootNode().elementFromPoint(x + width / 2, y + height / 2);
      if (hit === owner) {
        // Only what is in sight, and once: styles are dear to ask for.
        if (!clear.has(owner) && faint(owner, page)) return;
        clear.add(owner);
        open += letters / lines.length;
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + height);
      } else if (hit) covered += letters / lines.length;
    }
  }
  return acting
    ? open >= Math.min(all / 2, ENOUGH)
    : open * 2 >= all || (covered <= open && bottom - top >= innerHeight / 2);
};
