"""Packages of a few megabytes that unpack to ten thousand, and how much memory a program took."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

UNPACKED = 10_000_000_000
_BLOCK = 10_000_000

# Asked within a program: what the system says of one that has ended counts in what started it.
PEAK_MEMORY_MB = """
def peak_memory_mb():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
"""


def bomb(parts: Mapping[str, bytes], swollen: str, claimed: int = UNPACKED) -> bytes:
    """A package of these parts, one of which goes on with blanks up to UNPACKED bytes and is said to hold `claimed`."""
    made = io.BytesIO()
    with ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, _swelled(part) if name == swollen else part)
        told = package.getinfo(swollen)
        told.compress_type, told.file_size = ZIP_DEFLATED, claimed
    return made.getvalue()


def _swelled(part: bytes) -> bytes:
    """Compressed bytes of a part and its blanks: one block of blanks compressed once stands there again and again."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = packing.compress(part) + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(b" " * _BLOCK) + packing.flush(zlib.Z_FULL_FLUSH)
    return head + block * (UNPACKED // _BLOCK) + packing.flush(zlib.Z_FINISH)
