"""`notices release`, `compare`, `verify`, `stamp` from outside: what people read at each step."""

import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from generator.errors import ArchiveError
from generator.proofs import site as proofs
from generator.releases import signing
from generator.releases.archive import Archive
from tests import demo, signing_keys
from tests.authority import LocalAuthority, needs_openssl

pytestmark = pytest.mark.usefixtures("untried")
DAY = "2026-03-02"
NOTES = ("--note", "tr=İlk yayım.", "--note", "en=First publication.")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def telephone(data: Path, number: str) -> None:
    path = data / "controller.yml"
    written = re.sub(r"(?m)^phone: .*$", f"phone: {number}", path.read_text(encoding="utf-8"))
    path.write_text(written, encoding="utf-8")


@pytest.fixture
def data(least_released: Path, tmp_path: Path) -> Path:
    """The smallest controller with one release."""
    return Path(shutil.copytree(least_released, tmp_path / "data"))


def ask(data: Path, effective: str, *more: str) -> Result:
    common = ("--data", data, "--as-of", DAY, "--effective", effective, "--no-pdf")
    return run("release", *common, *more)


def approve(data: Path, said: Result, **changes: str) -> None:
    """What the approver makes of the printed entry."""
    entry = said.stdout[said.stdout.index("release-") :]
    words = {"<role>": "data protection unit", "<another role>": "legal counsel", "<day>": DAY}
    for mark, word in (words | changes).items():
        entry = entry.replace(mark, word)
    (data / "approvals.yml").write_text(entry, encoding="utf-8")


def test_a_release_step_by_step(data: Path) -> None:
    """Compared, approved by another role, given a kind and notes in both languages, frozen."""
    telephone(data, "0212 000 00 01")
    first = ask(data, "2026-04-01")
    assert first.exit_code == 1
    assert "nobody has approved these texts. Nothing was released." in first.stderr
    assert "at least --kind substantive" in first.stdout
    approve(data, first, **{"<another role>": "<another role>"})
    assert "approvals.yml:4:16 “approved_by:” names no role" in ask(data, "2026-04-01").stderr
    approve(data, first, **{"<role>": ""})
    assert "approvals.yml:3:3 “prepared_by:” names no role" in ask(data, "2026-04-01").stderr
    approve(data, first, **{"<another role>": "Data  protection UNIT"})
    assert "one role prepared and approved" in ask(data, "2026-04-01").stderr
    approve(data, first, **{"<day>": "2026-03-03"})
    assert "the day of the approval has not come" in ask(data, "2026-04-01").stderr
    approve(data, first)
    lacking = ask(data, "2026-04-01")
    assert "no --kind was given" in lacking.stderr
    assert "Whoever approves them" in first.stdout
    assert "Whoever approves them" not in lacking.stdout  # it is written already
    kind = ("--kind", "editorial")
    half = ask(data, "2026-04-01", *kind, "--note", "tr=Telefon değişti.")
    assert 'readers must learn what changed: add --note "en=…".' in half.stderr
    refused = ask(data, "2026-04-01", *kind, *NOTES)
    assert refused.exit_code == 1
    assert "these changes are substantive, not editorial" in refused.stderr
    assert len(Archive.of(data, "ornek").chain) == 1
    done = ask(data, "2026-04-01", "--kind", "substantive", *NOTES)
    assert done.exit_code == 0, done.output
    assert "in force from 2026-04-01" in done.stdout
    telephone(data, "0212 000 00 01")
    assert "no text has changed since “2026-04-01”" in ask(data, "2026-04-02").stderr


def test_a_day_that_is_past_is_refused_before_anybody_approves(data: Path) -> None:
    """And no release that is in force is called an announced one."""
    telephone(data, "0212 000 00 01")
    past = ask(data, "2026-03-01")
    assert past.exit_code == 1
    assert "a text published on 2026-03-02 cannot take effect on 2026-03-01" in past.stderr
    assert past.stdout == ""


def test_an_overtaken_release_is_named(data: Path) -> None:
    """Before it is approved and when it is done: nobody forgets what was announced."""
    telephone(data, "0212 000 00 01")
    approve(data, ask(data, "2026-06-01"))
    assert ask(data, "2026-06-01", "--kind", "substantive", *NOTES).exit_code == 0
    soon = ask(data, "2026-03-05")
    assert "It overtakes 2026-06-01" in soon.stdout
    assert "what the data already says of it holds from 2026-03-05 on" in soon.stdout
    approve(data, soon)
    done = ask(data, "2026-03-05", "--kind", "substantive", *NOTES)
    assert "2026-06-01 was announced and will not come into force" in done.stdout


