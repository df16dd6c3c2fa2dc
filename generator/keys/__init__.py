"""What may be written in `data/` and in a file room: the keys of every file, how each is written,
what it means.

Read from the model, whose annotations also drive the decoding: a key that is described here is one
that is understood, and the other way round. Shown to people (`report`) and to editors (`schema`).
"""

from generator.keys.description import Block, File, Key, Many, Meaning, Written, files, room_files

__all__ = ["Block", "File", "Key", "Many", "Meaning", "Written", "files", "room_files"]
