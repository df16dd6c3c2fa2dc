"""A colour as a site names it, and how well it can be read (WCAG 2.2, contrast ratio)."""

import re
from dataclasses import dataclass

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Colour:
    """Three channels of sRGB, each 0 to 255; written `#0b4f8a`."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, written: str) -> "Colour":
        """The colour of `#rrggbb`; ValueError when it is not written so."""
        match = _HEX.fullmatch(written)
        if not match:
            raise ValueError("a colour is written as #0b4f8a")
        return cls(*(int(channel, 16) for channel in match.groups()))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance, 0 (black) to 1 (white)."""
        red, green, blue = (_linear(channel / 255) for channel in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Colour") -> float:
        """The contrast ratio with another colour, 1 to 21."""
        dark, light = sorted((self.luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)

    def towards(self, other: "Colour", share: float) -> "Colour":
        """A mixture with `share` (0 to 1) of the other colour."""
        pairs = zip(
            (self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True
        )
        return Colour(*(round(a + (b - a) * share) for a, b in pairs))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
