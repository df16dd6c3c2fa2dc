"""Rule CON-05: a consent says how it is withdrawn and what refusing means."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.statute import Confidence

HURDLES = phrases(
    tr=(
        "yalnızca|sadece|ancak|yalnız noter-|yazılı|elden|şahsen|posta|postayla|mağaza-|şube-",
        "ıslak imza-",
        "geri alınamaz|alamazsınız|çekilemez|çekemezsiniz|dönülemez|dönemezsiniz",
        "vazgeçilemez|vazgeçemezsiniz|cayamazsınız|cayılamaz",
        "üyeliğ-|üyelik|hesab-|hesap|sipariş-|sözleşme-|kayd- … kapatıl+|sonlandırıl+|silin+|dondurul+|durdurul+",
        "üyeliğ-|üyelik|hesab-|hesap|sipariş-|sözleşme-|kayd- … sona|askıya|iptal er+|alın+|edilir|edilecek-|olur|olacak-",
        "üyeliğ-|üyelik|hesab-|hesap|sipariş-|sözleşme- … yol|neden|sebep açar|açacak-|açabilir|olur|olacak-|olabilir",
        "üyeliğ-|hesab-|sipariş-|sözleşme- … kapatırız|sileriz|sonlandırırız|kapatacağız|feshederiz|feshedilir",
        "yapamaz-|veremez-|olamaz-|yararlanamaz-|faydalanamaz-|kullanamaz-|giremez-|erişemez-|açamaz-|tamamlayamaz-|oluşturamaz-",
        "devam edemez-|ettiremez-",
        "satın alamaz-",
        "hizmet-|üyelik|üyeliğ-|sipariş-|alışveriş-|hesap|hesab-|ürün-|satış … sunulamaz-|verilemez-|sağlanamaz-|yapılamaz-|açılamaz-|tamamlanamaz-|gönderilemez-|verilmez|yapılmaz|sunulmaz|açılmaz|onaylanmaz|alınmaz|kabul",
        "indirim-|avantaj-|puan-|hediye-|kupon-|kampanya- … yapılmaz|uygulanmaz|verilmez|tanınmaz|kazanılmaz|kazanamaz-|kaybed-|yitir-|yanar|silinir",
        "ek|fazla|ilave|daha ücret|bedel|masraf|yüksek|pahalı … alın+|öder-|uygulan+|ödersiniz",
        "ücret-|bedel-|masraf- … yansıtıl+|yansıtırız|artırıl+",
        "yararlanmanız|faydalanmanız|kullanmanız|katılmanız mümkün olmaz|değil-|olmayacak-",
        "katılamazsınız|katılamaz|katılamazlar",
        "zorunludur|zorunlusunuz|mecburidir|mecbursunuz|şarttır|gereklidir|koşuludur|şartıdır",
        "zorundasınız|zorundadır",
        "rıza|onay vermeniz|vermek|verilmesi … gerekir|gerekmektedir|gerekiyor|gerekecektir",
        "üyeliğ-|hesab-|sipariş- … iptal ederiz|edeceğiz|ediyoruz",
    ),
    en=(
        "only through|by|before a|post|letter|registered notary|mail",
        "only|solely in|by writing|person|post|letter",
        "cannot|can't|couldn't|not become|order|shop|buy|register|continue|use|access|complete|place|benefit|open",
        "not be able to become|order|shop|buy|register|continue|use|access|complete|place|benefit",
        "unable to become|order|shop|buy|register|continue|use|access|complete|place|benefit",
        "account|membership|order|contract will|may be closed|terminated|suspended|deleted|cancelled|ended",
        "account|membership|order|contract is closed|terminated|suspended|deleted|cancelled|ended",
        "no discount-|advantage-|benefit-|reduction-",
        "lose|forfeit … discount-|benefit-|point-|advantage-|membership|account",
        "consent|consenting|agreement is|are mandatory|compulsory|required|obligatory|necessary",
        "must consent|agree|accept",
        "cannot|not be withdrawn|revoked|undone",
        "irrevocable|irrevocably",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """Both texts have words in Turkish; neither is a hurdle or a threat."""
    texts = [t for c in subject.facts.consents.values() for t in (c.withdrawal, c.refusal)]
    for fact, phrase in found_in(texts, HURDLES):
        yield Observation(
            fact.origin,
            say(
                "“{phrase}” makes it harder to refuse or to withdraw than to consent.",
                phrase=phrase,
            ),
            say("Consent is withdrawn as easily as it is given, and refusing has no price."),
            "hurdle",
        )
    for consent in subject.facts.consents.values():
        for key, text in (("withdrawal", consent.withdrawal), ("refusal", consent.refusal)):
            if text.find("tr") is None:
                yield Observation(
                    text.origin,
                    say("“{key}” is empty.", key=key),
                    say("Say how the consent is withdrawn, and what happens to who refuses."),
                    "empty",
                )


RULE = Rule(
    code="CON-05",
    slug="consent-withdrawable",
    level=Level.ERROR,
    cites="kvkk 3/1-a",
    confidence=Confidence.SECONDARY_TWO,
    what="A consent says how it is withdrawn and what refusing means.",
    why="Consent that cannot be taken back as easily as it was given is not free.",
    check=check,
    phrases=(HURDLES,),
    sub_codes={
        "hurdle": "Refusing or withdrawing is harder than consenting, or has a price.",
        "empty": "Withdrawal or refusal is not described.",
    },
    example=Change(
        "consents.yml",
        "newsletter.withdrawal.tr",
        "Rızanızı yalnızca noter aracılığıyla geri alabilirsiniz.",
        "Rızanızı her bültenden geri alabilirsiniz.",
        sub="hurdle",
        base="rich",
    ),
)
