"""Rule COO-02: only strictly necessary cookies run without consent."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.cookies import Cookie
from generator.model.statute import Confidence

FOLLOWING = (
    "_ga* _gid _gat* __utm* _hj* _clck _clsk _pk_* _ym_* yandexuid amp_* mp_* ajs_* optimizely* vuid "
    "_fbp _fbc fr ide _gcl_* test_cookie nid muid _uet* _ttp _tt_* bcookie lidc li_* __gads __gpi "
    "_pin_* sc_* _scid personalization_id cto_* _rdt_*"
).split()
"""Names that tools of analytics and advertising give their cookies."""
GUARDING = (
    "csrf* xsrf* *csrftoken *xsrf-token* phpsessid jsessionid asp.net_sessionid sessionid "
    "__cf_bm cf_clearance _grecaptcha cookieconsent* cookie_consent* *consent_status"
).split()
"""Names of cookies that keep a session or a form secure, or the choice itself."""
PURPOSES = phrases(
    tr=(
        "istatistik-|istatistiğ-|analiz-|analitik-|reklam-|pazarlama-|profil-|hedefle-",
        "ziyaret-|ziyaretçi- … ölç-|sayıl-|izle-",
        "yeniden hedef-",
    ),
    en=(
        "statistic-|analytics|analys-|advert-|marketing|profil-|target-",
        "measur-|count- … visit-",
    ),
)
SECURE = phrases(
    tr=(
        "oturum- … sürdür-|koru-|güven-|doğrula-",
        "güvenlik-|güvenliğ-|sahte-|saldırı-",
        "çerez- … tercih- … hatırla-|sakla-",
    ),
    en=(
        "session … secur-|keep-",
        "security|forger-|attack-|fraud-",
        "remember- … cookie choice-|preferences",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """A class that needs consent has that basis and is not set before it."""
    cookies = subject.facts.cookies
    for cookie in cookies.listed if cookies else ():
        yield from _class(cookie)
        if not cookie.category.needs_consent:
            continue
        if cookie.before_consent:
            yield Observation(
                cookie.at("before_consent"),
                say("“{name}” is set before the visitor has chosen.", name=cookie.name.value),
                say("Load it after consent only, and write “before_consent: no”."),
                "before-consent",
            )
        if cookie.basis and cookie.basis.article.id.value not in ("5/1", "6/3-a"):
            yield Observation(
                cookie.at("basis"),
                say(
                    "“{name}” is not strictly necessary, so it needs consent.",
                    name=cookie.name.value,
                ),
                say("Write “basis: {article: 5/1}”."),
                "no-consent",
            )


def _class(cookie: Cookie) -> Iterator[Observation]:
    """A class at odds with the name or the purpose; a name is known, a purpose only guessed."""
    name, class_id = cookie.name.value, cookie.category.id.value
    needs = bool(cookie.category.needs_consent)
    names, listed = (GUARDING, SECURE) if needs else (FOLLOWING, PURPOSES)
    if class_id == "functional" and _is(name, FOLLOWING):
        names, needs = FOLLOWING, False
    known = _is(name, names)
    words = next((phrase for _, phrase in found_in([cookie.purpose], listed)), "")
    if not (known or words):
        return
    evidence = say("its name") if known else say("its purpose (“{words}”)", words=words)
    if needs:
        yield Observation(
            cookie.at("category"),
            say(
                "“{name}” is of class “{class_id}”, but {evidence} says that it guards a "
                "session, a form or the choice itself, which needs no consent.",
                name=name,
                class_id=class_id,
                evidence=evidence,
            ),
            say("Write “category: strictly-necessary” if nothing else is done with it."),
            "guarding",
            Level.WARNING,
        )
    else:
        yield Observation(
            cookie.at("category"),
            say(
                "“{name}” is of class “{class_id}”, but {evidence} says that it measures or "
                "advertises.",
                name=name,
                class_id=class_id,
                evidence=evidence,
            ),
            say("Write its class (analytics, advertising) with consent, and its provider."),
            "following",
            Level.ERROR if known and not cookie.category.needs_consent else Level.WARNING,
        )


def _is(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name.lower(), pattern) for pattern in patterns)


RULE = Rule(
    code="COO-02",
    slug="cookie-consent-unless-strictly-necessary",
    level=Level.ERROR,
    cites="kvkk 5/1",
    confidence=Confidence.SECONDARY_TWO,
    what="Only strictly necessary cookies run without consent.",
    why="All others wait for a choice of the visitor (the Authority’s guideline of 2022).",
    check=check,
    phrases=(PURPOSES, SECURE),
    sub_codes={
        "following": "A cookie without consent, or one that is called functional, is called or described "
        "like one that follows visitors.",
        "guarding": "A cookie under consent is called, or described, like one that guards a session.",
        "before-consent": "A cookie that needs consent is set before it.",
        "no-consent": "A cookie that needs consent rests on another basis.",
        "tracker": "A scan found that a cookie called strictly necessary is one of a known tracker.",
        "seen-early": "A scan found a cookie that waits for consent before it, or after a refusal.",
        "asked-early": "A scan found a request to another site before consent, or after a refusal.",
        "no-consent-named": "A class of cookies needs consent, and none is named for it.",
        "no-cookie": "A consent is asked for data of cookies, and no cookie waits for it.",
    },
    example=Change(
        "cookies.yml", "listed.ga.before_consent", "yes", "no", sub="before-consent", base="rich"
    ),
)
