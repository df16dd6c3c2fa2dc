"""axe on a page of the site: its rules on everything, but those about colours twice for each way in
which letters are set.

axe asks of every single element how its letters differ from what lies behind them, which is most of
its time. Two elements get one answer where they and all that they stand in have the same names,
classes, colours, grounds, sizes and weights; so the first and the last are asked, and on the pages
after it none that is set in the same way in a window of the same width.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_ASKED: set[int] = set()
"""The ways about which axe was asked by this process."""
_RUN = """async ([rules, where, before, runOnly]) => {
  const digest = (words) => {  // of 53 bits: two halves that are mixed
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < words.length; i++) {
      a = Math.imul(a ^ words.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ words.charCodeAt(i), 1597334677);
    }
    return 4294967296 * (2097151 & (a ^ b >>> 15)) + ((b ^ a >>> 13) >>> 0);
  };
  const known = new Set(before);
  const ways = new Map();  // of an element and all that it stands in
  const way = (element) => {
    if (!element) return innerWidth;
    if (!ways.has(element)) {
      const own = getComputedStyle(element);
      const parts = [element.localName, element.className, own.color, own.backgroundColor,
        own.backgroundImage, own.opacity, own.fontSize, own.fontWeight, own.textShadow,
        own.textDecoration, own.position, own.filter, own.mixBlendMode];
      const around = element.parentElement ?? element.getRootNode().host;
      ways.set(element, digest(`${way(around)}/${parts.join("|")}`));
    }
    return ways.get(element);
  };
  const first = new Map(), last = new Map();
  const choose = (element) => {
    if (!element.checkVisibility() || known.has(way(element))) return;
    if (!first.has(way(element))) first.set(way(element), element);
    last.set(way(element), element);
  };
  const within = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const asked = element.matches("a[href], input, select, textarea");
      if (asked || words.some((node) => node.data.trim())) choose(element);
      if (element.shadowRoot) within(element.shadowRoot);
    }
  };
  within(document.body);
  const chosen = new Set([...first.values(), ...last.values()]);
  for (const element of chosen) element.setAttribute("data-asked", "");
  const asked = { "color-contrast": "*", "color-contrast-enhanced": "*",
    "link-in-text-block": "a[href]" };
  axe.configure({ rules: Object.entries(asked).map(
    ([id, selector]) => ({ id, selector: `${selector}[data-asked]` })) });
  const options = { rules, resultTypes: ["violations"], ...(runOnly && { runOnly }) };
  const found = await axe.run(where || document, options);
  for (const element of chosen) element.removeAttribute("data-asked");
  const lines = found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 200)}`);
  return [lines, where || lines.length ? [] : [...first.keys()]];
}"""
LETTERS = {"color-contrast-enhanced": {"enabled": True}}
"""Letters of 7 to 1, which axe asks for when it is told to."""
RULES = LETTERS | {"target-size": {"enabled": True}}
"""Besides, the size of targets."""
COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
"""The rules about colours."""


def violations(
    page: Page,
    rules: dict[str, Any] = RULES,
    where: str | None = None,
    only: Sequence[str] | None = None,
) -> list[str]:
    """What axe finds, a line for each rule: on the page, or in the element `where`.

    `rules` are asked besides its usual ones, or those of `only` alone.
    """
    page.evaluate(SCRIPT)
    found, ways = page.evaluate(_RUN, [rules, where, list(_ASKED), only])
    _ASKED.update(ways)
    return list(found)
