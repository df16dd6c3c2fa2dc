"""`notices scan`: 40 planted items and no other; what goes wrong counts as not made."""

import asyncio
import json
import shutil
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from generator import loading
from generator.catalogue import said
from generator.checks import Finding
from generator.commands import main
from generator.model.cookies import Storage
from generator.scanning import account, browser, known, lifetimes, rows, visiting
from generator.scanning.comparing import Comparison
from generator.scanning.seen import Choice, Item, Scan, Trace, Visit, Way
from generator.scanning.visiting import Plan
from tests import planted
from tests.conftest import ROOT, free_port
from tests.shop import tracked
from tests.shop.stage import two_origins

NAMED = (planted.SHOP, planted.TRACKER)
DAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    with planted.opened() as address:
        yield address


def plan(shop: str) -> Plan:
    async def sign_in(page: Any) -> None:
        await page.goto(f"{shop}/sign-in")
        await page.click("button")
        await page.wait_for_url("**/signed-in*")

    return Plan(
        (f"{shop}/",), NAMED, settle=1.0, accept="#yes", refuse="#no", sign_in=sign_in
    )  # fmt: skip


@pytest.fixture(scope="module")
def scanned(shop: str) -> Scan:
    return visiting.scan(plan(shop))


def found(scan: Scan, *ways: Way) -> set[tuple[str, str]]:
    return {
        (item.storage.value, item.name)
        for visit in scan.visits
        if not ways or visit.way in ways
        for item in visit.items
    }


def test_forty_planted_items_are_found_and_no_other(scanned: Scan) -> None:
    assert [visit.fault for visit in scanned.visits] == [None] * 6
    assert found(scanned) == planted.PLANTED
    assert len(planted.PLANTED) == len(scanned.items) == 40


def test_each_visit_finds_what_its_visitor_gets(scanned: Scan) -> None:
    before, refused, accepted = (
        planted.listed(group) for group in (planted.BEFORE, planted.REFUSED, planted.ACCEPTED)
    )
    member = planted.listed(planted.MEMBER)
    assert found(scanned, Way(Choice.NOTHING)) == before
    assert found(scanned, Way(Choice.REFUSED)) == before | refused
    assert found(scanned, Way(Choice.ACCEPTED)) == before | accepted
    assert found(scanned, Way(Choice.NOTHING, member=True)) == before | member


def test_another_run_gives_the_same(scanned: Scan, shop: str) -> None:
    def told(scan: Scan) -> list[object]:
        return [
            [
                (row["choice"], row["member"], row["items"]),
                sorted({(asked["host"], asked["address"]) for asked in row["requests"]}),
            ]
            for row in account.as_data(scan, DAY, str)["visits"]
            if (row["choice"], row["member"]) == ("accepted", False)
        ]

    again = replace(plan(shop), choices=(Choice.ACCEPTED,), sign_in=None)
    assert told(visiting.scan(again)) == told(scanned)


def test_lifetimes_and_parties_are_measured(scanned: Scan, shop: str) -> None:
    """Those written on the wire, also longer ones than the browser keeps."""
    traces = {item.name: (item.third, trace) for item, trace in scanned.items.items()}
    for name, third, words in (
        ("wire_age", False, "90 days"),
        ("wire_expires", False, "2 years"),
        ("_ga", False, "2 years"),
        ("tid", True, "2 years"),
        ("_hjSession_*", False, "30 minutes"),
        ("frame_js", True, "1 day"),
    ):
        assert traces[name][0] is third
        assert lifetimes.in_words(traces[name][1].lifetime or 0) == words
    assert traces["PHPSESSID"][1].lifetime is None
    assert traces["tid"][1].by.endswith("/tr")
    assert traces["js_day"][1].by.startswith(f"{shop}/shop.js:")


def test_only_named_hosts_are_asked(scanned: Scan) -> None:
    """Others are noted, with who wanted them."""
    assert scanned.unvisited == ("unnamed.example",)
    asked = {a.host: a for visit in scanned.visits for a in visit.asked}
    assert not asked["unnamed.example"].answered
    assert "/shop.js:" in asked["unnamed.example"].by
    assert asked[planted.TRACKER].answered


