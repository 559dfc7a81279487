"""The words of the pages on which figures are verified, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.campaign import Names

QUALITY_WORDS: Mapping[str, Names] = {
    # The list
    "quality": Names("Xác minh số liệu", "Verification"),
    "quality.title": Names("Số liệu chờ xác minh", "Figures to verify"),
    "quality.none_open": Names("Không có số liệu nào chờ xác minh.", "No figure waits to be verified."),
    "quality.open": Names(
        "{n} số liệu chờ xác minh: không được tính vào tiến độ cho đến khi có người chấp nhận hoặc từ chối.",
        "{n} to verify: they count in no progress until someone accepts or rejects them.",
    ),
    "quality.none": Names("Không có số liệu nào như vậy.", "There is none of this kind."),
    "quality.states": Names("Chọn trạng thái", "Choose a state"),
    "quality.state.open": Names("Chờ xác minh", "To verify"),
    "quality.state.accepted": Names("Đã chấp nhận", "Accepted"),
    "quality.state.rejected": Names("Đã từ chối", "Rejected"),
    "quality.state.all": Names("Tất cả", "All"),
    "quality.by_rule": Names("Theo nguồn và lý do", "By source and rule"),
    "quality.count": Names("Số lượng", "Count"),
    "quality.only": Names("Đang xem riêng: {what}.", "Only: {what}."),
    "quality.everything": Names("Bỏ lọc", "Show all"),
    "quality.figure": Names("Số liệu", "Figure"),
    "quality.said": Names("Nguồn ghi", "As said"),
    "quality.rule": Names("Lý do để riêng", "Why it was set aside"),
    "quality.received": Names("Tiếp nhận lúc", "Received"),
    "quality.decided": Names("Đã xử lý", "Decided"),
    "quality.no_figure": Names("không đọc được số liệu", "no figure could be read"),
    "quality.more": Names("Xem đủ {all} dòng", "Show all {all} rows"),
    # One of them
    "quarantined.title": Names("Xác minh số liệu số {id}", "Figure {id} to verify"),
    "quarantined.back": Names("Danh sách chờ xác minh", "All figures to verify"),
    "quarantined.why": Names("Lý do để riêng", "Why it was set aside"),
    "quarantined.recorded": Names("Hệ thống ghi: {message}", "As recorded: {message}"),
    "quarantined.waived": Names("Đã bỏ qua: {rules}.", "Waived already: {rules}."),
    "quarantined.around": Names("Số liệu trước và sau ngày này", "Figures before and after this day"),
    "quarantined.this": Names("chờ xác minh", "to verify"),
    "quarantined.this_closed": Names("số liệu này, như nguồn ghi", "this figure, as said"),
    "quarantined.alone": Names(
        "Chưa có số liệu nào khác của chỉ tiêu này ở đơn vị này.", "No other figure of this indicator is known here."
    ),
    "quarantined.evidence": Names("Nguồn gốc", "Where it comes from"),
    "quarantined.decide": Names("Quyết định", "Decision"),
    "quarantined.reason": Names("Lý do", "Reason"),
    "quarantined.reason_hint": Names(
        "Ghi căn cứ, ví dụ: công văn đính chính số 12/CAT ngày 20/6/2023.",
        "Name what it rests on, such as: correction letter 12 of 20 June 2023.",
    ),
    "quarantined.accept": Names("Chấp nhận", "Accept"),
    "quarantined.accept_hint": Names(
        "Số liệu được tính vào tiến độ; số cũ vẫn được lưu. Các phép kiểm tra khác vẫn được thực hiện.",
        "The figure counts from now on; the old one is kept. All other checks are still made.",
    ),
    "quarantined.backlog": Names(
        "Số dồn: phần tăng đã làm từ trước, nay mới nhập; không tính vào tốc độ",
        "A back-log: the growth was done earlier and entered late; keep it out of the pace",
    ),
    "quarantined.reject": Names("Từ chối", "Reject"),
    "quarantined.reject_hint": Names(
        "Số liệu không được dùng; nguồn gửi lại đúng số này thì không phải xác minh lần nữa.",
        "The figure is not used; the source saying the same again need not be verified again.",
    ),
    "quarantined.only_reject": Names(
        "Dòng này không có số liệu nào của chiến dịch để chấp nhận; chỉ có thể từ chối.",
        "It holds no figure of the campaign to accept; it can only be rejected.",
    ),
    "quarantined.sign_in": Names(
        "Muốn chấp nhận hoặc từ chối, cần đăng nhập bằng mã truy cập có quyền xác minh.",
        "To accept or reject it, sign in with a token that may decide.",
    ),
    "quarantined.then": Names(
        "Trang này cho biết tình trạng tại thời điểm đã chọn.", "This page shows how it stood at the chosen instant."
    ),
    "quarantined.now": Names("Xem tình trạng hiện nay để quyết định", "See how it stands now, to decide"),
    "quarantined.was_accepted": Names("Đã được chấp nhận {when}, bởi {author}.", "Accepted {when}, by {author}."),
    "quarantined.was_rejected": Names("Đã bị từ chối {when}, bởi {author}.", "Rejected {when}, by {author}."),
    "quarantined.by_checks": Names(
        "Đã tự đóng {when}: lần thu thập sau, số liệu qua mọi phép kiểm tra.",
        "Closed {when}: a later run passed every check.",
    ),
    "quarantined.because": Names("Lý do: {reason}", "Reason: {reason}"),
    "quarantined.shows_at": Names("Xem tại:", "It shows at:"),
    "quarantined.on_unit": Names("trang của {unit}", "the page of {unit}"),
    "quarantined.in_evidence": Names("căn cứ của số liệu", "the evidence of the figure"),
    "quarantined.in_explain": Names("giải trình số liệu", "how the figure comes about"),
    "done.next_rule": Names(
        "Đã bỏ qua lý do trước. Số liệu còn vướng lý do dưới đây và vẫn chờ xác minh.",
        "The rule before is waived. The figure breaks the one below too, and still waits.",
    ),
    "done.rejected": Names("Đã từ chối số liệu số {id}.", "Figure {id} is rejected."),
    "fault.reason": Names("Chưa ghi lý do.", "A reason is missing."),
    "fault.long": Names("Lý do quá dài.", "The reason is too long."),
    "fault.personal": Names(
        "Lý do có số định danh cá nhân; hãy bỏ số đó.", "The reason holds a personal identity number; leave it out."
    ),
    "fault.decided": Names("Số liệu này đã được xử lý trước đó.", "This figure was decided before."),
    "fault.nothing": Names("Không có số liệu nào để chấp nhận.", "There is no figure to accept."),
    # Both numbers of a rule
    "why.stock_fell": Names(
        "Ngày {day} là {new}, ít hơn {fall} so với {old} của ngày {old_day}. Số lũy kế không giảm.",
        "{new} on {day} is {fall} less than {old} on {old_day}. A running total does not fall.",
    ),
    "why.stock_above_later": Names(
        "Ngày {day} là {new}, nhiều hơn {fall} so với {old} của ngày {old_day} sau đó. Số lũy kế không giảm.",
        "{new} on {day} is {fall} more than {old} on the later {old_day}. A running total does not fall.",
    ),
    "why.tenfold_jump": Names(
        "Ngày {day} là {new}, gấp {times} lần {old} của ngày {old_day}.",
        "{new} on {day} is {times} times the {old} of {old_day}.",
    ),
    "why.above_denominator": Names(
        "{new} lớn hơn tổng số {whole}.", "{new} is more than the {whole} that it is a part of."
    ),
    "why.share_above_one": Names("{new} lớn hơn 100 %.", "{new} is more than 100 %."),
    "why.ratio_disagrees": Names(
        "{new} trên {whole} là {worked}; nguồn ghi {said}.", "{new} of {whole} is {worked}; the source says {said}."
    ),
    "why.future_date": Names(
        "Số liệu ghi ngày {day}, sau ngày tiếp nhận {received}.",
        "It is of {day}, after {received}, when it was received.",
    ),
    "why.uncertain": Names(
        "Nguồn này được cấu hình để người có trách nhiệm xem trước các số liệu như vậy: {ways}.",
        "This source is set so that someone looks at such figures first: {ways}.",
    ),
    "uncertain.about": Names("số ước khoảng", "a number said as about"),
    "uncertain.at_least": Names("chỉ nêu mức tối thiểu", "a number said as at least"),
    "uncertain.at_most": Names("chỉ nêu mức tối đa", "a number said as at most"),
    "uncertain.published": Names(
        "không ghi ngày số liệu, tạm lấy ngày đăng", "no day is said, so that the publishing day stands in"
    ),
    "uncertain.month": Names("chỉ ghi tháng", "only the month is said"),
    "uncertain.mid-month": Names("chỉ ghi giữa tháng", "only the middle of a month is said"),
    "uncertain.quarter": Names("chỉ ghi quý", "only the quarter is said"),
    "uncertain.year": Names("chỉ ghi năm", "only the year is said"),
    # Signing in
    "sign_in": Names("Đăng nhập", "Sign in"),
    "sign_in.title": Names("Đăng nhập để xác minh số liệu", "Sign in to verify figures"),
    "sign_in.token": Names("Mã truy cập", "Token"),
    "sign_in.hint": Names(
        "Mã bắt đầu bằng p06_, do người quản trị hệ thống cấp. Phiên đăng nhập kéo dài {hours} giờ.",
        "It begins with p06_; the administrator gives it out. You stay signed in for {hours} hours.",
    ),
    "sign_in.command": Names("Người quản trị cấp mã bằng lệnh:", "The administrator makes one by:"),
    "sign_in.wrong": Names("Mã không đúng hoặc đã bị thu hồi.", "The token is not known or was revoked."),
    "sign_in.scope": Names(
        "Mã này không có quyền xác minh số liệu (decide).", "This token may not decide (its scope lacks decide)."
    ),
    "sign_in.as": Names("Đang đăng nhập: {name}", "Signed in as {name}"),
    "sign_out": Names("Đăng xuất", "Sign out"),
}
