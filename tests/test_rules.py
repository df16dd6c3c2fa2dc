"""Every rule by its own examples: the wrong one is found at its place, the right one is not."""

import ast
import importlib
import re
import shutil
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import checks, languages, law, loading, pipeline
from generator.checks import Finding, Level, Profile, Rule
from generator.checks.example import Change, Example, Reworded, steps
from generator.checks.finding import in_full
from generator.checks.rules import must_appear, plain_language, version_dated_and_current
from generator.errors import LoadingError, NoticesError
from generator.expression import Expression
from generator.model.facts import Facts
from generator.provenance import Fact
from generator.recipes import owing
from generator.scanning import comparing
from tests import published
from tests.conftest import CACHE

VALID = Path(__file__).parent.parent / "generator/starter"
RICH = Path(__file__).parent / "rich"
CONTROLLERS = {"starter": VALID, "rich": RICH}
DATA = Path(__file__).parent.parent / "data"
RULES = checks.all_rules()
WITH_EXAMPLES = [rule for rule in RULES if rule.example]


def put(node: Any, steps: Sequence[str | int], value: Any) -> Any:
    """`node` with `value` at the end of `steps`: None takes away, a mapping is merged."""
    if not steps:
        both = isinstance(node, dict) and isinstance(value, dict)
        return node | value if both else value
    step, *rest = steps
    if isinstance(step, int):
        assert step <= len(node)
        inside = put(node[step] if step < len(node) else None, rest, value)
        return node[:step] + ([] if inside is None else [inside]) + node[step + 1 :]
    node = node or {}
    inside = put(node.get(step), rest, value)
    return {k: v for k, v in (node | {step: inside}).items() if k != step or inside is not None}


