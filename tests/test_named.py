"""What is named once or taken from a default says the same as what is written out in place."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from generator import keys, loading, pipeline
from generator.checks import Finding, Profile
from generator.errors import LoadingError
from generator.keys import report, schema
from generator.model.facts import Facts
from tests.conftest import CACHE, STARTER

SALE = "{article: 5/2-c, detail: {tr: satış sözleşmesi, en: the sales contract}}"
AGENT = (
    "{article: 5/2-f, detail: {tr: sözleşmenin bu kişi aracılığıyla yürütülmesi, "
    "en: carrying out the contract through this person}, unconfirmed: Proposed by us.}"
)
KEPT = "{period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}"
AGENT_GROUP = """\
member:
  name: {tr: Üye, en: Member}
agent:
  contract_party: no
  name: {tr: Temsilci, en: Agent}
"""
ORDERS = """\
title: {{tr: Siparişler, en: Orders}}
order: 1
subjects: [member, agent]
collection_points: [form]
collection:
  channels:
    - {{tr: sipariş formu, en: the order form}}
  mode: partly-automatic
{defaults}purposes:
  deliver:
    text: {{tr: Siparişin teslim edilmesi, en: Delivering the order}}
    data: [identity.name, identity.birth]
{rest}  take-back:
    text: {{tr: İade edilen ürünün alınması, en: Taking back a returned product}}
    data: [identity.name]
{other}"""


def rows(bases: str, recipients: str, retention: str, indent: str = "    ") -> str:
    keys = {"bases": bases, "recipients": recipients, "retention": retention}
    return "".join(f"{indent}{key}: {value}\n" for key, value in keys.items() if value)


IN_PLACE = {
    "subjects.yml": AGENT_GROUP,
    "processing/orders.yml": ORDERS.format(
        defaults="",
        rest=rows(f"[{SALE}, {AGENT}]", "[carrier]", KEPT),
        other=rows(f"[{SALE}, {AGENT}]", "[]", KEPT),
    ),
}
NAMED = {
    "bases.yml": f"sale: {SALE}\nthrough-agent: {AGENT}\n",
    "retention.yml": f"orders: {KEPT}\n",
    "subjects.yml": f"{AGENT_GROUP}  instead_of_contract: through-agent\n",
    "processing/orders.yml": ORDERS.format(
        defaults=rows("[sale]", "[carrier]", "orders", ""), rest="", other="    recipients: []\n"
    ),
}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """The starter with other files."""
    data = folder / "data"
    shutil.copytree(STARTER, data)
    for name, content in files.items():
        (data / name).write_text(content, encoding="utf-8")
    if "subjects.yml" in files:
        policy = data / "documents/policy.yml"
        policy.write_text(policy.read_text("utf-8").replace("[member]", "[member, agent]"), "utf-8")
    return data


def outcome(folder: Path, files: Mapping[str, str]) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=written(folder, files), cache=CACHE))


def found(folder: Path, files: Mapping[str, str], code: str) -> list[Finding]:
    return [f for f in outcome(folder, files).findings if f.code == code]


def refused(folder: Path, files: Mapping[str, str]) -> str:
    with pytest.raises(LoadingError) as caught:
        loading.load(written(folder, files))
    return str(caught.value)


def loaded(folder: Path, files: Mapping[str, str]) -> Facts:
    return loading.load(written(folder, files))


def test_names_and_defaults_give_the_texts_of_what_is_written_out(tmp_path: Path) -> None:
    """Byte for byte, and with the same findings but for where they are."""
    orders = NAMED["processing/orders.yml"].replace("[sale]", "[sale, through-agent]")
    named = {**NAMED, "subjects.yml": AGENT_GROUP, "processing/orders.yml": orders}
    long, short = (outcome(tmp_path / n, f) for n, f in (("a", IN_PLACE), ("b", named)))
    assert [[layer.html for layer in t.layers] for t in long.texts] == [
        [layer.html for layer in t.layers] for t in short.texts
    ]
    notice = next(text for text in long.texts if text.type == "notice")
    assert "bu kişi aracılığıyla" in notice.layer("full").plain
    repeated = {"USE-02[basis]", "TXT-02[unconfirmed]"}
    assert {f.name for f in long.findings} - repeated == {f.name for f in short.findings} - repeated
    assert [f.name for f in short.findings if f.code == "USE-02"] == []


def test_a_basis_in_a_file_of_its_own_is_limited_to_data_that_the_purpose_uses(
    tmp_path: Path,
) -> None:
    """It may name a whole category; a notice must not say that all of it is used."""
    both = SALE.replace("detail:", "only_for: [identity.name, identity.birth], detail:")
    files = NAMED | {"bases.yml": f"sale: {both}\nthrough-agent: {AGENT}\n"}
    deliver, take_back = loaded(tmp_path, files).activities["orders"].purposes
    assert [item.id.value for item in deliver.bases[0].only_for] == ["name", "birth"]
    assert [item.id.value for item in take_back.bases[0].only_for] == ["name"]


def test_each_origin_is_the_line_that_says_it(tmp_path: Path) -> None:
    """A default stands at its activity, a named row in its file, a basis of people at them."""
    first, second = loaded(tmp_path, NAMED).activities["orders"].purposes
    assert [b.origin.key for b in first.bases] == [
        "data/bases.yml#sale", "data/bases.yml#through-agent",
    ]  # fmt: skip
    assert first.at("bases[0]").key == "data/processing/orders.yml#bases[0]"
    assert first.at("bases[1]").key == "data/subjects.yml#agent.instead_of_contract"
    assert first.retention is second.retention
    assert first.retention is not None
    assert first.retention.origin.key == "data/retention.yml#orders"
    assert second.at("recipients").key == "data/processing/orders.yml#purposes.take-back.recipients"
    assert second.recipients == ()


def test_a_key_without_a_value_is_a_statement_of_its_own(tmp_path: Path) -> None:
    """Whoever writes “retention:” and nothing behind it does not want the default."""
    orders = NAMED["processing/orders.yml"].replace("recipients: []", "retention:")
    second = loaded(tmp_path, {**NAMED, "processing/orders.yml": orders}).activities["orders"]
    assert second.purposes[1].retention is None
    assert [r.id.value for r in second.purposes[1].recipients or ()] == ["carrier"]


def test_the_basis_of_people_stands_behind_the_contract_and_only_there(tmp_path: Path) -> None:
    """Not where a purpose rests on something else or is about other people; never twice."""
    duty = "{article: 5/2-ç, under: [{statute: vuk}]}"
    orders = ORDERS.format(
        defaults="",
        rest=rows(f"[sale, {duty}]", "[]", "orders"),
        other=rows("[sale, through-agent]", "[]", "orders"),
    )
    more = (
        "  invoice:\n    text: {tr: Faturanın düzenlenmesi, en: Issuing the invoice}\n"
        "    data: [identity.name]\n"
        + rows(f"[{duty}]", "[]", "orders")
        + "  manage:\n    text: {tr: Üyeliğin yönetilmesi, en: Managing the membership}\n"
        "    subjects: [member]\n    data: [identity.name]\n" + rows("[sale]", "[]", "orders")
    )
    facts = loaded(tmp_path, {**NAMED, "processing/orders.yml": orders + more})
    purposes = facts.activities["orders"].purposes
    assert [[b.article.id.value for b in p.bases] for p in purposes] == [
        ["5/2-c", "5/2-f", "5/2-ç"], ["5/2-c", "5/2-f"], ["5/2-ç"], ["5/2-c"],
    ]  # fmt: skip
    assert purposes[0].at("bases[2]").key.endswith("#purposes.deliver.bases[1]")


def test_people_outside_a_contract_have_their_basis_by_their_group(tmp_path: Path) -> None:
    """PUR-06 asks for it, and is content with what the group says."""
    assert found(tmp_path / "a", NAMED, "PUR-06") == []
    files = {**NAMED, "subjects.yml": AGENT_GROUP}
    (finding,) = found(tmp_path / "b", files, "PUR-06")
    assert finding.place == "processing/orders.yml#bases"
    assert "instead_of_contract" in finding.hint
    nobody = NAMED["processing/orders.yml"].replace(
        "subjects: [member, agent]", "subjects: [agent]"
    )
    (finding,) = found(tmp_path / "c", {**NAMED, "processing/orders.yml": nobody}, "PUR-06")
    assert finding.sub == "nobody"


MISTAKES = {
    "an unknown basis": (
        "processing/orders.yml", "[sale]", "[sail]",
        "there is no “sail”. Such ids live in data/bases.yml. Did you mean one of these: sale "
        "(satış sözleşmesi)? "
        "Or write it out here, with “article: …”.",
    ),
    "an unknown retention": (
        "processing/orders.yml", "retention: orders", "retention: order",
        "there is no “order”. Such ids live in data/retention.yml. Did you mean one of these: "
        "orders (teslim tarihi)? "
        "Or write it out here, with “period: …”.",
    ),
    "a list for one basis": (
        "processing/orders.yml", "[sale]", "[[sale]]",
        "here one id is expected. Such ids live in data/bases.yml. Or write it out here, with "
        "“article: …”.",
    ),
    "parties with another basis": (
        "subjects.yml", "contract_party: no", "contract_party: yes",
        "only people who are not a party to the contract need another basis.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_with_the_ids_and_the_form_in_place(
    name: str, tmp_path: Path
) -> None:
    """The ids come with their words."""
    file, old, new, message = MISTAKES[name]
    assert old in NAMED[file]
    assert message in refused(tmp_path, {**NAMED, file: NAMED[file].replace(old, new)})


def test_a_name_without_its_file_is_reported_once(tmp_path: Path) -> None:
    files = {name: content for name, content in NAMED.items() if name != "retention.yml"}
    message = refused(tmp_path, files)
    assert "nothing is written in data/retention.yml, but “orders” of it is named here." in message
    assert len(message.splitlines()) == 1


def test_an_entry_that_nothing_names_is_found_once(tmp_path: Path) -> None:
    """And not once more for its texts."""
    files = {
        **NAMED,
        "bases.yml": f"{NAMED['bases.yml']}spare: {AGENT}\n",
        "retention.yml": f"{NAMED['retention.yml']}spare: {KEPT}\n",
    }
    findings = found(tmp_path, files, "USE-01")
    assert [f.name for f in findings] == ["USE-01[entry]"] * 2
    assert [f.place for f in findings] == ["bases.yml#spare", "retention.yml#spare"]


def test_a_default_that_no_purpose_takes_is_found(tmp_path: Path) -> None:
    """As long as one purpose takes it, it has an effect."""
    orders = ORDERS.format(
        defaults=rows("[sale]", "[carrier]", "orders", ""),
        rest="    recipients: []\n",
        other="    recipients: []\n    bases: [sale]\n",
    )
    (finding,) = found(tmp_path, {**NAMED, "processing/orders.yml": orders}, "USE-01")
    assert (finding.sub, finding.place) == ("default", "processing/orders.yml#recipients")


def test_copies_and_double_ids_are_found(tmp_path: Path) -> None:
    """A copy is found where it stands, also one of what has a name; few words are none."""
    copies = found(tmp_path / "a", IN_PLACE, "USE-02")
    assert [(f.sub, f.place) for f in copies] == [
        ("basis", "processing/orders.yml#purposes.take-back.bases[1]"),
    ]
    files = {**IN_PLACE, "bases.yml": f"agent: {AGENT}\n"}
    files["retention.yml"] = f"agent: {KEPT}\n"
    copies = found(tmp_path / "b", files, "USE-02")
    assert [(f.sub, f.place) for f in copies] == [
        ("basis", "processing/orders.yml#purposes.deliver.bases[1]"),
        ("basis", "processing/orders.yml#purposes.take-back.bases[1]"),
        ("same-id", "retention.yml#agent"),
    ]


def test_a_copy_with_a_doubt_of_its_own_stays_in_place(tmp_path: Path) -> None:
    """It asks something else."""
    first, second = IN_PLACE["processing/orders.yml"].rsplit("Proposed by us.", 1)
    orders = f"{first}Does this hold for returns?{second}"
    assert found(tmp_path, {**IN_PLACE, "processing/orders.yml": orders}, "USE-02") == []


SENTENCES = """\
  refusal: {tr: Rıza vermezseniz üyeliğiniz bundan etkilenmez., en: Refusing changes nothing else.}
  withdrawal: {tr: Rızanızı hesabınızdan geri alabilirsiniz., en: You can withdraw in your account.}
