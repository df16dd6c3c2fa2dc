"""What all texts of the company and of the fictional controller have in common, word for word."""

import re
import shutil
from pathlib import Path

from generator import languages, pipeline
from generator.outputs.embed import trial_page
from generator.outputs.site.head import proof
from generator.outputs.site.page import page
from generator.publication.ways import Imprint
from generator.releases.timeline import Standing, State
from tests import published

DATA = Path(__file__).parent.parent / "data"
RICH = Path(__file__).parent / "rich"
RICH_TEXTS = published.outcome(RICH).texts
EVERY = (*published.outcome(DATA).texts, *RICH_TEXTS)


def rich(document: str, language: str, layer: str = "full") -> str:
    """The words of a text of the fictional controller."""
    (text,) = (t for t in RICH_TEXTS if (t.document, t.language) == (document, language))
    return text.layer(layer).plain


def test_transfers_abroad_are_one_list() -> None:
    """Not a paragraph for each; one is announced as one."""
    lead = re.compile(r"Yurt dışına yapılan aktarım|Transfers? abroad, and")
    for text in EVERY:
        full = text.layer("full")
        assert len(lead.findall(full.plain)) <= 1, text.document
        for found in lead.finditer(full.plain):
            listed = re.findall(r"Aktarımın dayanağı|Ground of the transfer", full.plain)
            many = "aktarımlar" in full.plain[found.start() :][:40] or "Transfers" in found.group()
            assert (len(listed) > 1) is many, (text.document, text.language)
    assert "(İrlanda, Amerika Birleşik Devletleri). Aktarımın dayanağı: Standart sözleşme" in rich(
        "notice-order-form", "tr"
    )


def test_no_declaration_names_its_object_after_the_verb() -> None:
    """“… açık rıza veriyorum: …” is said by nobody; what is meant has a sentence of its own."""
    declared = [t for t in EVERY if t.type in ("consent", "message_approval")]
    assert declared
    for text in declared:
        for layer in text.layers:
            assert "veriyorum:" not in layer.plain
            assert not re.search(r"içeriği şu olan|with this content:", layer.plain)


def test_each_way_to_withdraw_can_be_found() -> None:
    """Who may withdraw “by applying” is led to the ways; a cookie policy says where at once."""
    for text in EVERY:
        if text.type in ("consent", "cookies"):
            full = text.layer("full").html
            assert re.search(r'href="notice:(application|ha9)#sending"', full), text.document
        if text.type == "consent":
            assert re.search(r'href="notice:(application|ha9)#', text.layer("short").html)
        if text.type == "cookies":
            short = text.layer("short").plain
            assert re.search(r"[Çç]erez tercihleri|cookie preferences|Cookie preferences", short)


def test_texts_of_one_point_lead_to_each_other() -> None:
    """Notice, cookie policy, consents and approvals."""
    links = {
        t.document: set(re.findall(r'href="notice:([a-z0-9-]+)', t.layer("full").html))
        for t in EVERY
    }
    assert {"cookies", "consent-measurement"} <= links["notice-website-visit"]
    assert {"notice-website-visit", "consent-measurement"} <= links["cookies"]
    assert {"consent-newsletter", "approval-email"} <= links["notice-newsletter"]
    assert {"cookie-policy", "consent-profiling"} <= links["illumination-website"]
    assert {"message-approval-sms", "consent-messages"} <= links["illumination-messages"]
    assert "consent-messages" not in links["illumination-website"]


def test_the_policy_says_whether_there_are_special_categories(tmp_path: Path) -> None:
    """A list of the law's conditions alone says nothing of the controller."""
    data = shutil.copytree(RICH, tmp_path / "data")
    said = "İşlenen özel nitelikli kişisel veriler: işe giriş sağlık raporu; kan grubu."
    assert said in rich("policy", "tr")
    for path in data.glob("data-categories.yml"):
        path.write_text(
            path.read_text("utf-8").replace("special: health", "special: none"), "utf-8"
        )
    (policy,) = (
        t
        for t in pipeline.run(pipeline.Settings(data=data)).texts
        if (t.document, t.language) == ("policy", "tr")
    )
    none = "İşlenmesi amaçlanan kişisel veriler arasında özel nitelikli kişisel veri yoktur."
    assert none in policy.layer("full").plain
    assert none not in rich("policy", "tr")


