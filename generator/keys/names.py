"""What keys are called by people: in the panel, in reviews, in requests and in forms of questions.

A key of one block may mean something else than its namesakes: that name is written with the block.
"""

import re
from collections.abc import Iterator, Sequence

from generator.catalogue import said
from generator.decoding import key_in
from generator.keys.description import Block, File, Key, Many, Written, files
from generator.message import Message, say

Steps = Sequence[str | int]
"""A path below a file: keys, ids and numbers."""
NAMES: dict[str, Message] = {
    "abroad": say("abroad or not"),
    "activity": say("what the controller does"),
    "address": say("address"),
    "addressees": say("to whom messages go"),
    "also_used": say("what is used besides cookies"),
    "anonymisation": say("anonymisation"),
    "as_written": say("printed as it is written"),
    "bases": say("legal basis"),
    "before_consent": say("set before the visitor has chosen"),
    "building": say("building"),
    "changes": say("updates"),
    "channels": say("channel"),
    "collection_points": say("collection points"),
    "contract": say("contract"),
    "countries": say("countries"),
    "data": say("data"),
    "data_protection_email": say("e-mail address for personal data"),
    "day": say("day"),
    "defaults": say("for every entry of the file"),
    "deletion": say("deletion"),
    "destruction": say("destruction"),
    "digests": say("digests of the texts"),
    "district": say("district"),
    "duties": say("titles, units and duties"),
    "effective": say("valid from"),
    "electronic": say("electronic"),
    "email": say("e-mail address"),
    "ends_with": say("what becomes of it at the end"),
    "feeds": say("lasting name of the feeds"),
    "how": say("in words"),
    "incidental": say("what may stand on papers"),
    "instead_of_contract": say("legal basis in the place of the contract"),
    "internal": say("only for the file of the company"),
    "interval": say("interval of periodic disposal"),
    "iys": say("record in İYS"),
    "kep": say("KEP address"),
    "matter": say("matter of the consent"),
    "measures": say("measures"),
    "mechanism": say("ground of the transfer abroad"),
    "media": say("recording media"),
    "mersis": say("MERSİS number"),
    "methods": say("methods of disposal"),
    "name": say("name"),
    "not_processed": say("what is not processed"),
    "notified": say("notified to the Authority on"),
    "obtained": say("how it is obtained"),
    "offered": say("asked for or not"),
    "order": say("place in the order"),
    "organisational": say("organisational"),
    "period": say("period"),
    "phone": say("telephone"),
    "physical": say("physical"),
    "proposed": say("proposed answer"),
    "purpose": say("purpose of the transfer"),
    "read_by": say("roles that read it in other languages"),
    "recipients": say("recipients"),
    "refusal": say("what a refusal means"),
    "registered_name": say("registered name"),
    "regular": say("regular transfers"),
    "retention": say("retention period"),
    "role": say("role of the recipient"),
    "security_email": say("e-mail address for reports of weaknesses"),
    "services": say("services"),
    "short": say("short form"),
    "signed": say("signed on"),
    "slug": say("address of the page"),
    "sound": say("sound is recorded or not"),
    "spelling_only": say("nothing but spelling"),
    "starts": say("beginning of the period"),
    "statements": say("statement"),
    "status": say("status"),
    "subjects": say("groups of people"),
    "technical": say("technical"),
    "text": say("purpose"),
    "transferred_for": say("what the recipients get it for"),
    "unconfirmed": say("doubt"),
    "valid_until": say("until when it holds"),
    "verbis": say("registry (VERBİS)"),
    "withdrawal": say("how it is withdrawn"),
}
"""Where the words that people may type in the place of a key say too little, or there are none."""
IN_BLOCK: dict[str, Message] = {
    "Accepted.code": say("code of the finding"),
    "Accepted.place": say("place of the finding"),
    "Accepted.role": say("role that accepted it"),
    "Accepted.until": say("last day on which it holds"),
    "Answer.code": say("question of the rule"),
    "Answer.role": say("role that answered"),
    "Answer.until": say("last day on which it holds"),
    "Cameras.number": say("number of cameras"),
    "Confirmed.confirmed": say("what was confirmed"),
    "Confirmed.day": say("day of the confirmation"),
    "Confirmed.role": say("role that confirmed it"),
    "Consent.given": say("how it is given"),
    "Cookie.category": say("class of cookies"),
    "Cookie.lifetime": say("how long it stays"),
    "Cookie.party": say("whose it is"),
    "Cookie.purpose": say("what it is used for"),
    "Cookie.storage": say("how it is stored"),
    "Cookie.until": say("until when it stays, in words"),
    "DataCategory.verbis": say("its name in VERBİS"),
    "DataSubject.verbis": say("its name in VERBİS"),
    "Document.code": say("code of the document"),
    "Duty.title": say("title of the post"),
    "Form.code": say("code of the document"),
    "Form.purpose": say("what the form is for"),
    "JointController.purpose": say("purpose"),
    "PolicyChange.day": say("day of the change"),
    "Purpose.verbis": say("its name in VERBİS"),
    "Recipient.verbis": say("its name in VERBİS"),
    "Security.verbis": say("its name in VERBİS"),
    "SeparateController.purpose": say("purpose"),
    "Step.purpose": say("purpose"),
}
"""`Block.key`, where a key means something of its own."""
TITLES = {
    "accepted.yml": say("Accepted findings"),
    "approvals.yml": say("Approvals of releases"),
    "answers.yml": say("Answers to rules"),
    "application.yml": say("Applications of data subjects"),
    "bases.yml": say("Legal bases"),
    "cameras.yml": say("Cameras"),
    "collection-points.yml": say("Collection points"),
    "confirmed.yml": say("Confirmations"),
    "consents.yml": say("Consents"),
    "controller.yml": say("The controller"),
    "cookies.yml": say("Cookies"),
    "data-categories.yml": say("Data categories"),
    "departures.yml": say("Departures from the source policy"),
    "disposal.yml": say("Disposal of data"),
    "documents/": say("Documents"),
    "doubts.yml": say("Shared doubts (questions to the company)"),
    "forms/": say("Forms"),
    "glossary.yml": say("Glossary"),
    "mails.yml": say("E-mails"),
    "message-channels.yml": say("Channels of messages"),
    "messages.yml": say("Commercial messages"),
    "moments.yml": say("Moments of a visitor"),
    "processing/": say("Processing activities"),
    "promises.yml": say("Promises"),
    "recipients.yml": say("Recipients"),
    "retention.yml": say("Retention periods"),
    "security.yml": say("Security measures"),
    "security-reports.yml": say("Reports of weaknesses"),
    "sites.yml": say("Sites"),
    "subjects.yml": say("Groups of people"),
}
"""What the entries of a file are called; of any other the model says what they are."""
_FEW = re.compile(r"(?:m\.|art\.|[^.;:(\n])+")
_BY_ID = (Written.PARTS, Written.ITEMS, Written.TEXTS_OR_PARTS)


