"""A release in one file: the same bytes, every form the words of the release, lies found out."""

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from playwright.sync_api import Page

from generator import pipeline
from generator.cache import Layout
from generator.commands import main
from generator.expression import text as text_1
from generator.outputs.api.files import SCHEMAS
from generator.proofs import bundle, limits, zipped
from generator.proofs.archive import Proofs
from generator.releases.archive import Archive
from tests import demo, mailing, published, signing_keys
from tests.conftest import ROOT, own_starter

RELEASE = "2026-07-01"
FIRST, SECOND = demo.STEPS[:2]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def file(demo_site: Path) -> Path:
    """A release that carries texts of two others."""
    return demo_site / f"api/v1/bundle/{RELEASE}.zip"


@pytest.fixture(scope="module")
def files(file: Path) -> Files:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def small(least_released: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of one with few texts, some of them of the release before: what is changed there
    is found by the same steps, and sooner."""
    data = Path(shutil.copytree(least_released, tmp_path_factory.mktemp("small") / "data"))
    path = data / "documents/answers.yml"
    path.write_text(path.read_text("utf-8") + "title: {tr: Sorular, en: Answers}\n", "utf-8")
    demo.publish(data, SECOND)
    with demo.clock(SECOND.effective):
        made = published.files(mailing.production(data, SECOND.effective))
    with zipfile.ZipFile(io.BytesIO(made[f"api/v1/bundle/{SECOND.effective}.zip"])) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(files: Files, folder: Path) -> Path:
    path = folder / "made.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def relisted(files: Files) -> Files:
    """The list inside made to agree with the files, as somebody who rewrites a bundle would."""
    said = json.loads(files["manifest.json"])
    names = sorted(name for name in files if name != "manifest.json")
    said["files"] = [{"path": n, "sha256": hashlib.sha256(files[n]).hexdigest()} for n in names]
    return files | {"manifest.json": json.dumps(said).encode()}


def test_a_bundle_is_whole(file: Path, demo_data: Path, demo_site: Path) -> None:
    """By itself, and against what was published."""
    archive = Archive.of(demo_data, "ornek")
    digest = dict(archive.chain)[RELEASE]
    found = bundle.verify(file, Proofs(head=digest, copy=Archive(demo_site / "archive")))
    assert (found.wrong, found.release, found.digest, found.texts) == ([], RELEASE, digest, 38)


def test_every_release_that_stands_has_one(demo_site: Path) -> None:
    """The index names them; the withdrawn one has none, and its words are in no bundle."""
    index = json.loads((demo_site / "api/v1/index.json").read_text(encoding="utf-8"))
    named = {row["id"]: row["bundle"] for row in index["releases"]}
    assert named.pop("2026-09-01") is None
    assert {Path(path).name for path in named.values()} == {
        path.name for path in (demo_site / "api/v1/bundle").iterdir()
    }
    for path in named.values():
        assert bundle.verify(demo_site / path).wrong == []


def test_the_same_inputs_give_the_same_bytes(file: Path, demo_data: Path, tmp_path: Path) -> None:
    """Made again, and from what was kept."""
    settings = pipeline.Settings(
        data=demo_data, production=True, base=demo.ADDRESS, cache=Layout(tmp_path)
    )
    for _ in range(2):
        with demo.clock(demo.TODAY):
            made = published.files(pipeline.run(settings))
        assert made[f"api/v1/bundle/{RELEASE}.zip"] == file.read_bytes()


def test_every_surface_says_the_same_words(files: Files, demo_site: Path) -> None:
    """Digest of each layer: from the page, the API, the mail and every form in the bundle."""
    rows = json.loads(files["manifest.json"])["texts"]
    mails = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in (demo_site / f"api/v1/mail/{RELEASE}").glob("*.json")
    ]
    mailed = {}
    for mail in mails:
        for (document, layer), digest in mailing.digests(mail["html"]).items():
            mailed[document, mail["lang"], layer] = digest
    compared = 0
    for row in rows:
        wanted = {name: said["value"] for name, said in row["hash"].items()}
        path = row["url"].removeprefix(demo.ADDRESS)
        page = (demo_site / path / "index.html").read_text(encoding="utf-8")
        current = f"api/v1/releases/{row['release']}/{row['id']}.{row['lang']}.json"
        said = json.loads((demo_site / current).read_text(encoding="utf-8"))
        own = json.loads(files[row["formats"]["json"]])
        standalone = files[row["formats"]["html"]].decode()
        assert digests(page) == digests(standalone) == wanted
        assert {la["name"]: text_1.digest(la["html"]) for la in said["layers"]} == wanted
        assert {la["name"]: text_1.digest(la["html"]) for la in own["layers"]} == wanted
        for name, digest in wanted.items():
            plain = files[row["formats"][f"text-{name}"]]
            assert hashlib.sha256(plain).hexdigest() == digest
            compared += mailed.get((row["id"], row["lang"], name), "") == digest
    assert compared == len(mailed) > 4


def digests(page: str) -> dict[str, str]:
    found = re.finditer(r'<article data-layer="(\w+)".*?</article>', page, re.DOTALL)
    return {m[1]: text_1.digest(m[0]) for m in found}


def test_the_json_is_valid_by_the_schema_beside_it(files: Files) -> None:
    schema = Draft202012Validator(json.loads(files["schemas/document.schema.json"]))
    for path, content in files.items():
        if re.fullmatch(r"(tr|en)/.*\.json", path):
            assert list(schema.iter_errors(json.loads(content))) == []


def test_pages_lead_to_each_other_and_nowhere_else(files: Files) -> None:
    """Every link leads to a file beside it, with its place, or is no link of ours."""
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    assert len(pages) == 38
    for path, page in pages.items():
        assert not re.search(r"<(script|link|img|iframe)\b|url\(|@import", page)
        for article in re.findall(r"<article.*?</article>", page, re.DOTALL):
            for link in ElementTree.fromstring(article).iter("a"):
                href = link.get("href", "")
                if not href.startswith(("https://", "mailto:", "tel:")):
                    target, _, clause = href.partition("#")
                    there = pages[f"{path[:3]}{target}" if target else path]
                    assert not clause or f'id="{clause}"' in there, (path, href)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_stands_alone_in_a_browser(
    page: Page, files: Files, tmp_path: Path, width: int, scheme: str
) -> None:
    (tmp_path / "page.html").write_bytes(files["tr/cookies.html"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [(tmp_path / "page.html").as_uri()]


def change_text(files: Files) -> Files:
    path = "tr/policy.short.txt"
    return relisted(files | {path: files[path] + b"."})


def change_page(files: Files) -> Files:
    path = "tr/policy.html"
    return relisted(files | {path: files[path].replace("Örnek".encode(), b"Ornek", 1)})


def second_article(files: Files) -> Files:
    path = "en/policy.html"
    extra = b'<article data-layer="short" data-expression="policy">We sell it.</article></main>'
    return relisted(files | {path: files[path].replace(b"</main>", extra)})


def other_files(files: Files) -> Files:
    """What a program follows: the list of the forms of a text."""
    said = json.loads(files["manifest.json"])
    said["texts"][0]["formats"]["html"] = "tr/lie.html"
    return relisted(files | {"manifest.json": json.dumps(said).encode(), "tr/lie.html": b"<p>x"})


def text_named_twice(files: Files) -> Files:
    said = json.loads(files["manifest.json"])
    said["texts"] = [said["texts"][0] | {"hash": {}}, *said["texts"]]
    return files | {"manifest.json": json.dumps(said).encode()}


def edited(files: Files, path: str, before: bytes, after: bytes) -> Files:
    """One file edited and listed anew, as somebody does who knows the manifest."""
    assert before in files[path]
    return relisted(files | {path: files[path].replace(before, after)})


def shouting_article(files: Files) -> Files:
    extra = b"<ARTICLE data-expression='policy'>We sell it.</ARTICLE></main>"
    return edited(files, "en/policy.html", b"</main>", extra)


def words_only_a_browser_sees(files: Files) -> Files:
    return edited(files, "en/policy.html", b"<p>", b"<!--><p>We sell it.</p>--><p>")


def frame(files: Files) -> Files:
    extra = b'<iframe srcdoc="We sell it."></iframe></article>'
    return edited(files, "en/policy.html", b"</article>", extra)


def change_json(files: Files) -> Files:
    return edited(files, "en/policy.json", b"Article 11", b"Article 12")


def change_frozen(files: Files) -> Files:
    return edited(files, f"archive/{FIRST.effective}/policy.tr.json", b"0312", b"0316")


def change_release(files: Files) -> Files:
    return edited(files, f"archive/{SECOND.effective}/manifest.json", b"substantive", b"first")


def drop_a_text(files: Files) -> Files:
    said = json.loads(files["manifest.json"])
    said["texts"] = said["texts"][1:]
    return files | {"manifest.json": json.dumps(said).encode()}


def cut_the_chain(files: Files) -> Files:
    path = "archive/CHAIN"
    return relisted(files | {path: files[path].split(b"\n", 1)[1]})


def no_depth(files: Files) -> Files:
    return relisted(files | {"tr/policy.json": b"[" * 100_000})


def hostile_page(files: Files) -> Files:
    extra = b'<article data-layer="x" ' * 50_000
    return relisted(files | {"tr/policy.html": files["tr/policy.html"] + extra})


def another_frame(files: Files) -> Files:
    return edited(files, "en/policy.html", b"</main>", b"<p>We sell it.</p></main>")


def another_description(files: Files) -> Files:
    return edited(files, "en/policy.html", b'name="description" content="', b'name="robots" x="')


def another_controller(files: Files) -> Files:
    path = "en/policy.html"
    page = files[path].decode()
    start = page.index("<dd>") + len("<dd>")
    return relisted(files | {path: f"{page[:start]}Somebody{page[start:]}".encode()})


def another_url(files: Files) -> Files:
    said = json.loads(files["manifest.json"])
    said["texts"][0]["url"] = "https://evil.example/"
    return files | {"manifest.json": json.dumps(said).encode()}


LIES: list[tuple[Callable[[Files], Files], str]] = [
    (lambda f: f | {"tr/policy.html": b"x"}, "tr/policy.html: “x” stands where"),
    (lambda f: {k: v for k, v in f.items() if k != "en/policy.json"}, "it lacks something"),
    (lambda f: {k: v for k, v in f.items() if k != "en/policy.short.txt"}, "short.txt is missing"),
    (lambda f: f | {"extra.txt": b"x"}, "extra.txt is in the bundle, and this release has no such"),
    (lambda f: f | {"manifest.json": b"[]"}, "its manifest.json cannot be read"),
    (lambda f: f | {"manifest.json": b"[" * 100_000}, "its manifest.json cannot be read"),
    (lambda f: {k: v for k, v in f.items() if k != "manifest.json"}, "manifest.json cannot be re"),
    (change_text, "tr/policy.short.txt: "),
    (change_page, "tr/policy.html: "),
    (second_article, "en/policy.html: "),
    (other_files, "tr/lie.html is in the bundle, and this release has no such file"),
    (text_named_twice, "manifest.json: its “texts” is not what the archive says"),
    (shouting_article, "en/policy.html: "),
    (words_only_a_browser_sees, "en/policy.html: "),
    (frame, "en/policy.html: "),
    (another_frame, "<p>We sell it.</p></main>"),
    (another_description, "en/policy.html: "),
    (another_controller, "en/policy.html: "),
    (another_url, "manifest.json: its “texts[0].url” is not what the archive says"),
    (hostile_page, "tr/policy.html: "),
    (no_depth, "it lacks something or is written otherwise"),
    (change_json, "en/policy.json: its “layers[1]."),
    (change_frozen, "archive/2026-03-02/policy.tr.json is not the file"),
    (change_release, "its digest is not the one in CHAIN"),
    (drop_a_text, "manifest.json: its “texts” is not what the archive says"),
    (cut_the_chain, "2026"),
]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("lie", "said"), LIES)
def test_a_changed_bundle_is_found_out(
    small: Files, tmp_path: Path, lie: Callable[[Files], Files], said: str
) -> None:
    """Also where the list inside was made to agree; and nothing hostile takes long."""
    path = packed(lie(dict(small)), tmp_path)
    wrong = bundle.verify(path).wrong
    assert any(said in message for message in wrong), wrong


def test_no_byte_belongs_to_none_of_its_files(file: Path, tmp_path: Path) -> None:
    """Before, between and behind the files, in a stream and in the list of files: each would be
    another file to somebody else."""
    whole = file.read_bytes()
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(file) as made:
        infos, start = made.infolist(), made.start_dir
    first = infos[0]
    behind = len(first.FileHeader(zip64=False)) + first.compress_size
    lengthened = whole[:18] + (first.compress_size + 4).to_bytes(4, "little") + whole[22:behind]
    for content in (
        b"<html><p>We sell it.</p></html>" + whole,
        whole + b"<html><p>We sell it.</p></html>",
        whole[:-2] + b"\x05\x00hello",
        whole[:start] + b"hidden" + whole[start:],
        whole[:behind] + b"hidden" + whole[behind:],
        lengthened + b"more" + whole[behind:],
        whole[:10] + b"\x01" + whole[11:],
        whole[:-8] + b"\x01" + whole[-7:],
    ):
        path.write_bytes(content)
        assert bundle.verify(path).wrong, content[:40]
    path.write_bytes(whole)
    assert bundle.verify(path).wrong == []


def test_another_machine_may_compress_better(file: Path, tmp_path: Path) -> None:
    """How small the file is proves nothing; the order of the files and their day do."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(file) as opened, zipfile.ZipFile(path, "w") as made:
        for info in opened.infolist():
            again = zipfile.ZipInfo(info.filename, info.date_time)
            again.compress_type, again.create_system = info.compress_type, info.create_system
            again.external_attr = info.external_attr
            made.writestr(again, opened.read(info), compresslevel=1)
    assert path.stat().st_size > file.stat().st_size
    assert bundle.verify(path).wrong == []


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.zip")
    assert "it is not a file" in bundle.verify(tmp_path / "x.zip").wrong[0]


def test_a_bundle_of_another_version_is_told_apart(small: Files, tmp_path: Path) -> None:
    """It is no proof, and the version that can give one is named."""
    said = json.loads(small["manifest.json"]) | {"tool": "kvkk-notices 9.9"}
    path = packed(small | {"manifest.json": json.dumps(said).encode()}, tmp_path)
    verdict = bundle.verify(path)
    assert (verdict.tool, verdict.of_this_tool) == ("kvkk-notices 9.9", False)
    assert verdict.wrong


def deep(depth: int) -> str:
    inner = '<span class="x">' * depth + "x" + "</span>" * depth
    return f'<article data-layer="full">{inner}</article>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" " * 3_000_001, "is larger than"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"layers": 1}', "cannot be read"),
        (b'{"a": ' + b"1" * 5_000 + b"}", "cannot be read"),
        (json.dumps({"layers": [{"html": deep(70), "clauses": []}]}).encode(), "more than 64 deep"),
        (json.dumps({"layers": [{"html": deep(100_000), "clauses": []}]}).encode(), "64 deep"),
        (json.dumps({"layers": [{"html": "", "clauses": [0] * 2_001}]}).encode(), "2000 clauses"),
        (json.dumps({"layers": [{"html": deep(20), "clauses": []}]}).encode(), ""),
        (json.dumps({"layers": [{"html": "<" * 99, "clauses": []}]}).encode(), ""),
    ],
)
def test_a_text_that_nobody_writes_is_not_read(content: bytes, said: str) -> None:
    """Whoever has signed it."""
    exceeded = limits.exceeded(content)
    assert said in exceeded if said else exceeded == ""


