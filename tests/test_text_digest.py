"""`text-1`: Python and a browser read the same words out of the same fragment."""

import hashlib
import json
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.expression import elements, markup, text
from generator.outputs.embed import script
from tests.conftest import serve

ASSETS = script.SOURCE
VECTORS = json.loads((ASSETS / "text-1.vectors.json").read_text(encoding="utf-8"))["vectors"]

KINDS = ["text/html", "application/xhtml+xml"]
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


@pytest.mark.parametrize("kind", KINDS)
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
        mark = ' data-aside=""' if aside and tag in ("span", "div", "li", "td") else ""
        return f"<{tag}{mark}>{body}</{tag}>"

    return st.tuples(st.sampled_from(tags), st.booleans(), inner).map(wrap)


def joined(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(part, max_size=3).map("".join)


def around(frame: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """`frame` with `inner` at its bar: parts that HTML allows only inside one another."""
    return inner.map(lambda body: frame.replace("|", body))


# An HTML parser nests no link in a link, so `a` is not among those that may hold each other.
NESTING = sorted(elements.INLINE - {"a"})
PHRASES = ["p", "h1", "h2", "h3", "h4", "h5", "h6"]
HOLDERS = ["div", "section", "header", "blockquote", "address", "figure"]
inline = st.recursive(
    words.map(escape),
    lambda inner: joined(
        st.one_of(
            inner,
            wrapped(NESTING, inner),
            st.sampled_from(["<br/>", "<!-- x -->", "&#13;", '<a href="notice:#x">ş</a>']),
        )
    ),
    max_leaves=6,
)


def structures(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks of every kind around `inner`."""
    return joined(
        st.one_of(
            wrapped(HOLDERS, inner),
            around("<ul>|</ul>", joined(wrapped(["li"], inner))),
            around("<ol> <li>|</li> </ol>", inner),
            around("<dl><dt>x</dt><dd>|</dd></dl>", inner),
            around(
                "<table><caption>k</caption><thead><tr><th>x</th></tr></thead>"
                "<tbody>\n<tr>|</tr></tbody></table>",
                joined(wrapped(["td", "th"], inner)),
            ),
            st.just("<hr/>"),
            inline,
        )
    )


blocks = st.recursive(wrapped(PHRASES, inline), structures, max_leaves=5)


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
    assert len(set(fragments)) >= 200
    for fragment in fragments:
        assert elements.problems(text.parse(fragment)) == []
    page.goto(f"{assets}/text-1.vectors.json")
    for kind in KINDS:
        results = page.evaluate(IN_THE_BROWSER, [assets, fragments, kind])
        for fragment, (lines, digest) in zip(fragments, results, strict=True):
            assert tuple(lines) == text.lines(fragment), (kind, fragment)
            assert digest == text.digest(fragment), (kind, fragment)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(blocks, blocks, blocks)
def test_the_lines_of_a_clause_are_a_part_of_the_lines(first: str, inner: str, last: str) -> None:
    """One walk finds those of every clause, also where clauses stand in one another."""
    clause = '<section data-clause="{}">{}</section>'
    nested = clause.format("outer", f"{first}{clause.format('inner', inner)}{last}")
    root = text.parse(f"<article>{last}{nested}{first}</article>")
    lines, clauses = text.cut(root)
    assert lines == text.lines_of(root)
    assert list(clauses) == ["inner", "outer"]
    for section in root.iter("section"):
        if name := section.get("data-clause"):
            assert clauses[name] == text.lines_of(section)


@pytest.mark.parametrize("kind", KINDS)
def test_what_parsers_read_differently_has_the_same_words(
    page: Page, assets: str, kind: str
) -> None:
    """No vectors, for the trees differ: an instruction, a namespace, more than one text node."""
    long = "kişisel veri " * 10_000  # Chromium cuts text nodes after 65,536 characters
    fragments = [
        "<article><p>ay<?x y?>dın</p></article>",
        f"<article><p>{long}</p></article>",
        f"<article><p>{'s' * 65_535 + 's' + chr(0x327)}</p></article>",
    ]
    page.goto(f"{assets}/text-1.vectors.json")
    results = page.evaluate(IN_THE_BROWSER, [assets, fragments, kind])
    assert [tuple(lines) for lines, _ in results] == [text.lines(f) for f in fragments]
    assert [lines for lines, _ in results] == [
        ["aydın"],
        [long[:-1]],
        ["s" * 65_535 + "ş"],
    ]


def test_the_namespace_of_html_may_be_written() -> None:
    """What a browser serialises as XML has the words it had before; other namespaces are blocks."""
    xhtml = '<article xmlns="http://www.w3.org/1999/xhtml"><p>a<b>b</b>c</p></article>'
    assert text.lines(xhtml) == ("abc",)
    other = '<article><p>a<b xmlns="http://www.w3.org/2000/svg">b</b>c</p></article>'
    assert text.lines(other) == ("a", "b", "c")


def test_a_live_page_keeps_its_words(page: Page, assets: str) -> None:
    """By innerHTML, and with what no fragment can hold: form feeds, shadow trees, other names."""
    page.goto(f"{assets}/text-1.vectors.json")
    found = page.evaluate(
        """async (address) => {
          const { lines } = await import(address + "/text-1.mjs");
          document.body.innerHTML = '<article><p>a<b>b</b></p><div hidden="">c</div></article>';
          const root = document.querySelector("article");
          root.append("d\\f \\fe\\f");
          const foreign = document.createElementNS("http://www.w3.org/2000/svg", "a");
          foreign.textContent = "f";
          const host = document.createElement("div");
          host.attachShadow({ mode: "open" }).innerHTML = "<p>gölge</p>";
          host.append("g");
          root.append(foreign, host);
          return lines(root);
        }""",
        assets,
    )
    assert found == ["ab", "c", "d e", "f", "g"]

    root = ElementTree.Element("article")
    root.text = "d\f \fe\f"
    assert text.lines_of(root) == ("d e",)


def test_comments_and_instructions_in_a_tree_are_no_words() -> None:
    """A parser may keep them; the walk skips them and not what follows."""
    root = ElementTree.Element("article")
    root.text = "a"
    for extra, tail in ((ElementTree.Comment("x"), "b"), (ElementTree.PI("y"), "c")):
        extra.tail = tail
        root.append(extra)
    assert text.lines_of(root) == ("abc",)


@pytest.mark.parametrize(
    "fragment",
    [
        "<article>",
        "<p>a</p><p>b</p>",
        "",
        "x",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<!DOCTYPE a><a>b</a>",
        "<article>&nbsp;</article>",
        "<article>\0</article>",
        "<article>\f</article>",
        "<article>\ud800</article>",
        "<article><![CDATA[a browser shows none of it]]></article>",
        "<article><!-->a browser shows it--></article>",
        "<article><!--->a browser shows it--></article>",
        "<article><?x > a browser shows it?></article>",
    ],
)
def test_what_is_no_fragment_is_refused(fragment: str) -> None:
    """Not well formed, several roots, entities, no characters: refused in a sentence."""
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
        ('<article><p href="notice:#a">b</p></article>', "<p>"),
        ('<article><p title="a">b</p></article>', "title"),
        ('<article><td scope="row">b</td></article>', "scope"),
        ("<article><P>b</P></article>", "<P>"),
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
        '<a href="mailto:a@b.tr">d</a><a href="notice:#e">e</a></p>'
        '<table><tbody><tr><th scope="row">f</th></tr></tbody></table></article>'
    )
    assert elements.problems(ElementTree.fromstring(fragment)) == []


@pytest.mark.parametrize(
    ("href", "fine"),
    [
        ("https://example.com/a?b=c#d", True),
        ("http://example.com", True),
        ("mailto:a@example.com", True),
        ("tel:+902120000000", True),
        ("#a", False),
        ("notice:a#b", True),
        ("notice:#b", True),
        ("/a/", False),
        ("./a", False),
        ("../a/", False),
        ("a/b", False),
        ("//example.com/a", False),
        ("/\\example.com/a", False),
        ("vbscript:a", False),
        ("ftp://example.com", False),
        (" javascript:a", False),
        ("java\tscript:a", False),
        ("https://example.com/a b", False),
        ("https://", False),
        ("https://[", False),
        ("https://example.com@evil.example/", False),
        ("https://örnek.example:8443?a", True),
        ("data:text/html,a", False),
        ("javascript:a", False),
        ("mailto:", False),
        ("tel:", False),
        ("notice:", False),
        ("notice:#", False),
        ("notice:a#", False),
        ("", False),
    ],
)
def test_where_a_link_may_lead(href: str, fine: bool) -> None:
    """Web, mail, telephone, a text of this site; nothing that runs, or that leads elsewhere from
    each place at which the text is read."""
    assert (elements.problems(ElementTree.Element("a", {"href": href})) == []) is fine


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=5, max_size=5))
def test_a_fragment_is_written_as_the_library_writes_it(words: list[str]) -> None:
    """Releases keep the digest of the bytes; only elements without an end tag differ."""
    root = ElementTree.Element("article", {"title": words[0] + "\r\n\t", "lang": "tr"})
    root.text = words[1]
    inner = ElementTree.SubElement(root, "b")
    inner.text, inner.tail = words[2:4]
    ElementTree.SubElement(root, "i").tail = words[4]
    written = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    assert markup.serialise(root) == written
    ElementTree.SubElement(root, "br", {"class": "x"}).tail = "y"
    assert markup.serialise(root) == written.replace("</article>", '<br class="x"/>y</article>')
