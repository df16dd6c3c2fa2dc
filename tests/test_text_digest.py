"""`text-1`: Python and a browser read the same words out of the same fragment."""

import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.expression import elements, text
from tests.conftest import serve

ASSETS = Path(__file__).parent.parent / "docs" / "assets"
VECTORS = json.loads((ASSETS / "text-1.vectors.json").read_text(encoding="utf-8"))["vectors"]

IN_THE_BROWSER = """async ([address, fragments, kind]) => {
  const { lines, digest } = await import(address + "/text-1.mjs");
  const namespace = '<article xmlns="http://www.w3.org/1999/xhtml"';
  const results = [];
  for (const fragment of fragments) {
    const source = kind === "text/html" ? fragment : fragment.replace("<article", namespace);
    const parsed = new DOMParser().parseFromString(source, kind);
    const root = parsed.querySelector("article");
    results.push([lines(root), await digest(root)]);
  }
  return results;
}"""


@pytest.fixture(scope="module")
def assets() -> Iterator[str]:
    yield from serve(ASSETS)


def test_there_are_enough_vectors_with_names_of_their_own() -> None:
    """The vectors are the contract with integrators."""
    assert len(VECTORS) >= 40
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_python_computes_the_vector(vector: dict[str, str]) -> None:
    """Lines and digest as written by hand."""
    assert text.lines(vector["html"]) == tuple(vector["lines"])
    assert text.digest(vector["html"]) == vector["digest"]
    assert hashlib.sha256("\n".join(vector["lines"]).encode()).hexdigest() == vector["digest"]


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml"])
def test_chromium_computes_every_vector(page: Page, assets: str, kind: str) -> None:
    """The same lines and digests from a real DOM, parsed as HTML and as XML."""
    page.goto(f"{assets}/text-1.vectors.json")
    fragments = [vector["html"] for vector in VECTORS]
    results = page.evaluate(IN_THE_BROWSER, [assets, fragments, kind])
    for vector, (lines, digest) in zip(VECTORS, results, strict=True):
        assert lines == vector["lines"], vector["name"]
        assert digest == vector["digest"], vector["name"]


words = st.text(
    st.one_of(
        st.sampled_from("\t\n \u00a0\u202f\u2003\u200b\u0085\u0301\u0327<>&İıŞğ\u200f"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=12,
)


def wrapped(tags: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def wrap(part: tuple[str, bool, str]) -> str:
        tag, aside, body = part
        mark = ' data-aside=""' if aside and tag in ("span", "div") else ""
        return f"<{tag}{mark}>{body}</{tag}>"

    return st.tuples(st.sampled_from(tags), st.booleans(), inner).map(wrap)


inline = st.recursive(
    words.map(escape),
    lambda inner: st.lists(
        st.one_of(inner, wrapped(["b", "em", "span", "sup"], inner), st.just("<br/>")), max_size=3
    ).map("".join),
    max_leaves=6,
)
blocks = st.recursive(
    wrapped(["p", "h2"], inline),
    lambda inner: st.lists(wrapped(["div", "section", "blockquote"], inner), max_size=3).map(
        "".join
    ),
    max_leaves=5,
)


def test_chromium_agrees_on_fragments_of_any_kind(page: Page, assets: str) -> None:
    """A few hundred generated fragments, hostile white space included, in one visit."""
    fragments: list[str] = []

    @settings(
        max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    @given(blocks)
    def collect(body: str) -> None:
        fragments.append(f'<article data-expression="x" data-layer="full">{body}</article>')

    collect()
    page.goto(f"{assets}/text-1.vectors.json")
    results = page.evaluate(IN_THE_BROWSER, [assets, fragments, "text/html"])
    for fragment, (lines, digest) in zip(fragments, results, strict=True):
        assert tuple(lines) == text.lines(fragment), fragment
        assert digest == text.digest(fragment), fragment


@pytest.mark.parametrize(
    "fragment",
    ["<article>", "<p>a</p><p>b</p>", "", "x", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
)
def test_what_is_no_fragment_is_refused(fragment: str) -> None:
    """Not well formed, several roots, entities: refused in a sentence."""
    with pytest.raises(text.NotAFragment, match="fragment"):
        text.lines(fragment)


def test_a_hundred_thousand_levels_are_no_problem() -> None:
    """The walk has a stack of its own."""
    root = innermost = ElementTree.Element("div")
    for _ in range(100_000):
        innermost = ElementTree.SubElement(innermost, "div")
    innermost.text = "dip"
    assert text.lines_of(root) == ("dip",)


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("<article><script>a</script></article>", "<script>"),
        ('<article><p onclick="a">b</p></article>', "onclick"),
        ('<article><p style="a">b</p></article>', "style"),
        ('<article><a href="javascript:a">b</a></article>', "javascript"),
        ('<article><a href="data:text/html,a">b</a></article>', "data:text"),
    ],
)
def test_the_list_of_elements_is_closed(fragment: str, said: str) -> None:
    """No script, no handler, no style, no strange link can be part of a text."""
    (problem,) = elements.problems(ElementTree.fromstring(fragment))
    assert said in problem


def test_what_texts_use_is_on_the_list() -> None:
    """Links, tables and data attributes are fine."""
    fragment = (
        '<article data-expression="x" lang="tr"><p><a href="notice:a#b">c</a>'
        '<a href="mailto:a@b.tr">d</a><a href="#e">e</a></p>'
        '<table><tbody><tr><th scope="row">f</th></tr></tbody></table></article>'
    )
    assert elements.problems(ElementTree.fromstring(fragment)) == []