def test_the_panel_of_this_tool_is_pressed_by_itself(banner_host: Path) -> None:
    """With ten trackers of others behind it: nothing before a choice, the choice alone after a
    refusal, and after a yes what the table declares."""
    own = ("cookie", "kvkk_cookies")
    declared = {("cookie", row[2]) for row in tracked.TRACKERS.values() if row[2]}
    with two_origins(banner_host) as (front, address), tracked.listening() as trackers:
        front.trackers = trackers.address
        named = ("localhost", "127.0.0.1", tracked.NAME)
        scan = visiting.scan(Plan((f"{address}/shopfront",), named, settle=1.5))
    assert [visit.fault for visit in scan.visits] == [None] * 3
    assert found(scan, Way(Choice.NOTHING)) == set()
    assert found(scan, Way(Choice.REFUSED)) == {own}
    assert found(scan, Way(Choice.ACCEPTED)) == {own} | declared
    asked = [{a.host for a in visit.asked if a.host == tracked.NAME} for visit in scan.visits]
    assert asked == [set(), set(), {tracked.NAME}]
    findings = Comparison(scan, loading.load(banner_host.parent / "data")).findings()
    assert not {f.sub for f in findings} & {"undeclared", "seen-early", "tracker"}


def test_no_way_leads_to_a_host_that_was_not_named(shop: str) -> None:
    """Neither by name nor by number, in fourteen ways; the hosts listen, and would hear it."""
    port = shop.rpartition(":")[2]
    unnamed = ("unnamed.localhost", planted.TRACKER)
    pages = tuple(f"{shop}/leaks?{host}:{port}" for host in unnamed)
    planted.HEARD.clear()
    quick = Plan(pages, (planted.SHOP,), settle=1.0, choices=(Choice.NOTHING,))
    scan = visiting.scan(quick)
    assert {host for host, _ in planted.HEARD} == {planted.SHOP}
    assert ("localhost", "/leaking-worker.js") in planted.HEARD
    assert set(scan.unvisited) == set(unnamed)
    asked = {a.address: a.by for visit in scan.visits for a in visit.asked}
    assert asked[f"http://{planted.TRACKER}:{port}/service-worker"].endswith("/leaking-worker.js")


# --- what goes wrong


class _Tls(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Nobody gets so far."""


@pytest.fixture(scope="module")
def false_certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A host whose certificate nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "key.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Tls) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"https://localhost:{server.server_port}/"
        server.shutdown()


async def _fails(_page: Any) -> None:
    raise ValueError("no such member")


@pytest.fixture(scope="module")
def faults(shop: str, false_certificate: str) -> dict[str, str]:
    """What is said of each odd page, all of them visited by one browser at once."""
    quick = Plan((), NAMED, settle=0.3, most=30, patience=60, choices=(Choice.NOTHING,))
    plans = {
        path: replace(quick, addresses=(f"{shop}/{path}",))
        for path in ("robot", "endless", "away", "redirected", "forbidden", "paper", "quiet")
    }
    for path in ("endless", "away"):  # ends as soon as that is seen
        plans[path] = replace(plans[path], settle=60)
    plans["unreachable"] = replace(quick, addresses=(f"http://localhost:{free_port()}/",))
    plans["tls"] = replace(quick, addresses=(false_certificate,))
    plans["busy"] = replace(quick, addresses=(f"{shop}/busy",), patience=1)
    plans["member"] = replace(quick, addresses=(f"{shop}/quiet",), sign_in=_fails)
    unpressed = replace(plans["quiet"], accept="#there-is-none", patience=20)

    async def run() -> dict[str, str]:
        async with browser.opened(NAMED) as opened:
            visits = (visiting.visit(opened, one, _way(name)) for name, one in plans.items())
            made = await asyncio.gather(*visits)
            last = await visiting.visit(opened, unpressed, Way(Choice.ACCEPTED))
            said = {name: str(one.fault) for name, one in zip(plans, made, strict=True)}
            return said | {"no-button": str(last.fault)}

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def _way(name: str) -> Way:
    return Way(Choice.NOTHING, name == "member")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("robot", "a page for robots came instead"),
        ("endless", "without end"),
        ("away", "leads to unnamed.example"),
        ("redirected", "leads to unnamed.example"),
        ("forbidden", "403"),
        ("paper", "what came is no page"),
        ("unreachable", "ERR_CONNECTION_REFUSED"),
        ("tls", "certificate is not valid"),
        ("busy", "does not come to rest"),
        ("no-button", "“#there-is-none” could not be pressed; name the button with --accept"),
        ("member", "signing in failed (ValueError: no such member)"),
        ("quiet", "None"),
    ],
)
def test_a_visit_that_fails_says_why(faults: dict[str, str], name: str, said: str) -> None:
    assert said in faults[name]


# --- against what is declared; no browser is needed for these

NOTHING, ACCEPTED = Way(Choice.NOTHING), Way(Choice.ACCEPTED)
GA = Item(Storage.COOKIE, "_ga", "ornek.example", third=False)
SESSION = Item(Storage.COOKIE, "sid", "ornek.example", third=False)


def compared(tmp_path: Path, cookies: str, *visits: Visit) -> list[Finding]:
    """The findings on the starter with these cookies; the starter itself has none."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests/rich", data)
    (data / "cookies.yml").write_text(cookies, encoding="utf-8")
    scan = Scan(("https://ornek.example/",), ("ornek.example",), visits)
    return Comparison(scan, loading.load(data)).findings()


