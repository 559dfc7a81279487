"""Every word of the pages, in both languages. A test fails where one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.campaign import Names
from monitor.language import Language
from monitor.web.board.explain_words import EXPLAIN_WORDS
from monitor.web.board.quality_words import QUALITY_WORDS

LANGUAGES: tuple[Language, ...] = ("vi", "en")

WORDS: Mapping[str, Names] = {
    # Frame of every page
    "board": Names("Bảng theo dõi", "Board"),
    "sources": Names("Nguồn số liệu", "Sources"),
    "api": Names("Tra cứu qua API", "API"),
    "skip": Names("Đến nội dung chính", "Skip to content"),
    "pages": Names("Các trang", "Pages"),
    "other_language": Names("English", "Tiếng Việt"),
    "today": Names("Ngày {day}, tuần {week}", "{day}, week {week}"),
    "simulated_day": Names("ngày mô phỏng", "simulated day"),
    "simulated_figures": Names("số liệu mô phỏng", "simulated figures"),
    "refreshes": Names("Trang tự tải lại sau mỗi {seconds} giây.", "The page reloads every {seconds} seconds."),
    "stop_refresh": Names("Dừng tự tải lại", "Stop reloading"),
    "start_refresh": Names("Bật tự tải lại", "Reload by itself"),
    "zone": Names(
        "Ngày giờ theo giờ Việt Nam; thời hạn tính hết ngày ghi trong bảng.",
        "Days and times are Vietnam's; a deadline's whole day still counts.",
    ),
    # The sentence
    "sentence.none": Names(
        "Tính đến {day}, chưa có chỉ tiêu nào để đối chiếu.", "As of {day}, there is no target to judge against."
    ),
    "sentence.met": Names(
        "Tính đến {day}, {met} trong {all} chỉ tiêu đã đạt", "As of {day}, {met} of {all} targets are met"
    ),
    "sentence.behind": Names("{n} đang chậm", "{n} behind"),
    "sentence.missed": Names("{n} không đạt", "{n} missed"),
    "sentence.at_risk": Names("{n} có nguy cơ", "{n} at risk"),
    "sentence.silent": Names("{n} chưa có số liệu mới", "{n} without a fresh figure"),
    "sentence.on_track": Names("{n} đúng tiến độ", "{n} on track"),
    "sentence.new": Names("{n} mới", "{n} new"),
    "sentence.worst": Names("Chậm nhất: {what} ({stand}).", "Furthest behind: {what} ({stand})."),
    "sentence.missed_worst": Names("Không đạt: {what} ({stand}).", "Missed: {what} ({stand})."),
    "sentence.parts": Names(
        "Đơn vị trực thuộc: {counts} trong {all} chỉ tiêu.", "In the units below: {counts}, of {all} targets."
    ),
    # States
    "status.no_target": Names("không có chỉ tiêu", "no target"),
    "status.met": Names("đã đạt", "met"),
    "status.new": Names("mới", "new"),
    "status.silent": Names("chưa có số liệu mới", "no fresh figure"),
    "status.missed": Names("không đạt", "missed"),
    "status.behind": Names("chậm", "behind"),
    "status.at_risk": Names("có nguy cơ", "at risk"),
    "status.on_track": Names("đúng tiến độ", "on track"),
    "state.paused": Names("tạm dừng", "paused"),
    "state.new": Names("mới", "new"),
    "state.failing": Names("đang lỗi", "failing"),
    "state.silent": Names("chưa có số liệu mới", "no fresh figure"),
    "state.late": Names("quá giờ thu thập", "late"),
    "state.fresh": Names("bình thường", "fresh"),
    # The list of who is behind
    "behind.title": Names("Cần chú ý, chậm nhất trước", "Needs attention, furthest behind first"),
    "behind.none": Names("Không có chỉ tiêu nào chậm hoặc có nguy cơ.", "No target is behind or at risk."),
    "behind.more": Names("Xem đủ {all} dòng", "Show all {all} rows"),
    "running.title": Names("Đang thực hiện", "Under way"),
    "met.title": Names("Đã đạt: {n} chỉ tiêu", "Met: {n} targets"),
    "no_target.title": Names("Không có chỉ tiêu", "Without a target"),
    "column.what": Names("Chỉ tiêu", "Indicator"),
    "column.unit": Names("Đơn vị", "Unit"),
    "column.state": Names("Trạng thái", "State"),
    "column.value": Names("Kết quả / chỉ tiêu", "Result / target"),
    "column.result": Names("Kết quả", "Result"),
    "column.lead": Names("So với tiến độ", "Against the path"),
    "column.deadline": Names("Thời hạn", "Deadline"),
    "column.as_of": Names("Số liệu ngày", "Figure of"),
    "column.source": Names("Nguồn", "Source"),
    "column.rank": Names("Hạng", "Rank"),
    "column.share": Names("Tỷ lệ", "Share"),
    # Figures
    "no_figure": Names("chưa có số liệu", "no figure"),
    "bound.at_least": Names("trên {figure}", "over {figure}"),
    "bound.at_most": Names("dưới {figure}", "under {figure}"),
    "bound.about": Names("khoảng {figure}", "about {figure}"),
    "bound.nearly": Names("gần {figure}", "nearly {figure}"),
    "of_base": Names("{share} của {base}", "{share} of {base}"),
    "rank": Names("hạng {rank}", "place {rank}"),
    "rank_at_most": Names("trong {rank} hạng đầu", "within the first {rank}"),
    "basis.decided": Names("chỉ tiêu được giao", "decided target"),
    "basis.implied": Names("chỉ tiêu suy ra từ tỷ lệ đã công bố", "target implied by the published share"),
    "basis.inferred": Names("chỉ tiêu suy luận", "inferred target"),
    "basis.assumed": Names("chỉ tiêu giả định", "assumed target"),
    "mark.implied": Names("chỉ tiêu suy ra", "implied target"),
    "mark.inferred": Names("chỉ tiêu suy luận", "inferred target"),
    "mark.assumed": Names("chỉ tiêu giả định", "assumed target"),
    "share_of_target": Names("{share} chỉ tiêu", "{share} of target"),
    "lead.ahead": Names("vượt tiến độ {days} ngày", "{days} ahead"),
    "lead.behind": Names("chậm {days} ngày", "{days} behind"),
    "lead.even": Names("đúng tiến độ", "on the path"),
    "lead.after": Names("đạt sau thời hạn {days} ngày", "met {days} after the deadline"),
    "pace.needed": Names("cần {needed}", "needs {needed}"),
    "pace.both": Names("cần {needed}, đang đạt {now}", "needs {needed}, now {now}"),
    "days.one": Names("{n} ngày", "{n} day"),
    "days.many": Names("{n} ngày", "{n} days"),
    "age": Names("đã {days} ngày", "{days} old"),
    "precision.month": Names("số liệu theo tháng", "by month"),
    "precision.mid-month": Names("giữa tháng", "mid-month"),
    "precision.quarter": Names("số liệu theo quý", "by quarter"),
    "precision.year": Names("số liệu theo năm", "by year"),
    "precision.published": Names("ngày đăng tin", "day of publishing"),
    "corrected": Names("đã đính chính {day}", "corrected {day}"),
    "inherited": Names("cộng từ các đơn vị trước sắp xếp", "of the units before the change of the map"),
    "inherited.one": Names("số liệu của đơn vị trước sắp xếp", "of the unit before the change of the map"),
    "estimated": Names("ước tính theo tỷ lệ chia đơn vị", "estimated by the shares of divided units"),
    "backlog": Names("có phần nhập bù, không tính vào tốc độ", "holds a back-log, which is left out of the pace"),
    "other": Names("{source}: {figure} (lệch {n})", "{source}: {figure} ({n} apart)"),
    "other.same": Names("{source}: {figure}", "{source}: {figure}"),
    "base": Names("Tính trên {figure} {name}, số liệu ngày {day}", "Of {figure} {name}, figure of {day}"),
    "incomplete": Names("chưa đủ đơn vị", "parts missing"),
    "sum": Names("cộng từ các đơn vị", "sum of the units"),
    "difference": Names(
        "Số liệu riêng của đơn vị lệch {n} so với tổng các đơn vị trực thuộc.",
        "The unit's own figure is {n} off the sum of the units below.",
    ),
    "bar": Names("Đạt {share} chỉ tiêu", "{share} of the target"),
    "bar.expected": Names(
        "Đạt {share} chỉ tiêu; theo tiến độ cần {expected}", "{share} of the target; the path stands at {expected}"
    ),
    # One indicator opened
    "opened.title": Names("Chi tiết từng chỉ tiêu", "Indicators one by one"),
    "opened.choose": Names("Chọn chỉ tiêu", "Choose an indicator"),
    "opened.figure": Names("Kết quả", "Result"),
    "opened.target": Names("Chỉ tiêu", "Target"),
    "opened.deadline": Names("Thời hạn", "Deadline"),
    "opened.table": Names("Bảng số liệu của biểu đồ ({n} ngày)", "The chart's figures ({n} days)"),
    "opened.no_series": Names("Chưa có số liệu để vẽ biểu đồ.", "No figures to draw yet."),
    "chart.alt": Names(
        "Biểu đồ {indicator}, {unit}: {figure}, số liệu ngày {day}. {reason}",
        "Chart of {indicator}, {unit}: {figure}, figure of {day}. {reason}",
    ),
    "chart.actual": Names("thực hiện", "actual"),
    "chart.path": Names("tiến độ", "path"),
    "chart.target": Names("chỉ tiêu {figure}", "target {figure}"),
    "chart.deadline": Names("thời hạn {day}", "deadline {day}"),
    "chart.judged": Names("tính đến {day}", "as of {day}"),
    "chart.corrected": Names("đã đính chính", "corrected"),
    "chart.inherited": Names("các đơn vị trước sắp xếp", "units before the change"),
    "chart.unit": Names("đơn vị: {measure}", "in {measure}"),
    "chart.percent": Names("tỷ lệ (%)", "share (%)"),
    "chart.none": Names("Không vẽ biểu đồ: chưa có số liệu", "No chart: no figures yet"),
    "parts.title": Names("Các đơn vị trực thuộc", "Units below"),
    "parts.reported": Names(
        "{reported} trên {expected} {kind} đã báo cáo trong {days} ngày qua",
        "{reported} of {expected} {kind} have reported within {days} days",
    ),
    "parts.missing": Names("Chưa có số liệu mới: {names}", "No fresh figure: {names}"),
    "parts.by_state": Names("Xếp theo tỷ lệ đạt chỉ tiêu.", "Ranked by share of the target."),
    "parts.by_value": Names("Xếp theo kết quả.", "Ranked by result."),
    "kind.nation": Names("nước", "nations"),
    "kind.province": Names("tỉnh", "provinces"),
    "kind.district": Names("huyện", "districts"),
    "kind.commune": Names("xã", "communes"),
    "kind.agency": Names("sở, ngành", "agencies"),
    "kind.mixed": Names("đơn vị", "units"),
    # Sources
    "sources.title": Names("Nguồn số liệu", "Sources"),
    "sources.name": Names("Nguồn", "Source"),
    "sources.latest": Names("Số liệu đến ngày", "Figures up to"),
    "sources.last_run": Names("Lần chạy gần nhất", "Last run"),
    "sources.next_run": Names("Lần chạy tới", "Next run"),
    "sources.set_aside": Names("Để riêng chờ xem", "Set aside"),
    "sources.none_aside": Names("không có", "none"),
    "sources.never": Names("chưa chạy", "not yet"),
    "sources.no_next": Names("không còn lần nào", "none"),
    "sources.error": Names("Lỗi lần chạy gần nhất: {error}", "Last run's error: {error}"),
    "sources.runs": Names("Lần chạy", "Runs"),
    "sources.readings": Names("Số liệu", "Readings"),
    "run.ok": Names("{n} tốt", "{n} good"),
    "run.partial": Names("{n} thiếu", "{n} partial"),
    "run.failed": Names("{n} lỗi", "{n} failed"),
    "reading.accepted": Names("{n} nhận", "{n} accepted"),
    "reading.unchanged": Names("{n} không đổi", "{n} unchanged"),
    "reading.quarantined": Names("{n} để riêng", "{n} set aside"),
    "rule": Names("{rule}: {n}", "{rule}: {n}"),
    # Evidence
    "evidence.title": Names("Căn cứ của số liệu", "Evidence of a figure"),
    "evidence.quote": Names("Nguyên văn", "As written"),
    "evidence.place": Names("Vị trí", "Place"),
    "evidence.span": Names("ký tự {start} đến {end} của văn bản", "characters {start} to {end} of the text"),
    "evidence.address": Names("Địa chỉ", "Address"),
    "evidence.document": Names("Bản lưu (SHA-256)", "Kept copy (SHA-256)"),
    "evidence.run": Names("Lần chạy số", "Run"),
    "evidence.known_at": Names("Ghi nhận lúc", "Learnt at"),
    "evidence.revision": Names("Lần ghi", "Revision"),
    "evidence.reason": Names("Lý do đính chính", "Why it was corrected"),
    "evidence.author": Names("Người ghi", "By"),
    "evidence.unit_written": Names("Đơn vị như nguồn ghi", "Unit as written"),
    "evidence.warnings": Names("Lưu ý", "Mind"),
    # A unit's page
    "unit.part_of": Names("Thuộc {unit}", "Part of {unit}"),
    "unit.all": Names("Tất cả chỉ tiêu, cần chú ý trước", "All indicators, those that need attention first"),
    "unit.nothing": Names("Chiến dịch không theo dõi chỉ tiêu nào ở đơn vị này.", "The campaign watches nothing here."),
    "level.nation": Names("Cả nước", "Nation"),
    "level.province": Names("Cấp tỉnh", "Province level"),
    "level.district": Names("Cấp huyện", "District level"),
    "level.commune": Names("Cấp xã", "Commune level"),
    "level.agency": Names("Sở, ngành", "Agency"),
    # When there is nothing, or something is wrong
    "empty.text": Names(
        "Các nguồn chưa gửi số liệu nào. Xem bảng nguồn bên dưới để biết lần chạy tới.",
        "No source has sent a figure yet. The sources below say when each runs next.",
    ),
    "error.404": Names("Không có trang này", "There is no such page"),
    "error.405": Names("Không mở được trang này theo cách đó", "This page cannot be asked in this way"),
    "error.503": Names("Chưa đọc được cơ sở dữ liệu", "The database cannot be read"),
    "error.other": Names("Trang này đang gặp lỗi", "This page has failed"),
    "error.home": Names("Về bảng theo dõi", "To the board"),
    "error.id": Names("Mã tra cứu trong nhật ký: {id}", "Named in the log as {id}"),
    "error.400": Names("Yêu cầu không đúng", "The request is not right"),
    "error.403": Names(
        "Biểu mẫu đã hết hạn hoặc không gửi từ trang này; hãy mở lại trang và thử lại",
        "The form has expired or was not sent from this page; open the page again",
    ),
    "error.413": Names("Nội dung gửi lên quá lớn", "What was sent is too large"),
    **QUALITY_WORDS,
    **EXPLAIN_WORDS,
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: Language

    def __call__(self, name: str, /, **parts: object) -> str:
        """The text of this name with its parts filled in. Raises KeyError for a name that is not in the table."""
        return self.of(WORDS[name]).format_map(parts)

    def of(self, names: Names) -> str:
        """A name in this language."""
        return names.vi if self.language == "vi" else names.en

    def days(self, n: int) -> str:
        """A number of days."""
        return self("days.one" if n == 1 else "days.many", n=n)
