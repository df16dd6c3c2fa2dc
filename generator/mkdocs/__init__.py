"""The adapter to the site builder; the only room that knows MkDocs, and deletable with it."""

import atexit
import gc

gc.set_threshold(50_000)  # a build, and its start, makes many small objects and few cycles
atexit.register(gc.freeze)  # what a process holds is not looked through again as it ends
