"""Every document in every language: same structure, same facts, lawful wording, stable JSON."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import expression, law, pipeline
from generator.checks.finding import Level
from generator.checks.subject import in_any_language
from generator.expression import Clause, Expression
from generator.expression.markup import serialise
from generator.expression.text import parse
from generator.outputs import article
from tests import published

DATA = Path(__file__).parent.parent / "data"
RICH = Path(__file__).parent / "rich"


@pytest.fixture(scope="module")
def outcome() -> pipeline.Outcome:
    """The company's own data, composed once."""
    return published.outcome(DATA)


def facts_of(clause: Clause) -> set[str]:
    """The facts that a clause states; the two languages of one text are one fact."""
    return {in_any_language(origin) for said in clause.statements for origin in said.origins}


def pairs(outcome: pipeline.Outcome) -> list[tuple[Expression, Expression]]:
    by_key = {(text.document, text.language): text for text in outcome.texts}
    return [(by_key[d, "tr"], by_key[d, "en"]) for d in sorted({t.document for t in outcome.texts})]


def test_every_document_is_made_in_both_languages(outcome: pipeline.Outcome) -> None:
    """Whatever `data/documents/` declares, in Turkish and in English."""
    made = {(text.document, text.language) for text in (*outcome.texts, *outcome.papers)}
    declared = {path.stem for path in (DATA / "documents").glob("*.yml")}
    assert {"privacy-policy", "illumination-membership", "consent-campaigns"} <= declared
    declared -= {"consent-campaigns", "consent-partner-statistics"}  # consents that are not offered
    assert made == {(document, language) for document in declared for language in ("tr", "en")}


def test_every_collection_point_has_a_notice_of_its_own(outcome: pipeline.Outcome) -> None:
    """A general policy does not count as one (Law 6698 art. 10; Board decision 2020/173)."""
    facts = outcome.facts
    used = {p.id.value for a in facts.activities.values() for p in a.collection_points}
    noticed = {
        document.collection_point.id.value
        for document in facts.documents.values()
        if document.collection_point and document.type.value == "notice"
    }
    assert used == noticed
    assert all(activity.collection_points for activity in facts.activities.values())


def test_clauses_are_the_same_in_both_languages(outcome: pipeline.Outcome) -> None:
    """Ids, order, numbers and nesting are the same."""
    for turkish, english in pairs(outcome):
        for ours, theirs in zip(turkish.layers, english.layers, strict=True):
            assert [(c.id, c.number, c.parent) for c in ours.clauses] == [
                (c.id, c.number, c.parent) for c in theirs.clauses
            ]


def test_each_clause_states_the_same_facts_in_both_languages(outcome: pipeline.Outcome) -> None:
    """The proof that no reader is told less; the parity rule relies on the same comparison."""
    for turkish, english in pairs(outcome):
        for ours, theirs in zip(turkish.layers, english.layers, strict=True):
            for a, b in zip(ours.clauses, theirs.clauses, strict=True):
                only = facts_of(a) ^ facts_of(b)
                # the country closes an address abroad only
                assert {key.split("#")[1] for key in only} <= {"address.country"}, (a.id, only)


def test_the_policy_lists_all_nine_rights(outcome: pipeline.Outcome) -> None:
    """Law 6698 art. 11(1): nine rights, each once, in the law's order."""
    for text in outcome.texts:
        if text.document == "privacy-policy":
            lines = text.layer("full").plain.split("\n")
            rights = law.load().rights.values()
            wanted = [f"({r.id.value}) {r.label.by_language[text.language].value}" for r in rights]
            assert len(wanted) == 9
            assert [line for line in lines if line in wanted] == wanted


def test_the_short_layer_of_the_notice_holds_every_item_of_article_10(
    outcome: pipeline.Outcome,
) -> None:
    """Controller, purposes, recipients, method and basis, rights: Law 6698 art. 10(1)."""
    for text in outcome.texts:
        if text.type == "notice":
            ids = [clause.id for clause in text.layer("short").clauses]
            assert ids == ["controller", "purposes", "recipients", "collection", "rights"]
            assert outcome.facts.controller.registered_name.value in text.layer("short").plain


def test_a_notice_asks_for_nothing(outcome: pipeline.Outcome) -> None:
    """Board decision 2026/347: a notice is never accepted, and no text is part of a contract."""
    forbidden = (
        "kabul etmiş sayıl", "okudum, kabul ediyorum", "ayrılmaz parçası", " vb.",
        "ve diğer kişisel",
        "deemed to accept", "integral part", "etc.", "including but not limited to",
        "we are or will be", "a few days",
    )  # fmt: skip
    for text in outcome.texts:
        for layer in text.layers:
            for phrase in forbidden:
                assert phrase not in layer.plain, (text.document, phrase)


def test_the_json_form_reads_back_to_the_same_words(outcome: pipeline.Outcome) -> None:
    """Writing and reading an expression keeps every word and digest."""
    for text in outcome.texts:
        again = expression.from_json(expression.to_json(text))
        assert [layer.html for layer in again.layers] == [layer.html for layer in text.layers]
        assert expression.to_json(again) == expression.to_json(text)


