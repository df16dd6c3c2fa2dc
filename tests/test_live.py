"""`notices verify --live URL`: a page of a shop as its server sends it, and hosts of every kind."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from datetime import time as time_of_day
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from generator.errors import LoadingError
from generator.outputs.embed import script
from generator.proofs import asking, fixes, live
from generator.proofs import site as published_site
from generator.publication import Publication
from generator.receipts import verifiers
from generator.releases.archive import Archive
from generator.releases.timeline import Timeline
from tests import demo
from tests.conftest import ROOT, serve
from tests.shop.server import Shop

NOTICE = 'document="notice-newsletter"'


@dataclass
class Host:
    """Somebody's host: by path a body, with its headers and status; or what it does instead."""

    address: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    acts: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **named}, content)
        return f"{self.address}{path}"


@pytest.fixture(scope="module")
def opened() -> Iterator[Host]:
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if act := host.acts.get(self.path):
                return act(self)
            status, headers, body = host.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            return self.wfile.write(body) and None

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        host.address = f"http://127.0.0.1:{server.server_port}"
        yield host
        server.shutdown()


@pytest.fixture(scope="module")
def shop(demo_site: Path) -> Iterator[Shop]:
    """A shop that prints the texts of the demonstration, whose site is served."""
    for address in serve(demo_site):
        yield Shop(host=address, files=demo_site, now=datetime.combine(demo.TODAY, time_of_day.min))


@pytest.fixture(scope="module")
def site(demo_site: Path, shop: Shop) -> Publication:
    """What is in force, with the address at which the site is served."""
    archive = Archive(demo_site / "archive")
    made = published_site.named(demo_site, archive, Timeline(archive.manifests, demo.TODAY))
    return replace(made, base=f"{shop.host}/")


@pytest.fixture(scope="module")
def membership(shop: Shop) -> str:
    return shop.page("/membership", {})


def command(data: Path, shop: Shop, address: str, *more: str) -> Result:
    given = ["verify", "--data", str(data), "--as-of", str(demo.TODAY), "--live", address]
    return CliRunner().invoke(main, [*more, *given], env={"SITE_URL": f"{shop.host}/"})


def refused(address: str) -> str:
    """Why a page cannot be looked at."""
    with pytest.raises(LoadingError) as raised:
        asking.ask(address)
    return str(raised.value)


def test_a_page_as_it_should_be(
    demo_data: Path, shop: Shop, opened: Host, membership: str, site: Publication
) -> None:
    """Its three texts, its script; and what was not looked at. In English too, and in Turkish."""
    address = opened.put("/join", membership)
    done = command(demo_data, shop, address)
    assert done.exit_code == 0, done.output
    assert "Texts on the page: 3, all with the words and links in force on" in done.stdout
    assert f"Scripts: notice.js {script.VERSION}." in done.stdout
    assert "This is not looked at:\n  - what scripts put into the page" in done.stdout
    turkish = command(demo_data, shop, address, "--lang", "tr")
    assert turkish.exit_code == 0
    assert "Şunlara bakılmadı:" in turkish.stdout
    english = live.look(opened.put("/en", shop.page("/membership", {"lang": "en"})), site)
    assert (english.wrong, english.texts) == ([], 3)
    assert live.look(address, replace(site, base="")).wrong == []


def test_the_command_says_what_is_wrong(
    demo_data: Path, shop: Shop, opened: Host, membership: str
) -> None:
    """Each on a line, with exit code 1; 2 where nobody answers, 1 where nothing of ours is."""
    wrong = membership.replace("Veri sorumlusu", "Veri işleyen").replace("kvkk-consent ", "i ")
    wrong = wrong.replace('name="approval_email"', 'name="email"')
    address = opened.put("/wrong", wrong)
    done = command(demo_data, shop, address)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert [line.startswith("error: <kvkk-") for line in lines] == [True, True, False]
    assert "2 found: correct it, and ask again." in lines[-1]
    nobody = command(demo_data, shop, "http://127.0.0.1:1/")
    assert (nobody.exit_code, "nobody answers" in nobody.stderr) == (2, True)
    nothing = command(demo_data, shop, opened.put("/x", "<title>x</title><div id=app></div>"))
    assert nothing.exit_code == 1
    assert "Nothing of ours is on the page as the server sends it" in nothing.stdout


