"""Makes the embedded scripts smaller: `make embed`. A script that a site has published moves to
`outputs/embed/source/kept/` first, under the name of its bytes (`embed.Script.name`)."""

import minify

from generator.outputs.embed import script


def built() -> dict[str, str]:
    """What the files in `embed/source/` must be: no comments, short names."""
    sources = {script.BUILT_CHANGES: script.changes_source()}
    for name, of in ((script.BUILT, "notice"), (script.BUILT_COOKIES, "cookies")):
        style = (script.SOURCE / f"{of}.css").read_text(encoding="utf-8")
        sources[name] = script.source(of).replace(style, minify.string("text/css", style))
    return {name: f"{minify.string('text/javascript', s)}\n" for name, s in sources.items()}


if __name__ == "__main__":
    for name, content in built().items():
        (script.SOURCE / name).write_text(content, encoding="utf-8")
