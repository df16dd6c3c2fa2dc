"""Lines are read off a text as it is written: the same as its tree has, or none."""

import pytest
from hypothesis import HealthCheck, given, settings

from generator.expression import text, written
from tests import published
from tests.conftest import ROOT
from tests.test_text_digest import blocks


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(blocks, blocks)
def test_a_text_has_the_lines_of_its_tree(first: str, inner: str) -> None:
    """However it is read; where no section stands askew, without the tree."""
    clause = '<section data-clause="{}" id="x">{}</section>'
    body = clause.format("outer", f"<h2>x</h2>{clause.format('inner', inner)}") + first
    fragment = f'<article data-layer="full">{body}</article>'
    root = text.parse(fragment)
    assert written.cut(fragment) in (None, text.cut(root))
    for name, (start, end) in written.sections(fragment).items():
        section = next(s for s in root.iter("section") if s.get("data-clause") == name)
        assert text.lines(fragment[start:end]) == text.lines_of(section)


def test_texts_are_read_without_their_trees() -> None:
    """All that the company publishes."""
    layers = [layer for one in published.outcome(ROOT / "data").texts for layer in one.layers]
    assert len(layers) > 20
    for layer in layers:
        assert written.cut(layer.html) == text.cut(text.parse(layer.html))
        assert list(written.sections(layer.html))


@pytest.mark.parametrize(
    "fragment",
    [
        '<article title=">"><p>a</p></article>',
        "<article><p>a<!-- <p> -->b</p></article>",
        "<article><p>a<?x y?>b</p></article>",
        '<article xmlns="http://www.w3.org/1999/xhtml"><p>a<b>b</b></p></article>',
        '<article><p>a<b xmlns="http://www.w3.org/2000/svg">b</b>c</p></article>',
        '<article><p>a<span data-aside="">b</span></p></article>',
        "<article><section data-clause='a'><p>b</p></section></article>",
        '<article><div data-clause="a"><p>b</p></div></article>',
        '<article><section data-clause="a"/><p>data-clause</p></article>',
        '<article><section title=\'data-clause="b"\' data-clause="a"><p>b</p></section></article>',
        '<article><section data-clause="a"><p>b</p></section ></article>',
        '<article><section-x data-clause="a"><p>b</p></section-x></article>',
        '<article><section title=" data-clause=" id="x"><p>b</p></section></article>',
        '<article><section data-clause="&amp;a"><p>b</p></section></article>',
        "<article><p>a&#10;&#xa0;b&#128;</p></article>",
        "<article><p>a&lt;\u0338 &apos;b&amp;lt;&apos;</p></article>",
        "<article><p>e<b>\u0301</b> x\r\n y</p><p>\u3000z </p></article>",
        "<article><P>a</P><bdo>b</bdo><SPAN>c</SPAN>d<a\nhref='x'>e</a\n>f</article>",
    ],
)
def test_what_is_written_otherwise_has_the_lines_of_its_tree(fragment: str) -> None:
    """Quotes, comments, namespaces, letters by their numbers: nothing is taken for what it is
    not."""
    root = text.parse(fragment)
    lines, clauses = text.cut(root)
    assert text.cut_written(fragment) == (lines, clauses)
    for name, (start, end) in written.sections(fragment).items():
        assert text.lines(fragment[start:end]) == clauses[name]


@pytest.mark.parametrize("fragment", ["<a><b></a></b>", "<a>\1</a>", "<x:a>b</x:a>", "<a>&b;</a>"])
def test_what_is_not_well_formed_is_not_read_quickly(fragment: str) -> None:
    """Whoever reads it is told."""
    assert written.cut(fragment) is None
    with pytest.raises(text.NotAFragment):
        text.lines(fragment)