def test_a_text_that_is_frozen_along_is_not_called_new(data: Path) -> None:
    """Both languages of a document are frozen together."""
    path = data / "documents" / "policy.yml"
    with path.open("a", encoding="utf-8") as document:
        document.write("slug: {tr: gizlilik-politikasi, en: privacy}\n")
    result = ask(data, "2026-04-01")
    told = result.stdout
    assert "policy (tr): unchanged" in told, result.output
    assert ": new" not in told


def test_a_withdrawal_with_a_key_says_that_it_is_signed(data: Path, tmp_path: Path) -> None:
    private = tmp_path / "key.pem"
    signing_keys.new_key(private)
    (name,) = (m.id for m in Archive.of(data, "ornek").manifests)
    common = ("--data", data, "--as-of", DAY, "--withdraw", name, "--reason", "A name stood there.")
    done = run("release", *common, "--key", private)
    assert done.exit_code == 0, done.output
    assert "Signed; verify with --key " in done.stdout


def test_compare_shows_the_words_before_and_after(data: Path) -> None:
    """Clause by clause in both languages; as JSON too; nothing when nothing differs."""
    same = run("compare", "--data", data, "--as-of", DAY)
    assert (same.exit_code, same.stdout) == (0, f"No text differs between {DAY} and draft.\n")
    telephone(data, "0212 000 00 01")
    told = run("compare", "--data", data, "--as-of", DAY, "--document", "policy")
    assert told.exit_code == 1
    assert "policy (tr): Gizlilik" in told.stdout
    assert "policy (en): Privacy" in told.stdout
    assert "    - 0312 000 00 00\n    + 0212 000 00 01" in told.stdout
    assert "at least --kind substantive" in told.stdout
    shape = ("--format", "json", "--lang", "tr", "--document", "policy")
    found = json.loads(run("compare", "--data", data, "--as-of", DAY, *shape).stdout)
    (text,) = found["texts"]
    assert text["substantive"]
    assert {change["what"] for change in text["changes"]} == {"facts"}
    other = shutil.copytree(data, data.parent / "other", ignore=shutil.ignore_patterns("releases"))
    telephone(other, "0312 000 00 00")
    assert run("compare", DAY, other, "--data", data, "--as-of", DAY).exit_code == 0
    assert "there is no release “x”" in run("compare", "x", "--data", data).stderr
    assert "nothing to compare with" in run("compare", "--data", other).stderr