def test_a_consent_says_how_long_its_data_is_kept() -> None:
    """As its purpose does."""
    said = "\nSaklama süresi: 13 ay; süre, çerezin yazılması ile başlar; süre sonunda silinir.\n"
    assert said in rich("consent-measurement", "tr")
    assert "\nRetention period: 13 months" in rich("consent-measurement", "en")


def test_an_approval_is_confirmed_with_a_way_to_refuse() -> None:
    """By-law on commercial messages, article 7: to the same address."""
    turkish = rich("approval-email", "tr")
    assert "aynı e-posta adresine gönderilen bir iletiyle bildirilir; bu iletiyle " in turkish
    said = turkish.split("Bildirimin metni şudur:")[1]
    assert "e-posta ile ticari elektronik ileti gönderilmesine onay verdiniz." in said
    assert "Her e-postadaki ret bağlantısını kullanabilirsiniz." in said
    assert "unsubscribe link" in rich("approval-email", "en").split("The confirmation reads:")[1]


def test_an_approval_names_the_address_and_the_content() -> None:
    """By-law on commercial messages, article 7: in both layers, for whoever ticks."""
    for document, address, mail, channel, content in (
        ("approval-email", "e-posta adresine", "e-mail address", "e-posta ile", "bülten ve"),
        ("message-approval-sms", "telefon numarasına", "telephone number", "SMS ile", "haber, "),
    ):
        texts = {t.language: t for t in EVERY if t.document == document}
        for layer in texts["tr"].layers:
            said = f"bu formda bildirdiğim {address} {channel} ticari elektronik ileti"
            assert said in layer.plain, (document, layer.name)
            assert f"İletilerin içeriği: {content}" in layer.plain
        for layer in texts["en"].layers:
            assert f"at the {mail} that I gave in this form." in layer.plain
            assert "Content of the messages: " in layer.plain


def test_lines_to_copy_pair_each_choice_with_its_notice() -> None:
    """Nobody consents who was not informed: the sample for developers shows no other pair."""
    for texts in (RICH_TEXTS, EVERY[: -len(RICH_TEXTS)]):
        for language in ("tr", "en"):
            shown = trial_page.lines(texts, language, "", lambda document, _: document)
            (notice,) = re.findall(r"&lt;kvkk-notice document=&quot;([\w-]+)", shown)
            own = [t for t in texts if t.language == language and (t.item or t.channel)]
            asked = re.findall(
                r"&lt;kvkk-(?:consent item|message-approval channel)=&quot;([\w-]+)", shown
            )
            assert asked
            for name in asked:
                (choice,) = (t for t in own if name in (t.item, t.channel))
                assert f'href="notice:{notice}' in choice.layer("short").html


def test_the_verification_code_is_explained_where_it_stands() -> None:
    """It asks nothing of a reader; below a page without one stands nothing of it."""
    for code, said in (("tr", "kanıtlamaya yarar"), ("en", "you do not need to do anything")):
        standing = Standing(State.DRAFT)
        with_code = Imprint(address="/x/", digests={"full": "0" * 64})
        assert said in proof(languages.get(code), standing, with_code)
        assert said not in proof(languages.get(code), standing, Imprint(address="/x/", digests={}))


def test_cookies_of_an_application_are_in_the_cookie_policy() -> None:
    """A site is not the only place; what the kinds of cookies mean is explained."""
    turkish = rich("cookies", "tr")
    assert re.search(r"adresinde ve mobil uygulamada kullanılan çerez", turkish)
    assert "Oturum çerezleri tarayıcınızı kapattığınızda silinir" in turkish
    assert "First-party cookies are set by the site" in rich("cookies", "en")


def test_names_stand_in_small_letters_inside_a_sentence() -> None:
    """Groups of people and collection points; a list of the policy begins with capitals."""
    assert "veri toplama noktası: sipariş formu." in rich("notice-order-form", "tr")
    assert "Verileri işlenen kişiler: müşteri; hediye alıcısı." in rich("notice-order-form", "tr")
    assert "\nMüşteri\nMüşterinin çocuğu" in rich("policy", "tr")


def test_cells_have_one_style_of_list() -> None:
    """Semicolons keep items of data apart, whether one of them holds a conjunction or not."""
    (text,) = (t for t in EVERY if (t.document, t.language) == ("illumination-membership", "tr"))
    cells = re.findall(r'data-label="Kişisel veri">(.*?)</td>', text.layer("full").html, re.S)
    plain = [re.sub("<[^>]+>", "", cell) for cell in cells]
    assert "T.C. kimlik numarası; vergi levhası\n" in plain
    assert not any(", " in re.sub(r"\([^)]*\)", "", cell) for cell in plain)