def test_a_page_that_was_made_smaller(opened: Host, membership: str, site: Publication) -> None:
    """End tags that HTML does not need are no difference, nor is a class or another encoding."""
    smaller = membership
    for end in ("</li>", "</dd>", "</dt>", "</p>"):
        smaller = smaller.replace(end, "")
    smaller = smaller.replace("<article ", '<article class="kvkk" ').replace("\n", " ")
    smaller = smaller.replace("’", "&rsquo;").replace("“", "&ldquo;").replace("”", "&rdquo;")
    turkish = {"Content_Type": "text/html; charset=iso-8859-9"}
    page = smaller.encode("iso-8859-9", "xmlcharrefreplace")
    assert live.look(opened.put("/small", page, **turkish), site).wrong == []


WRONG = [
    ("Veri sorumlusu", "Veri işleyen", "it holds other words: “"),
    ("<article ", "<article hidden ", "<article> has an attribute that the text has not: hidden"),
    ("<h3>", '<h3 style="display:none">', "<h3> has an attribute that the text has not: style"),
    ("<h3>", '<h3 data-aside="">', "it holds other words"),
    ("<h3>", "<h3><b></b>", "its words stand in other elements"),
    ('href="{host}/', 'href="https://elsewhere.example/', "leads to https://elsewhere.example/"),
    ('href="{host}/', 'href="javascript:alert(1)//', "leads to javascript:alert(1)//"),
    (NOTICE, 'document="nothing"', "no text of that name is in force on"),
    (NOTICE, 'document="consent-newsletter"', "that is a text of another type (consent)"),
    (f'{NOTICE} lang="tr"', f'{NOTICE} lang="de"', "no text is in the language “de”"),
    ("<kvkk-consent ", "<kvkk-consent checked ", "the attribute “checked” is not allowed"),
    ("<kvkk-consent ", "<kvkk-consent require ", "the attribute “require” is not allowed"),
    ("<kvkk-notice ", "<kvkk-notice aria-hidden=true ", "“aria-hidden” is not allowed"),
    ('name="notice"', 'name="notice[]"', "it has no name under which a form can post"),
    ('name="notice"', 'name="email"', "another field of the form is called “email” too"),
    ('surface="membership-form"', 'surface="Membership"', "no receipt can have the surface"),
    ("<form ", "<div ", "it stands in no form"),
    ("<form ", "<form id=x><p>x</form><form ", ""),
]


@pytest.mark.parametrize(("right", "wrong", "said"), WRONG)
def test_what_is_wrong_is_named(
    opened: Host, membership: str, shop: Shop, site: Publication, right: str, wrong: str, said: str
) -> None:
    """With the element that it is in."""
    right = right.format(host=shop.host)
    assert right in membership
    found = live.look(opened.put("/wrong", membership.replace(right, wrong, 1)), site).wrong
    if said:
        assert any(one.startswith("<kvkk-") and said in one for one in found), found
    else:
        assert found == []


HEADS = [
    ("", "", None),
    ("Veri sorumlusu: ", "Kim: ", "it holds other words: “"),
    (".</p></div>", ".</p><p>%100 güvenli.</p></div>", "it holds other words: “"),
    ("<strong>", "<b>", "its words stand in other elements"),
    ("<p>", "<p onclick=x>", "<p> has an attribute that the text has not: onclick"),
    ('href="', 'href="https://elsewhere.example/', "leads to https://elsewhere.example/"),
    (NOTICE, 'document="nothing"', "no text of that name is in force on"),
    (NOTICE, 'document="consent-newsletter"', "that is a text of another type (consent)"),
    (NOTICE, 'document="notice-order-form"', "the text itself is not on the page"),
    (f"<kvkk-head {NOTICE} ", f"<kvkk-head {NOTICE} hidden ", "“hidden” is not allowed"),
    ('lang="tr">', 'lang="de">', "no text is in the language “de”"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), HEADS)
def test_who_asks_and_why_is_compared(
    opened: Host, membership: str, shop: Shop, site: Publication, right: str, wrong: str,
    said: str | None,
) -> None:  # fmt: skip
    """The compact presentation, as the other elements; empty it is the script's."""
    made = shop.read("api/v1/current/notice-newsletter.tr.json")["head"]
    made = made.replace('href="', f'href="{shop.host}/')
    for inside in (made, "") if not right else (made,):
        head = f'<kvkk-head {NOTICE} lang="tr">{inside}</kvkk-head>'
        assert right in head
        page = membership.replace("<form ", f"{head.replace(right, wrong, 1)}<form ", 1)
        found = live.look(opened.put("/head", page), site).wrong
        if said:
            assert any(one.startswith("<kvkk-head ") and said in one for one in found), found
        else:
            assert found == []


