"""The pictures of the data flows: what the inventory says, drawn, in a table, and frozen."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from generator import expression, pipeline
from generator.documents.recipients import with_providers
from generator.expression import Expression
from generator.expression.flows import Flow, Kind, Receiver
from generator.languages import get
from generator.model.traversal import public
from generator.outputs.site.flows.drawing import drawing
from generator.outputs.site.flows.parts import MOST_BOXES, Picture, pictures
from generator.outputs.site.labels import labels_of
from generator.publication.ways import FLOWS
from generator.recipes.publishing import Publishing
from generator.releases import preparing
from generator.releases.archive import Archive
from tests import demo
from tests.conftest import CACHE, ROOT

Edge = tuple[str, str, str, bool]
"""The notice, what is joined (data or receiver, in words), the purpose, whether it is marked."""
SOURCES = {"company": ROOT / "data", "rich": demo.RICH}
MOST_BYTES = 15_000


@pytest.fixture(scope="module", params=SOURCES)
def published(request: pytest.FixtureRequest) -> Publishing:
    """The preview of one controller."""
    data = SOURCES[request.param]
    return Publishing(pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)))


def inventory(published: Publishing, code: str) -> set[Edge]:
    """What the files of the processing activities say, for each notice."""
    facts = with_providers(public(published.outcome.facts).asked())
    edges = set()
    for document in facts.documents.values():
        point = document.collection_point
        if document.type.value != "notice" or point is None:
            continue
        for activity in facts.activities.values():
            if point.id.value not in [p.id.value for p in activity.collection_points]:
                continue
            for purpose in activity.purposes:
                why = purpose.text.in_language(code)
                for item in purpose.data:
                    (category,) = [c for c in facts.data_categories.values() if item in c.items]
                    what = category.name.in_language(code)
                    edges.add((document.id.value, what, why, item.special is not None))
                for one in purpose.recipients or ():
                    if not one.always:
                        edges.add((document.id.value, receiver(one, code), why, one.abroad.value))
    return edges


def receiver(one: object, code: str) -> str:
    name = one.name.in_language(code)  # type: ignore[attr-defined]
    if service := one.service:  # type: ignore[attr-defined]
        name = f"{name} ({service.in_language(code)})"
    countries = [get(code).country(c.value) for c in one.countries]  # type: ignore[attr-defined]
    return ", ".join([name, *countries])


def page_of(published: Publishing, code: str) -> ElementTree.Element:
    (entry,) = [e for e in published.pages.own if e.key == (FLOWS, code)]
    return ElementTree.fromstring(f"<main>{entry.page.html}</main>")


def moments(page: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    """Each figure, with the id of the notice above it."""
    notice = ""
    for part in page:
        if part.tag == "h2":
            notice = part.attrib["id"]
        elif part.tag == "figure":
            yield notice, part


def drawn(page: ElementTree.Element) -> set[Edge]:
    edges = set()
    for notice, figure in moments(page):
        boxes: dict[str, list[str]] = {}
        count = dict.fromkeys(("data", "purpose", "receiver"), 0)
        for box in figure.iter("a"):
            if kind := box.get("data-box"):
                words = [
                    "".join(t.itertext()).removesuffix("\u00a0?") for t in box.iterfind("text")
                ]
                marked = box.find("rect").get("class")  # type: ignore[union-attr]
                boxes[f"{kind[0]}{count[kind]}"] = words[:-1] if marked else words
                count[kind] += 1
        for line in figure.iter("path"):
            if ends := line.get("data-ends"):
                first, second = sorted(ends.split(), key=lambda end: end[0] == "p")
                (why,) = boxes[second]
                edges |= {(notice, what, why, bool(line.get("class"))) for what in boxes[first]}
    return edges


def told(page: ElementTree.Element, code: str) -> set[Edge]:
    """The same, read off the tables."""
    labels, edges = labels_of(code), set()
    abroad = re.compile(rf" \((?:({labels['flows_abroad']})(?:: )?)?([^()]*)\)$")
    for notice, figure in moments(page):
        for row in figure.iterfind(".//tbody/tr"):
            data, purpose, receivers = row
            why = "".join(a.text or "" for a in purpose.iter("a"))
            condition = re.search(rf" \({labels['flows_condition']}: .*\)$", why)
            why = why[: condition.start()] if condition else why
            for cell in data.iter("b"):
                special = (cell.tail or "").startswith(f" ({labels['flows_special']})")
                edges.add((notice, cell.text or "", why, special))
            for link in receivers.iter("a"):
                said = abroad.match(link.tail or "")
                countries = f", {said[2]}" if said and said[2] else ""
                edges.add((notice, f"{link.text}{countries}", why, bool(said and said[1])))
    return edges


@pytest.mark.parametrize("code", ["tr", "en"])
def test_picture_table_and_inventory_have_the_same_edges(published: Publishing, code: str) -> None:
    """No flow is left out, none is made up; what is special or goes abroad is marked."""
    page, facts = page_of(published, code), inventory(published, code)
    assert len(facts) > 20
    assert any(marked for *_, marked in facts)
    assert drawn(page) == facts
    assert told(page, code) == facts


@pytest.mark.parametrize("code", ["tr", "en"])
def test_a_picture_is_small_and_stands_alone(published: Publishing, code: str) -> None:
    """At most nine boxes, 15 kB, no script, no style; every box and every row leads to a clause."""
    page = page_of(published, code)
    assert not {"article", "script", "style"} & {part.tag for part in page.iter()}
    for _, figure in moments(page):
        svg, table = figure
        assert 2 <= len(svg.findall("a")) <= MOST_BOXES
        assert len(ElementTree.tostring(svg, "unicode").encode()) <= MOST_BYTES
        leads = {link.attrib["href"].partition("#")[2] for link in svg.iter("a")}
        assert leads <= {"processing", "recipients"}
        assert "processing" in leads
        assert table.find("caption") is not None
        assert {a.attrib["href"] for a in table.iter("a")} >= {
            a.attrib["href"] for a in svg.iter("a")
        }
        assert not any("style" in part.attrib for part in figure.iter())


@pytest.mark.parametrize("code", ["tr", "en"])
def test_each_moment_leads_to_the_pictures_of_its_activities(
    published: Publishing, code: str
) -> None:
    """In the order of moments.yml; an activity that several notices tell of has several."""
    page, facts = page_of(published, code), published.outcome.facts
    heads = {head.get("id", ""): head.text for head in page.iter("h3")}
    told: dict[str, list[str]] = {}  # the links of each moment
    for part in page.find("dl[@class='flow-moments']") or ():
        if part.tag == "dt":
            told[part.text or ""] = []
        else:
            (link,) = part
            said = link.text or ""
            activity = re.sub(r" \(1/\d+\)$", "", heads[link.attrib["href"][1:]] or "")
            assert said.startswith(activity)
            assert said not in told[list(told)[-1]], "two links of one name"
            told[list(told)[-1]].append(said)
    drawn = {re.sub(r" \(1/\d+\)$", "", head or "") for head in heads.values()}
    wanted = {
        moment.name.in_language(code): {
            title
            for activity in moment.activities
            if (title := activity.title.in_language(code)) in drawn
        }
        for moment in public(facts).moments.values()
    }
    wanted = {name: titles for name, titles in wanted.items() if titles}
    assert list(told) == list(wanted)
    for name, said in told.items():
        assert {title for title in drawn if any(s.startswith(title) for s in said)} == wanted[name]


def test_a_policy_leads_to_the_page_from_outside_its_words(published: Publishing) -> None:
    """And a notice to its own pictures."""
    for entry in published.pages.texts:
        page = entry.page
        found = re.findall(r'href="([^"]*(?:veri-akislari|data-flows)/[^"]*)"', page.opening)
        assert not re.search("veri-akislari|data-flows", page.html)
        (text,) = [t for t in published.publication.texts if (t.document, t.language) == entry.key]
        if text.flows:
            assert [address.partition("#")[2] for address in found] == [text.document]
        elif text.type in ("policy", "cookies", "answers"):
            assert len(found) == 1
        else:
            assert found == []


@pytest.mark.parametrize("published", ["company"], indirect=True)
def test_a_doubt_is_marked_in_the_table_and_in_the_picture(published: Publishing) -> None:
    """A preview marks what nobody has confirmed, wherever it is printed."""
    page = page_of(published, "tr")
    hosting = "barındırma, sunucu"  # whether it is abroad, is in doubt
    cells = [
        span
        for span in page.iter("span")
        if "data-unconfirmed" in span.attrib and hosting in "".join(span.itertext())
    ]
    assert cells
    texts = ["".join(text.itertext()) for text in page.iter("text")]
    assert all(text.endswith("\u00a0?") for text in texts if hosting in text)


FLOW = Flow(
    "Orders",
    "Delivering",
    "",
    (Kind("Identity", ("name",)), Kind("Contact", ("phone",)), Kind("Health", ("allergy",), True)),
    (Receiver("carrier"), Receiver("cloud", True, ("Ireland",))),
)


def test_what_goes_the_same_way_is_one_box_and_what_is_marked_is_its_own() -> None:
    (picture,) = pictures([FLOW])
    assert [[m.words for m in box.members] for box in picture.data] == [
        ["Identity", "Contact"],
        ["Health"],
    ]
    assert [box.marked for box in picture.receivers] == [False, True]
    labels = labels_of("en")
    drawn = drawing(picture, "x", labels, dict.fromkeys(("data", "purpose", "receiver"), "#x"))
    assert '<path class="special" ' in drawn
    assert '<path class="abroad" ' in drawn
    assert "(transfer abroad)" in drawn
    assert "Ireland" in drawn


def test_many_purposes_are_several_pictures() -> None:
    """In their order, none left out, each of at most nine boxes."""
    flows = [
        replace(
            FLOW, purpose=f"p{n}", data=(Kind(f"k{n}", ("x",)),), receivers=(Receiver(f"r{n}"),)
        )
        for n in range(20)
    ]
    made = pictures(flows)
    assert [flow for picture in made for flow in picture.flows] == flows
    assert max(picture.size for picture in made) == MOST_BOXES
    assert {picture.total for picture in made} == {len(made)}
    assert Picture("x", (replace(FLOW, receivers=None),)).receivers == []


def test_flows_are_frozen_and_an_older_release_without_them_stays(released: Path) -> None:
    """They come back as they were; a text that an older tool froze has not changed by them."""
    archive = Archive.of(released, "ornek")
    (release,) = archive.releases
    texts = [archive.read(text) for text in release.texts]
    notices = [text for text in texts if text.type == "notice"]
    assert notices
    assert all(text.flows for text in notices)
    assert not any(text.flows for text in texts if text.type != "notice")
    for text in notices:
        assert expression.from_json(expression.to_json(text)) == text
        older = replace(text, flows=None)
        assert not preparing._differs(older, text)
        assert preparing._differs(text, _renamed(text))


def _renamed(text: Expression) -> Expression:
    assert text.flows
    rows = tuple(replace(flow, activity="x") for flow in text.flows.rows)
    return replace(text, flows=replace(text.flows, rows=rows))


def test_a_published_page_draws_what_was_frozen(data: Path) -> None:
    """Whatever the data says since then."""

    def published() -> str:
        with demo.clock(demo.STEPS[0].effective):
            settings = pipeline.Settings(data=data, production=True)
            pages = Publishing(pipeline.run(settings)).pages
        return "".join(e.page.html for e in pages.own if e.key[0] == FLOWS)

    before = published()
    for name in ("data-categories.yml", "recipients.yml"):
        path = data / name
        path.write_text(path.read_text("utf-8").replace("tr: ", "tr: X"), "utf-8")
    assert "<svg" in before
    assert published() == before


@pytest.mark.parametrize("path", ["veri-akislari/", "en/data-flows/"])
def test_words_stay_in_their_boxes_and_phones_have_cards(
    chromium: Browser, address: str, path: str
) -> None:
    """On a wide screen the letters of a real font fit; on a phone and at 400 % no picture is
    squeezed: the rows of the table are stacked, and nothing is wider than the screen."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}/{path}")
    outside = page.evaluate("""() => [...document.querySelectorAll('.flow a')].flatMap(box => {
      const around = box.querySelector('rect').getBBox();
      return [...box.querySelectorAll('text')].filter(text => {
        const own = text.getBBox();
        return own.x + own.width > around.x + around.width
          || own.y + own.height > around.y + around.height || own.y < around.y;
      }).map(text => text.textContent);
    })""")
    assert outside == []
    assert page.locator("svg.flow:visible").count() > 3
    assert page.locator(".flow a:visible").evaluate_all("all => all.every(a => a.tabIndex < 0)")
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator("svg.flow:visible").count() == 0
    assert page.locator(".flow-rows tr:visible").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_pictures_are_there_in_forced_colours_and_on_paper(chromium: Browser, address: str) -> None:
    """Lines and letters have the colour of the text, not one of their own."""
    page = chromium.new_context(
        viewport={"width": 1280, "height": 800}, forced_colors="active", color_scheme="dark"
    ).new_page()
    page.goto(f"{address}/veri-akislari/")
    colours = page.evaluate("""() => {
      const of = (what, key) => getComputedStyle(document.querySelector(what))[key];
      return [of('.flow path', 'stroke'), of('.flow rect', 'stroke'), of('.flow text', 'fill'),
        of('body', 'color')];
    }""")
    assert len(set(colours)) == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.flow rect')).fill") == "none"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 900})
    assert page.locator("svg.flow:visible").count() > 3
    page.goto(address)
    assert page.locator("a[href='veri-akislari/']").count() == 1
    page.context.close()
