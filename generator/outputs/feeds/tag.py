"""The authority of the `tag:` names of RFC 4151, under which feeds keep their names for ever.

It is written in `sites.yml` and frozen by each release. So a feed that people follow keeps its
name on any host, the archive alone makes the same feed again, and another authority is refused.
"""

from generator.errors import LoadingError, Problem
from generator.message import say
from generator.publication import Publication


def authority(site: Publication) -> str:
    """The authority of the site's feeds; empty where none is named. Raises LoadingError for
    another one than releases have frozen."""
    frozen = frozen_authority(site)
    written = site.site.feeds
    if site.facts is None or written is None:
        return frozen
    if frozen and frozen != str(written.value):
        raise LoadingError(
            Problem(
                written.origin,
                say("releases have frozen the authority “{frozen}” for feeds.", frozen=frozen),
                say("Write it again: the names of a feed never change, whatever the host is."),
            )
        )
    return str(written.value)


def frozen_authority(site: Publication) -> str:
    """The authority that the newest release has frozen; empty where it has none."""
    gone = site.timeline.withdrawn
    newest = next((m for m in reversed(site.timeline.releases) if m.id not in gone), None)
    return site.archive.feed(newest) if newest else ""


def name(authority: str, site: str, document: str, language: str) -> str:
    """The name of a feed; that of an entry has the release after it."""
    return f"tag:{authority}:{site}/{document}/{language}"
