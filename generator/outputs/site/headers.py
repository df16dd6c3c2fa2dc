"""The headers with which the site should be served, in the words of the usual static hosts.

One table, three ways to write it: `_headers` (Netlify, Cloudflare Pages), `.htaccess` (Apache)
and `nginx-headers.conf` (to be included in a `server` block). The policy allows a page what it
needs from its own host and nothing from any other.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SHORT = "public, max-age=300"
_FOR_EVER = "public, max-age=31536000, immutable"
# The more particular path comes later; where two match, the later one counts.
BY_PATH: Mapping[str, Mapping[str, str]] = {
    "/": {"Cache-Control": _SHORT},
    "/api/": {"Cache-Control": _SHORT, "Access-Control-Allow-Origin": "*"},
    "/api/v1/releases/": {"Cache-Control": _FOR_EVER, "Access-Control-Allow-Origin": "*"},
    "/archive/": {"Cache-Control": _SHORT, "Access-Control-Allow-Origin": "*"},
    "/embed/": {"Cache-Control": _SHORT, "Access-Control-Allow-Origin": "*"},
    "/embed/v1/changes-": {"Cache-Control": _FOR_EVER, "Access-Control-Allow-Origin": "*"},
    "/embed/v1/cookies-": {"Cache-Control": _FOR_EVER, "Access-Control-Allow-Origin": "*"},
    "/embed/v1/notice-": {"Cache-Control": _FOR_EVER, "Access-Control-Allow-Origin": "*"},
}

OWN = ("_headers", ".htaccess", "nginx-headers.conf")
"""These files: a server that reads one answers that there is none of them. They hold nothing that
the headers of every answer do not say; a host that knows no such rule gives out those of others."""


def files(base: str = "") -> Mapping[str, str]:
    """The files by their path on the site; `base` is its absolute address, if it is known."""
    root = urlsplit(base).path or "/"
    written = (_netlify(root), _apache(root, known=bool(base)), _nginx(root))
    return dict(zip(OWN, written, strict=True))


def of(path: str) -> dict[str, str]:
    """The headers of one address, from the root of the site (with a leading slash)."""
    fields = dict(EVERYWHERE)
    for prefix, headers in BY_PATH.items():
        if path.startswith(prefix):
            fields |= headers
    return fields


def _netlify(root: str) -> str:
    """Here all rules that match an address count, and two values of one header are joined: each
    header is written once. The short time of caching is left to the host, which asks again
    anyway."""
    rules: list[tuple[str, dict[str, str]]] = [("/", EVERYWHERE)]
    for prefix, headers in BY_PATH.items():
        before = {n: v for path, rule in rules if prefix.startswith(path) for n, v in rule.items()}
        new = {n: v for n, v in headers.items() if v != _SHORT and before.get(n) != v}
        twice = new.keys() & before.keys()
        if twice:
            raise ValueError(f"{prefix}: _headers cannot say twice: {', '.join(twice)}")
        if new:
            rules.append((prefix, new))
    return "".join(
        f"{root}{prefix[1:]}*\n" + "".join(f"  {n}: {v}\n" for n, v in rule.items())
        for prefix, rule in rules
    )


def _apache(root: str, *, known: bool) -> str:
    """Needs `AllowOverride FileInfo`. Of several sections that match, the later one counts; while
    the address of the site is unknown, they match in any folder."""
    lines = ["<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in EVERYWHERE.items()]
    for prefix, headers in BY_PATH.items():
        pattern = f"^{root}{prefix[1:]}" if known else prefix
        lines.append(f'  <If "%{{REQUEST_URI}} =~ m#{pattern}#">')
        lines += [f'    Header always set {name} "{value}"' for name, value in headers.items()]
        lines.append("  </If>")
    own = "|".join(map(re.escape, OWN))
    lines += ["</IfModule>", "<IfModule mod_alias.c>"]
    lines += [f'  RedirectMatch 404 "{f"^{root}" if known else "/"}({own})$"', "</IfModule>"]
    lines += ["AddDefaultCharset utf-8", "AddType text/javascript .js .mjs"]
    return "\n".join([*lines, f"ErrorDocument 404 {root}404.html"]) + "\n"


def _nginx(root: str) -> str:
    """To be included in a `server` block, in which it touches nothing but the site. A location
    does not inherit the headers of the block around it, so each has them all; a block of types
    replaces the known ones, which lack .mjs, hence the line before it."""
    lines = []
    for prefix in BY_PATH:
        lines.append(f"location {'' if prefix == '/' else '^~ '}{root}{prefix[1:]} {{")
        lines += [f'  add_header {name} "{value}" always;' for name, value in of(prefix).items()]
        lines += [
            "  include mime.types;",
            "  types { text/javascript js mjs; }",
            "  charset utf-8;",
        ]
        lines += [f"  error_page 404 {root}404.html;", "}"]
    for name in OWN:
        lines.append(f"location = {root}{name} {{ error_page 404 {root}404.html; return 404; }}")
    return "\n".join(lines) + "\n"
