"""Rules that a machine cannot decide: each asks a person, and an answer holds until a day.

The answers stand in `data/answers.yml`: yes, no, or not applicable with the reason. A question that
is not answered, or answered by no, is a warning in a draft and an error before a release; it never
passes in silence.
"""

from collections.abc import Callable, Iterator
from datetime import date

from generator.checks.finding import Level, Observation
from generator.checks.phrases import phrases
from generator.checks.rule import Question, Rule
from generator.checks.subject import Subject
from generator.languages import TURKISH
from generator.message import say
from generator.model.acceptance import Answer, Reply
from generator.model.bases import INTEREST
from generator.model.controller import RegistryStatus
from generator.model.statute import Confidence
from generator.provenance import Fact, Origin


def _always(_: Subject) -> bool:
    return True


def _registered(subject: Subject) -> bool:
    return subject.facts.controller.verbis.status.value is RegistryStatus.REGISTERED


def _indirect(subject: Subject) -> bool:
    activities = subject.facts.activities.values()
    return any(a.collection.source or a.supplied for a in activities)


def _interests(subject: Subject) -> bool:
    """Something rests on legitimate interest: a purpose, a step of one, or a cookie."""
    purposes = [purpose for _, purpose in subject.purposes]
    cookies = subject.facts.cookies.listed if subject.facts.cookies else ()
    bases = (
        *(basis for purpose in purposes for basis in purpose.bases),
        *(basis for purpose in purposes for step in purpose.steps for basis in step.bases),
        *(cookie.basis for cookie in cookies if cookie.basis),
    )
    return any(basis.article.id.value == INTEREST for basis in bases)


def _consents(subject: Subject) -> bool:
    return bool(subject.facts.consents)


def _cookies(subject: Subject) -> bool:
    return subject.facts.cookies is not None


def _unplanned(subject: Subject) -> bool:
    """A plan that was looked through within a year answers the question by itself."""
    plan = subject.facts.security.breach.plan
    return plan is None or (subject.day - plan.reviewed.value).days > 366


def _messages(subject: Subject) -> bool:
    return bool(subject.facts.messages.channels)


TILL = phrases(tr=("kasa|kasada|kasalar|kasalarda|kasanın", "mağaza-", "sadakat-"))[TURKISH]


def _shop(subject: Subject) -> bool:
    """Some Turkish text speaks of a shop, its till or a loyalty programme."""
    return any(TILL.search(words) for _, code, words in subject.lowered if code == TURKISH)


def _ask(
    code: str,
    slug: str,
    cites: str,
    question: str,
    why: str,
    role: str,
    applies: Callable[[Subject], bool] = _always,
    confidence: Confidence | None = None,
) -> Rule:
    def check(subject: Subject) -> list[Observation]:
        return unanswered(subject, code, slug, role, question) if applies(subject) else []

    return Rule(
        code=code,
        slug=slug,
        level=Level.WARNING,
        cites=cites,
        confidence=confidence,
        what=question,
        why=why,
        check=check,
        question=Question(role),
    )


def unanswered(
    subject: Subject, code: str, slug: str, role: str, question: str
) -> list[Observation]:
    """The question of the rule `code` where it has no answer, or one that does not close it."""
    answers = [a for a in subject.facts.answers.values() if a.code.value == code]
    if answers:
        return [seen for answer in answers for seen in _open(answer, subject.day, question)]
    hint = say("To be answered by: {role}. Add to data/answers.yml:", role=say(role))
    block = _block(code, slug, role, subject.day)
    return [Observation(Origin("data/answers.yml"), question, hint, block=block)]


def _open(answer: Answer, day: date, question: str) -> Iterator[Observation]:
    """Why an answer does not close its question."""
    if answer.until.value < day:
        said = say(
            "the answer of {until} is past its day: {question}",
            until=answer.until.value,
            question=say(question),
        )
        yield Observation(answer.at("until"), said, say("Ask again and write the new day."))
    elif answer.answer.value is Reply.NO:
        yield Observation(
            answer.at("answer"),
            say("the answer is no: {question}", question=say(question)),
            say(
                "Change what is done and write “answer: yes”, or “not-applicable” with the reason behind “words:” where the question is not about this controller."
            ),
        )
    elif answer.answer.value is Reply.NOT_APPLICABLE and not _is_written(answer.words):
        yield Observation(
            answer.at("words"),
            say("why this does not apply is not said: {question}", question=say(question)),
            say("Write “words: …” with the reason."),
        )


def _is_written(words: Fact[str] | None) -> bool:
    """Not the stand-in of a pasted block."""
    return bool(words) and words is not None and not words.value.startswith("<")


def _block(code: str, slug: str, role: str, day: date) -> tuple[str, ...]:
    """The lines of answers.yml that answer, but for what a person decides."""
    return (
        f"{slug}:",
        f"  code: {code}",
        say("  answer: <yes, no or not-applicable>"),
        say("  words: <what is done, or why it does not apply>"),
        say("  role: {role}", role=say(role)),
        say(
            "  until: {day}  # then it is asked again",
            day=date(day.year + 1, day.month, 28).isoformat(),
        ),
    )


