"""Every written doubt is reported where it stands, and marked wherever what it is about is printed.

The YAML is walked here, and not the model: what the model loses would be lost for the test too.
"""

import json
import random
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator import keys, pipeline
from generator.cache import Layout
from generator.catalogue import said
from generator.checks import Profile
from generator.checks.rules.no_missing_wrong_misleading.doubts import says_confirmed
from generator.checks.topics import COMPANY
from generator.editing import Edition
from generator.errors import LoadingError
from generator.keys import schema
from generator.recipes.questioning.answers import Answer, Answers, Respondent
from generator.recipes.questioning.questions import questions
from generator.recipes.questioning.taking import Taking
from tests.conftest import CACHE, ROOT

RICH = ROOT / "tests" / "rich"
Path_ = tuple[str | int, ...]
Leaf = tuple[str, Path_]
_ASIDE = ("unconfirmed", "internal")


def loaded(path: Path) -> Any:
    """Every scalar as it is written."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def files(data: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(data.rglob("*.yml")):
        if "releases" not in path.parts:
            yield path.relative_to(data).as_posix(), loaded(path)


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The paths of all that is written, a value that stands below “value:” with its marks once."""
    if isinstance(value, dict) and "value" not in value:
        for key, inside in value.items():
            if key not in _ASIDE:
                yield from leaves(inside, (*path, key))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from leaves(inside, (*path, number))
    elif value:
        yield path