"""
CONSENT = (
    "{}:\n  matter: {{tr: bülten gönderilmesi, en: sending a newsletter}}\n"
    "  collection_point: form\n  given: screen\n"
)
POINT = "form:\n  name: {tr: Form, en: Form}\n"


def test_a_consent_takes_the_sentences_of_its_point(tmp_path: Path) -> None:
    """Unless it says something else; the origin is the line of the point."""
    own = CONSENT.format("own") + SENTENCES.replace("üyeliğiniz", "siparişiniz")
    files = {
        "collection-points.yml": POINT + SENTENCES,
        "consents.yml": CONSENT.format("news") + own,
    }
    consents = loaded(tmp_path, files).consents
    assert consents["news"].refusal.origin.key == "data/collection-points.yml#form.refusal"
    assert consents["own"].refusal.origin.key == "data/consents.yml#own.refusal"


def test_a_consent_without_sentences_is_refused_with_both_places(tmp_path: Path) -> None:
    """Neither it nor its point says them."""
    message = refused(tmp_path, {"consents.yml": CONSENT.format("news")})
    for key in ("refusal", "withdrawal"):
        assert (
            f"data/consents.yml:2:3: error: “{key}” is missing. Write “{key}:” here, or once for "
            "“form” in data/collection-points.yml."
        ) in message


def test_sentences_that_consents_of_a_point_share_are_found(tmp_path: Path) -> None:
    consents = "".join(CONSENT.format(name) + SENTENCES for name in ("one", "two"))
    findings = found(tmp_path, {"consents.yml": consents}, "USE-02")
    assert [(f.sub, f.place) for f in findings] == [
        ("sentence", "consents.yml#two.refusal"),
        ("sentence", "consents.yml#two.withdrawal"),
    ]


ACCEPTED = """\
defaults:
  role: preparer of the texts
  until: 2099-12-31
  profile: draft
