"""What somebody who can write to the web server could do to a published site, each way by its name.

`ON_A_PAGE` changes the page of a text, `IN_A_FILE` another file (None deletes it), `ADDED` are
files that stand where this tool puts only its own.
"""

import json
import re
from collections.abc import Callable
from typing import Any

LIE = "Verilerinizi satarız."
Change = Callable[[str], str]


def swap(before: str, after: str) -> Change:
    """The first place; the page must have it."""
    return lambda page: page.replace(before, after, 1)


def inside(markup: str) -> Change:
    """At the end of the first text."""
    return swap("</article>", f"{markup}</article>")


def around(start: str, end: str) -> Change:
    return lambda page: page.replace("<article", f"{start}<article", 1).replace(
        "</article>", f"</article>{end}", 1
    )


def over(markup: str) -> Change:
    """Into the bar over the page."""
    return swap('<header class="bar">', f'{markup}<header class="bar">')


def head(markup: str) -> Change:
    return swap("</head>", f"{markup}</head>")


def in_a_text(pattern: str, after: str) -> Change:
    """The first match inside the first text."""

    def change(page: str) -> str:
        start = page.index("<article")
        return page[:start] + re.sub(pattern, after, page[start:], count=1, flags=re.DOTALL)

    return change


def turned(page: str) -> str:
    found = re.findall(r"<article.*?</article>", page, re.DOTALL)
    one, other = found if len(found) == 2 else ("\0", "\0")
    return page.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)


def twice(page: str) -> str:
    found = re.search(r"<article.*?</article>", page, re.DOTALL)
    return page.replace(found[0], found[0] * 2) if found else page