def test_words_of_another_release_are_called_so(
    opened: Host, shop: Shop, site: Publication
) -> None:
    """A text that was right until the next release took effect, or is announced."""
    text = shop.read("api/v1/releases/2026-03-02/notice-newsletter.tr.json")
    page = f'<html lang="tr"><title>x</title>{text["layers"][1]["html"]}'
    (wrong,) = live.look(opened.put("/old", page), site).wrong
    assert "it holds the words of release 2026-03-02, which hold no more or not yet" in wrong


def test_a_text_that_stands_alone_is_compared(opened: Host, shop: Shop, site: Publication) -> None:
    """A shop may print a text without an element, short or whole."""
    text = shop.read("api/v1/current/notice-newsletter.tr.json")
    whole = re.sub(r'href="(?![a-z]+:)', f'href="{shop.host}/', text["layers"][1]["html"])
    page = f'<!doctype html><html lang="tr"><title>x</title>{whole}'
    found = live.look(opened.put("/alone", page), site)
    assert (found.wrong, found.texts) == ([], 1)
    (wrong,) = live.look(opened.put("/alone", page.replace("Veri", "Veriler", 1)), site).wrong
    assert wrong.startswith("<article data-expression=")


def test_elements_whose_words_the_script_brings(
    opened: Host, shop: Shop, site: Publication
) -> None:
    """They are looked at; without the link nobody could read anything while the script is away."""
    element = f'<form><kvkk-notice {NOTICE} name="notice">{{}}</kvkk-notice></form>'
    (wrong,) = live.look(opened.put("/bare", element.format("")), site).wrong
    assert "without a script it shows nothing" in wrong
    link = f'<a slot="page" href="{shop.host}/aydinlatma-newsletter/">x</a>'
    found = live.look(opened.put("/bare", element.format(link)), site)
    assert (found.wrong, found.elements, found.texts) == ([], 1, 0)


OLD_SCRIPT = "customElements.define('kvkk-message-approval', class extends HTMLElement {})"
BEFORE = (ROOT / "tests/frozen/verify_receipt.py.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("/embed/v1/notice.js", OLD_SCRIPT, "notice.js 1 is too old: words that nobody could see"),
        ("/js/verify_receipt.mjs", BEFORE, "verify_receipt 1 is too old: without its text"),
        ("/notice-0123456789abcdef.js", script.script().content, "not those of its name"),
        ("/notice.js", "alert(1)", "this is no script of ours"),
        ("/notice.js", "", "this is no script of ours"),
    ],
)
def test_scripts_older_than_a_fix_are_named(
    opened: Host, site: Publication, path: str, content: str, said: str
) -> None:
    """On a page (also imported by a script in it), and asked for by themselves."""
    address = opened.put(path, content, Content_Type="text/javascript")
    for page in (f'<script src="{path}"></script>', f"<script>import '{path}'</script>"):
        found = live.look(opened.put("/scripts", page), site).wrong
        assert any(said in one for one in found), found
    assert any(said in one for one in live.look(address, site).wrong)


def test_scripts_of_today_have_no_known_fault(opened: Host, site: Publication) -> None:
    """Nor does any verifier; and the version in which all is mended exists."""
    own = script.script()
    newest = {fixes.SCRIPT: script.VERSION, fixes.VERIFIER: verifiers.version()}
    copied = [f for name, f in verifiers.files().items() if name.startswith("verify_receipt.")]
    ours = [content for content in (own.content, *copied) if fixes.file_of(content)]
    assert len(ours) == 4
    for content in ours:
        assert fixes.version_of(content) == newest[fixes.file_of(content)]
        assert list(fixes.faults(content)) == []
    address = opened.put(f"/{own.name}", own.content, Content_Type="text/javascript")
    found = live.look(address, site)
    assert (found.wrong, found.scripts) == ([], [f"notice.js {script.VERSION}"])


