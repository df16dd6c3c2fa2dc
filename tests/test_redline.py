"""Two texts as one: accepted it is the newer, rejected the older; each change is told once."""

import random
from dataclasses import replace
from datetime import date
from unittest import mock

import pytest

from generator.comparison import About, Kind, naming, redline
from generator.comparison.stayed import NotShort, Stayed
from generator.comparison.words import Fate, ending, segments, words_of
from generator.expression import Clause, Expression, Layer
from generator.expression import text as text_1
from tests import published
from tests.edited import by_line, edited, wrong
from tests.test_ids import RICH

TEXTS = [text for text in published.outcome(RICH).texts if text.layers]
TYPES = sorted({text.type for text in TEXTS})
HALF = 7
"""Edited texts of each type and language in the suite; `bench` edits a thousand."""


def exact(before: Expression, after: Expression) -> list[str]:
    """Which layer is not what its words must be."""
    return wrong(redline(before, after), before, after)


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("kind", TYPES)
def test_accepted_it_is_the_newer_rejected_the_older_text(kind: str, language: str) -> None:
    """Byte for byte as `text-1` counts them, after random edits."""
    chance = random.Random(f"{kind}{language}")
    texts = [t for t in TEXTS if (t.type, t.language) == (kind, language)]
    for _ in range(HALF):
        text = chance.choice(texts)
        before = edited(text, chance) if chance.random() < 0.3 else text
        after = edited(before, chance)
        made = redline(before, after)
        assert wrong(made, before, after) == []
        assert not by_line(made), "it is merged, not shown line by line"