def called(block: str, key: str, language: str) -> str:
    """What a key of a block is called; of no block (empty) as most keys of this name are."""
    message = IN_BLOCK.get(f"{block}.{key}") or NAMES.get(key)
    return said(message, language) if message else key_in(language, key) or key.replace("_", " ")


def described_by(file: str) -> File | None:
    """What the model says of a file of the data."""
    known = {described.name: described for described in files()}
    folder, slash, _ = file.partition("/")
    return known.get(f"{folder}/") or known.get(f"{folder}.yml") if slash else known.get(file)


def file_called(file: str, language: str) -> str:
    """What the entries of a file are, in a few words; otherwise its name."""
    described = described_by(f"{file}x.yml" if file.endswith("/") else file)
    if described and described.name in TITLES:
        return said(TITLES[described.name], language)
    named = (d.block.about for d in files(language) if described and d.name == described.name)
    first = _FEW.match(next(named, ""))
    return first[0].strip() if first else file


def along(file: str, path: Steps) -> Iterator[tuple[Block, Key] | None]:
    """For each step of a path the key that it is, with its block; None for ids, numbers, marks."""
    described = described_by(file)
    block = described.block if described else None
    by_id = described is not None and described.many is Many.SEVERAL
    for step in path:
        if isinstance(step, int) or block is None:
            by_id = by_id and not isinstance(step, int)
            yield None
            continue
        key = None if by_id else next((k for k in block.keys if k.name == step), None)
        yield (block, key) if key else None
        if key:
            block, by_id = key.block, key.written in _BY_ID
        elif by_id:
            by_id = False