OLD_TEXT = f'<article data-layer="full" data-expression="policy" lang="tr"><p>{LIE}</p></article>'
ON_A_PAGE: dict[str, Change] = {
    # the words
    "another number": in_a_text(r"(<p>[^<]*)[0-9]", r"\g<1>8"),
    "a clause is gone": in_a_text(r'<section data-clause="processing".*?</section>', ""),
    "a clause is gone from the full text": in_a_text(r'<section id="[a-z]+".*?</section>', ""),
    "a sentence more": inside(f"<p>{LIE}</p>"),
    "a letter that looks the same": in_a_text("veri", "ver\u0456"),
    "a letter without width": in_a_text("veri", "ve\u200bri"),
    "turned letters": in_a_text("veri", "\u202everi\u202c"),
    "a blank of another kind": in_a_text("veri ", "veri\u00a0"),
    "struck out": in_a_text("<p>(.*?)</p>", r"<p><del>\1</del></p>"),
    "another heading": in_a_text(r"<h3>", "<h3>Eski: "),
    "the meaning of a term": swap('data-aside="">', f'data-aside="">{LIE} '),
    # words beside the words
    "not": in_a_text("<p>", '<p><span data-aside="">Değil: </span>'),
    "a label of a cell": in_a_text(r'data-label="[^"]*"', f'data-label="{LIE}"'),
    "a label that is a part of another": in_a_text(r'data-label="(.)[^"]*"', r'data-label="\1"'),
    "a hint": inside(f'<span data-aside=""><input placeholder="{LIE}"/></span>'),
    "a value": inside(f'<span data-aside=""><input value="{LIE}"/></span>'),
    "a title": in_a_text("<p>", f'<p title="{LIE}">'),
    "the words count no more": in_a_text("<section ", '<section data-aside="" '),
    # links
    "a script as a link": in_a_text('href="[^"]*"', 'href="javascript:alert(1)"'),
    "a script in other letters": in_a_text('href="[^"]*"', 'href="&#106;avascript:alert(1)"'),
    "a link inside the text leads away": in_a_text('href="#[^"]*"', 'href="https://x.example/"'),
    "a link without a scheme": in_a_text('href="[^"]*"', 'href="//x.example/"'),
    "another e-mail address": in_a_text("mailto:[a-z]+@", "mailto:x@"),
    "a link more": in_a_text("<p>", '<p><a href="https://x.example/">buraya</a> '),
    "a link is gone": in_a_text('<a [^>]*href="mailto[^>]*>(.*?)</a>', r"\1"),
    "a link opens elsewhere": in_a_text("<a ", '<a target="x" '),
    # attributes
    "style": in_a_text("<p>", '<p style="font-size:0">'),
    "an event": in_a_text("<p>", '<p onclick="alert(1)">'),
    "hidden": in_a_text("<section ", '<section hidden="" '),
    "inert": in_a_text("<section ", '<section inert="" '),
    "aria-hidden": in_a_text("<section ", '<section aria-hidden="true" '),
    "a class": in_a_text("<p>", '<p class="skip">'),
    "another language": in_a_text('lang="(tr|en)"', 'lang="ar"'),
    "another direction": in_a_text("<p>", '<p dir="rtl">'),
    "an id": in_a_text('id="', 'id="x'),
    "translated": in_a_text("<p>", '<p translate="yes">'),
    # elements
    "a frame": inside(f'<iframe srcdoc="{LIE}"></iframe>'),
    "a picture": inside('<img src="x.png" alt=""/>'),
    "a script": inside("<script>document.body.innerHTML=1</script>"),
    "a sheet": inside("<style>article{display:none}</style>"),
    "a comment that a browser ends earlier": inside(f"<!--><p>{LIE}</p>-->"),
    "CDATA": in_a_text("<p>", "<p><![CDATA[]]>"),
    "a form": inside('<form action="https://x.example/"><input name="a"/></form>'),
    # more texts, or none
    "a superseded text before the one in force": swap("<article", f"{OLD_TEXT}<article"),
    "a superseded text after it": swap('<footer class="proof"', f'{OLD_TEXT}<footer class="proof"'),
    "the same text twice": twice,
    "the layers in another order": turned,
    "capital letters": swap(
        "<article", f"<ARTICLE data-expression='x'><p>{LIE}</p></ARTICLE><article"
    ),
    "a text that says nothing of itself": swap(
        "<article", f"<article><p>{LIE}</p></article><article"
    ),
    "words over the text": swap('<div class="words">', f'<div class="words"><p>{LIE}</p>'),
    "words below the text": swap("\n</main>", f"<p>{LIE}</p>\n</main>"),
    "cut off": lambda page: page[: page.index("</article>")],
    "empty": lambda _: "",
    # wrappers
    "a hidden wrapper": around("<div hidden>", "</div>"),
    "a wrapper with a style": around('<div style="display:none">', "</div>"),
    "an inert wrapper": around("<div inert>", "</div>"),
    "a wrapper that is not read aloud": around('<div aria-hidden="true">', "</div>"),
    "a template": around("<template>", "</template>"),
    "noscript": around("<noscript>", "</noscript>"),
    "a comment": around("<!--", "-->"),
    "closed details": around("<details><summary>x</summary>", "</details>"),
    "a layer of another class": swap('class="layer layer-short"', 'class="menu-panel"'),
    "a layer with a style": swap(
        'class="layer layer-short"', 'class="layer layer-short" style="x"'
    ),
    # what stands around the text in the page
    "the state": swap("</h1>", f'</h1><div class="state-mark">{LIE}</div>'),
    "the day": swap('<time datetime="2026', '<time datetime="2016'),
    "the controller of one page": swap("<dd>ÖRNEK TİCARET A.Ş.</dd>", "<dd>YALAN A.Ş.</dd>"),
    "the contents list": swap('<li><a href="#short">', f'<li><a href="#short">{LIE} '),
    "a digest": swap("<code>", "<code>0"),
    "the version": swap("<dd>2026-05-20", "<dd>2026-05-21"),
    "the way to all versions": swap('surumler/"', 'gizlilik/"'),
    "the title": swap('<h1 id="content">', f'<h1 id="content">{LIE} '),
    "the foot": swap('<footer class="foot">\n<p>', f'<footer class="foot">\n<p>{LIE} '),
    "after the foot": lambda page: page + f"<p>{LIE}</p>",
    "before everything": lambda page: f"<p>{LIE}</p>{page}",
    # the frame
    "something over the page": over('<div style="position:fixed;inset:0">x</div>'),
    "a dialog": over(f"<dialog open>{LIE}</dialog>"),
    "a frame in the bar": over('<iframe src="https://x.example/"></iframe>'),
    "a panel outside the menu": over(f'<nav class="menu-panel">{LIE}</nav>'),
    "an open menu": swap('<details class="menu">', '<details class="menu" open>'),
    "letters that are never read": over("<textarea>"),
    "an old element": over("<plaintext>"),
    "a comment that does not end": over("<!--"),
    "the body is hidden": swap("<body>", "<body hidden>"),
    "the page is hidden": swap("<html ", '<html style="display:none" '),
    "the body has an event": swap("<body>", '<body onload="alert(1)">'),
    "the body has a class": swap("<body>", '<body class="skip">'),
    "a wrapper around main": swap("<main", "<div hidden><main"),
    "a second main": swap("<main", f'<main class="page text-page"><p>{LIE}</p></main><main'),
    "main with a style": swap("<main ", '<main style="display:none" '),
    "another base": head('<base href="https://x.example/">'),
    "a way away": head('<meta http-equiv="refresh" content="0;url=https://x.example/">'),
    "a sheet in the head": head("<style>article{display:none}</style>"),
    "a sheet of another host": head('<link rel="stylesheet" href="https://x.example/a.css">'),
    "a sheet of another folder": head('<link rel="stylesheet" href="../assets/../x.css">'),
    "a script in the head": head("<script>alert(1)</script>"),
    "a script in a script": swap(" defer></script>", " defer>alert(1)</script>"),
    "a script of another host": head('<script src="https://x.example/a.js"></script>'),
    "a second title": head(f"<title>{LIE}</title>"),
    "another title": swap("<title>", f"<title>{LIE} "),
    "another canonical page": swap(
        'rel="canonical" href="', 'rel="canonical" href="https://x.example/'
    ),
    "a second canonical page": head('<link rel="canonical" href="https://x.example/">'),
    "not to be found": head('<meta name="robots" content="noindex">'),
    "another language of the page": swap('<html lang="', '<html lang="x'),
    "another text in the other language": swap('class="switch" href="', 'class="switch" href="../'),
    "the menu leads away": swap(
        '<a class="brand" href="', '<a class="brand" href="https://x.example/'
    ),
    "a script in the menu": swap('<a class="brand" href="', '<a class="brand" href="javascript:'),
    "other line ends": lambda page: page.replace("\n", "\r\n"),
    "two thousand elements in the bar": over("<div>" * 2_000),
    "two thousand texts that do not end": swap("<article", '<article data-layer="x"' * 2_000),
    "two thousand elements that do not end": inside("<p>" * 2_000),
    "many beginnings of comments": over("<!--" * 40_000),
    "many quotation marks": over('<a href="' * 20_000),
    "many attributes": over("<a" + ' href=""' * 20_000 + ">"),
}