ROW = """scanned: 2026-11-01
listed:
  one:
    name: {name}
    storage: {storage}
    party: {party}
    category: {category}
    purpose: {{tr: ölçüm, en: measuring}}
    lifetime: {lifetime}
    basis: {{article: 5/1}}
    providers: [analytics-provider]
    before_consent: no
"""
DECLARED = {"name": "_ga", "storage": "cookie", "party": "first-party",
            "category": "analytics", "lifetime": "2 years"}  # fmt: skip
YEARS = 2 * 365 * lifetimes.DAY


def names(findings: list[Finding], *, about: str = "one") -> set[str]:
    return {f.name for f in findings if about in f.origin.path}


@pytest.mark.parametrize(
    ("changed", "trace", "early", "expected"),
    [
        ({}, Trace(YEARS), False, set()),
        ({}, Trace(YEARS), True, {"COO-02[seen-early]"}),
        ({"lifetime": "13 months"}, Trace(YEARS), False, {"COO-01[other-lifetime]"}),
        ({"lifetime": "session"}, Trace(YEARS), False, {"COO-01[other-lifetime]"}),
        ({"lifetime": "5 years"}, Trace(400 * lifetimes.DAY, capped=True), False, set()),
        ({"party": "third-party"}, Trace(YEARS), False, {"COO-01[other-party]"}),
        ({"storage": "local-storage"}, Trace(YEARS), False, {"COO-01[other-storage]"}),
        ({"category": "strictly-necessary"}, Trace(YEARS), False, {"COO-02[tracker]"}),
        ({"name": "_gi*"}, Trace(YEARS), False, {"COO-01[gone]"}),
    ],
)
def test_a_row_that_differs_is_found_at_its_line(
    tmp_path: Path, changed: dict[str, str], trace: Trace, early: bool, expected: set[str]
) -> None:
    visits = [Visit(ACCEPTED, {GA: trace}), Visit(NOTHING, {GA: trace} if early else {})]
    findings = compared(tmp_path, ROW.format(**{**DECLARED, **changed}), *visits)
    ours = {"COO-01[other-provider]", "COO-02[no-consent-named]"}
    assert names(findings) - ours == expected
    assert all(f.origin.file == "data/cookies.yml" for f in findings if f.name in expected)


def test_a_provider_that_is_known_to_be_another(tmp_path: Path) -> None:
    findings = compared(tmp_path, ROW.format(**DECLARED), Visit(ACCEPTED, {GA: Trace(YEARS)}))
    assert "COO-01[other-provider]" in names(findings)


def test_classes_and_consents_without_each_other(tmp_path: Path) -> None:
    findings = compared(tmp_path, ROW.format(**DECLARED), Visit(ACCEPTED, {}))
    assert "COO-02[no-consent-named]" in names(findings)


def test_what_is_not_declared_comes_with_its_row(tmp_path: Path) -> None:
    """Measured values stand in it, the rest in doubt; it is read as it is pasted."""
    findings = compared(
        tmp_path, ROW.format(**DECLARED), Visit(NOTHING, {SESSION: Trace(None, "x.js:1")})
    )
    (undeclared,) = [f for f in findings if f.sub == "undeclared"]
    row = yaml.safe_load("\n".join(undeclared.block))["sid"]
    assert (row["storage"], row["lifetime"], row["before_consent"]) == ("cookie", "session", True)
    assert {"tr", "en"} == row["category"]["unconfirmed"].keys()
    assert "Set by x.js:1." in undeclared.message
    assert "(çerez; " in said(undeclared.message, "tr")