def doubts(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The paths of the mappings that have an “unconfirmed:”."""
    if isinstance(value, dict):
        if "unconfirmed" in value:
            yield path
        for key, inside in value.items():
            yield from doubts(inside, (*path, key))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from doubts(inside, (*path, number))


def place(file: str, path: Path_) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"{file}#{steps.removeprefix('.')}"


def doubtful(data: Path, marked: dict[Leaf, str]) -> None:
    """Put a doubt on each leaf."""
    for name in {file for file, _ in marked}:
        content = loaded(data / name)
        for (file, path), reason in marked.items():
            if file == name:
                owner = content
                for step in path[:-1]:
                    owner = owner[step]
                value = owner[path[-1]]
                value = value if isinstance(value, dict) else {"value": value}
                owner[path[-1]] = {**value, "unconfirmed": reason}
        (data / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def run(data: Path, profile: Profile = Profile.RELEASE) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE, profile=profile))


def printed(outcome: pipeline.Outcome, *, in_doubt: bool = False) -> set[str]:
    """The places of all that some text prints, or of what it prints as doubtful."""
    return {
        origin.key.removeprefix("data/")
        for text in outcome.texts
        for layer in text.layers
        for clause in layer.clauses
        for statement in clause.statements
        if statement.unconfirmed or not in_doubt
        for origin in statement.origins
    }


def reported(outcome: pipeline.Outcome) -> set[str]:
    return {f.place for f in outcome.findings if f.name == "TXT-02[unconfirmed]"}


@pytest.mark.parametrize("data", [ROOT / "data"], ids=["company"])
def test_each_written_doubt_of_the_company_is_reported(data: Path) -> None:
    """Each once, at its place, and with a mark wherever something of it is printed."""
    outcome = run(data)
    written = {place(file, path) for file, content in files(data) for path in doubts(content)}
    assert len(written) > 100
    assert written - reported(outcome) == set()
    places = [f.place for f in outcome.findings if f.name == "TXT-02[unconfirmed]"]
    assert len(places) == len(set(places))
    everything, marked = printed(outcome), printed(outcome, in_doubt=True)
    for file, content in files(data):
        for path in doubts(content):
            own = place(file, path)
            below = {p for p in everything if p == own or p.startswith((f"{own}.", f"{own}["))}
            assert not below or below & marked, own


@pytest.fixture(scope="module")
def sure() -> set[str]:
    return printed(run(RICH))


PARTS = 3


def sample(part: int) -> dict[Leaf, str]:
    """A doubt on some of all leaves; each leaf is in one of the parts, and always in the same."""
    listed = [(file, path) for file, content in files(RICH) for path in leaves(content)]
    random.Random(1).shuffle(listed)
    chosen = listed[part::PARTS]
    return {leaf: f"Is it so, number {number}?" for number, leaf in enumerate(chosen)}


@pytest.mark.parametrize("part", range(PARTS))
def test_a_doubt_may_stand_on_every_leaf(tmp_path: Path, sure: set[str], part: int) -> None:
    data = shutil.copytree(RICH, tmp_path / "data")
    marked = sample(part)
    doubtful(data, marked)
    outcome = run(data)
    written = {place(*leaf) for leaf in marked}
    assert written - reported(outcome) == set()
    assert (written & sure) - printed(outcome, in_doubt=True) == set()


def marked(outcome: pipeline.Outcome, kind: str, language: str) -> list[str]:
    """What is marked as doubtful in the texts of a type (blank: of any)."""
    return [
        part.partition("</span>")[0]
        for text in outcome.texts
        if text.type == (kind or text.type) and text.language == language
        for layer in text.layers
        for part in layer.html.split('<span data-unconfirmed="">')[1:]
    ]


REFERENCES: dict[str, tuple[Path_, str, str]] = {
    "article": (
        ("processing/orders.yml", "bases", 0, "article"),
        "bir sözleşmenin kurulması veya ifası", "conclusion or performance of a contract",
    ),
    "statute": (
        ("processing/orders.yml", "retention", "under", 0, "statute"),
        "Türk Ticaret Kanunu", "Turkish Commercial Code",
    ),
    "recipient": (("processing/candidates.yml", "recipients", 0), "İrlanda", "Ireland"),
    "data": (("processing/orders.yml", "data", 0), "ad ve soyad", "name and surname"),
    "subject": (("processing/orders.yml", "subjects", 0), "müşteri", "customer"),
    "mechanism": (("recipients.yml", "mechanism"), "m.\xa09/4-b", "art.\xa09(4)(b)"),
    "special": (
        ("data-categories.yml", "special"),
        "Özel nitelikli kişisel verilerdir", "Special category of personal data",
    ),
    "class of cookies": (("cookies.yml", "category"), "Zorunlu", "Strictly necessary"),
    "provider": (("cookies.yml", "providers", 0), "Hollanda", "Netherlands"),
    "group in the scope": (("documents/policy.yml", "scope", 0), "Müşteri", "Customer"),
    "point": (("documents/", "collection_point"), "Başvuru Formu", "Application Form"),
    "channel": (("messages.yml", "channels", 0), "E-posta", "E-mail"),
}  # fmt: skip
"""Where an id stands that a text prints in the words of what it names: file, end of the path; words
of it that no other of these doubts marks, in each language."""


def leaf_of(where: str, *end: str | int) -> Leaf:
    return next(
        (file, path)
        for file, content in files(RICH)
        if file.startswith(where)
        for path in leaves(content)
        if path[-len(end) :] == tuple(end)
    )


@pytest.fixture(scope="module")
def referring(tmp_path_factory: pytest.TempPathFactory) -> tuple[pipeline.Outcome, dict[str, Leaf]]:
    """All of them in doubt."""
    data = Path(shutil.copytree(RICH, tmp_path_factory.mktemp("references") / "data"))
    doubted = {name: leaf_of(str(where), *end) for name, ((where, *end), *_) in REFERENCES.items()}
    doubtful(data, dict.fromkeys(doubted.values(), "Is it this one?"))
    return run(data), doubted


def test_a_doubt_about_references_is_reported_and_nothing_else(
    referring: tuple[pipeline.Outcome, dict[str, Leaf]],
) -> None:
    """`article: {value: 5/2-c, unconfirmed: …}`: the fact is which of them it is."""
    outcome, doubted = referring
    errors = [f.name for f in outcome.findings if f.level == "error"]
    assert errors == ["TXT-02[unconfirmed]"] * len(REFERENCES)
    assert reported(outcome) == {place(*leaf) for leaf in doubted.values()}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_doubt_about_a_reference_marks_what_it_names(
    referring: tuple[pipeline.Outcome, dict[str, Leaf]], name: str
) -> None:
    for language, words in zip(("tr", "en"), REFERENCES[name][1:], strict=True):
        parts = {re.sub("<[^>]*>", "", part) for part in marked(referring[0], "", language)}
        assert words in parts, language


BARE = "{article: 5/1, unconfirmed: Proposed by us.}"


def test_a_basis_that_is_an_article_alone_can_be_in_doubt(tmp_path: Path) -> None:
    """The mark stands on the words of the basis, in the notice and in the policy."""
    data = shutil.copytree(RICH, tmp_path / "data")
    (data / "bases.yml").write_text(f"consented: {BARE}\n", "utf-8")
    file = data / "processing" / "newsletter.yml"
    text = file.read_text("utf-8")
    assert "article: 5/1" in text
    content = loaded(file)
    purpose = next(iter(content["purposes"].values()))
    owner = purpose if "bases" in purpose else content
    owner["bases"] = ["consented"]
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    outcome = run(data)
    assert reported(outcome) == {"bases.yml#consented"}
    for kind in ("notice", "policy"):
        assert any(
            'data-unconfirmed="">açık rıza' in t.layer("full").html
            for t in outcome.texts
            if (t.type, t.language) == (kind, "tr")
        ), kind


CHOICES: dict[str, tuple[str, Path_, str, str]] = {
    "abroad": ("recipients.yml", ("cloud", "abroad"), "policy", "Aktarımın dayanağı"),
    "not abroad": ("recipients.yml", ("carrier", "abroad"), "policy", "yalnızca Türkiye'de"),
    "fee": ("application.yml", ("fee",), "policy", "Hiçbir hâlde ücret istenmez."),
    "addressees": ("messages.yml", ("addressees",), "policy", "Tacir veya esnaf olmayanlara"),
    "optional": (
        "data-categories.yml", ("identity", "items", "birth-year", "optional"),
        "notice", "İsteğe bağlı",
    ),
    "observed": (
        "data-categories.yml", ("customer-transaction", "items", "receipt", "obtained"),
        "policy", "Gözlem yoluyla elde edilen",
    ),
    "not abroad in a notice": (
        "recipients.yml", ("carrier", "abroad"), "notice", "Kargo şirketleri",
    ),
    "not abroad of an authority": (
        "recipients.yml", ("authorities", "abroad"), "notice", "Yetkili kamu kurum",
    ),
    "role": ("recipients.yml", ("authorities", "role"), "consent", "Yetkili makamlara"),
}  # fmt: skip


@pytest.fixture(scope="module")
def choosing(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    """All of them in doubt; none marks the words of another."""
    data = Path(shutil.copytree(RICH, tmp_path_factory.mktemp("choices") / "data"))
    doubtful(data, {(file, path): "Is it?" for file, path, *_ in CHOICES.values()})
    return run(data)


@pytest.mark.parametrize("name", CHOICES)
def test_a_doubtful_choice_marks_the_sentence_that_it_chose(
    choosing: pipeline.Outcome, name: str
) -> None:
    _, _, kind, words = CHOICES[name]
    parts = marked(choosing, kind, "tr")
    assert any(words in part for part in parts), parts


CONFIRMED = (
        "Teyit edildi.", "Teyit edilmiştir", "Teyit edildi, 28.11.2026", "Şirket teyit etti.",
        "Adres doğrulandı.", "Onaylanmıştır.", "Confirmed.", "It is confirmed.",
        "Verified with the company.", "The address was confirmed by phone.",
        "The company confirmed it on 2026-11-20.", "This has been confirmed.",
)  # fmt: skip


def test_a_doubt_that_says_it_is_confirmed_is_reported(tmp_path: Path) -> None:
    """Each of them, on a leaf of its own."""
    data = shutil.copytree(RICH, tmp_path / "data")
    content = loaded(data / "security.yml")
    marked: dict[Leaf, str] = {
        ("security.yml", path): reason
        for path, reason in zip(leaves(content), CONFIRMED, strict=False)
    }
    assert len(marked) == len(CONFIRMED)
    doubtful(data, marked)
    found = [(f.name, f.place) for f in run(data, Profile.DRAFT).findings]
    assert sorted(found) == sorted(("TXT-02[confirmed]", place(*leaf)) for leaf in marked)


@pytest.mark.parametrize(
    "reason",
    [
        "Not confirmed.", "To be confirmed by the company.", "Teyit edilmedi.", "Teyit edilecek.",
        "Was it confirmed?", "Teyit edildi mi?", "Confirmed by nobody.", "Until it is confirmed.",
        "The channels in use are to be confirmed.", "Henüz onaylanmadı.", "Şirket teyit etmedi.",
        "Taken from the sister site; must be confirmed.", "Şirket teyit edinceye kadar.",
        "Sözleşme internetten onaylandı; içinde veri koruma hükmü olup olmadığı bilinmiyor.",
        "The contract was confirmed by a click; what it says is not known.",
    ],
)  # fmt: skip
def test_a_doubt_is_not_taken_for_a_confirmation(reason: str) -> None:
    assert not says_confirmed(reason)


IN_BOTH = "{tr: Bu numara santralin mi?, en: Is it the switchboard?}"


@pytest.mark.parametrize("shared", [True, False], ids=["named", "in place"])
def test_a_doubt_in_both_languages_is_read_in_that_of_the_reader(
    tmp_path: Path, shared: bool
) -> None:
    """English where it is said in English, as every message; from the cache as well."""
    data = shutil.copytree(RICH, tmp_path / "data")
    doubtful(data, {("controller.yml", ("phone",)): "which-line"})
    if shared:
        (data / "doubts.yml").write_text(f"which-line:\n  reason: {IN_BOTH}\n", "utf-8")
    else:
        content = (data / "controller.yml").read_text(encoding="utf-8")
        (data / "controller.yml").write_text(content.replace('"which-line"', IN_BOTH), "utf-8")
    settings = pipeline.Settings(
        data=data, profile=Profile.RELEASE, cache=Layout(tmp_path / "cache")
    )
    for _ in range(2):
        (finding,) = pipeline.run(settings).findings
        assert finding.name == "TXT-02[unconfirmed]"
        assert said(finding.message, "en").endswith("Is it the switchboard?")
        assert said(finding.message, "tr").endswith("Bu numara santralin mi?")


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("{de: Stimmt es?}", "“de” is not known here."),
        ("{tr: , en: }", "“unconfirmed:” needs the reason of the doubt."),
        ("[Is it?]", "“unconfirmed:” needs the reason of the doubt."),
    ],
)
def test_a_doubt_is_words_or_a_text(tmp_path: Path, reason: str, message: str) -> None:
    data = shutil.copytree(RICH, tmp_path / "data")
    doubtful(data, {("controller.yml", ("phone",)): "Is it?"})
    content = (data / "controller.yml").read_text(encoding="utf-8")
    (data / "controller.yml").write_text(content.replace('"Is it?"', reason), "utf-8")
    with pytest.raises(LoadingError) as refused:
        run(data)
    assert message in str(refused.value)


def test_a_doubt_in_one_language_alone_is_read_in_it(tmp_path: Path) -> None:
    data = shutil.copytree(RICH, tmp_path / "data")
    doubtful(data, {("controller.yml", ("phone",)): "which-line"})
    (data / "doubts.yml").write_text("which-line: {reason: {en: Is it?}}\n", "utf-8")
    (finding,) = run(data).findings
    assert said(finding.message, "tr").endswith("Is it?")


def test_a_proposal_is_reported_with_its_doubt(tmp_path: Path) -> None:
    """What is proposed, by whom, and who decides; also by a copy of the facts."""
    data = shutil.copytree(RICH, tmp_path / "data")
    file = data / "controller.yml"
    (phone,) = (x for x in file.read_text("utf-8").splitlines() if x.startswith("phone: "))
    proposed = "{value: 0212 000 00 01, role: muhasebe, day: 2026-11-29}"
    doubtful = f"phone: {{value: {phone[7:]}, unconfirmed: Is it?, proposed: {proposed}}}"
    file.write_text(file.read_text("utf-8").replace(phone, doubtful), "utf-8")
    hints = [f.hint for f in run(data).findings if f.name == "TXT-02[unconfirmed]"]
    assert hints == [
        "Proposed is “0212 000 00 01” (muhasebe, 2026-11-29). A lawyer decides on it, writes what "
        "is right and deletes “unconfirmed:” and “proposed:”."
    ]


UNKNOWN = {
    "recipients.yml#cloud.notified": (
        "  notified: {value: 2026-02-05, internal: yes}",
        "  notified: {unconfirmed: 'Hangi gün?', internal: yes}",
    ),
    "retention.yml#recordings.period": ("period: 30 days", "period: {unconfirmed: 'Kaç gün?'}"),
    "cookies.yml#listed.ga.lifetime": (
        "    lifetime: 2 years",
        "    lifetime:\n      value:\n      unconfirmed: Ne kadar?",
    ),
}
"""Days, periods and lifetimes that nobody knows, written without a value that would be made up."""


def test_what_is_not_known_is_a_question_without_a_value(tmp_path: Path) -> None:
    """Reported at its place, printed as not stated, and what an editor takes as well."""
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    schemas = {file.name: schema.of(file) for file in keys.files()}
    for at, (old, new) in UNKNOWN.items():
        file = at.partition("#")[0]
        words = (data / file).read_text("utf-8")
        assert old in words, at
        (data / file).write_text(words.replace(old, new, 1), "utf-8")
        content = yaml.load((data / file).read_text("utf-8"), Loader=yaml.SafeLoader)
        errors = Draft7Validator(schemas[file]).iter_errors(
            json.loads(json.dumps(content, default=str))
        )
        assert not [error.message for error in errors if "unconfirmed" in str(error.instance)]
    outcome = run(data)
    found = {finding.place: finding.name for finding in outcome.findings}
    names = {(finding.name, finding.place) for finding in outcome.findings}
    for at in UNKNOWN:
        assert ("TXT-02[unconfirmed]", at) in names, found.get(at)
    assert ("ABR-04[unknown]", "recipients.yml#cloud.notified") in names
    cookies = next(t for t in outcome.texts if (t.type, t.language) == ("cookies", "tr"))
    assert "henüz belirtilmedi" in cookies.layers[-1].plain
    assert "None" not in "".join(layer.plain for t in outcome.texts for layer in t.layers)


def test_what_must_be_written_has_a_value(tmp_path: Path) -> None:
    """The day until which a finding may stand is no question to the company."""
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    path = data / "answers.yml"
    words = path.read_text("utf-8")
    path.write_text(
        words.replace("until: 2099-12-31", "until: {unconfirmed: 'Ne zaman?'}", 1), "utf-8"
    )
    with pytest.raises(LoadingError, match="here a value is expected"):
        run(data)


def test_the_answer_takes_the_place_of_the_question(tmp_path: Path) -> None:
    """A form of questions, answered with a day."""
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    old, new = UNKNOWN["recipients.yml#cloud.notified"]
    path = data / "recipients.yml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    asked = questions(data, run(data).findings, "tr")
    (question,) = (q for q in asked if q.asks.startswith("Hangi gün?"))
    edition = Edition(data)
    answer = Answer(question, Respondent("CEO", date(2026, 11, 29)), words="2026-02-04")
    Taking(edition, COMPANY).take(Answers((answer,)))
    edition.write()
    written = loaded(path)["cloud"]["notified"]
    assert written == {"value": "2026-02-04", "internal": "yes"}
