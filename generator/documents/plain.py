"""Facts as plain words of one language, for what is kept as data beside a text."""

from generator.model.entry import Text


def words(text: Text | None, code: str) -> str:
    """What `text` says in a language; empty where it says nothing."""
    fact = text.find(code) if text else None
    return fact.value if fact else ""


def in_doubt(code: str, *said: object) -> bool:
    """Whether any of these words, in this language, rests on what nobody has confirmed."""
    facts = [one.find(code) if isinstance(one, Text) else one for one in said]
    return any(getattr(fact, "unconfirmed", None) is not None for fact in (*facts, *said))
