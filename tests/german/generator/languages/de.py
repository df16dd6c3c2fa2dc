"""German: what CLDR knows suffices, but for the business day, the article of a law and numbers in
words."""

from dataclasses import dataclass

from generator.languages.language import Language

_WORDS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()


@dataclass(frozen=True)
class German(Language):
    """It has no suffixes: a template that asks for one is refused."""

    def words(self, number: int) -> str:
        """`drei`; from thirteen on digits, as is usual."""
        return _WORDS[number] if number < len(_WORDS) else str(number)

    def cited(self, article: str) -> str:
        """`5/2-ç` → `Art. 5 Abs. 2 lit. ç`."""
        main, _, letter = article.partition("-")
        number, _, paragraph = main.partition("/")
        parts = (f"Art. {number}", paragraph and f"Abs. {paragraph}", letter and f"lit. {letter}")
        return "\u00a0".join(part.replace(" ", "\u00a0") for part in parts if part)


LANGUAGE = German(code="de", units={"business-day": {"one": "Werktag", "other": "Werktage"}})
