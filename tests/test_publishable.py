"""What is frozen is what can be published: no release, no withdrawal ends in an archive of which
no site can be built."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.commands import main
from generator.errors import TemplateError
from generator.expression import Expression, Layer
from generator.mkdocs import builder
from generator.outputs.site import links
from generator.recipes import releasing
from generator.releases import remarks
from generator.releases.archive import Archive
from generator.releases.record import ChangeKind
from tests import archives, demo, published
from tests.conftest import CACHE, STARTER
from tests.test_release_commands import NOTES, approve, ask, telephone
from tests.test_wording import REASON, both

FIRST, SECOND = demo.STEPS[0].effective, demo.STEPS[1].effective
Site = Callable[[date], Path]


@pytest.fixture
def least(least_released: Path, tmp_path: Path) -> Path:
    """The smallest controller with one release."""
    return Path(shutil.copytree(least_released, tmp_path / "least"))


@pytest.fixture
def site(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Builds the production site of a day from `data`; raises NoticesError."""
    monkeypatch.setenv("SITE_URL", demo.ADDRESS)

    def build(day: date) -> Path:
        settings = pipeline.Settings(data=data, production=True, as_of=day, cache=CACHE)
        builder.build(settings, tmp_path / f"site-{day}")
        return tmp_path / f"site-{day}"

    return build


def write(path: Path, old: str, new: str) -> None:
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


def word(data: Path, name: str, head: str, tr: str, en: str) -> None:
    """A wording in both languages."""
    for file, content in both(name, head, tr, en).items():
        path = data / "wording" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


MOVED = ("policy", "cookies", "application", "notice-newsletter")


def test_documents_may_move(data: Path, site: Site) -> None:
    """Before and after, every version stays where it was and leads to the address of today."""
    old = dict[str, str]()
    for document in MOVED:
        path = data / f"documents/{document}.yml"
        slug = re.search(r"slug: \{tr: ([a-z-]+)", path.read_text(encoding="utf-8"))
        assert slug
        old[document] = slug[1]
        write(path, slug[0], f"slug: {{tr: tasindi-{document}")
    telephone(data, demo.STEPS[1].phone)
    demo.publish(data, demo.STEPS[1], cache=CACHE)
    announced, moved = site(demo.STEPS[1].published), site(SECOND)
    for document, slug in old.items():
        new = f"tasindi-{document}"
        assert (announced / slug / "index.html").is_file()
        assert (announced / f"{new}/{SECOND}/index.html").is_file()
        assert (moved / new / "index.html").is_file()
        version = (moved / slug / str(FIRST) / "index.html").read_text(encoding="utf-8")
        assert f'href="../../{new}/"' in version


def small(word: str, document: str = "policy", html: str = "") -> list[Expression]:
    """A text of one clause in both languages, with more in it, as pages can hold it."""
    return [
        replace(text, layers=tuple(_with(layer, html) for layer in text.layers))
        for text in archives.both(word, document)
    ]


def _with(layer: Layer, html: str) -> Layer:
    name = "c" if layer.name == "full" else "short-c"
    whole = layer.html.replace('data-clause="c"', f'data-clause="c" id="{name}"')
    return replace(layer, html=whole.replace("</section>", f"{html}</section>"))


def test_an_announced_text_leads_to_what_is_announced_with_it(data: Path, site: Site) -> None:
    """A new document names a clause that the text in force does not have yet: on its page and in
    the API."""
    shutil.rmtree(data / "releases")
    archive = Archive.of(data, "ornek")
    archives.publish(archive, small("bir"), FIRST)
    link = '<p><a href="notice:policy#new">iki</a></p>'
    texts = [*small("iki", html='<p id="new">iki</p>'), *small("üç", "other", link)]
    archives.publish(archive, texts, SECOND, demo.STEPS[1].published)
    announced, held = site(demo.STEPS[1].published), site(SECOND)
    version = f"policy-tr/{SECOND}/#new"
    page, file = "other-tr/index.html", "api/v1/current/other.tr.json"
    assert f'href="../{version}"' in (announced / page).read_text(encoding="utf-8")
    assert f'href=\\"{version}' in (announced / file).read_text(encoding="utf-8")
    assert 'href="../policy-tr/#new"' in (held / page).read_text(encoding="utf-8")
    assert 'href=\\"policy-tr/#new' in (held / file).read_text(encoding="utf-8")


