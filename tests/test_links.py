"""The checker of links: every way in which a built site can point to something."""

import json
from pathlib import Path

import pytest

from generator.cache import opened
from generator.outputs.site import links


def site(folder: Path, **files: str) -> Path:
    """A small site; two underscores in a name are a slash, one is a dot."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def test_pages_anchors_and_downloads(tmp_path: Path) -> None:
    """What is there is not named, what is not there is, and so is a way out of the site."""
    site(
        tmp_path,
        index_html='<a href="a/#x">1</a><a href="b/">2</a><a href="a/t.pdf">3</a><a href="#z">',
        a__index_html='<p id="y"><a href="../..">5</a><a href="../a/#y">6</a><a href="t.pdf">7</a>',
        a__t_pdf="%PDF",
    )
    assert links.broken(tmp_path) == [
        "a/index.html: the link “../..” leads out of the site",
        "index.html: the link “a/#x” leads to no place on that page",
        "index.html: the link “b/” leads nowhere",
        "index.html: the link “#z” leads to no place on that page",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="x" src="no.png">', "<script src='no.js'></script>", "<A HREF=no>x</A>",
        '<link rel="icon" href="no.ico">', '<video src="index.html" poster="no.png"></video>',
        '<object data="no.pdf"></object>', '<form action="no"></form>', '<a href="/no/">x</a>',
        '<a href="notice:policy#rights">not resolved</a>', '<a href="javascript:void(0)">x</a>',
        '<a href="%C5%9F.html">x</a>', '<a href="index.html#%C5%9F">x</a>',
    ],
)  # fmt: skip
def test_every_element_that_points_somewhere(tmp_path: Path, html: str) -> None:
    """Whatever its quotes and letters; a reference between texts that nobody resolved as well."""
    assert len(links.broken(site(tmp_path, index_html=html))) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/x">x</a>', '<a href="mailto:a@example.com">x</a>',
        '<a href="tel:+90">x</a>', '<img src="data:image/png;base64,x">', '<a href="">x</a>',
        '<code>&lt;a href="no"&gt;</code>', '<p id="ş"><a href="#%C5%9F">x</a></p>',
    ],
)  # fmt: skip
def test_what_is_elsewhere_or_only_told_of_is_left_alone(tmp_path: Path, html: str) -> None:
    assert links.broken(site(tmp_path, index_html=html)) == []


def test_absolute_addresses_of_the_site_itself(tmp_path: Path) -> None:
    """Canonical links, the 404 page and the sitemap, also below a path."""
    base = "https://kvkk.example/alt/"
    site(
        tmp_path,
        index_html=f'<link rel="canonical" href="{base}"><a href="{base}no/">x</a>',
        a__index_html="",
        **{"404_html": '<a href="/alt/a/">x</a><a href="/a/">y</a>'},
        sitemap_xml=f"<loc>{base}a/</loc><loc>{base}gone/</loc>"
        f'<xhtml:link rel="alternate" hreflang="tr" href="{base}nowhere/"/>',
    )
    assert [line.split("”")[0] for line in links.broken(tmp_path, base)] == [
        "404.html: the link “/a/",
        f"index.html: the link “{base}no/",
        f"sitemap.xml: the link “{base}gone/",
        f"sitemap.xml: the link “{base}nowhere/",
    ]


def test_what_programs_read(tmp_path: Path) -> None:
    """Style sheets, the search and the API, with the fragments in it; a release is left alone."""
    site(
        tmp_path,
        index_html='<p id="x">',
        s__a_css="a{background:url(b.png)} b{background:url('../index.html')}",
        search__tr_json=json.dumps([["", "Title", [["x", "t", ""], ["y", "t", ""]]]]),
        api__v1__index_json=json.dumps(
            {"texts": [{"url": "", "json": "api/v1/no.json", "html": '<a href="gone/">x</a>'}]}
        ),
        api__v1__releases__a_json=json.dumps({"url": "gone/"}),
    )
    assert [line.split("”")[0] for line in links.broken(tmp_path)] == [
        "api/v1/index.json: the link “api/v1/no.json",
        "api/v1/index.json: the link “gone/",
        "s/a.css: the link “b.png",
        "search/tr.json: the link “#y",
    ]


def test_words_with_a_tag_in_them_are_no_links(tmp_path: Path) -> None:
    """A note or a title stands in the API as it was written; only HTML is read as HTML."""
    words = '<a href="yeni">değişti</a>'
    site(
        tmp_path,
        api__v1__index_json=json.dumps(
            {"releases": [{"notes": {"tr": words}}], "texts": [{"title": words, "text": words}]}
        ),
    )
    assert links.broken(tmp_path) == []


def test_a_clause_of_a_withdrawn_text_is_told_of_by_its_page(tmp_path: Path) -> None:
    """Its words are gone, and other texts that named one of them stay as they are."""
    site(
        tmp_path,
        index_html='<a href="a/#rights">1</a><a href="b/#rights">2</a><a href="https://[">3</a>',
        a__index_html='<p class="state-mark withdrawn-mark">',
        b__index_html='<p class="state-mark superseded-mark">withdrawn-mark',
    )
    assert links.broken(tmp_path) == [
        "index.html: the link “b/#rights” leads to no place on that page",
        "index.html: the link “https://[” is none that a browser can open",
    ]


def test_many_files_are_read_by_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same mistakes in the same order, and the same memory of what leads where."""
    pages = {
        f"p{n}_html": f'<p id="x"><a href="p{n % 7}.html#{"xy"[n % 2]}">a</a>' for n in range(9)
    }
    folder = site(tmp_path / "site", **pages)
    unchanging = {path.name: path.name for path in folder.iterdir()}
    alone = links.broken(folder, "", unchanging, tmp_path / "alone")
    monkeypatch.setattr(links, "_MANY", 2)
    beside = links.broken(folder, "", unchanging, tmp_path / "beside", lambda a, b: (a(), b()))
    assert alone == beside
    assert len(alone) == 4
    kept = [json.loads(opened(tmp_path / name)) for name in ("alone", "beside")]
    assert kept[0] == kept[1]
    assert len(kept[0]["files"]) == 5
