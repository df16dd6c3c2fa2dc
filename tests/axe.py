"""axe on a page of the site: its rules on everything, but those about colours once for each way in
which letters are set.

axe asks of every single element how its letters differ from what lies behind them, which is most of
its time. Two elements get one answer where they and all that they stand in have the same names,
classes, colours, grounds, sizes and weights; so one of them is asked.
"""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RUN = """async ([rules, within]) => {
  const ways = new Map();  // of an element and all that it stands in
  const way = (element) => {
    if (!element) return "";
    if (!ways.has(element)) {
      const own = getComputedStyle(element);
      const parts = [element.localName, element.className, own.color, own.backgroundColor,
        own.backgroundImage, own.opacity, own.fontSize, own.fontWeight, own.textShadow,
        own.textDecoration, own.position, own.filter, own.mixBlendMode];
      ways.set(element, `${way(element.parentElement)}/${parts.join("|")}`);
    }
    return ways.get(element);
  };
  const chosen = new Map();
  const choose = (element) => {
    if (element.checkVisibility() && !chosen.has(way(element))) chosen.set(way(element), element);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    if (texts.currentNode.data.trim()) choose(texts.currentNode.parentElement);
  document.querySelectorAll("a[href], input, select, textarea").forEach(choose);
  for (const element of chosen.values()) element.setAttribute("data-asked", "");
  const asked = { "color-contrast": "*", "color-contrast-enhanced": "*",
    "link-in-text-block": "a[href]" };
  axe.configure({ rules: Object.entries(asked).map(
    ([id, selector]) => ({ id, selector: `${selector}[data-asked]` })) });
  const found = await axe.run(within || document, { rules, resultTypes: ["violations"] });
  for (const element of chosen.values()) element.removeAttribute("data-asked");
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 200)}`);
}"""
ENHANCED = {"color-contrast-enhanced": {"enabled": True}}
"""Letters of 7 to 1, which axe asks for when it is told to."""


def violations(
    page: Page, rules: dict[str, Any] | None = None, within: str | None = None
) -> list[str]:
    """What axe finds, a line for each rule; `rules` are asked besides its usual ones."""
    page.evaluate(SCRIPT)
    found: list[str] = page.evaluate(_RUN, [rules or {}, within])
    return found
