"""Makes the embedded script smaller: `make embed`. A script that a site has published moves to
`embed_source/kept/` first, under the name of its bytes (`embed.Script.name`)."""

import minify

from generator.outputs import embed


def built() -> str:
    """What `embed_source/built.js` must be: style and script without comments, short names."""
    style = (embed.SOURCE / "notice.css").read_text(encoding="utf-8")
    whole = embed.source().replace(style, minify.string("text/css", style))
    made: str = minify.string("text/javascript", whole)
    return made + "\n"


if __name__ == "__main__":
    (embed.SOURCE / embed.BUILT).write_text(built(), encoding="utf-8")