kep: {code: "IDN-02[blank]", place: controller.yml#kep, reason: It is asked for.}
unit: {code: USE-01, place: controller.yml#unit, reason: It is asked for., role: legal counsel}
"""


def test_defaults_on_top_of_a_file_hold_for_its_entries(tmp_path: Path) -> None:
    """An entry may still say something else."""
    accepted = loaded(tmp_path, {"accepted.yml": ACCEPTED}).accepted
    assert list(accepted) == ["kep", "unit"]
    roles = [(e.role.value, e.role.origin.path) for e in accepted.values()]
    assert roles == [
        ("preparer of the texts", "defaults.role"), ("legal counsel", "unit.role"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  role: prep", "  rolle: prep", "accepted.yml:2:3: error: “rolle” is not known here."),
        ("2099-12-31", "2099-02-31", "accepted.yml:3:10: error: “2099-02-31” is not a day of the"),
        (ACCEPTED[: ACCEPTED.index("kep")], "defaults: later\n", "accepted.yml:1:11: error: here"),
    ],
)
def test_a_mistake_in_defaults_is_reported_once(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    """Not once for each entry."""
    said = refused(tmp_path, {"accepted.yml": ACCEPTED.replace(old, new)})
    assert said.count(message) == 1


def test_the_short_text_of_a_purpose_is_looked_at_like_the_purpose(tmp_path: Path) -> None:
    """Open ends, a missing language, and a text that is not shorter at all."""
    orders = NAMED["processing/orders.yml"].replace(
        "    data: [identity.name, identity.birth]\n",
        "    data: [identity.name, identity.birth]\n    short:\n"
        "      tr: {value: Teslimat vb. işler, unconfirmed: Proposed by us.}\n"
        "      en: Delivering the order to the customer\n",
    )
    data = written(tmp_path, {**NAMED, "processing/orders.yml": orders})
    asked = pipeline.Settings(data=data, profile=Profile.RELEASE, cache=CACHE)
    findings = pipeline.run(asked).findings
    names = {(f.name, f.place.rpartition(".")[2]) for f in findings if ".short" in f.place}
    assert {("PUR-01[open-list]", "tr"), ("PUR-01[not-shorter]", "en")} <= names
    assert ("TXT-02[unconfirmed]", "tr") in names


@pytest.mark.parametrize("name", [*NAMED, "accepted.yml", "collection-points.yml"])
def test_editors_know_both_forms(name: str) -> None:
    """A name where a block may stand, and entries without what their file says for all of them."""
    files = {file.name: file for file in keys.files()}
    content = {
        **NAMED,
        "accepted.yml": ACCEPTED,
        "collection-points.yml": POINT + SENTENCES,
    }[name]
    file = files.get(name) or files["processing/"]
    for written_out in (content, IN_PLACE.get(name, content)):
        value = yaml.load(written_out, Loader=yaml.CBaseLoader)
        assert list(Draft7Validator(schema.of(file)).iter_errors(value)) == []


def test_both_forms_are_described() -> None:
    """To people who ask for the keys."""
    files = {file.name: file for file in keys.files()}
    activity = report.Reference(()).text(files["processing/"])
    assert "bases: a list, each a block, or an id of bases.yml" in activity
    assert "retention: a block, or an id of retention.yml" in activity
    assert "“defaults:”" in report.Reference(()).text(files["accepted.yml"])


DOUBTS = "no-article: {reason: Proposed by us; the source gives no article.}\n"


def test_a_doubt_that_several_share_is_named(tmp_path: Path) -> None:
    """Its words are then those of each fact; words in place are still a doubt of their own."""
    bases = NAMED["bases.yml"].replace(
        "the sales contract}}", "the sales contract}, unconfirmed: no-article}"
    )
    facts = loaded(tmp_path, {**NAMED, "bases.yml": bases, "doubts.yml": DOUBTS})
    doubts = {name: basis.unconfirmed for name, basis in facts.bases.items()}
    assert doubts == {
        "sale": "Proposed by us; the source gives no article.", "through-agent": "Proposed by us.",
    }  # fmt: skip


@pytest.mark.parametrize(("doubts", "known"), [(DOUBTS, "no-article"), ("", "none")])
def test_one_word_is_not_the_reason_of_a_doubt(tmp_path: Path, doubts: str, known: str) -> None:
    """It is an id that is misspelt, or says nothing that could be asked."""
    bases = NAMED["bases.yml"].replace("Proposed by us.", "no-articel")
    files = {**NAMED, "bases.yml": bases} | ({"doubts.yml": doubts} if doubts else {})
    assert refused(tmp_path, files).endswith(
        "“no-articel” is not a reason for a doubt. Write what is to be asked, or an id of "
        f"data/doubts.yml (known: {known})."
    )


def test_a_doubt_that_nothing_names_is_found(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {**NAMED, "doubts.yml": DOUBTS}, "USE-01")
    assert (finding.sub, finding.place) == ("entry", "doubts.yml#no-article")
