"""English, as a British public office writes it."""

import re
from dataclasses import dataclass

from generator.languages.en_receipts import RECEIPTS
from generator.languages.language import Language

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True)
class English(Language):
    """Ordinals, possessives, articles in brackets."""

    def ordinal(self, number: int) -> str:
        """`1st`, `11th`, `22nd`."""
        teens = 10 <= number % 100 <= 20
        ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    def words(self, number: int) -> str:
        """`thirty`, `twenty-one`, `one hundred and five`."""
        if number < 20:
            return _SMALL[number]
        if number < 100:
            rest = number % 10
            return _TENS[number // 10] + (f"-{_SMALL[rest]}" if rest else "")
        rest = number % 100
        return f"{_SMALL[number // 100]} hundred" + (f" and {self.words(rest)}" if rest else "")

    def possessive(self, text: str) -> str:
        """`Company's`, also after a final s."""
        return f"{text}'s"

    def cited(self, article: str) -> str:
        """`5/2-ç` → `art. 5(2)(ç)`."""
        main, _, letter = article.partition("-")
        number, _, paragraph = main.partition("/")
        inner = (f"({paragraph})" if paragraph else "") + (f"({letter})" if letter else "")
        return f"art.\u00a0{number}{inner}"

    def citation(self, title: str, short: str, number: str) -> str:
        """`Article 11 of the Law`, `Law No. 6698`, `the Law art. 5(2)(f)`."""
        short, title = re.escape(short.removeprefix("the ")), re.escape(title)
        article = r"Article \d+ of (?:the )?"
        ending = r",?\s[Aa]rt(?:\.|icle)\s?\d+(?:\(\w+\))*"
        named = title
        if number:
            named = (
                rf"Law No\. {number}(?: \({title}(?:, “the Law”)?\))?|{title}(?:,? No\. {number})?"
            )
        brief = rf"{short}(?! on\b| No\b)(?!\w)"
        return (
            rf"(?<!\w)(?:(?:{article})?(?:{named})(?:{ending})?|{article}{brief}|{brief}{ending})"
        )


LANGUAGE = English(
    code="en",
    labels={
        **RECEIPTS,
        "language_name": "English",
        "draft": "Draft.",
        "draft_explained": "This text is a draft for review. "
        "It is not in force and must not be relied on.",
        "doubts_explained": "What is marked “?” has still to be confirmed.",
        "announced": "Announced",
        "in-force": "In force",
        "superseded": "Superseded",
        "withdrawn": "Withdrawn",
        "under": "under",
        "session": "until the session ends",
        "choices": "Consents and approvals",
        "unconfirmed": "to be confirmed",
        "not_stated": "not yet stated",
        "contents": "Contents",
        "skip": "Skip to the content",
        "menu": "Menu",
        "search": "Search",
        "language": "Language",
        "address": "Address",
        "print_page": "Print",
        "proof": "The identity of this text",
        "layer_short": "short",
        "layer_full": "full",
        "in_short": "In short",
        "effective_from": "Effective from",
        "policies": "Policies",
        "notices": "Privacy notices",
        "forms": "Forms",
        "home": "Home",
        "search_label": "Words to look for",
        "search_none": "The texts do not contain these words.",
        "search_one": "Found in 1 place.",
        "search_many": "Found in {count} places.",
        "search_failed": "The search cannot be used just now. Please load the page again.",
        "search_noscript": "The search needs JavaScript. All texts are listed on the home page.",
        "data_controller": "Data controller",
        "page": "Page",
        "page_of": "of",
        "release": "Release",
        "text_digest": "Text digest",
        "still_in_force": "Whether it is still in force:",
        "state": "State",
        "ended_at_once": "ended on the day it took effect",
        "never_in_force": "never came into force",
        "in_force_on": "In force",
        "from_to": "{start} to {end}",
        "since": "from {start}",
        "withdrawn_aside": "withdrawn",
        "withdrawn_explained": "This text was withdrawn on {day}. Its words are no longer shown; "
        "the digests below prove which words they were.",
        "what_changed": "What changed",
        "version": "Version",
        "version_before": "Version before",
        "version_after": "Version after",
        "text_of_today": "Text of today",
        "all_versions": "All versions",
        "announced_explained": "A new text takes effect on {day}.",
        "announced_link": "Read the new text",
        "not_yet": "This text takes effect on {day}.",
        "no_longer": "This text is no longer in force.",
        "versions_title": "Versions by day",
        "versions_summary": "Which text was in force on which day.",
        "versions_slug": "versions",
        "print": "To print",
        "download": "Download as PDF",
        "versions_none": "No text has been released yet.",
        "versions_pick": "Which day do you want to look up?",
        "versions_nothing": "No text is recorded for this day.",
        "form_done": "When you have filled in the form",
        "form_private": "What you write stays on this page: it is sent nowhere, it is not stored, "
        "and it is gone when you close the page.",
        "form_print": "Print or save as PDF",
        "form_copy": "Copy the text",
        "form_mail": "Open the prepared e-mail",
        "form_mail_counts": "An e-mail without a signature counts as an application only if you "
        "send it from your address that is on file with us.",
        "form_mail_open": "An ordinary e-mail travels unencrypted.",
        "form_numbers": "Write identity and passport numbers into the e-mail as well (they travel "
        "unencrypted)",
        "form_long": "The text is too long for an e-mail link: press “Copy the text” first, then "
        "paste the text into the e-mail that opens.",
        "form_paste": "Paste the text here.",
        "form_left_out": "(not written into the e-mail)",
        "form_text": "The text for the print and the e-mail",
        "form_to": "Addressee",
        "form_application": "Application about personal data",
        "form_problems": "Please look at these before you send it",
        "form_go_on": "Go on anyway",
        "form_fill_in": "please fill this in.",
        "form_tick": "please tick at least one.",
        "form_who_are_you": "give your Turkish ID number or, if you are a foreigner, your "
        "nationality and passport number, or your identity number if you have one.",
        "form_for_whom": "give the name and surname of the person for whom you apply.",
        "form_doubtful_number": "this does not look like a Turkish ID number; check the digits. "
        "If you are sure that it is right, you can go on.",
        "form_doubtful_email": "this e-mail address looks incomplete.",
        "form_doubtful_day": "this day has not come yet; is it right?",
        "form_copied": "The text is copied; if you wrote your identity number, it is in the text.",
        "form_not_copied": "The text could not be copied; copy the text selected below yourself.",
        "form_arrived": "On which day did your application reach us?",
        "form_arrived_how": "By post the day of delivery, by e-mail the day on which it arrived.",
        "form_answer_by": "The answer is due by {day} at the latest.",
        "permanent_address": "Permanent address",
        "full_text_at": "Full text",
        "in_full": "In full",
        "for_information": "This e-mail is for your information; you are not asked to accept "
        "the texts.",
        "document": "Document",
        "first": "first version",
        "substantive": "change of substance",
        "editorial": "change of wording",
        "embed_open": "Full text",
        "embed_close": "Close",
        "embed_notice": "I have read and understood",
        "embed_consent": "I give my explicit consent",
        "embed_message_approval": "I approve",
        "embed_need": "Please tick.",
        "embed_given": "You have chosen this.",
        "embed_withdraw": "I withdraw it",
        "embed_withdrawn": "You have withdrawn it.",
        "embed_renewed": "The text has changed.",
        "trial_send": "Show what would be sent",
        "trial_hint": "The fields that would be sent are shown below; this page sends "
        "nothing anywhere. Draft texts give no receipts.",
    },
    choices={
        "automatic": "by fully automatic means",
        "partly-automatic": "by partly automatic means",
        "filing-system": "by non-automatic means as part of a data filing system",
        "processor": "data processor",
        "controller": "data controller",
        "joint-controller": "joint data controller",
        "authority": "competent public authority",
        "public": "open to everyone",
        "required": "required",
        "conditional": "required in some cases",
        "optional": "optional",
        "obtain": "obtaining",
        "store": "storing",
        "transfer": "transferring",
        "cookie": "cookie",
        "pixel": "pixel",
        "local-storage": "local storage",
        "session-storage": "session storage",
        "software-kit": "software development kit (SDK)",
        "first-party": "first party",
        "third-party": "third party",
        "screen": "by ticking a box on the screen",
        "paper": "in writing",
        "oral": "orally",
        "given": "given by you",
        "observed": "obtained by observation",
        "derived": "derived from other data",
        "deleted": "deleted",
        "destroyed": "destroyed",
        "anonymised": "anonymised",
        "traders": "traders and craftsmen",
        "consumers": "consumers",
        "company": "the Company",
        "cooperative": "the Cooperative",
        "foundation": "the Foundation",
        "association": "the Association",
        "public-body": "the Administration",
        "natural-person": "the Controller",
        "tr": "Turkish",
        "en": "English",
    },
    months=(
        "January February March April May June July August September October November December"
    ).split(),
    units={
        "minute": ("minute", "minutes"),
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "business-day": ("business day", "business days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    alphabet="abcdefghijklmnopqrstuvwxyz",
    conjunctions={"and": "and", "or": "or"},
    marks=(",", "."),
    part_joint=" and ",
    endings="s?(?:['’]s?)?",
)