RULES = (
    _ask(
        "PUR-09",
        "legitimate-interest-balanced",
        "kvkk 5/2",
        "Is there a balancing test in writing for each purpose on legitimate interest: which interest "
        "it is, why it needs this data, and why no right or freedom of the person outweighs it?",
        "The condition holds only where it does no harm to fundamental rights and freedoms; that the "
        "test is made in writing is practice, so a lawyer confirms it.",
        "legal counsel",
        _interests,
        confidence=Confidence.MEMORY,
    ),
    _ask(
        "COL-02",
        "indirect-collection-timing",
        "notice-communique 6/1",
        "Are people whose data others supply informed within a reasonable time, at first contact "
        "or at the first transfer?",
        "Who did not give the data has not seen the notice on the form.",
        "head of the process",
        _indirect,
    ),
    _ask(
        "COL-03",
        "loyalty-number-at-till",
        "p266",
        "Can a person buy in the shop without giving a telephone or loyalty number, is the notice at "
        "the till, and is the number checked without saying it aloud?",
        "The Board gave shops six months from 28 February 2026; what the decision asks in detail was "
        "not read, so a lawyer confirms it.",
        "head of the process",
        _shop,
    ),
    _ask(
        "APP-10",
        "application-reply-content",
        "application-communique 6",
        "Does the template of replies hold the controller, the applicant, the subject and the "
        "explanation, with reasons for a refusal?",
        "A reply without them is no answer in the sense of article 13. “notices papers answer” writes "
        "one that has them all.",
        "legal counsel",
    ),
    _ask(
        "CON-03",
        "consent-not-bundled",
        "kvkk 3/1-a; p1072; a2023-sms; a2021-sms",
        "Can a person join, buy or be served without giving any consent, and does no verification code "
        "collect one?",
        "A consent that a service depends on is not free.",
        "web developer",
        _consents,
        confidence=Confidence.SECONDARY_TWO,
    ),
    _ask(
        "CON-04",
        "consent-active-opt-in",
        "b2020-173",
        "Do all boxes for consents and approvals start empty, on the website and on paper?",
        "Silence and ticked boxes are no consent.",
        "web developer",
        _consents,
    ),
    _ask(
        "CON-06",
        "notice-before-collection",
        "kvkk 10/1",
        "Is each notice shown before its form is sent, and readable without signing in?",
        "The duty is to inform when data is obtained, not later.",
        "web developer",
    ),
    _ask(
        "CON-07",
        "notice-acknowledge-only",
        "p347",
        "Does the control beside each notice say read and understood at most, and never accept?",
        "A notice is not agreed to.",
        "web developer",
    ),
    _ask(
        "CON-08",
        "notice-and-consent-proof",
        "notice-communique 5/1-e",
        "Is it recorded for each person which text was shown, when, and what was chosen?",
        "The controller must prove that it informed.",
        "web developer",
    ),
    _ask(
        "CON-09",
        "purpose-change-new-notice",
        "notice-communique 5/1-b",
        "Is a new purpose told in a new notice before processing for it begins?",
        "An announcement of a new policy does not inform anybody of a new purpose.",
        "legal counsel",
    ),
    _ask(
        "RET-03",
        "periodic-destruction",
        "destruction-bylaw 11",
        "Is data whose period is over disposed of at least every six months (three, if not "
        "registered), with a log kept for three years?",
        "A period that nobody carries out protects nobody.",
        "head of information technology",
    ),
    _ask(
        "VRB-02",
        "verbis-consistent",
        "notice-communique 5/1-ç",
        "Do purposes, groups, categories, recipients and periods agree with the entry in VERBİS, and "
        "do changes reach it within seven days?",
        "Notice and registry must say the same. The seven days (by-law on the registry, art. 13) are "
        "from write-ups: a lawyer confirms them.",
        "contact person",
        _registered,
    ),
    _ask(
        "BRE-02",
        "breach-board-form",
        "b2019-10",
        "Is there a plan for breaches with an owner, the Board's form, and a log?",
        "Seventy-two hours are too short to begin writing a plan.",
        "head of information technology",
        _unplanned,
    ),
    _ask(
        "BRE-04",
        "breach-subject-content",
        "b2019-271",
        "Does the template for telling affected people hold time, data, consequences, measures "
        "and contact points?",
        "People must be able to protect themselves.",
        "legal counsel",
    ),
    _ask(
        "COO-03",
        "cookie-banner-equal-choice",
        "cookie-guideline",
        "Are accept, reject and preferences equally visible in the banner, and can the panel be "
        "opened again at any time?",
        "A choice that is harder to refuse than to accept is not free.",
        "web developer",
        _cookies,
    ),
    _ask(
        "MSG-05",
        "ecm-message-content",
        "etk 7",
        "Does each message name the trade name, the MERSİS number, a contact and the way to "
        "refuse?",
        "A person must be able to refuse from the message itself.",
        "marketing",
        _messages,
    ),
)