def test_defined_names_take_an_apostrophe_and_boards_take_none() -> None:
    """One way in all texts: Şirket'in and Kanun'un as defined names, Kurula as an institution."""
    for text in EVERY:
        if text.language == "tr":
            for layer in text.layers:
                assert not re.search(r"Kurul'|Kurulu'|Kurumu'", layer.plain), text.document
                assert not re.search(r"\bŞirket(in|e|i|te|ten)\b", layer.plain), text.document


def test_the_way_to_the_board_has_an_address() -> None:
    """In the policy, in the form, and nowhere in other words."""
    for document in ("policy", "application"):
        for language in ("tr", "en"):
            assert "https://www.kvkk.gov.tr" in rich(document, language)
    assert rich("policy", "tr").count("şikâyet yoluna başvurulamaz") == 1


def test_a_notice_leads_to_what_else_its_data_is_used_for() -> None:
    """Orders become a shopping history: who orders is told of it, and led to the notice on it."""
    texts = {(t.document, t.language): t.layer("full") for t in EVERY}
    said = (
        "\nBu noktada toplanan veriler, yalnızca açık rıza vermeniz hâlinde, “Kişiselleştirilmiş "
    )
    assert said in texts["illumination-order", "tr"].plain
    assert 'href="notice:illumination-website"' in texts["illumination-order", "tr"].html
    assert "kapsamında da kullanılır" not in texts["illumination-website", "tr"].plain
    assert "Data collected here is also used for “Personnel administration”;" in rich(
        "notice-job-application", "en"
    )


def test_what_is_collected_elsewhere_is_no_channel_of_this_place() -> None:
    """A visit collects no orders: where they come from is said in both layers and the policy."""
    texts = {(t.document, t.language): t for t in EVERY}
    said = "kapsamında, şu noktada toplanan veriler de kullanılır: sipariş ve ödeme sayfası."
    website = texts["illumination-website", "tr"]
    assert said in website.layer("full").plain
    assert "\nAyrıca: sipariş ve ödeme sayfası verileri." in website.layer("short").plain
    assert not any("sipariş kayıtları" in layer.plain for layer in website.layers)
    assert said in texts["privacy-policy", "tr"].layer("full").plain
    english = texts["illumination-website", "en"]
    assert "collected at this point is used as well: order and payment page." in (
        english.layer("full").plain
    )
    assert "\nAlso data of: order and payment page." in english.layer("short").plain
    assert not any(said in layer.plain for layer in texts["illumination-order", "tr"].layers)


def test_who_fills_in_a_form_alone_supplies_the_data() -> None:
    """Whoever gave a present names its recipient; an application this person makes alone."""
    supplied = "verileri sağlayan: siparişi veren müşteri."
    assert supplied in rich("notice-order-form", "tr")
    assert supplied not in rich("notice-application-form", "tr")
    assert "it is supplied by the customer who orders." in rich("notice-order-form", "en")
    assert "customer who orders" not in rich("notice-application-form", "en")
    assert "verileri sağlayan: veli veya vasi." in rich("notice-application-form", "tr")


def test_answers_say_what_the_tables_say() -> None:
    """A criterion with its limit, the periods of parts, what is done with consent alone."""
    answers = rich("answers", "tr")
    assert "Çocuk kulübü: kulüp üyeliği sürdükçe (en çok 6 yıl)" in answers
    assert "Çalışan özlük işlemleri: 10 yıl; en az 5 yıl, en çok 10 yıl; 15 yıl" in answers
    assert "Bülten gönderilmesi (yalnızca açık rızayla" in answers
    assert "Siparişin teslim edilmesi (yalnızca" not in answers
    assert "Siparişin teslim edilmesi: 10 yıl (en az 5 yıl); süre, teslim tarihi ile" in answers
    english = rich("answers", "en")
    assert "as long as the club membership lasts (at most 6 years)" in english
    assert "Sending the newsletter (only with explicit consent" in english


def test_what_is_not_processed_here_may_be_processed_elsewhere() -> None:
    """A notice with both says of what it is not: no address with records, one with the logs."""
    (text,) = (t for t in EVERY if (t.document, t.language) == ("illumination-website", "tr"))
    plain = text.layer("full").plain
    assert plain.count("Bu kapsamda işlenmeyen veriler: IP adresi ve cihaz parmak izi.") == 2
    assert "\nIP adresi; giriş ve çıkış bilgileri;" in plain