def test_a_changed_word_in_the_json_form_is_refused(outcome: pipeline.Outcome) -> None:
    """The digest beside the text belongs to the text."""
    source = expression.to_json(outcome.texts[0])
    with pytest.raises(ValueError, match="digest"):
        expression.from_json(source.replace("Şirket", "Sirket", 1))


def test_the_page_keeps_the_digest_of_the_expression(outcome: pipeline.Outcome) -> None:
    """Marks and links that the page adds change no word of the text."""
    import re

    from generator.expression import text as text_1

    for made, page in zip(outcome.texts, published.pages(outcome), strict=True):
        articles = re.findall(r"<article.*?</article>", page.html, flags=re.S)
        assert [text_1.digest(a) for a in articles] == [layer.digest for layer in made.layers]


def test_unconfirmed_facts_are_marked_on_the_page(outcome: pipeline.Outcome) -> None:
    """What the company has not confirmed is visible as such in a preview."""
    assert any(text.unconfirmed for text in outcome.texts)
    for made, page in zip(outcome.texts, published.pages(outcome), strict=True):
        if made.unconfirmed:
            assert '<small data-aside=""' in page.html


@pytest.mark.parametrize(
    "words",
    [
        'a <span data-unconfirmed="">b</span> c',
        '<span data-unconfirmed=""><span class="term">b</span> c</span><span>d</span>',
        '<span data-unconfirmed="" lang="en">b</span> <a href="#x">c</a>',
        '<em lang="en">a<span data-unconfirmed=""><a href="mailto:x@y.zt">b</a></span></em>',
        '<em lang="en">a</em><span data-unconfirmed="">b<span data-unconfirmed="">c</span></span>',
        '<b data-unconfirmed="">&lt;b lang="x"&gt;<br/></b><i>data-unconfirmed=""</i>',
    ],
)
def test_doubts_are_marked_alike_in_a_tree_and_in_what_is_written(words: str) -> None:
    """Both ways of saying that something is to be confirmed give the same words and languages."""
    html = f'<article data-expression="x" lang="tr"><p>{words}</p></article>'
    text = Expression("x", "notice", "tr", date(2026, 1, 1), "", "", "x", "notices", 1, ())
    article.mark_unconfirmed(text, root := parse(html))
    assert article.with_marks(text, html) == serialise(root)


def test_the_blank_addresses_of_the_source_are_found(outcome: pipeline.Outcome) -> None:
    """The company left KEP and security e-mail blank: reported at their lines, never printed."""
    found = {f.origin.path for f in outcome.findings if f.slug == "contact-channels-not-blank"}
    assert found == {"kep", "security_email"}
    assert all(f.accepted for f in outcome.findings if f.slug == "contact-channels-not-blank")
    assert outcome.errors == 0


def test_a_consent_that_is_not_offered_stands_nowhere(tmp_path: Path) -> None:
    """Neither its text nor a purpose that rests on it; nothing calls it unused."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    path = data / "consents.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("measurement:\n", "measurement:\n  offered: no\n"), "utf-8")
    before = published.outcome(RICH)
    after = pipeline.run(pipeline.Settings(data=data))
    gone = {t.document for t in before.texts} - {t.document for t in after.texts}
    assert len(gone) == 1
    (consent,) = gone
    assert before.facts.documents[consent].consent is before.facts.consents["measurement"]
    purpose = next(
        purpose.text.by_language["tr"].value
        for activity in before.facts.activities.values()
        for purpose in activity.purposes
        if purpose.consent is before.facts.consents["measurement"]
    )
    assert any(purpose in layer.plain for text in before.texts for layer in text.layers)
    assert not any(purpose in layer.plain for text in after.texts for layer in text.layers)
    assert [f for f in after.findings if f.level is Level.ERROR] == []
    assert not [f for f in after.findings if f.code in ("USE-01", "CON-01")]


def test_a_choice_leads_to_its_notice_first_and_carries_no_transfer() -> None:
    """Consents and approvals of the company, in their short layers."""
    for text in published.outcome(DATA).texts:
        if text.type in ("consent", "message_approval"):
            html, plain = text.layer("short").html, text.layer("short").plain
            before = html.split('data-clause="recipients"')[0].split("veriyorum")[0]
            assert re.search(r'href="notice:illumination-', before), text.document
            assert "aktarılmasına" not in plain.replace("aktarılmasının dayanağı değildir", "")


def test_what_another_controller_gets_is_a_choice_of_its_own(tmp_path: Path) -> None:
    """One tick for the own report and for the partner's statistics cannot refuse the second."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / "processing/profiling-and-remarketing.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("consent: partner-statistics", "consent: statistics"), "utf-8")

    def places(folder: Path) -> list[str]:
        findings = pipeline.run(pipeline.Settings(data=folder, explained=False)).findings
        return [f.origin.path for f in findings if (f.code, f.sub) == ("CON-02", "sharing")]

    assert places(data) == ["purposes.prepare-statistics.consent"]
    assert places(DATA) == []