def written(data: Path, example: Example, *, right: bool) -> bool:
    """Change the data as an example says; False where they are so already."""
    path, words = data / example.file, example.right if right else example.wrong
    if isinstance(example, Reworded):
        if words is None:
            return False
        assert not isinstance(words, str)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words[0], encoding="utf-8")
        twin = path.with_name(path.name.replace(".tr.", ".en."))
        twin.write_text(words[1], encoding="utf-8")
        return True
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    base = yaml.load(text, Loader=yaml.CBaseLoader) or {}
    value = None if words is None else yaml.load(words, Loader=yaml.CBaseLoader)
    changed = put(base, steps(example.path), value)
    if changed == base:  # the right example is mostly how it is there
        return False
    if changed or path.exists():
        path.write_text(
            yaml.safe_dump(changed, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return True


def found_in(data: Path) -> list[Finding]:
    found = pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings
    # A fact that an example leaves out is owed in the texts as well.
    return [f for f in found if f.code != "TXT-05"] or list(found)


def findings(tmp_path: Path, example: Example, *, right: bool = False) -> list[Finding]:
    """What all rules find in the controller of the example, changed as it says."""
    data = Path(shutil.copytree(CONTROLLERS[example.base], tmp_path / "data"))
    if written(data, example, right=right):
        return found_in(data)
    return list(published.outcome(CONTROLLERS[example.base]).findings)


def batches() -> list[dict[str, tuple[Rule, Example]]]:
    """Examples by the file of the rich controller that they change; in each batch, one for each."""
    made: list[dict[str, tuple[Rule, Example]]] = []
    for rule in WITH_EXAMPLES:
        example = rule.example
        if example is not None and CONTROLLERS[example.base] == RICH:
            free = next((batch for batch in made if example.file not in batch), None)
            if free is None:
                made.append(free := {})
            free[example.file] = rule, example
    return made


Found = dict[tuple[str, bool], list[Finding]]


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What a rule finds in its wrong and in its right example while other files have those of other
    rules: composing all texts for each alone would take most of the time. Where anything else is
    found, or nothing that should be, each is asked about alone."""
    made: Found = {}
    for right, batch in product((False, True), batches()):
        data = Path(shutil.copytree(RICH, tmp_path_factory.mktemp("once") / "data"))
        changes = [written(data, example, right=right) for _, example in batch.values()]
        found = found_in(data) if any(changes) else []
        own: Found = {}
        for rule, example in batch.values():
            wanted = in_full(rule.code, example.sub), example.place
            own[rule.code, right] = [f for f in found if (f.name, f.origin.path) == wanted]
        if sum(map(len, own.values())) == len(found):
            made |= {key: its for key, its in own.items() if bool(its) is not right}
    return made


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_wrong_example_is_found_at_its_place(
    rule: Rule, at_once: Found, tmp_path: Path
) -> None:
    """At the YAML path and with the sub-code of the example, by this rule and by no other."""
    assert rule.example is not None
    found = at_once.get((rule.code, False)) or findings(tmp_path, rule.example)
    assert {f.name for f in found} == {in_full(rule.code, rule.example.sub)}
    assert {f.origin.path for f in found} == {rule.example.place}
    reworded = isinstance(rule.example, Reworded)
    assert reworded or rule.on_texts or len(found) == 1
    if reworded:
        files = {f.origin.file.replace(".en.", ".tr.") for f in found}
        assert files == {f"data/{rule.example.file}"}


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_an_example_prints_the_lines_that_it_changes(rule: Rule) -> None:
    """As YAML, they are the change; what is not written is said to be missing."""
    assert isinstance(rule.example, Change | Reworded)
    for right, value in ((False, rule.example.wrong), (True, rule.example.right)):
        where, lines = rule.example.heading(right=right), rule.example.lines(right=right)
        assert where.startswith(("Wrong", "Right")[right])
        assert f"data/{rule.example.file}" in where or value is None
        assert ("without" in where) is (value is None)
        if isinstance(rule.example, Change) and value is not None:
            node = yaml.load(lines, Loader=yaml.CBaseLoader)
            for step in steps(rule.example.path):
                node = node[0 if isinstance(step, int) else step]
            assert node == yaml.load(value, Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_right_example_is_not_found(rule: Rule, at_once: Found, tmp_path: Path) -> None:
    """Nothing at all, by this rule or another."""
    assert rule.example is not None
    if at_once.get((rule.code, True)) != []:
        assert findings(tmp_path, rule.example, right=True) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_named_cited_and_explained(rule: Rule) -> None:
    """Code, slug and module belong together."""
    assert re.fullmatch(r"[A-Z]{3}-[0-9]{2}", rule.code)
    module = rule.check.__module__.rsplit(".", 1)[1]
    assert module in (rule.slug.replace("-", "_"), "questions", "must_appear")
    assert all(cited.instrument for cited in rule.citations)
    assert rule.what.endswith("?" if rule.question else ".")
    assert rule.why.endswith(".")


def test_a_citation_that_the_statute_book_does_not_list_is_refused() -> None:
    """With the rule that cites it."""
    rule = replace(RULES[0], cites="kvkk 99")
    with pytest.raises(LoadingError, match=f"{rule.code} cites “kvkk 99”"):
        _ = rule.citations


def test_the_citations_of_the_statute_book_are_those_of_rules() -> None:
    """None is left over but those of papers; a name is the statute and the article of its row."""
    listed = law.load().citations
    of_rules = {cited.id.value for rule in RULES for cited in rule.citations}
    assert of_rules | {owed.cites for owed in owing.OWED} == set(listed)
    for name, cited in listed.items():
        parts = [cited.statute and cited.statute.id.value, cited.article and cited.article.value]
        assert cited.named or name == " ".join(filter(None, parts))
        assert (cited.statute is None) is (cited.named is not None)


def test_each_row_of_the_statute_book_was_reviewed_on_a_day() -> None:
    """Not before it became law, unless it was announced; and not tomorrow."""
    book = law.load()
    for table in fields(book):
        for row in getattr(book, table.name).values():
            assert date(2026, 11, 24) <= row.reviewed.value <= pipeline.Settings().day


PERIODS = {
    "APP-08": ["application-answer"],
    "ABR-04": ["standard-contract-notification"],
    "MSG-03": ["iys-entry"],
    "MSG-04": ["message-refusal"],
    "BRE-01": ["breach-board"],
    "BRE-02": ["breach-board"],
    "RET-03": ["periodic-destruction", "destruction-7"],
}


@pytest.mark.parametrize("code", PERIODS)
def test_a_rule_names_the_period_of_the_statute_book(code: str) -> None:
    """In what it says of itself, in words or in figures."""
    (rule,) = [rule for rule in RULES if rule.code == code]
    book, english = law.load(), languages.get("en")
    said = f"{rule.what} {rule.why}".lower()
    for name in PERIODS[code]:
        row = book.deadlines.get(name) or book.retention_periods[name]
        period = row.period.value
        assert english.duration(period) in said or english.duration_words(period) in said


def test_a_period_shorter_than_the_statute_it_names_is_found(tmp_path: Path) -> None:
    """For each row of the statute book; one as long is fine."""
    for row in law.load().retention_periods.values():
        under = f"under: [{{statute: {row.statute.value}, article: '{row.article.value}'}}]"
        starts = "starts: {tr: teslim tarihi, en: the day of delivery}"
        least = row.period.value.parts[0][0]
        for years, wanted in ((least - 1, ["RET-01[too-short]"]), (least, [])):
            retention = f"{{period: {years} years, {starts}, {under}}}"
            example = change("processing/orders.yml", "purposes.deliver-order.retention", retention)
            found = findings(tmp_path / f"{row.id.value}-{years}", example)
            assert [f.name for f in found] == wanted


SUB_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_sub_codes_are_names_with_a_sentence(rule: Rule) -> None:
    """Whoever accepts one types it; whoever asks what it means is answered."""
    for sub, what in rule.kinds.items():
        assert SUB_CODE.fullmatch(sub), sub
        assert what.endswith("."), what


PACKAGE = Path(checks.__file__).parent / "rules"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_every_observation_has_a_sub_code_of_its_rule(path: Path) -> None:
    """None is made up where it is used, none is declared that is never used, none is forgotten."""
    module = importlib.import_module(
        ".".join(path.with_suffix("").relative_to(PACKAGE.parents[2]).parts)
    )
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Observation"
    ]
    used = [call.args[3] if len(call.args) > 3 else ast.Constant("") for call in calls]
    literal = {arg.value for arg in used if isinstance(arg, ast.Constant)}
    rules = getattr(module, "RULES", None) or [module.RULE] if hasattr(module, "RULE") else []
    declared = {sub for rule in rules for sub in rule.sub_codes}
    declared |= set(getattr(module, "SUB_CODES", {}))
    if path.name in ("accepted_finding_stands.py", "must_appear.py") or path.stem == "__init__":
        return  # used by `acceptance`; a table; the sum of its parts
    assert literal - {""} <= declared
    assert "" not in literal or not declared
    declared -= observed_by_a_scan()
    assert literal - {""} == declared or any(not isinstance(arg, ast.Constant) for arg in used)


def observed_by_a_scan() -> set[str]:
    """The sub-codes that no rule finds in the data alone."""
    path = Path(comparing.__file__)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Observation"
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_a_rule_reports_the_languages_in_which_it_does_not_look() -> None:
    """Not silence, and not a traceback: a warning at the language, for each such rule."""
    outcome = pipeline.run(pipeline.Settings(data=VALID))
    (name, site), *_ = outcome.facts.sites.items()
    german = Fact("de", site.languages[1].origin._replace(path="ornek.languages[2]"))
    sites = {name: replace(site, languages=(*site.languages, german))}
    texts = [replace(text, language="de") for text in outcome.texts if text.language == "en"]
    facts = replace(outcome.facts, sites=sites)
    day = outcome.texts[0].day
    subject = checks.Subject(facts, outcome.law, day, [*outcome.texts, *texts])
    for rule in RULES:
        unread = [f for f in rule.run(subject) if f.sub == "no-phrase-list"]
        assert len(unread) == bool(rule.phrases)
        for finding in unread:
            assert finding.level is Level.WARNING
            assert finding.place == "sites.yml#ornek.languages[2]"
            assert "“de”" in finding.message
    assert sum(bool(rule.phrases) for rule in RULES) > 15


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_that_looks_for_words_declares_its_lists(rule: Rule) -> None:
    """Each list by language in its module, so that a missing language is reported."""
    module = importlib.import_module(rule.check.__module__)
    lists = [
        value
        for value in vars(module).values()
        if isinstance(value, dict) and value and set(value) <= {"tr", "en"}
    ]
    assert rule.slug in ("no-missing-wrong-misleading",) or all(
        any(value is declared for declared in rule.phrases) for value in lists
    )


def test_codes_and_slugs_are_unique() -> None:
    """The code is the thread to pull."""
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.slug for rule in RULES}) == len(RULES)


def test_findings_name_lines_that_are_there() -> None:
    """Each finding in the company's own data points into a file of this project."""
    for finding in published.outcome(DATA).findings:
        path = DATA.parent / finding.origin.file
        assert finding.origin.line <= len(path.read_text(encoding="utf-8").split("\n"))


QUESTIONS = [rule for rule in RULES if rule.question]


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    """The fictional controller without what answers by itself: a plan of today BRE-02, a policy of
    retention and disposal that the tool writes RET-02."""
    data = Path(shutil.copytree(RICH, tmp_path_factory.mktemp("asking") / "data"))
    security = data / "security.yml"
    plan = security.read_text(encoding="utf-8").replace("reviewed: 2026", "reviewed: 2016")
    security.write_text(plan, encoding="utf-8")
    (data / "documents/retention-policy.yml").unlink()
    (data / "disposal.yml").unlink()
    with (data / "answers.yml").open("a", encoding="utf-8") as answers:
        answers.write("policy: {code: RET-02, answer: yes, role: legal counsel, until: 2099-12-31}")
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE))