def test_a_functional_cookie_may_be_strictly_necessary() -> None:
    """What a visitor expressly asked for needs no consent, whatever it is called."""
    policy = {t.language: t.layer("full").plain for t in EVERY if t.document == "cookie-policy"}
    assert (
        "kesinlikle gerekliyse zorunlu çerez sayılır, değilse açık rıza gerektirir."
        in (policy["tr"])
    )
    assert "cannot do without it, otherwise it needs explicit consent." in policy["en"]
    assert policy["tr"].count("zorunlu çerez sayılır") == 1


def test_the_principles_say_the_same_in_both_languages() -> None:
    assert "İlgili mevzuatta öngörülen" in rich("policy", "tr")
    assert "provided in the relevant legislation" in rich("policy", "en")


def test_nobody_asks_for_a_consent_that_some_purposes_do_not_rest_on() -> None:
    """A cookie policy lists purposes on other bases as well."""
    assert "Açık rızaya dayanan amaçlar için rızanız şu metinle istenir:" in rich("cookies", "tr")


def test_refusals_of_traders_are_looked_up_before_they_are_written_to() -> None:
    """Where approvals are kept in İYS; nothing is said of it where nobody has said so."""
    said = "ret bildiriminde bulunup bulunmadıkları İYS üzerinden kontrol edilir."
    assert said in rich("policy", "tr")
    assert said in rich("approval-email", "tr")
    assert not any(
        said in layer.plain for t in EVERY if t.document == "privacy-policy" for layer in t.layers
    )


def test_a_citation_stays_on_one_line() -> None:
    """On the page, where a cell is narrow: behind a hyphen a browser would break it."""
    for text in RICH_TEXTS:
        made = page(text, "p/", lambda link, _: link.document)
        if text.type == "policy":
            assert made.html.count('<span class="citation">') > 10
        bare = re.sub(r'<span class="citation">[^<]*</span>', "", made.html)
        assert not re.search(r">[^<>]*(m\.\xa0\d+/\d+-\w|art\.\xa0\d+\(\d\)\(\w\))", bare), (
            text.document
        )


def test_nobody_is_taken_for_the_person_whose_data_it_is() -> None:
    """The notice of a children's club is read by parents; a refusal may have a consequence."""
    notice, consent = rich("notice-kids-club", "tr"), rich("consent-kids-club", "tr")
    assert "verileriniz" not in notice + consent
    assert "Başka ürün ve hizmetlerden yararlanmanız bu rızaya bağlı değildir." in consent
    english = rich("consent-kids-club", "en")
    assert "Your use of other products and services does not depend on this consent." in english


def test_a_policy_opens_with_contact_rights_and_the_board() -> None:
    """Before any table, in both layers where they have one; a worried reader looks no further."""
    policies = [text for text in EVERY if text.type == "policy"]
    assert len(policies) == 4
    for text in policies:
        full = text.layer("full").html
        before = full.partition("<table")[0]
        clauses = re.findall(r'data-clause="([a-z-]+)"', before)
        assert clauses[1:3] == ["controller", "rights"], text.language
        assert "https://www.kvkk.gov.tr" in before
        assert clauses.index("application") < clauses.index("scope")
        assert [c.id for c in text.layer("short").clauses][:2] == ["controller", "rights"]


def test_moments_say_what_the_tables_say() -> None:
    """At each moment the data and the purposes of its activities, all of them and no others."""
    facts = published.outcome(RICH).facts
    held = rich("answers", "tr").partition("Hangi anda")[2].partition("Ayrıntılar:")[0]
    assert list(facts.moments) == ["visit", "join", "order", "message", "shop", "work", "leave"]
    parts = re.split(
        "|".join(re.escape(m.name.by_language["tr"].value) for m in facts.moments.values()), held
    )[1:]
    for moment, said in zip(facts.moments.values(), parts, strict=True):
        purposes = [p for activity in moment.activities for p in activity.purposes]
        for purpose in purposes:
            assert purpose.text.by_language["tr"].value in said
            for item in purpose.data:
                assert item.name.by_language["tr"].value in said
        lines = [line for line in said.split("\n") if line.strip(" :.")]
        assert len(lines) == 1 + len(purposes), moment.id.value
