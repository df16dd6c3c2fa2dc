"""ZIP files from elsewhere: nothing is unpacked before its names and sizes are known, and no byte
belongs to none of the files in it (a file may be read as a ZIP file and as something else).

How well a machine compresses is its own affair; all else in the file is compared.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import files
from generator.message import Message, say
from generator.releases.record import NAME

MOST_FILES, MOST_BYTES, MOST_PACKED = 20_000, 512_000_000, 256_000_000
_BAD = (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError,
        zlib.error, struct.error)  # fmt: skip


class Refused(Exception):
    """The file is not opened any further; the message says why."""


def read(file: Path) -> bytes:
    """The bytes of a file; raises Refused."""
    try:
        content = files.read(file, MOST_PACKED)
    except OSError as error:
        raise Refused(_unreadable(error.strerror)) from None
    if len(content) > MOST_PACKED:
        raise Refused(say("it is larger than {limit} bytes", limit=MOST_PACKED))
    return content


def _unreadable(why: object) -> Message:
    return say("it cannot be read as a ZIP file: {why}", why=why)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in it by their path; raises Refused before anything harmful is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            infos = packed.infolist()
            for problem in _suspicious(infos):
                raise Refused(problem)
            return {info.filename: packed.read(info) for info in infos}
    except Refused:
        raise
    except Exception as error:  # a damaged stream raises the decompressor's own error
        raise Refused(_unreadable(error)) from None


def _suspicious(infos: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    if len(infos) > MOST_FILES:
        yield say("it holds {count} files, more than {limit}", count=len(infos), limit=MOST_FILES)
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        yield say(
            "unpacked it would have {size} bytes, more than {limit}", size=total, limit=MOST_BYTES
        )
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if info.orig_filename != name or not all(map(NAME.fullmatch, name.split("/"))):
            yield say(
                "it holds a file with a name that could lead out of a folder: {name}",
                name=repr(name),
            )
        if name.casefold() in seen:
            yield say("it holds two files of the name {name}", name=repr(name))
        seen.add(name.casefold())
        if stat.S_ISLNK(info.external_attr >> 16):
            yield say("it holds a link instead of a file: {name}", name=repr(name))
        if info.flag_bits & 1:
            yield say("it holds an encrypted file: {name}", name=repr(name))


def same(published: bytes, owed: bytes) -> bool:
    """Whether two ZIP files differ only in how well their machine compresses: the same files in
    the same order, and no byte that belongs to none of them."""
    try:
        with (
            zipfile.ZipFile(io.BytesIO(published)) as packed,
            zipfile.ZipFile(io.BytesIO(owed)) as wanted,
        ):
            infos, others = packed.infolist(), wanted.infolist()
            if [_about(info) for info in infos] != [_about(info) for info in others]:
                return False
            ends = _packs(published, infos, [wanted.read(other) for other in others])
            return ends is not None and published[ends:] == _directory(infos, ends)
    except _BAD:
        return False


def _about(info: zipfile.ZipInfo) -> tuple[object, ...]:
    """All that a ZIP file states about a packed file, except its compressed size and place."""
    return (
        info.filename, info.date_time, info.compress_type, info.comment, info.extra,
        info.create_system, info.create_version, info.extract_version, info.reserved,
        info.flag_bits, info.volume, info.internal_attr, info.external_attr, info.file_size,
        info.CRC,
    )  # fmt: skip


def _packs(content: bytes, infos: Sequence[zipfile.ZipInfo], owed: Sequence[bytes]) -> int | None:
    """Where the packed files end, if one follows the other and each holds what it should."""
    place = 0
    for info, wanted in zip(infos, owed, strict=True):
        header = info.FileHeader(zip64=False)
        start = place + len(header)
        end = start + info.compress_size
        if info.header_offset != place or content[place:start] != header:
            return None
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        if stream.decompress(content[start:end], len(wanted) + 1) != wanted:
            return None
        if stream.decompress(stream.unconsumed_tail, 1) or not stream.eof or stream.unused_data:
            return None
        place = end
    return place


def _directory(infos: Sequence[zipfile.ZipInfo], start: int) -> bytes:
    """The list of files at the end, as it is written for these."""
    rows = b"".join(map(_row, infos))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(infos), len(infos), len(rows), start, 0)
    return rows + end


def _row(info: zipfile.ZipInfo) -> bytes:
    name = info.filename.encode()
    day, time = info.date_time[:3], info.date_time[3:]
    return struct.pack(
        "<4s4B4HL2L5H2L", b"PK\1\2", info.create_version, info.create_system,
        info.extract_version, info.reserved, info.flag_bits, info.compress_type,
        time[0] << 11 | time[1] << 5 | time[2] // 2,
        (day[0] - 1980) << 9 | day[1] << 5 | day[2],
        info.CRC, info.compress_size, info.file_size, len(name), 0, 0, 0, info.internal_attr,
        info.external_attr, info.header_offset,
    ) + name  # fmt: skip