def test_a_site_of_another_day_is_told_which_day_it_was_read_for(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built for a day to come, its texts are in force there and announced here."""
    verdict = proofs.Verdict(["its “state” is wrong"])
    monkeypatch.setattr("generator.proofs.site.verify", lambda *_: verdict)
    monkeypatch.setattr("generator.recipes.proving.archive_in", lambda _: Archive.of(data, "ornek"))
    told = run("verify", "--published", data, "--as-of", "2026-03-01")
    assert told.exit_code == 1
    assert (
        "It was read as of 2026-03-01; name the day on which it was made (--as-of)" in told.stderr
    )


def test_an_announced_release_is_named_for_comparison(data: Path) -> None:
    """Between the first release and its day nothing holds yet, but there is something to read."""
    told = run("compare", "--data", data, "--as-of", "2026-03-01")
    assert told.exit_code == 1
    assert "no release holds on 2026-03-01" in told.stderr
    assert f"“notices compare --data {data} {DAY}”" in told.stderr
    assert run("compare", DAY, "--data", data, "--as-of", "2026-03-01").exit_code == 0


def test_an_address_that_is_missing_is_told_before_anything_is_frozen(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDFs of a release name their address for ever; afterwards it is too late to say so."""
    monkeypatch.setattr("generator.commands._options.pdfs_can_be_made", lambda: True)
    telephone(data, "0212 000 00 01")
    asked = ("release", "--data", data, "--as-of", DAY, "--effective", "2026-04-01")
    monkeypatch.delenv("SITE_URL", raising=False)
    told = run(*asked)
    assert "nobody has approved" in told.stderr
    assert "SITE_URL is not set" in told.stdout
    assert "SITE_URL" not in run(*asked, "--no-pdf").stdout
    monkeypatch.setenv("SITE_URL", "https://www.ornek.example/kvkk/")
    assert "SITE_URL" not in run(*asked).stdout


def test_withdrawing_waits_for_no_mistake_in_the_data(data: Path) -> None:
    """Words that must go, go; of several archives the one is named, for no facts can be read."""
    (data / "controller.yml").write_text("a: [")
    assert run("verify", "--data", data).stdout.startswith("Verified 1 entry;")
    (data / "releases/another").mkdir()
    assert "controller.yml:1:4" in run("verify", "--data", data).stderr
    asked = ("release", "--withdraw", DAY, "--data", data, "--as-of", DAY, "--site", "ornek")
    assert run(*asked).exit_code == 2
    done = run(*asked, "--reason", "a name")
    assert done.exit_code == 0, done.output
    assert "backups, .cache/ and built sites still hold the words" in done.stdout
    assert run("verify", "--data", data, "--site", "ornek").exit_code == 0


def test_a_day_on_which_withdrawn_words_stood_is_told_and_no_damage(data: Path) -> None:
    asked = ("release", "--withdraw", DAY, "--data", data, "--site", "ornek", "--reason", "x")
    assert run(*asked, "--as-of", "2026-03-05").exit_code == 0
    archive = Archive(data / "releases/ornek")
    for read in (lambda: archive.facts(DAY), lambda: archive.read(archive.releases[0].own[0])):
        with pytest.raises(ArchiveError) as told:
            read()
        (problem,) = told.value.problems
        assert "withdrawn on 2026-03-05, and its words are gone" in str(problem)
        assert "--as-of 2026-03-05" in str(problem)


def test_what_is_not_there_is_said_to_be_so(data: Path) -> None:
    """No release, another site, another document: nothing that reads like an answer."""
    other = run("verify", "--data", data, "--site", "orenk")
    assert other.exit_code == 1
    assert "There is no release of “orenk”, so nothing was proved." in other.stdout
    text = run("at", DAY, "--data", data, "--document", "polcy")
    assert text.exit_code == 1
    assert f"{DAY}: this text was not in force. In force were: " in text.stdout
    assert "policy (tr)" in text.stdout
    assert run("at", "2020-01-01", "--data", data).stdout == "2020-01-01: no text is recorded.\n"
    shutil.rmtree(data / "releases")
    none = run("verify", "--data", data)
    assert (none.exit_code, "nothing was proved" in none.stdout) == (0, True)


def test_verify_says_what_it_cannot_show(data: Path, tmp_path: Path) -> None:
    """The end of the chain; what was interrupted; a folder without a site."""
    plain = run("verify", "--data", data)
    assert plain.exit_code == 0
    assert "cannot show by itself that its end was cut off" in plain.stdout
    assert "Nor can a chain alone show that its end was rewritten" in plain.stdout
    head = Archive.of(data, "ornek").head
    assert "cannot show" not in run("verify", "--data", data, "--head", head).stdout
    left = data / "releases/ornek/.unfinished/2026-09-09"
    left.mkdir(parents=True)
    assert "2026-09-09 was begun and never published" in run("verify", "--data", data).stdout
    nowhere = run("verify", "--published", tmp_path)
    assert nowhere.exit_code != 0
    assert "no published site with releases in this folder" in nowhere.stderr


def test_a_key_can_be_changed_from_the_command_line(data: Path, tmp_path: Path) -> None:
    """The old key for its days, the new one for its own; a stolen old one signs no more."""
    shutil.rmtree(data / "releases")
    (data / "approvals.yml").unlink()
    old, new = (signing_keys.new_key(tmp_path / f"{name}.pem") for name in ("old", "new"))
    demo.publish(data, demo.STEPS[0], key=tmp_path / "old.pem")
    telephone(data, "0212 000 00 01")
    demo.publish(data, demo.STEPS[1], key=tmp_path / "new.pem")
    before = f"{signing.in_letters(old)},2026-01-01,2026-04-30"
    since = f"{signing.in_letters(new)},2026-05-01"
    both = run("verify", "--data", data, "--key", before, "--key", since)
    assert both.exit_code == 0, both.output
    assert "Nor can a chain" not in both.stdout
    one = run("verify", "--data", data, "--key", before)
    assert "2026-05-20: no key that was valid on 2026-05-04 has signed it" in one.stderr
    telephone(data, "0212 000 00 02")
    demo.publish(data, demo.STEPS[3], key=tmp_path / "old.pem")
    stolen = run("verify", "--data", data, "--key", before, "--key", since)
    assert "2026-09-01: no key that was valid on 2026-09-01 has signed it" in stolen.stderr


# --- time stamps ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("authority") / "tsa")


@needs_openssl
def test_a_stamp_by_file(data: Path, tmp_path: Path, authority: LocalAuthority) -> None:
    """Request, answer, proof; without any network, as providers with a login want it."""
    asked = run("stamp", "--data", data, "--output", tmp_path)
    request = tmp_path / f"ornek-{DAY}.tsq"
    assert f"{request}: the request for {DAY}" in asked.stdout
    trusted = ("--data", data, "--tsa", authority.root)
    assert f"{DAY}: it is not stamped" in run("verify", *trusted).stderr
    answer = tmp_path / "answer.tsr"
    answer.write_bytes(authority.answer(request.read_bytes()))
    before = {p: p.read_bytes() for p in (data / "releases").rglob("*.json")}
    kept = run("stamp", "--data", data, "--answer", answer, "--tsa", authority.root)
    assert kept.exit_code == 0, kept.output
    assert f"{DAY} is stamped {date.today().year}" in kept.stdout
    assert {p: p.read_bytes() for p in (data / "releases").rglob("*.json")} == before
    proved = run("verify", *trusted, "--stamp", answer)
    assert proved.exit_code == 0, proved.output
    assert f"{DAY}: published on {DAY}, stamped" in proved.stdout
    assert re.search(r"That it was there before 20\S+ is its publisher's word", proved.stdout)
    assert "is there already" in run("stamp", "--data", data, "--answer", answer).stderr
    assert "Every entry is stamped." in run("stamp", "--data", data).stdout
    other = LocalAuthority(tmp_path / "other")
    foreign = run("verify", "--data", data, "--tsa", other.root)
    assert "no known authority has made this stamp" in foreign.stderr


@needs_openssl
@pytest.mark.parametrize("what", ["nothing", "refusal", "another"])
def test_an_answer_that_stamps_nothing_is_refused(
    data: Path, tmp_path: Path, authority: LocalAuthority, what: str
) -> None:
    """No answer, a refusal, a stamp of other words: told in words, and nothing is kept."""
    answer = tmp_path / "answer.tsr"
    answer.write_bytes(
        b"<html>404</html>" if what == "nothing" else bytes.fromhex("30053003020102")
    )
    if what == "another":
        from generator.releases import stamping

        answer.write_bytes(authority.answer(stamping.request(b"other words")))
    done = run("stamp", "--data", data, "--answer", answer)
    assert done.exit_code == 1
    said = {"another": "this stamps no entry of the archive"}.get(
        what, "this is not a valid time stamp"
    )
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert not list((data / "releases").rglob("*.tsr"))


class _Answering(http.server.BaseHTTPRequestHandler):
    authority: LocalAuthority

    def do_POST(self) -> None:
        """Answer as an authority does (RFC 3161, 3.4)."""
        assert self.headers["Content-Type"] == "application/timestamp-query"
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(self.authority.answer(asked))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service(authority: LocalAuthority) -> Iterator[str]:
    """The authority on this machine's network."""
    handler = type("Handler", (_Answering,), {"authority": authority})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@needs_openssl
def test_a_stamp_over_the_network(data: Path, authority: LocalAuthority, service: str) -> None:
    """Asked and kept in one step; again with --again; an address that answers nothing is told."""
    done = run("stamp", "--data", data, "--url", service)
    assert done.exit_code == 0, done.output
    assert run("verify", "--data", data, "--tsa", authority.root).exit_code == 0
    assert run("stamp", "--data", data, "--url", service, "--again").exit_code == 0
    assert len(list((data / "releases").rglob("*.tsr"))) == 2
    lost = run("stamp", "--data", data, "--url", "http://127.0.0.1:9/", "--again")
    assert lost.exit_code == 1
    assert "no answer came" in lost.stderr


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("İlk yayım.", "names no language; write it as --note tr=…"),
        ("de=Erste Fassung.", "there is no language “de”; there are: tr, en"),
        ("tr=Yine.", "there are two notes in “tr”; write one"),
    ],
)
def test_a_note_names_its_language(data: Path, note: str, said: str) -> None:
    """Each language of the site once; another is not dropped in silence."""
    refused = ask(data, "2026-04-01", *NOTES, "--note", note)
    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.replace("│", " ").split())


