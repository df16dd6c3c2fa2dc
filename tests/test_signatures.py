"""A signature says whose the entry is: archives of one key cannot be exchanged."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from generator.commands import main
from generator.errors import ArchiveError
from generator.proofs.archive import Proofs, verify
from generator.releases import archive as places
from generator.releases import signing
from generator.releases.archive import Archive
from generator.releases.record import from_json
from generator.releases.signing import Owner, PublicKey, Signer
from tests import demo, signing_keys
from tests.archives import ADDRESS, both, publish
from tests.conftest import own_starter

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = signing.public_of(KEY)
FROZEN = Path(__file__).parent / "frozen/archive/ornek/2026-03-02"


def brand(folder: Path, name: str, controller: str = "Örnek A.Ş.") -> Archive:
    archive = Archive(folder / name)
    publish(archive, both(name), key=KEY, controller=controller)
    return Archive(archive.folder)


def wrong(archive: Archive, *owners: str, keys: tuple[PublicKey, ...] = (PUBLIC,)) -> list[str]:
    return verify(archive, Proofs(keys=keys, owners=owners))


def test_the_same_words_give_the_same_signature(tmp_path: Path) -> None:
    """The contract of format 2, written down: what is signed, and how its file looks."""
    manifest = b'{"format": 1}\n'
    written = signing.signature_of(manifest, "ornek", Signer(KEY, ADDRESS, "Örnek A.Ş."))
    assert json.loads(written) == {
        "address": ADDRESS,
        "alg": "Ed25519",
        "controller": "Örnek A.Ş.",
        "format": 2,
        "key": "56475aa75463474c",
        "site": "ornek",
        "value": json.loads(written)["value"],
    }
    signed = (
        "kvkk-notices signature 2\n"
        '{"address": "https://ornek.example/", "controller": "\\u00d6rnek A.\\u015e.", '
        f'"manifest": "{hashlib.sha256(manifest).hexdigest()}", "site": "ornek"}}\n'
    )
    value = base64.b64decode(json.loads(written)["value"])
    KEY.public_key().verify(value, signed.encode())
    (tmp_path / "signature.json").write_bytes(written)
    owner = Owner("ornek", ADDRESS, "Örnek A.Ş.")
    assert signing.owner_of(tmp_path / "signature.json") == owner


def test_an_archive_says_whose_it_is(tmp_path: Path) -> None:
    """Site, address and controller can be demanded; nothing else passes."""
    archive = brand(tmp_path, "bir")
    assert wrong(archive) == []
    assert wrong(archive, "bir", ADDRESS, "Örnek A.Ş.") == []
    for name in ("iki", "https://baska.example/", "Örnek", "", "örnek a.ş."):
        (said,) = wrong(archive, "bir", name)
        assert said.endswith(f"it is signed for “bir”, “{ADDRESS}”, “Örnek A.Ş.”, not “{name}”")
    assert "it is of “bir”, not" in wrong(archive, "Örnek A.Ş.", keys=())[0]
    assert wrong(archive, "bir", keys=()) == []


def test_archives_of_two_brands_are_not_exchanged(tmp_path: Path) -> None:
    """In the folders of the data, on a published site, and where both call their site alike."""
    first, second = brand(tmp_path / "data/releases", "bir"), brand(tmp_path / "x", "iki")
    shutil.rmtree(first.folder)
    shutil.copytree(second.folder, first.folder)
    exchanged = Archive.of(tmp_path / "data", "bir")
    assert "it is of another site, iki" in wrong(exchanged)[0]
    with pytest.raises(ArchiveError, match="it is of another site, iki"):
        exchanged.manifests  # noqa: B018 - so no site is built of it either
    assert "not “bir”" in wrong(Archive(first.folder), "bir")[0]
    others = brand(tmp_path / "y", "bir", "Başka A.Ş.")
    assert wrong(others, "bir") == []
    assert "not “Örnek A.Ş.”" in wrong(others, "bir", "Örnek A.Ş.")[0]


def test_whose_it_is_cannot_be_rewritten(tmp_path: Path) -> None:
    """Each name, the number of the format, and a signature of format 1 beside a new entry."""
    archive = brand(tmp_path, "bir")
    path = archive.folder / archive.chain[0][0] / places.SIGNATURE
    data = json.loads(path.read_bytes())
    for change in (
        {"controller": "Başka A.Ş."}, {"address": "https://x.example/"}, {"site": "iki"},
        {"format": 1}, {"format": 3}, {"format": "2"}, {"controller": 7}, {"more": 1},
    ):  # fmt: skip
        path.write_text(json.dumps(data | change, ensure_ascii=False, sort_keys=True, indent=1)
                        + "\n", encoding="utf-8")  # fmt: skip
        assert wrong(Archive(archive.folder)), change
    old = {key: data[key] for key in ("alg", "key", "value")}
    path.write_text(json.dumps(old, sort_keys=True, indent=1) + "\n", encoding="utf-8")
    assert "does not belong to it" in wrong(Archive(archive.folder))[0]


def test_a_signature_of_format_1_says_less(tmp_path: Path) -> None:
    """It is good as before; whose it is, only the manifest says."""
    folder = Path(shutil.copytree(FROZEN.parent, tmp_path / "ornek"))
    known = json.loads((FROZEN.parents[2] / "proofs.json").read_text(encoding="utf-8"))
    key = signing.public_key(known["key"])
    assert signing.owner_of(folder / FROZEN.name / places.SIGNATURE) is None
    assert wrong(Archive(folder), "ornek", keys=(key,)) == []
    assert "not “Örnek A.Ş.”" in wrong(Archive(folder), "Örnek A.Ş.", keys=(key,))[0]
    manifest = from_json((folder / FROZEN.name / places.MANIFEST).read_text(encoding="utf-8"))
    assert manifest.site == "ornek"


def notices(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_commands_sign_and_say_whose_it_is(tmp_path: Path) -> None:
    """A release, and a withdrawal for which the data cannot be read."""
    data = own_starter(tmp_path / "data")
    key = signing_keys.new_key(tmp_path / "key.pem")
    demo.publish(data, demo.STEPS[0], key=tmp_path / "key.pem")
    known = ("verify", "--data", data, "--site", "ornek", "--key", signing.in_letters(key))
    said = notices(*known)
    assert said.exit_code == 0, said.output
    assert "It is signed for “ornek”, “https://" in said.stdout
    assert "compare these names, or demand them (--owner)" in said.stdout
    good = notices(*known, "--owner", "ornek")
    assert "compare these names" not in good.stdout
    assert good.exit_code == 0
    bad = notices(*known, "--owner", "Başka A.Ş.")
    assert bad.exit_code == 1
    assert "not “Başka A.Ş.”" in bad.stderr


def test_a_withdrawal_is_signed_for_the_same_when_the_data_cannot_be_read(tmp_path: Path) -> None:
    """Words that must go do not wait for mistakes to be corrected."""
    data = own_starter(tmp_path / "data")
    signing_keys.new_key(tmp_path / "key.pem")
    demo.publish(data, demo.STEPS[0], key=tmp_path / "key.pem")
    path = data / "controller.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("0312 000", "0312 111"), encoding="utf-8")
    demo.publish(data, demo.STEPS[1], key=tmp_path / "key.pem")
    path.write_text("nonsense: [\n", encoding="utf-8")
    announced, reason = str(demo.STEPS[1].effective), "Yanlışlıkla yayımlandı."
    with demo.clock(demo.STEPS[1].published):
        gone = notices("release", "--data", data, "--site", "ornek", "--withdraw", announced,
                       "--reason", reason, "--key", tmp_path / "key.pem")  # fmt: skip
    assert gone.exit_code == 0, gone.output
    archive = Archive.of(data, "ornek")
    assert archive.chain[-1][0] == f"{announced}-withdrawn"
    owners = {
        signing.owner_of(archive.folder / name / places.SIGNATURE) for name, _ in archive.chain
    }
    assert len(owners) == 1
    assert None not in owners