def test_every_archive_of_the_demonstration_can_be_published(
    demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each entry, on its day, on the day before and when it takes effect; and after words
    are withdrawn which a later release, itself superseded, had carried over."""
    monkeypatch.setenv("SITE_URL", demo.ADDRESS)
    data = Path(shutil.copytree(demo_data, tmp_path / "data"))
    with demo.clock(date(2027, 1, 2)):
        releasing.withdraw(pipeline.Settings(data=data), str(SECOND), "wrong telephone number")
    chain = (data / "releases/ornek/CHAIN").read_text(encoding="utf-8").splitlines(keepends=True)
    for origin, count in [(demo_data, len(chain) - 1), (data, len(chain))]:
        manifests = Archive.of(origin, "ornek").manifests[:count]
        days = {day for m in manifests for day in (m.published, m.effective)}
        gone = [m.published for m in manifests if m.withdraws]
        for day in sorted(days):
            if day >= max(gone):  # whose words are gone cannot be shown on the days before
                settings = pipeline.Settings(data=origin, production=True, as_of=day, cache=CACHE)
                outcome = builder.build(settings, tmp_path / "site")
                assert links.broken(tmp_path / "site", demo.ADDRESS) == [], day
    last = outcome.publication.timeline.releases[-1]
    assert outcome.publication.timeline.whole(last)
    assert not (tmp_path / "site/api/v1/bundle/2026-07-01.zip").exists()


def test_what_cannot_be_built_is_not_released(least: Path) -> None:
    """The address is that of a written page: said in words, and nothing is written."""
    with (least / "documents/policy.yml").open("a", encoding="utf-8") as document:
        document.write("slug: {tr: arama, en: privacy-policy}\n")
    before = Archive.of(least, "ornek").chain
    approve(least, ask(least, "2026-04-01"))
    refused = ask(least, "2026-04-01", "--kind", "substantive", *NOTES)
    assert refused.exit_code == 1
    assert "with this release the site of 2026-04-01 could not be built:" in refused.stderr
    assert "/arama/ is already the address of" in refused.stderr
    assert "Nothing was released." in refused.stderr
    assert Archive.of(least, "ornek").chain == before
    assert not (least / "releases/ornek/2026-04-01").exists()


def test_every_site_between_publication_and_effect_is_tried(least: Path) -> None:
    """Those of the day of publication, of a release announced for between, of the first day."""
    telephone(least, "0212 000 00 01")
    demo.publish(least, replace(demo.STEPS[1], effective=date(2026, 5, 10)))
    telephone(least, "0212 000 00 02")
    seen = list[tuple[date, bool]]()

    def build(outcome: pipeline.Outcome, folder: Path) -> None:
        assert not folder.exists()
        assert published.publication(outcome).texts
        assert outcome.archive.folder != least / "releases/ornek"
        seen.append((outcome.settings.day, outcome.settings.pdfs))

    demo.publish(least, replace(demo.STEPS[1], effective=SECOND), build=build)
    assert seen == [(day, False) for day in (date(2026, 5, 4), date(2026, 5, 10), SECOND)]


REMARKS = [
    ('Telefon <a href="yeni">değişti</a>', "markup (“<a”)"),
    ("<!-- x", "markup"),
    ("a&nbsp;b", "markup (“&nbsp;”)"),
    ("a\x1b[31mb", "U+001B"),
    ("a\nb", "U+000A"),
    ("a\u202eb", "U+202E"),
    ("a\u200bb", "U+200B"),
    ("a\U000e0041b", "U+E0041"),
    (" ", "is empty"),
    ("x" * 501, "501 letters; 500 are the most"),
]


@pytest.fixture(scope="module")
def approved(least_released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What may be released with notes in plain words, and with no others."""
    data = Path(shutil.copytree(least_released, tmp_path_factory.mktemp("approved") / "data"))
    telephone(data, "0212 000 00 01")
    told = ask(data, "2026-04-01", "--kind", "substantive", "--note", "tr=<", "--note", "en=ok")
    assert told.exit_code == 1
    assert "nobody has approved" in told.stderr
    approve(data, told)
    return data


@pytest.mark.parametrize(("words", "said"), REMARKS)
def test_notes_and_reasons_are_plain_words(approved: Path, words: str, said: str) -> None:
    """Refused before anything is frozen, by the command and by whoever else freezes."""
    before = Archive.of(approved, "ornek").chain
    notes = ("--note", f"tr={words}", "--note", "en=ok")
    told = ask(approved, "2026-04-01", "--kind", "substantive", *notes)
    assert told.exit_code == 1
    assert any(f"--note tr=… {verb}{said}" in told.stderr for verb in ("", "holds ", "has "))
    asked = ("release", "--withdraw", str(FIRST), "--reason", words, "--data", str(approved))
    refused = run(*asked, "--as-of", "2026-03-03")
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert Archive.of(approved, "ornek").chain == before


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    "words", ["Telefon değişti: 0212 000 00 01 (5 < 6 & R&D) – “yeni”.", "x" * 500, "3 > 2"]
)
def test_ordinary_notes_are_taken(words: str) -> None:
    """Signs of a sentence are no markup."""
    assert remarks.fault(words) == ""