def levels(outcome: pipeline.Outcome, facts: Facts, rule: Rule, profile: Profile) -> list[str]:
    """Of what a question finds in these facts, whatever is accepted there."""
    day = outcome.settings.day
    subject = checks.Subject(facts, outcome.law, day, outcome.texts, profile, outcome.site)
    found = checks.accept(list(rule.run(subject)), subject, RULES)
    return [f.level.value for f in found if f.code == rule.code]


@pytest.mark.parametrize("rule", QUESTIONS, ids=lambda rule: rule.code)
def test_an_unanswered_question_never_passes_in_silence(
    rule: Rule, asking: pipeline.Outcome
) -> None:
    """A warning in a draft, an error before a release; an answer past its day is asked again."""
    answers, facts = asking.facts.answers, asking.facts
    own = {key: answer for key, answer in answers.items() if answer.code.value == rule.code}
    others = {key: answer for key, answer in answers.items() if key not in own}
    gone = Fact(date(2020, 1, 1), asking.facts.controller.origin)
    past = {key: replace(answer, until=gone) for key, answer in own.items()}
    assert own
    without, late = replace(facts, answers=others), replace(facts, answers=others | past)
    assert levels(asking, facts, rule, Profile.RELEASE) == []
    assert levels(asking, without, rule, Profile.DRAFT) == ["warning"]
    assert levels(asking, without, rule, Profile.RELEASE) == ["error"]
    assert levels(asking, late, rule, Profile.DRAFT) == ["warning"]