def test_a_script_that_a_browser_refuses_is_named(
    opened: Host, membership: str, site: Publication
) -> None:
    page = membership.replace("sha384-", "sha384-AAAA", 1)
    (wrong,) = live.look(opened.put("/integrity", page), site).wrong
    assert "a browser refuses it" in wrong
    page = membership.replace("embed/v1/", "embed/v0/", 1)
    (wrong,) = live.look(opened.put("/gone", page), site).wrong
    assert "it answers 404" in wrong


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///etc/passwd", "it does not begin with https:// or http:// and a host"),
        ("ftp://h/", "it does not begin with"), ("x", "it does not begin with"),
        ("https:///x", "it does not begin with"), ("", "it does not begin with"),
        ("http://u:pw@h/", "it holds the name of a user"),
        ("http://h:99999/", "it cannot be read as an address"),
        ("http://örnek.example/", "it holds signs that no address has"),
        ("http://h/\x1b[31m", "it holds signs that no address has"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(address: str, said: str) -> None:
    assert said in refused(address)


def test_redirects_are_few_and_stay_on_the_web(opened: Host, site: Publication) -> None:
    """The answer says where the page came from."""
    opened.put("/end", "<title>x</title>")
    for number, target in enumerate(["/end", "/0", "/1"]):
        opened.put(f"/{number}", "", 302, Location=target)
    assert live.look(f"{opened.address}/2", site).address == f"{opened.address}/end"
    assert "it answers 302" in refused(opened.put("/loop", "", 302, Location="/loop"))
    for place in ("ftp://h/", "http://u:pw@h/"):
        out = opened.put("/out", "", 302, Location=place)
        assert "leads to another place" in refused(out)
    file = opened.put("/file", "", 302, Location="file:///etc/passwd")
    assert "it answers 302" in refused(file)
    with pytest.raises(URLError, match="without encryption"):
        asking._Hops().redirect_request(Request("https://h/"), None, 302, "", {}, "http://h/")


def test_a_host_that_sends_too_much_or_too_slowly_is_left(
    opened: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_BYTES", 100_000)
    monkeypatch.setattr(asking, "PATIENCE", 1.0)
    assert "it has more than 100000 bytes" in refused(opened.put("/large", b"x" * 200_000))
    packed = opened.put("/packed", b"x", Content_Encoding="gzip")
    assert "it answers compressed" in refused(packed)

    sent: list[int] = []

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(30):
            sent.append(handler.wfile.write(b"x"))
            handler.wfile.flush()
            time.sleep(0.1)

    opened.acts["/slowly"] = slowly
    assert "it takes longer than" in refused(f"{opened.address}/slowly")
    assert len(sent) < 30


HOSTILE = (
    "<!--" * 2_000 + "<table>" * 500 + "<b><p>" * 200,
    "<kvkk-notice document=notice-newsletter lang=tr>" * 50 + '<article data-expression="x">' * 50,
    "\0" * 1_000,
    "",
)


@pytest.mark.parametrize("page", HOSTILE, ids=["deep", "ours", "nulls", "nothing"])
def test_a_hostile_page_is_answered(opened: Host, site: Publication, page: str) -> None:
    assert live.look(opened.put("/hostile", page), site).is_page


def test_a_page_that_takes_long_to_read_is_left(
    opened: Host, site: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "READING", 0.05)
    address = opened.put("/long", f"<p {' '.join(f'a{n}' for n in range(3_000))}>")
    with pytest.raises(LoadingError, match="seconds to be read"):
        live.look(address, site)


def test_a_published_site_says_what_is_in_force(
    opened: Host, membership: str, shop: Shop, demo_site: Path, tmp_path: Path
) -> None:
    """Without any data, with the address that its pages name; a damaged archive says nothing."""
    page = membership.replace(f'href="{shop.host}/', f'href="{demo.ADDRESS}')
    given = ["--as-of", str(demo.TODAY), "--live", opened.put("/join", page)]
    done = CliRunner().invoke(main, ["verify", "--published", str(demo_site), *given])
    assert done.exit_code == 0, done.output
    shutil.copytree(demo_site / "archive", tmp_path / "archive")
    text = next((tmp_path / "archive").rglob("notice-newsletter.tr.json"))
    text.write_bytes(text.read_bytes().replace(b"Veri", b"veri"))
    done = CliRunner().invoke(main, ["verify", "--published", str(tmp_path), *given])
    assert (done.exit_code, "is not what was published" in done.stderr) == (1, True)


def test_without_a_release_nothing_is_proved(opened: Host, membership: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "generator/starter", tmp_path / "data")
    given = ["verify", "--data", str(tmp_path / "data"), "--live", opened.put("/join", membership)]
    done = CliRunner().invoke(main, given)
    assert (done.exit_code, "so nothing was proved" in done.stdout) == (1, True), done.output