LINKS = ["yeni", "/yeni", "./yeni", "../yeni", "#nowhere", "//host", "javascript:a", "data:a,b",
         "https://", "mailto:", "tel:", "notice:"]  # fmt: skip


@pytest.mark.parametrize(
    ("href", "said"),
    [
        *((href, f"a link may not lead to “{href}”. Write a whole address") for href in LINKS),
        ("notice:nothing", "a link leads to “nothing”, which this site does not have"),
        ("notice:policy#nowhere", "leads to “nowhere”, which “policy” (tr) does not have"),
        ("notice:#efect", "leads to “efect”, which “policy” (tr) does not have. Did you mean"),
    ],
)
def test_a_link_of_a_wording_that_leads_nowhere_is_refused(
    tmp_path: Path, href: str, said: str
) -> None:
    """Where the wording is checked, with its file; of all links at once."""
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    body = f'<h2>Ek</h2>\n<p><a href="{href}">bir</a></p>'
    word(data, "policy/extra", f"{REASON} | after: effect #}}", body, body)
    with pytest.raises(TemplateError) as refused:
        pipeline.run(pipeline.Settings(data=data, as_of=FIRST))
    turkish = refused.value.problems[-1]
    assert said in str(turkish)
    assert turkish.origin.file.endswith("policy/extra.tr.jinja")
    seen_in_the_file = not href.startswith("notice:") or href == "notice:"
    assert turkish.origin.line == (3 if seen_in_the_file else 1)


def test_links_that_lead_somewhere_can_be_released(data: Path) -> None:
    """To a text, a clause of it, a place in the same text, and to what is elsewhere."""
    hrefs = ["notice:cookies", "notice:cookies#short-collection", "notice:#rights",
             "mailto:a@b.example", "tel:+902120000000", "https://a.example/b?c#d"]  # fmt: skip
    body = ", ".join(f'<a href="{href}">KVKK</a>' for href in hrefs)
    more = [f"<h2>{heading}</h2><p>{body}</p>" for heading in ("Bağlantılar", "Links")]
    word(data, "policy/extra", f"{REASON} | after: effect #}}", *more)
    step = replace(demo.STEPS[1], kind=ChangeKind.SUBSTANTIVE)
    demo.publish(data, step, build=builder.trial, cache=CACHE)
