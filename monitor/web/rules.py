"""The rules by which figures are set aside, in words that people read."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.campaign import Names

RULES: Mapping[str, Names] = {
    # Checks of a figure against what is known
    "stock_fell": Names("Số lũy kế giảm", "A running total fell"),
    "tenfold_jump": Names("Tăng từ mười lần trở lên", "Grew tenfold or more"),
    "above_denominator": Names("Lớn hơn tổng số", "More than its whole"),
    "share_above_one": Names("Tỷ lệ lớn hơn 100 %", "A rate above 100 %"),
    "ratio_disagrees": Names("Tỷ lệ không khớp với số liệu", "The percentage is not that of its numbers"),
    "future_date": Names("Ngày số liệu chưa đến", "A day that has not come"),
    "ambiguous_number": Names("Con số có thể đọc theo hai cách", "A number that can be read in two ways"),
    "ambiguous_date": Names("Ngày có thể đọc theo hai cách", "A date that can be read in two ways"),
    "given_twice": Names("Hai số khác nhau cho cùng đơn vị và ngày", "Two figures for one unit and day"),
    "chain_broken": Names("Bước sau lớn hơn bước trước", "A later step counts more than the one before it"),
    "above_population": Names("Lớn hơn dân số", "More than the population"),
    "children_above_parent": Names(
        "Tổng các đơn vị trực thuộc lớn hơn số của đơn vị cấp trên", "The units below add up to more than their parent"
    ),
    "uncertain": Names("Số liệu chưa chắc chắn", "Too uncertain to be taken unseen"),
    # Whom and what a figure speaks of
    "unit_unknown": Names("Không xác định được đơn vị", "The unit is not known"),
    "unit_ambiguous": Names("Tên hoặc mã chỉ nhiều đơn vị", "A name or code that means several units"),
    "unit_ended": Names("Đơn vị không còn tồn tại vào ngày này", "The unit was no more on that day"),
    "indicator_unknown": Names("Chỉ tiêu không có trong chiến dịch", "The campaign has no such indicator"),
    "measure_differs": Names("Sai loại số liệu (số lượng hay tỷ lệ)", "A share where a count is due, or the reverse"),
    # What stands in a document
    "not_a_number": Names("Không phải là số", "Not a number"),
    "not_a_share": Names("Không phải là tỷ lệ", "Not a share"),
    "not_a_day": Names("Không phải là ngày", "Not a day"),
    "not_a_name": Names("Không phải là tên", "Not a name"),
    "not_a_text": Names("Không phải là chữ", "Not a text"),
    "not_a_list": Names("Không phải là danh sách", "Not a list"),
    "not_a_count": Names("Không phải là số lượng", "Not a count"),
    "not_a_figure": Names("Không thể là số liệu", "No figure can be like this"),
    "not_whole": Names("Số lượng có phần lẻ", "A count with a fraction"),
    "not_reported": Names("Chưa báo cáo", "Not reported"),
    "not_readable": Names("Không đọc được", "Not readable"),
    "too_large": Names("Số quá lớn", "Too large a number"),
    "out_of_range": Names("Ngoài khoảng cho phép", "Out of range"),
    "out_of_place": Names("Không đúng chỗ", "Out of place"),
    "missing": Names("Thiếu thông tin bắt buộc", "A field that must be there is missing"),
    "unknown_field": Names("Cột không có trong mẫu", "No field has this name"),
    "unknown_word": Names("Từ không có trong danh mục", "Not one of the words that are known"),
    "no_unit": Names("Không ghi đơn vị", "No unit is named"),
    "no_day": Names("Không ghi ngày", "No day is named"),
    "records_missing": Names("Thiếu bản ghi", "Records are missing"),
    "columns_shifted": Names("Các cột bị lệch", "Columns are shifted"),
    "formula_without_result": Names("Công thức chưa có kết quả", "A formula without its result"),
    "error_value": Names("Ô báo lỗi", "A cell with an error"),
    "merged_cell": Names("Ô gộp của nhiều dòng, nhiều cột", "One cell over several rows or columns"),
    "damaged_cell": Names("Ô bị hỏng", "A damaged cell"),
    "negative": Names("Số âm", "A number below 0"),
    "fraction_format": Names("Ô hiển thị dưới dạng phân số", "A number shown as a fraction"),
    "scaled_format": Names("Định dạng ô làm thay đổi con số hiển thị", "A format that shows another number"),
    "not_shown": Names("Ô có số nhưng không hiển thị", "A number that is not shown"),
    "picture": Names("Trang là ảnh, không có chữ", "A page that is a picture"),
    "unknown_letters": Names("Phông chữ không cho biết là chữ gì", "Letters that the font does not tell"),
    "sum_differs": Names("Dòng tổng không bằng tổng các dòng", "A total that is not the sum of its rows"),
    "hidden": Names("Dòng hoặc trang tính bị ẩn", "A hidden row or sheet"),
    "row_left_out": Names("Dòng không được lấy", "A row that was left out"),
    "column_left_out": Names("Cột không được lấy", "A column that was left out"),
    "ambiguous_column": Names("Cột có thể hiểu theo nhiều cách", "A column that can be taken in several ways"),
    "group_row": Names("Dòng tiêu đề của một nhóm đơn vị", "A row that heads a group of units"),
    "part_row": Names("Dòng chi tiết của dòng phía trên", "A part of the row above it"),
    "personal_number": Names("Có số định danh cá nhân", "A personal identity number"),
}


def in_words(rule: str) -> Names:
    """What a rule is called; one that a kind of source brought along goes by its own word."""
    return RULES.get(rule) or Names(rule.replace("_", " "), rule.replace("_", " "))