def test_a_wrong_kind_is_refused_before_anybody_approves(data: Path) -> None:
    """No digests to sign are printed with it; the right kind asks for the approval."""
    telephone(data, "0212 000 00 01")
    wrong = ask(data, "2026-04-01", "--kind", "editorial", *NOTES)
    assert wrong.exit_code == 1
    assert "these changes are substantive, not editorial" in wrong.stderr
    assert "--kind substantive" in wrong.stderr
    assert "nobody has approved" not in wrong.stderr
    assert "digests:" not in wrong.stdout
    assert "digests:" in ask(data, "2026-04-01", "--kind", "substantive", *NOTES).stdout


def test_compare_marks_what_changed_in_one_page_and_lists_it(data: Path) -> None:
    """HTML that stands alone, and Markdown in which no word of a text is markup."""
    telephone(data, "0212 000 00 01")
    asked = ("compare", "--data", data, "--as-of", DAY, "--document", "policy")
    marked = run(*asked, "--html").stdout
    assert marked.startswith('<!doctype html>\n<html lang="tr">')
    assert "<del><i data-aside" in marked
    assert ">0212 000 00 01<" in marked
    assert 'href="#policy-tr-change-1"' in marked
    assert 'id="policy-tr-change-1"' in marked
    assert "http-equiv" not in marked
    assert "<script" not in marked
    listed = run(*asked, "--format", "markdown").stdout
    assert "### Gizlilik ve Kişisel Verilerin Korunması Politikası (tr)" in listed
    assert "Telefon, “0312 000 00 00” yerine “0212 000 00 01”" in listed
