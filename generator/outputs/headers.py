"""The headers with which the site should be served, in the words of the usual static hosts.

One table, three ways to write it: `_headers` (Netlify, Cloudflare Pages), `.htaccess` (Apache)
and `nginx-headers.conf` (to be included in a `server` block). The policy allows a page what it
needs from its own host and nothing from any other.
"""

from collections.abc import Mapping

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
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
}


def files() -> Mapping[str, str]:
    """The files by their path on the site."""
    return {"_headers": _netlify(), ".htaccess": _apache(), "nginx-headers.conf": _nginx()}


def of(path: str) -> dict[str, str]:
    """The headers of one address (with a leading slash)."""
    found = dict(EVERYWHERE)
    for prefix, headers in BY_PATH.items():
        if path.startswith(prefix):
            found |= headers
    return found


def _netlify() -> str:
    parts = []
    for prefix, headers in BY_PATH.items():
        # This syntax joins the values of all paths that match; “!” takes the shorter one's away.
        earlier = [f"  ! {name}" for name in headers] if prefix != "/" else []
        sent = {**(EVERYWHERE if prefix == "/" else {}), **headers}
        lines = [*earlier, *(f"  {name}: {value}" for name, value in sent.items())]
        parts.append("\n".join([f"{prefix}*", *lines]))
    return "\n".join(parts) + "\n"


def _apache() -> str:
    lines = ["<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in EVERYWHERE.items()]
    for prefix, headers in BY_PATH.items():
        lines.append(f'  <If "%{{REQUEST_URI}} =~ m#{prefix if prefix != "/" else "^/"}#">')
        lines += [f'    Header always set {name} "{value}"' for name, value in headers.items()]
        lines.append("  </If>")
    return "\n".join([*lines, "</IfModule>", "ErrorDocument 404 /404.html"]) + "\n"


def _nginx() -> str:
    """A location does not inherit the headers of the block around it, so each has them all."""
    blocks = []
    for prefix in BY_PATH:
        sent = "\n".join(f'  add_header {n} "{v}" always;' for n, v in of(prefix).items())
        blocks.append(f"location ^~ {prefix} {{\n{sent}\n}}" if prefix != "/" else
                      f"location / {{\n{sent}\n}}")  # fmt: skip
    return "\n".join([*blocks, "error_page 404 /404.html;"]) + "\n"
