"""Links between texts: one form, read and written in one place."""

import re
from pathlib import Path

import pytest

from generator.expression import Reference, elements, reference

GENERATOR = Path(__file__).parent.parent / "generator"


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("notice:policy#rights", Reference("policy", "rights")),
        ("notice:policy", Reference("policy")),
        ("notice:#rights", Reference("", "rights")),
    ],
)
def test_a_reference_is_read_as_it_is_written(href: str, link: Reference) -> None:
    """The three forms that a template may write, there and back."""
    assert reference.read(href) == link
    assert str(link) == href
    assert elements.unlawful(href) == ""


@pytest.mark.parametrize("href", ["https://a.example/#notice:x", "mailto:a@b.example", "", "#a"])
def test_any_other_link_is_no_reference(href: str) -> None:
    """Nothing but the scheme makes a reference."""
    assert reference.read(href) is None


def test_where_a_reference_stays() -> None:
    """Without a document, or with the one in which it stands, it leads to a place in the text."""
    assert Reference("", "a").stays_in("policy")
    assert Reference("policy", "a").stays_in("policy")
    assert not Reference("policy", "a").stays_in("cookies")


def test_references_in_what_is_written_down_are_found_and_resolved() -> None:
    """Each with its letters unescaped; other links, and words that look like one, stay."""
    html = (
        '<p data-href="notice:no#no"><a href="notice:a&amp;b#c">x</a> '
        '<a class="y" href="notice:#d">z</a> <a href="https://x.example/">w</a></p>'
    )
    assert list(reference.references(html)) == [Reference("a&b", "c"), Reference("", "d")]
    written = reference.resolved(html, lambda link: f"/{link.document}&{link.anchor}")
    assert written == html.replace("notice:a&amp;b#c", "/a&amp;b&amp;#c").replace(
        "notice:#d", "/&amp;#d"
    )


def test_only_one_module_takes_references_apart() -> None:
    """Whoever needs a reference asks for it; a second reading of the form would drift."""
    own = GENERATOR / "expression" / "reference.py"
    for path in GENERATOR.rglob("*.py"):
        code = re.sub(r'"""(.*?)"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        if path != own:
            assert not re.search(r"""["'=]notice:["'{(\[]""", code), path