def test_each_question_shows_the_block_that_answers_it(
    asking: pipeline.Outcome, tmp_path: Path
) -> None:
    """What is printed, with its gap filled in, is an answer."""
    data = Path(shutil.copytree(asking.settings.data, tmp_path / "data"))
    codes = {rule.code for rule in QUESTIONS}

    def asked(answers: str) -> list[Finding]:
        (data / "answers.yml").write_text(answers, encoding="utf-8")
        outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
        return [f for f in outcome.findings if f.code in codes]

    found = asked("")
    assert sorted(f.code for f in found) == sorted(codes)
    assert all(f.hint.endswith("Add to data/answers.yml:") for f in found)
    blocks = "\n".join(line for f in found for line in f.block)
    assert asked(blocks.replace("<yes, no or not-applicable>", "yes")) == []


@pytest.mark.parametrize(
    ("reply", "draft", "release"),
    [
        ("answer: yes", [], []),
        ("answer: no, words: Henüz yapılmıyor", ["warning"], ["error"]),
        ("answer: not-applicable, words: Böyle bir süreç yok", [], []),
        ("answer: not-applicable", ["warning"], ["error"]),
        ("answer: not-applicable, words: <why>", ["warning"], ["error"]),
    ],
)
def test_a_no_closes_no_question(
    tmp_path: Path, reply: str, draft: list[str], release: list[str]
) -> None:
    """Each question; what does not apply says why."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    answers = data / "answers.yml"
    text = answers.read_text(encoding="utf-8")
    answers.write_text(text.replace("answer: yes", reply), encoding="utf-8")
    outcome, facts = published.outcome(RICH), loading.load(data)
    asked = [rule for rule in QUESTIONS if f"code: {rule.code}," in text]
    assert len(asked) >= 15
    for rule in asked:
        for profile, expected in ((Profile.DRAFT, draft), (Profile.RELEASE, release)):
            found = levels(outcome, facts, rule, profile)
            assert found in (expected, []), rule.code
            assert (
                found == expected or rule.code == "BRE-02"
            )  # a plan of today answers it by itself


def test_an_answer_in_words_is_told_where_these_belong(tmp_path: Path) -> None:
    """As it was written before: one message for each, which says what to write."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    answers = data / "answers.yml"
    text = answers.read_text(encoding="utf-8")
    old = text.replace("answer: yes", "answer: Kayıtlar saklanıyor.", 1)
    answers.write_text(old, encoding="utf-8")
    with pytest.raises(NoticesError) as caught:
        pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    (problem,) = caught.value.problems
    assert "Write yes, no or not-applicable." in problem.hint
    assert "“words:”" in problem.hint


