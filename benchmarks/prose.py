"""Reading prose: a thousand pages of 5 KB one after the other on one core, and where their time goes."""

from __future__ import annotations

import cProfile
import io
import pstats
import re
from collections.abc import Sequence
from datetime import date

from benchmarks.timing import side_by_side
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose

PAGES, PAGE_BYTES, TOP = 1000, 5 * 1024, 5
PUBLISHED = date(2023, 10, 19)
_WORDS = re.compile(r"\w+|[^\w\s]")
_PROSE = (
    "Ngày 19/10, Ban Chỉ đạo làm việc với các địa phương về kết quả triển khai nhiệm vụ trong chín tháng qua. "
    "Theo báo cáo, các đơn vị đã quan tâm chỉ đạo, phân công rõ người, rõ việc, rõ thời hạn và kiểm tra thường xuyên. "
    "Đến hết ngày 30/9/2023, huyện Lập Thạch kích hoạt {count} tài khoản định danh điện tử, đạt {share}% chỉ tiêu. "
    "Công tác tuyên truyền được đẩy mạnh bằng nhiều cách, giúp người dân hiểu lợi ích của dịch vụ công trực tuyến. "
    "Tỷ lệ hồ sơ giải quyết đúng hạn của huyện đạt {share}%; người dân hài lòng với thái độ phục vụ của cán bộ.\n\n"
)


def page(number: int) -> str:
    """A page of 5 KB, each with figures of its own."""
    text = ""
    while len(text.encode()) < PAGE_BYTES:
        text += _PROSE.format(count=f"{48_000 + number + len(text)}", share=f"{80 + (number + len(text)) % 19},5")
    return text.encode()[:PAGE_BYTES].decode(errors="ignore")


def read_all(pages: Sequence[str]) -> int:
    """Read every page; the number of Readings."""
    return sum(len(read_prose(text, PUBLISHED, BUILT_IN_PHRASES).readings) for text in pages)


def words_in(pages: Sequence[str]) -> int:
    """The peer: Python's re alone, which cuts the same pages into words and figures and understands none."""
    return sum(len(_WORDS.findall(text)) for text in pages)


def main() -> None:
    """Print the figures."""
    pages = [page(number) for number in range(PAGES)]
    readings = read_all(pages)
    ours, peer, ratio = side_by_side(lambda: read_all(pages), lambda: words_in(pages), 1)
    print(
        f"{PAGES} pages of {PAGE_BYTES} bytes: {readings} readings in {ours:.1f} s, {PAGES / ours:.0f} pages/s; "
        f"words alone by re {peer:.3f} s, ratio {ratio:.0f}"
    )
    profile = cProfile.Profile()
    profile.runcall(lambda: read_all(pages[:20]))
    listing = io.StringIO()
    pstats.Stats(profile, stream=listing).sort_stats("tottime").print_stats(TOP)
    print("\n".join(listing.getvalue().splitlines()[-TOP - 3 :]))
