"""Whose names a `tag:` address is made of (RFC 4151): a host, and a day on which it was theirs."""

import re
from dataclasses import dataclass

_HOST = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
_AUTHORITY = re.compile(rf"(?:[a-z0-9._-]+@)?{_HOST},\d{{4}}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Authority:
    """Written `ornek.example,2026`."""

    written: str

    @classmethod
    def parse(cls, written: str) -> "Authority":
        """ValueError when it is not written so."""
        if not _AUTHORITY.fullmatch(written):
            raise ValueError("an authority is written as ornek.example,2026")
        return cls(written)

    def __str__(self) -> str:
        return self.written