@pytest.mark.parametrize("rule", must_appear.RULES, ids=lambda rule: rule.code)
def test_what_must_appear_is_missed_when_it_is_gone(rule: Rule) -> None:
    """In each text of each type it is about, as soon as its words are blotted out."""
    outcome = published.outcome(RICH)

    def found(texts: list[Expression]) -> int:
        subject = checks.Subject(outcome.facts, outcome.law, outcome.texts[0].day, texts)
        return len(list(rule.run(subject)))

    assert found(list(outcome.texts)) == 0
    blotted = [
        replace(
            text,
            layers=tuple(
                replace(layer, html=re.sub(r">[^<]+<", "> <", layer.html)) for layer in text.layers
            ),
        )
        for text in outcome.texts
    ]
    assert found(blotted) >= 2


def test_a_long_sentence_is_noticed() -> None:
    """More than sixty words, in a text of any type."""
    outcome = pipeline.run(pipeline.Settings(data=VALID))
    text = outcome.texts[0]
    long = f"<article><p>{'kelime ' * 61}</p></article>"
    changed = replace(text, layers=(replace(text.layers[0], html=long),))
    subject = checks.Subject(outcome.facts, outcome.law, text.day, [changed])
    assert list(plain_language.check(subject))


def test_a_repealed_citation_is_found_in_a_text() -> None:
    """Whatever file its words came from."""
    outcome = pipeline.run(pipeline.Settings(data=VALID))
    text = outcome.texts[0]
    old = "<article><p>Kanun m. 6/2 uyarınca</p></article>"
    changed = replace(text, layers=(replace(text.layers[0], html=old),))
    subject = checks.Subject(outcome.facts, outcome.law, text.day, [changed])
    assert len(list(version_dated_and_current.check(subject))) == 1


def change(file: str, path: str, written: str) -> Change:
    return Change(file, path, written, None)


@pytest.mark.parametrize("written", ["<b>Data</b> unit", "Data &amp; unit", "Data<br/>unit"])
def test_markup_in_a_fact_is_found(written: str, tmp_path: Path) -> None:
    """It would be printed as it is written; signs of a text are none."""
    example = change("controller.yml", "unit", f"{{tr: Veri birimi, en: {written!r}}}")
    (found,) = [f for f in findings(tmp_path, example) if f.code == "TXT-02"]
    assert "is markup, which readers would see" in found.message
    assert found.origin.path == "unit.en"
    plain = change("controller.yml", "unit", "{tr: Veri birimi, en: 'Data & more, 3 < 4 > 2'}")
    assert not [f for f in findings(tmp_path / "plain", plain) if "markup" in f.message]


def test_an_address_with_its_scheme_is_no_address(tmp_path: Path) -> None:
    """The page would link to “mailto:mailto:…”."""
    example = change("controller.yml", "email", "mailto:kvkk@example.com")
    assert {f.code for f in findings(tmp_path, example)} == {"IDN-02"}


def test_a_form_that_no_document_shows_is_found_once(tmp_path: Path) -> None:
    """And not once for each of its texts."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    (data / "documents/report.yml").unlink()
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    form = [f for f in outcome.findings if f.origin.file == "data/forms/report.yml"]
    assert [f.message for f in form] == ["no document shows this form, so it has no effect."]


def test_the_same_words_in_both_languages_are_found(tmp_path: Path) -> None:
    """A translation that was forgotten; short names may be the same."""
    same = "Kişisel verilerinizi her zaman özenle koruruz."
    example = change("promises.yml", "statements", f"[{{tr: {same}, en: {same}}}]")
    found = [f.message for f in findings(tmp_path, example) if f.code == "TXT-02"]
    assert found == ["both languages have the same words."]