def in_json(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """Something else in a file, which is written as this tool writes it."""

    def changed(content: bytes) -> bytes:
        data = json.loads(content)
        change(data)
        return (json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n").encode()

    return changed


def clause(**words: str) -> Callable[[bytes], bytes]:
    return in_json(lambda data: data["layers"][0]["clauses"][0].update(words))


V1 = "api/v1"
IN_A_FILE: dict[str, Callable[[bytes], bytes] | None] = {
    f"{V1}/current/policy.tr.json": clause(text=""),
    f"{V1}/current/policy.en.json": clause(html=""),
    f"{V1}/current/cookies.tr.json": in_json(lambda d: d["layers"][1]["clauses"].clear()),
    f"{V1}/current/cookies.en.json": in_json(lambda d: d["layers"].pop()),
    f"{V1}/current/report.tr.json": lambda c: c.replace(b"href=", b"onclick='' href=", 1),
    f"{V1}/current/report.en.json": in_json(lambda d: d.update(title=LIE)),
    f"{V1}/current/application.tr.json": in_json(lambda d: d.update(url="https://x.example/")),
    f"{V1}/current/application.en.json": in_json(lambda d: d.update(informedBy=["2026-01-01"])),
    f"{V1}/current/approval-call.tr.json": lambda c: c.replace(b"{", b'{"id": "x", ', 1),
    f"{V1}/current/approval-call.en.json": lambda _: b"[" * 100_000,
    f"{V1}/current/approval-email.tr.json": lambda _: b"\xff",
    f"{V1}/current/approval-email.en.json": lambda _: b"1" * 5_000,
    f"{V1}/current/consent-newsletter.tr.json": None,
    f"{V1}/current/consent-newsletter.en.json": in_json(lambda d: d.update(type="notice")),
    f"{V1}/current/consent-measurement.tr.json": in_json(lambda d: d.update(item="x")),
    f"{V1}/releases/2026-03-02/policy.tr.json": clause(text="x"),
    f"{V1}/releases/2026-03-02/policy.en.json": None,
    f"{V1}/releases/2027-01-01/policy.tr.json": in_json(
        lambda d: d.update(effectiveDate="2026-01-01")
    ),
    f"{V1}/index.json": in_json(lambda d: d["inForce"].pop()),
    f"{V1}/openapi.json": lambda c: c + b" ",
    f"{V1}/schemas/document.schema.json": None,
    f"{V1}/examples/receipts/verify_receipt.py": lambda c: c.replace(
        b"return", b"return True #", 1
    ),
    f"{V1}/examples/send_mail.py.txt": None,
    f"{V1}/mail/index.json": in_json(lambda d: d["mails"][0]["parts"].clear()),
    f"{V1}/mail/2026-03-02/welcome.tr.json": in_json(lambda d: d.update(text=LIE)),
    f"{V1}/mail/2026-03-02/welcome.tr.html": lambda c: c.replace(
        b"<article", b"<p>x</p><article", 1
    ),
    f"{V1}/mail/2026-03-02/welcome.tr.txt": lambda c: c + LIE.encode(),
    f"{V1}/mail/2026-03-02/welcome.en.html": None,
    f"{V1}/mail/2026-05-20/welcome.tr.json": in_json(lambda d: d.update(subject=LIE)),
    f"{V1}/mail/2026-05-20/welcome.tr.txt": lambda c: LIE.encode() + c,
    f"{V1}/bundle/2026-03-02.zip": lambda _: b"x",
    f"{V1}/bundle/2026-05-20.zip": lambda c: c + b"MZ",
    f"{V1}/bundle/2026-07-01.zip": lambda c: b"%PDF-1.7" + c,
    f"{V1}/bundle/2027-01-01.zip": None,
    "embed/v1/notice.js": lambda c: c + b"alert(1)",
    "embed/v1/texts.json": in_json(lambda d: d["item"].update(newsletter="policy")),
    "embed/v1/notice.d.ts": None,
    "search/tr.json": lambda c: c.replace(b"gizlilik/", b"ihbar/", 1),
    "search/en.json": None,
    "gizlilik/2026-03-02/index.html": None,
    "surumler/index.html": lambda c: c.replace(b"2026-03-02", b"2025-03-02", 1),
    "en/versions/index.html": None,
}
ADDED = (
    f"{V1}/current/policy.ar.json",
    f"{V1}/x.html",
    "embed/v1/notice-0000000000000000.js",
    "gizlilik/index.htm",
    "gizlilik/index.html.gz",
    "gizlilik/2020-01-01/index.html",
    "gizlilik.html",
    "en/privacy.php",
    "Gizlilik/index.html",
    "search/ar.json",
)
