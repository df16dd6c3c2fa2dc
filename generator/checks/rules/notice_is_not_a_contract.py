"""Rule IDN-04: no text is part of a contract, and nobody is deemed to accept one."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import phrases, said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

PHRASES = phrases(
    tr=(
        "ayrılmaz|tamamlayıcı … parçası|parçasıdır|parçasını|eki|ekidir",
        "kabul|onay|rıza|muvafakat|beyan … sayıl+|addedil+|kabul",
        "okudum … kabul|onay|rıza|muvafakat ediyor-|veriyor-|ettim|ederim",
        "okudum … onaylıyorum",
        "okuduğunuzu|okuduğumu … kabul|onay|rıza ettiğ-|verdiğ-",
        "okuyup|okuyarak … kabul|onay ediyor-|ettim|ettiğimi|ettiğinizi|ettiğini",
        "aydınlatma|gizlilik|politika- metnini|metnine|metnindeki|politikasını|politikasına|bildirimini … kabul|onay|rıza ediyor-|eder-|etmiş-|etmekte-|ettiğ-|ettim|veriyor-",
        "aydınlatma|gizlilik metnini|metnine|politikasını|bildirimini … onaylıyor-|onaylar|onaylarsınız|onaylamış-|onayladığ-",
        "devam ederek",
        "okuyup|okuyarak … onaylıyorum|onaylarım|onayladığımı|onayladığınızı",
        "kullanarak|kullanmakla|girerek|girmekle|olmakla|etmekle … kabul|onay|rıza eder-|ediyor-|verir-",
        "kullanarak|kullanmakla|girerek|girmekle|olmakla|etmekle … etmiş|vermiş olur-|sayıl+|bulun-",
        "üye olarak … kabul|onay|rıza eder-|ediyor-|verir-|etmiş|vermiş !olmaz-|sayılmaz-",
        "kullanmanız|etmeniz|olmanız … kabul|onay|rıza … anlamına gel+",
    ),
    en=(
        "integral part",
        "deemed to accept|agree|consent|approve",
        "deemed to have accepted|agreed|consented|approved",
        "i|we have read … accept|agree|approve|consent",
        "read and accept|agree|approve|accepted|agreed|approved",
        "by becoming|using|visiting|continuing|registering|ordering … you … accept|agree|consent",
        "by continuing to use",
        "accept|approve the|this|our privacy notice|policy",
        "agree to the|this|our privacy notice|policy",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a public text says them."""
    for origin, phrase in said_anywhere(subject, PHRASES):
        yield Observation(
            origin,
            say(
                "“{phrase}” makes a contract of the text, or takes silence for acceptance.",
                phrase=phrase,
            ),
            say("Say that the text informs; ask for nothing more than “read and understood”."),
        )


RULE = Rule(
    code="IDN-04",
    slug="notice-is-not-a-contract",
    level=Level.ERROR,
    cites="b2020-173; p347",
    what="No text is part of a contract, and nobody is deemed to accept one.",
    why="A notice informs; it is neither agreed to nor part of an agreement.",
    check=check,
    phrases=(PHRASES,),
    never_accepted="A notice that is accepted like a contract has been found unlawful in itself.",
    example=Change(
        "promises.yml",
        "statements[0].tr",
        "Bu metin üyelik sözleşmesinin ayrılmaz parçasıdır.",
        "Bu metin bilgilendirme amaçlıdır.",
    ),
)