def test_nothing_is_gone_where_a_visit_was_not_made(tmp_path: Path) -> None:
    fault = Visit(ACCEPTED, {}, (), visiting.say("a page for robots came instead"))
    findings = compared(tmp_path, ROW.format(**DECLARED), Visit(NOTHING, {}), fault)
    assert "COO-01[gone]" not in names(findings)


# --- the command


def command(data: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.setattr("generator.commands.scan.visits_of", lambda _plan: scan)
    arguments = ["scan", "https://ornek.example/", "--data", data.as_posix(), *options]
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, arguments)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def test_rows_are_written_once(
    company: Path, scanned: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All 40; the folder can be read afterwards, and another scan finds nothing undeclared."""
    result = command(company, scanned, monkeypatch, "--write", "--yes", "--as-of", "2026-11-29")
    assert "1 file written." in result.output
    facts = loading.load(company)
    assert facts.cookies is not None
    assert {(c.storage.value.value, c.name.value) for c in facts.cookies.listed} == planted.PLANTED
    assert facts.cookies.scanned is not None
    assert facts.cookies.scanned.value == DAY
    assert all(c.category.unconfirmed or c.places for c in facts.cookies.listed)
    assert Comparison(scanned, facts).undeclared == []


def test_a_visit_that_was_not_made_writes_nothing(
    company: Path, scanned: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = replace(scanned.visits[-1], fault=visiting.say("a page for robots came instead"))
    part = replace(scanned, visits=(*scanned.visits[:-1], fault))
    before = (company / "cookies.yml").read_bytes()
    result = command(company, part, monkeypatch, "--write", "--yes")
    assert (
        "everything accepted, signed in: not made, for a page for robots came instead"
        in result.output
    )
    assert "Nothing is written: a visit was not made." in result.output
    assert (company / "cookies.yml").read_bytes() == before
    assert result.exit_code == 1


def test_without_any_visit_nothing_is_compared(
    company: Path, scanned: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = visiting.say("a page for robots came instead")
    none = replace(scanned, visits=tuple(replace(v, items={}, fault=fault) for v in scanned.visits))
    result = command(company, none, monkeypatch)
    assert "No visit was made, so nothing was compared." in result.output
    assert "COO-0" not in result.output
    assert result.exit_code == 2


def test_programs_get_everything(
    company: Path, scanned: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(command(company, scanned, monkeypatch, "--json").stdout)
    assert len(told["visits"]) == 6
    assert told["browser"] == "Chromium"
    assert told["errors"] == sum(row["level"] == "error" for row in told["findings"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ftp://ornek.example/"], "is no address of a page"),
        (["https://ornek.example/", "--host", "a, EXCLUDE *"], "is no host"),
        (["https://ornek.example/", "--member", "tests/planted.py"], "has no “async def sign_in"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["scan", *arguments])
    assert said in result.output
    assert result.exit_code == 2


def test_what_to_install_is_said(company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    arguments = ["scan", "https://ornek.example/", "--data", company.as_posix()]
    result = CliRunner(env={"LANGUAGE": "en"}).invoke(main, arguments)
    assert '-m pip install "playwright' in result.output


# --- the list of known names


def test_the_list_of_known_names_is_short_and_sourced() -> None:
    tools = known.listed()
    assert sum(len(tool.names) for tool in tools) <= 60
    classes = loading.law.load().cookie_classes
    assert all(tool.source and tool.category in classes for tool in tools)
    assert all({"tr", "en"} == tool.purpose.keys() for tool in tools)


def test_an_unknown_name_is_nobodys() -> None:
    assert known.of(Item(Storage.COOKIE, "basket", "ornek.example", third=False)) is None
    assert rows.called("Meta", "Metallurgy Ltd.") is False


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("a=1", None),
        ("a=1; Max-Age=60", 60.0),
        ("a=1; expires=Thu, 01-Jan-1970 00:01:00 GMT", 60.0),
        ("a=1; Expires=never", None),
        ("a=; Max-Age=0; Expires=Thu, 01 Jan 2037 00:00:00 GMT", 0.0),
    ],
)
def test_a_lifetime_is_read_off_the_line(line: str, seconds: float | None) -> None:
    assert lifetimes.written(line, 0.0) == seconds


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, "1 minute"), (86_400, "1 day"), (33_955_200, "13 months"), (31_536_000, "1 year"),
     (34_560_000, "400 days"), (604_800, "7 days"), (7_200, "2 hours")],
)  # fmt: skip
def test_a_lifetime_in_words(seconds: float, words: str) -> None:
    assert lifetimes.in_words(seconds) == words
