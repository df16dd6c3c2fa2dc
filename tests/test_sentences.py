"""Rules on words: sentences that each must find, and near ones that it must let pass."""

import inspect
from pathlib import Path

import pytest
import yaml

from generator import checks
from generator.checks import Rule
from generator.checks.periods import DAYS, later
from generator.checks.phrases import first, phrases
from generator.checks.rules import (
    application_30_days,
    breach_board_72_hours,
    ecm_refusal_3_business_days,
)
from generator.checks.subject import folded

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text("utf-8"))
RULES = {rule.code: rule for rule in checks.all_rules()}
CASES = [
    (code, language, sentence, kind == "found")
    for code, by_language in SENTENCES.items()
    for language, kinds in by_language.items()
    for kind, sentences in kinds.items()
    for sentence in sentences
]
PERIODS = {
    "BRE-01": (breach_board_72_hours.TO_THE_BOARD, 3),
    "MSG-04": (ecm_refusal_3_business_days.REFUSAL, 4.2),
}
"""What sentences on a period of the law speak of, and its length in days."""
AUDITS = RULES["SEC-01"].phrases[1]
"""What is wanted, and not refused."""


def found(rule: Rule, language: str, sentence: str) -> bool:
    words = folded(sentence, language)
    if rule.code == "APP-08":
        late = application_30_days.late(words, language, 30)
        return bool(late)
    if rule.code in PERIODS and later(words, language, *PERIODS[rule.code]):
        return True
    aside = (AUDITS, DAYS, *(about for about, _ in PERIODS.values()))
    return any(first(words, language, listed) for listed in rule.phrases if listed not in aside)


@pytest.mark.parametrize(("code", "language", "sentence", "wanted"), CASES)
def test_a_sentence_is_found_or_passes(
    code: str, language: str, sentence: str, wanted: bool
) -> None:
    assert found(RULES[code], language, sentence) is wanted


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_on_phrases_has_sentences(rule: Rule) -> None:
    """In each of its languages, of both kinds."""
    module = inspect.getmodule(rule.check)
    if getattr(module, "phrases", None) is phrases:
        for listed in rule.phrases:
            for language in listed:
                assert set(SENTENCES[rule.code][language]) == {"found", "near"}


@pytest.mark.parametrize(
    ("phrase", "words", "wanted"),
    [
        ("kapat-", "kapatılması", True),
        ("kapat-", "kapı", False),
        ("-emez", "veremez", True),
        ("-emez", "veremezsiniz", False),
        ("silin+", "silinecektir", True),
        ("silin+", "silinmez", False),
        ("silin+", "silinmesi", False),
        ("başta … üzere", "başta a, b ve c olmak üzere", True),
        ("başta … üzere", "başta a. üzere", False),
        ("a|b c", "b\u00a0c", True),
        ("!-dığı gibi", "olduğu, sandığı gibi", False),
        ("!-dığı gibi", "a gibi", True),
        ("sağlık !sigorta-", "sağlık sigortası", False),
        ("sağlık !sigorta-", "sağlık verisi", True),
        ("hâl", "HAL", True),
        ("sipariş", "SI\u0307PARI\u0307Ş", True),
        ("kanun-", "Kanun'un", True),
    ],
)
def test_the_signs_of_a_phrase(phrase: str, words: str, wanted: bool) -> None:
    listed = phrases(tr=(phrase,))
    assert bool(first(folded(words, "tr"), "tr", listed)) is wanted
