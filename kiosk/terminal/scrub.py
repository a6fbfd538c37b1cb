"""After a visit: memory that was given back is written over, as far as a program can.

Python's texts cannot be overwritten while they live, and are not when they are freed: what was
typed would stay there until something else needs the room. So the room is taken, filled with
zeros, and given back. What this does not reach is said in docs/architecture.md.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

TYPED = range(64, 193, 16)
"""The sizes, in bytes, in which Python's own allocator gives out a name of 24 letters or a
number, in whatever script."""

EACH = 512 * 1024
"""Bytes taken of each: more than is free of it after a visit."""

LARGEST = 512
POOLS = 4 * 1024 * 1024
"""Bytes taken in the largest size: pools that are wholly free serve any size."""

SYSTEMS = range(24, 4608, 16)
"""Sizes in which the system's allocator keeps freed blocks, for each thread: what C libraries
used, and Python for more than 512 bytes. The largest is a page of SQLite's with its head."""

OF_EACH = 16
"""glibc keeps seven of a size for each thread, and hands out the last one freed first."""

SMALL = 176
OF_EACH_SMALL = 1024
"""Up to this size glibc keeps any number of freed blocks as they are (its fast bins)."""

OVERHEAD = b"".__sizeof__()


M_ARENA_MAX = -8
"""glibc's own number for it (malloc.h)."""


def share_one_arena() -> None:
    """Before threads begin: glibc gives each its own arena, and what a thread frees goes back to
    the arena it came from, also that of a thread which has ended, where nobody writes it over.
    Never raises.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def scrub() -> None:
    """In the thread whose memory it is. Some 10 ms, when nobody waits. Never raises."""
    filled = [bytes(size - OVERHEAD) for size in TYPED for _ in range(EACH // size)]
    filled += [bytes(LARGEST - OVERHEAD) for _ in range(POOLS // LARGEST)]
    del filled
    with suppress(OSError, AttributeError):  # another system than Linux with glibc
        _fill_what_the_system_keeps(ctypes.CDLL(None))


def _fill_what_the_system_keeps(library: ctypes.CDLL) -> None:
    # Not calloc: it passes by what glibc keeps for each thread.
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = (ctypes.c_void_p,)
    taken = [
        (library.malloc(size), size)
        for size in SYSTEMS
        for _ in range(OF_EACH_SMALL if size <= SMALL else OF_EACH)
    ]
    for block, size in taken:
        if block:
            ctypes.memset(block, 0, size)
    for block, _size in taken:
        library.free(block)
    library.malloc_trim(0)  # whole free pages: the system hands them out empty
