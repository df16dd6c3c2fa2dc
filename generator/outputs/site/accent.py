"""A site's accent as a small style sheet over `notices.css`, and in its icon.

A brand chooses one colour and need not think about readers: links get the nearest shade of it that
stands out 7 to 1 from every ground they stand on, in the light and in the dark; the bar over the
page, which is not read, one that can be seen (3 to 1).
"""

from generator.colour import Colour

PATH = "assets/stylesheets/accent.css"
ICON = "assets/icon.svg"
# The grounds of notices.css (paper, panel, mark); a test compares them with the sheet.
LIGHT = (Colour(255, 255, 255), Colour(243, 245, 248), Colour(255, 243, 205))
DARK = (Colour(18, 22, 28), Colour(28, 35, 44), Colour(51, 41, 15))
# Its bar, which the icon repeats.
BARS = (Colour(11, 79, 138), Colour(90, 169, 240))
_BLACK, _WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
READ, SEEN = 7.0, 3.0


def sheet(accent: Colour) -> str:
    """The style sheet of a site with this accent."""
    light, dark = _rule(accent, LIGHT, _BLACK), _rule(accent, DARK, _WHITE)
    return f":root {light}\n@media (prefers-color-scheme: dark) {{ :root {dark} }}\n"


def icon(svg: str, accent: Colour) -> str:
    """The icon with the bar of this accent instead of the bar of notices.css."""
    for bar, grounds, towards in zip(BARS, (LIGHT, DARK), (_BLACK, _WHITE), strict=True):
        svg = svg.replace(str(bar), str(shade(accent, grounds, towards, SEEN)))
    return svg


def shade(accent: Colour, grounds: tuple[Colour, ...], towards: Colour, ratio: float) -> Colour:
    """The nearest mixture that has the contrast `ratio` with every ground."""
    for step in range(101):
        mixed = accent.towards(towards, step / 100)
        if all(mixed.contrast(ground) >= ratio for ground in grounds):
            return mixed
    return towards


def _rule(accent: Colour, grounds: tuple[Colour, ...], towards: Colour) -> str:
    read, seen = (shade(accent, grounds, towards, ratio) for ratio in (READ, SEEN))
    return f"{{ --brand: {seen}; --accent: {read}; }}"
