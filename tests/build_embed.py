"""Makes the embedded script smaller: `make embed`. A script that a site has published moves to
`outputs/embed/source/kept/` first, under the name of its bytes (`embed.Script.name`)."""

import minify

from generator.outputs.embed import script


def built() -> str:
    """What `embed/source/built.js` must be: no comments, short names."""
    style = (script.SOURCE / "notice.css").read_text(encoding="utf-8")
    whole = script.source().replace(style, minify.string("text/css", style))
    made: str = minify.string("text/javascript", whole)
    return made + "\n"


if __name__ == "__main__":
    (script.SOURCE / script.BUILT).write_text(built(), encoding="utf-8")
