"""The words and colours of states: the same on the board, in Grafana and in alerts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: its word, and a colour that colour-blind eyes tell from the others."""

    word: str
    colour: str


# In the order in which a reader wants them: worst first.
STATUSES = {
    "missed": Look("không đạt", "#882255"),
    "behind": Look("chậm", "#b83f00"),
    "silent": Look("chưa có số liệu mới", "#5f5f5f"),
    "at_risk": Look("có nguy cơ", "#8a6100"),
    "on_track": Look("đúng tiến độ", "#0b7a75"),
    "met": Look("đã đạt", "#0b5fa5"),
    "new": Look("mới", "#4a6a8a"),
    "no_target": Look("không có chỉ tiêu", "#6b6b6b"),
}
STATES = {
    "failing": Look("đang lỗi", "#b83f00"),
    "silent": Look("chưa có số liệu mới", "#5f5f5f"),
    "late": Look("quá giờ thu thập", "#8a6100"),
    "new": Look("mới", "#4a6a8a"),
    "paused": Look("tạm dừng", "#6b6b6b"),
    "fresh": Look("bình thường", "#0b7a75"),
}
LEVELS = {
    "province": "Cấp tỉnh",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "agency": "Sở, ngành",
    "nation": "Cả nước",
}
# What counts are counted in; a share or a place in a list is said otherwise.
MEASURES = {
    "accounts": "tài khoản",
    "cards": "thẻ",
    "applications": "hồ sơ",
    "tasks": "nhiệm vụ",
    "documents": "văn bản",
    "procedures": "thủ tục",
    "days": "ngày",
    "people": "người",
}
NO_FIGURE = "chưa có số liệu"