def test_every_single_file_counts(small: Files, tmp_path: Path) -> None:
    """One byte more in any file is seen, and any file that is not there."""
    for path in [*small][::3]:
        more = bundle.verify(packed(small | {path: small[path] + b" "}, tmp_path)).wrong
        less = {name: content for name, content in small.items() if name != path}
        gone = bundle.verify(packed(less, tmp_path)).wrong
        if path != "manifest.json":
            assert more, path
        assert gone, path


NAMES = ["../x", "/x", "a/../../x", "a\\x", "C:x", "a//x", "a/", ".hidden", "a\x00b", "ü"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_out_of_a_folder_are_refused(
    small: Files, tmp_path: Path, name: str
) -> None:
    path = packed(small, tmp_path)
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(info, b"x")
    wrong = bundle.verify(path).wrong
    assert len(wrong) == 1
    assert "could lead out of a folder" in wrong[0]
    assert [p.name for p in tmp_path.iterdir()] == ["made.zip"]


def test_doubles_links_and_bombs_are_refused(
    small: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is unpacked."""
    path = packed(small, tmp_path)
    with zipfile.ZipFile(path, "a") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr("TR/policy.html", b"x")
    assert "two files of the name" in bundle.verify(path).wrong[0]
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = packed(small, tmp_path)
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(link, b"/etc/passwd")
    assert "a link instead of a file" in bundle.verify(path).wrong[0]
    path = packed(small, tmp_path)
    monkeypatch.setattr(zipped, "MOST_BYTES", 30_000_000)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as made:
        for number in range(4):
            made.writestr(f"bomb-{number}", b"\0" * 8_000_000)
    assert path.stat().st_size < 1_000_000
    assert "unpacked it would have" in bundle.verify(path).wrong[0]


def test_what_is_no_bundle_is_refused_in_words(file: Path, tmp_path: Path) -> None:
    """Nothing, a text, half a file, a file with a damaged stream."""
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as made:
        longest = max(made.infolist(), key=lambda info: info.compress_size)
    middle = longest.header_offset + longest.compress_size // 2
    damaged = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for content in (b"", b"hello", whole[:middle], damaged, empty.getvalue()):
        path = tmp_path / "x.zip"
        path.write_bytes(content)
        (message,) = bundle.verify(path).wrong
        assert "it cannot be read as a ZIP file" in message or "cannot be read" in message


def test_only_somebody_outside_knows_whether_it_was_published(
    file: Path, demo_site: Path, tmp_path: Path
) -> None:
    """A pinned digest, a published copy, a signature; a withdrawal that came later."""
    assert "not the pinned" in bundle.verify(file, Proofs(head="0" * 64)).wrong[0]
    other = tmp_path / "copy"
    shutil.copytree(demo_site / "archive", other)
    lines = (other / "CHAIN").read_text().splitlines()
    (other / "CHAIN").write_text("\n".join([lines[0][:-1] + "0", *lines[1:]]) + "\n")
    assert "does not begin with" in bundle.verify(file, Proofs(copy=Archive(other))).wrong[0]
    (other / "CHAIN").write_text("\n".join([*lines, f"{RELEASE}-withdrawn {'0' * 64}"]) + "\n")
    assert "was withdrawn since" in bundle.verify(file, Proofs(copy=Archive(other))).wrong[0]
    key = signing_keys.new_key(tmp_path / "key.pem")
    assert "it is not signed" in bundle.verify(file, Proofs(keys=[key])).wrong[0]


def test_a_signed_release_is_signed_in_its_bundle(tmp_path: Path) -> None:
    data = own_starter(tmp_path / "data")
    key = signing_keys.new_key(tmp_path / "key.pem")
    demo.publish(data, demo.STEPS[0], key=tmp_path / "key.pem")
    outcome = mailing.production(data, demo.STEPS[0].effective)
    with demo.clock(demo.STEPS[0].effective):
        made = published.files(outcome)
    path = tmp_path / "x.zip"
    path.write_bytes(made["api/v1/bundle/2026-03-02.zip"])
    assert bundle.verify(path, Proofs(keys=[key])).wrong == []
    stranger = signing_keys.new_key(tmp_path / "other.pem")
    assert bundle.verify(path, Proofs(keys=[stranger])).wrong


def test_the_pdf_of_a_release_is_in_its_bundle(tmp_path: Path) -> None:
    """As the release kept it; another one is found out."""
    kept = b"%PDF-1.7 kept by the release"
    outcome = mailing.released_company(tmp_path, prints={("cookie-policy", "tr"): kept})
    path = tmp_path / "x.zip"
    made = published.files(outcome)
    path.write_bytes(made["api/v1/bundle/2026-11-25.zip"])
    assert bundle.verify(path).wrong == []
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    assert files["tr/cookie-policy.pdf"] == kept
    other = packed(relisted(files | {"tr/cookie-policy.pdf": b"%PDF-1.7 another"}), tmp_path)
    said = "tr/cookie-policy.pdf is not the PDF that the release kept"
    assert bundle.verify(other).wrong == [said]


def test_a_preview_has_no_bundle(least_released: Path) -> None:
    """Nor does its index name one, though the release is there."""
    outcome = pipeline.run(pipeline.Settings(data=least_released, as_of=demo.TODAY))
    files = published.files(outcome)
    assert not any("/bundle/" in path for path in files)
    index = json.loads(files["api/v1/index.json"])
    assert [row["id"] for row in index["releases"]] == ["2026-03-02"]
    assert {row["bundle"] for row in index["releases"]} == {None}
    schema = json.loads((SCHEMAS / "index.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(index)) == []


def test_the_command_answers_in_words(file: Path, files: Files, tmp_path: Path) -> None:
    """From any folder, without data; a lie is a sentence and exit code 1."""
    command = ["verify", "--bundle"]
    good = subprocess.run(
        [sys.executable, "-m", "generator", *command, str(file)], cwd=tmp_path,
        capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert good.returncode == 0, good.stderr
    assert f"Verified 38 texts of release {RELEASE}" in good.stdout
    assert "only its publisher can say" in good.stdout
    lie = packed(change_text(dict(files)), tmp_path)
    with contextlib.chdir(tmp_path):
        bad = CliRunner().invoke(main, [*command, str(lie)])
    assert bad.exit_code == 1
    assert "tr/policy.short.txt: " in bad.stderr
    assert "Traceback" not in bad.stderr