@pytest.mark.parametrize("kind", TYPES)
def test_clauses_that_stayed_are_shown_as_if_they_had_been_compared(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same redline as of texts that are compared whole, also where clauses have moved."""
    chance = random.Random(kind)
    texts = [text for text in TEXTS if text.type == kind]
    pairs = [(one, edited(one, chance)) for one in (chance.choice(texts) for _ in range(HALF))]
    quick = [redline(*pair) for pair in pairs]
    whole = mock.Mock(side_effect=NotShort)
    monkeypatch.setattr(Stayed, "short", whole)
    assert quick == [redline(*pair) for pair in pairs]
    assert whole.call_count == HALF


def test_a_text_that_could_be_the_line_of_a_clause_is_compared_whole() -> None:
    """The letter with which such a line begins belongs to no script, but may be typed."""
    assert told(A + clause("b", "<p>\ue0000</p>"), A + clause("b", "<p>\ue0001</p>")) == [
        ("reworded", "b", "")
    ]


def one(html: str, number: str = "1") -> Expression:
    """A text of one layer; each `<section>` of it is a clause."""
    article = f'<article data-layer="full" data-expression="x" lang="tr">{html}</article>'
    ids = [s.get("data-clause", "") for s in text_1.parse(article).iter("section")]
    clauses = tuple(Clause(i, number, i.upper()) for i in ids)
    return Expression(
        "x", "policy", "tr", date(2026, 3, 2), "X", "Y", "x", "policies", 1,
        (Layer("full", article, clauses),),
    )  # fmt: skip


def clause(name: str, body: str) -> str:
    return f'<section data-clause="{name}"><h2>{name}</h2>{body}</section>'


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    assert exact(one(before), one(after)) == []
    return [(e.kind.value, e.clause, e.subject) for e in redline(one(before), one(after)).edits]


A, B, C = (clause(name, f"<p>Bu bölüm {name} üzerinedir.</p>") for name in "abc")


def test_a_clause_comes_goes_and_moves_as_one_change() -> None:
    """Also one that moves into another, with other words."""
    assert told(A + B, A + C + B) == [("clause-added", "c", "")]
    assert told(A + B, A) == [("clause-removed", "b", "")]
    assert told(A + B + C, C + A + B) == [("clause-moved", "c", "")]
    inner = B.replace("</section>", f"{C.replace('üzerinedir', 'hakkındadır')}</section>")
    assert told(A + B + C, A + inner) == [("clause-moved", "c", ""), ("reworded", "c", "")]


ROWS = "<table><thead><tr><th>Ad</th><th>Süre</th></tr></thead><tbody>{}</tbody></table>"


def row(name: str, period: str) -> str:
    return f'<tr><th scope="row">{name}</th><td>{period}</td></tr>'


def test_rows_and_items_are_told_by_name() -> None:
    """A row stays a row of its table, and a table keeps its columns."""
    old = clause("t", ROWS.format(row("a", "13 ay") + row("b", "2 yıl") + row("c", "1 gün")))
    new = clause("t", ROWS.format(row("a", "13 ay") + row("c", "3 gün") + row("d", "2 yıl")))
    changes = told(old, new)
    assert changes == [
        ("row-removed", "t", "b"),
        ("row-reworded", "t", "c"),
        ("row-added", "t", "d"),
    ]
    html = redline(one(old), one(new)).layers["full"]
    assert html.count("<tr") == 5
    assert "<ins><tr" not in html
    assert "<del><tr" not in html
    wider = old.replace("</th></tr></thead>", "</th><th>Kim</th></tr></thead>")
    assert redline(one(old), one(wider)).layers["full"].count("<table") == 2
    items = clause("l", "<ul><li>Kargo şirketleri</li><li>Banka ve ödeme kuruluşu</li></ul>")
    more = items.replace("</ul>", "<li>Muhasebe hizmeti sağlayıcıları</li></ul>")
    assert told(items, more) == [("item-added", "l", "")]
    assert told(items, items.replace("ve", "veya")) == [("item-reworded", "l", "")]
    terms = clause("d", "<dl><dt>Telefon</dt><dd>1</dd><dt>KEP</dt><dd>a@b</dd></dl>")
    assert told(terms, terms.replace("1", "2")) == [("item-reworded", "d", "Telefon")]
    assert told(terms, terms.replace("<dt>KEP</dt><dd>a@b</dd>", "")) == [
        ("item-removed", "d", "KEP")
    ]


def test_a_number_that_moves_is_no_change() -> None:
    """It is marked where it stands and not told."""
    number = '<section data-clause="b"><h2><span class="clause-number">{}.</span> B</h2></section>'
    assert told(A + number.format(2), number.format(1)) == [("clause-removed", "a", "")]


def test_words_stay_whole_and_endings_are_seen() -> None:
    """`Şirket’e` became `Şirket’in`: the word and, in it, its ending."""
    before, after = (
        one(clause("a", "<p>Bunu Şirket’e bildiriniz.</p>")),
        one(clause("a", "<p>Bunu Şirket’in bildiriniz.</p>")),
    )
    html = redline(before, after).layers["full"]
    assert "<del>Şirket<b>’e</b></del><ins>Şirket<b>’in</b></ins>" in html
    assert ending("veri", "vergi") == 3
    assert ending("iki", "üç") == 0
    assert ending("kanunun", "kanun") == 5


def test_a_small_word_between_two_changes_goes_with_them() -> None:
    """Otherwise a reader sees a mixture of two sentences."""
    row = segments(
        words_of([("adresi ve telefonu yazılır", ())]),
        words_of([("kimliği ve imzası yazılır", ())]),
    )
    assert [(s.fate, s.plain) for s in row if s.plain] == [
        (Fate.GONE, "adresi ve telefonu"),
        (Fate.COME, "kimliği ve imzası"),
        (Fate.SAME, "yazılır"),
    ]


def test_links_titles_and_texts_that_cannot_be_merged() -> None:
    """A link that leads elsewhere is told, though no word shows it; lost words lead nowhere."""
    link = '<p>Bakınız: <a href="https://a.example/">Kurum</a> sitesi.</p>'
    old, new = (
        one(clause("a", link.replace("a.example", host))) for host in ("a.example", "b.example")
    )
    made = redline(old, replace(new, title="Z"))
    assert [e.kind for e in made.edits] == [Kind.TITLE, Kind.LINKS]
    assert made.edits[1].pairs == (("https://a.example/", "https://b.example/"),)
    gone = redline(old, one(clause("a", "<p>Bakınız: sitesi.</p>"))).layers["full"]
    assert "href" not in gone
    odd = clause("a", "<p>x</p>").replace("<p>x</p>", "<span>x<p>y</p>z</span>")
    assert exact(one(odd), one(odd.replace("y", "w"))) == []
    assert told(A + A, A) == [("reworded", "", "")]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("data/retention.yml#orders.period", About.PERIOD),
        ("data/cookies.yml#listed.a.lifetime", About.PERIOD),
        ("data/recipients.yml#cloud.countries[0]", About.COUNTRY),
        ("data/recipients.yml#cloud.name.tr", About.RECIPIENT),
        ("generator/law/legal-bases.yml#5/2-f", About.BASIS),
        ("data/processing/orders.yml#purposes.a.basis.detail.tr", About.BASIS),
        ("data/processing/orders.yml#purposes.a.text.tr", About.PURPOSE),
        ("data/data-categories.yml#identity.items.name.tr", About.DATA),
        ("data/controller.yml#phone", About.CONTACT),
        ("data/controller.yml#registered_name", About.CONTROLLER),
        ("data/anything.yml#else", About.OTHER),
    ],
)
def test_facts_have_names(key: str, expected: About) -> None:
    assert naming.about(key) is expected


def test_a_changed_fact_is_named_with_its_words() -> None:
    """And only where its words are."""
    old, new = (
        one(clause("a", f"<p>Veriler {p} saklanır.</p><p>Telefon: 1.</p>"))
        for p in ("5 yıl", "10 yıl")
    )
    facts = [
        {"full#a": {"data/retention.yml#x.period": [p], "data/controller.yml#phone": ["1"]}}
        for p in ("5 yıl", "10 yıl")
    ]
    (edit,) = redline(old, new, *facts).edits
    assert [(f.about, f.before, f.after) for f in edit.facts] == [(About.PERIOD, "5 yıl", "10 yıl")]
