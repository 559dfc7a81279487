"""The phrases of the grammar around a figure, by what they do to it. Written as in phrases.py; later tables win."""

from __future__ import annotations

from collections.abc import Mapping

from collectors.vietnamese.senses import EXAMPLE, LINK, NATIONAL, NUMERAL, OFFICE, Sense, Word

GRAMMAR: Mapping[Word, str] = {
    Word(Sense.PLAIN): """
        (đứng|xếp) [(cuối|sau|cuối cùng|ở)]; khối; còn (chậm|thấp|hạn chế|khó khăn); chậm; nơi; một số nơi
        cổng [dịch vụ công] [(quốc gia|trực tuyến|của tỉnh)]; cổng dịch vụ công [quốc gia]
        là; bằng; đạt; đạt tỷ lệ; đạt tỉ lệ; với tỷ lệ; chiếm; chiếm tỷ lệ; tương đương; tương đương với; ứng với
        được; có; số; số lượng; con số; là con số; ở mức; mức; ở; của; cho; với; về; thì; do; theo; bởi; hay; khi
        sau khi; vào; lúc; này; đó; ấy; nêu trên; cụ thể; như sau; chỉ; chỉ mới; chỉ đạt; chỉ bằng; bình quân
        trung bình; đạt bình quân; đạt trung bình; toàn bộ; tất cả; toàn; riêng; gồm có; tức; tức là; nghĩa là
        thành công; hoàn tất; được tổng số; tổng; đạt mức; ghi nhận; đạt tổng số; cao nhất; thấp nhất; cao; thấp
        đạt kết quả; nhất; nhất là; công an; lực lượng công an; lực lượng; về đích; đích; nâng; đưa; dứt điểm
        công an tỉnh; công an huyện; công an thành phố; công an xã; công an phường; UBND; Ủy ban nhân dân; bộ công an
        bộ nội vụ; bộ; cục cảnh sát [quản lý hành chính về trật tự xã hội]
        ban chỉ đạo; tổ công tác; cơ quan công an; phòng cảnh sát; PC06; C06; cục c06; các cấp
        các đơn vị; các ngành; chính quyền; đề án 06; thủ tướng; chính phủ; trung ương; trên; địa bàn; trên địa bàn
        trong; thời điểm; giai đoạn; số liệu; tổng hợp; báo cáo; theo báo cáo; theo thống kê; thống kê; tính; hết; đến
        tới; từ; qua; ngoài ra; bên cạnh đó; đồng thời; đáng chú ý; trong năm; tập trung ở; chủ yếu; hơn nữa
        tiếp theo; tiếp đến; đứng sau; theo sau; kế đến; tiếp đó; công tác; việc; hoạt động; kết quả thực hiện
        tiến độ; thực hiện; triển khai; tổ chức thực hiện; nói chung; chung; cá nhân; cho người dân; cho công dân
        [cho] (nhân dân|bà con [nhân dân])
        phục vụ; điện tử; số hồ sơ; hệ thống; không chỉ; người; đủ; để; nhờ; nên; vì; nhờ đó; như
        như vậy; cũng; lại; rồi; vẫn; đang; ra; lên; xuống; qua các; bước đầu; sơ bộ; đầu; giữa; cuối; nay; hôm nay
        hôm qua; sáng; chiều; tối; tăng cường; nhanh; truyền về (Bộ|Trung ương|trung tâm)
        (cao|thấp|nhiều|nhanh) nhất [(toàn|trong)] (tỉnh|huyện|thành phố|xã|cả nước|toàn quốc); thuộc thẩm quyền
        theo thẩm quyền; các loại; các; thủ tục; hành chính; giải quyết thủ tục hành chính; phần mềm; phần mềm quản lý
        quản lý; quản lý văn bản; trên phần mềm quản lý văn bản; xử lý văn bản; trên hệ thống; đi; môi trường mạng
        trên môi trường mạng; hoàn toàn; lần đầu [tiên]
        [được] cấp cùng [với] [thẻ] [(căn cước [công dân]|CCCD)] [gắn chip]
        cho biết; khác; [người] Việt Nam
        Vietnamese; accounting for; making up
        [có] gắn (chip|chíp) [điện tử]
        [trả|chuyển|bàn giao] về [cho] (công an|công an [các] (địa phương|đơn vị))
        [trả|chuyển|bàn giao] về [cho] (công an cấp (huyện|xã)|[các] địa phương)
        along with [the] [chip - based] [citizen] (ID|identity|identification) (card|cards) [issuance]
        để (trả|trao|phát) [thẻ] [cho]; [có] hộ khẩu [thường trú] [và tạm trú]; [đăng ký] (thường trú|tạm trú)
        [đang|hiện đang] (cư trú|sinh sống|có mặt); thường trú và tạm trú; thường trú, tạm trú
        số đã; thuộc; phạm vi; lĩnh vực; hằng năm; mốc; a; an; the; is; are; was
        were; be; been; been fully; had been; has been; have been; at; in; on; by; of; for; with; as; that; which
        this; it; its; their; there; or; rate; a rate of; at a rate of; equal to; equivalent to; equalling; equaling
        or about; or nearly; representing; accounting for; amounting to; making up; i e; namely; also; only; just
        just over; stood at; stands at; standing at; reached; reach; reaches; reaching; totalled; totaled; totalling
        hit; attained; achieved; met; was at; meaning; that is; figure; figures; number; numbers; the number of
        number of; a number of; successfully; fully; police; public security; ministry; ministry of public security
        the ministry of public security; government; provincial police; set by the ministry of public security
        average; on average; an average; average of; averaging; up to; during; end; authorities; local
        people's committee; committee; campaign; data; report; reports; according to; meanwhile; in addition; work
        process; processed; handled; rates; percent; their own; from; to; who; whom; these; those; into; via; app
        through; level; levels; more; people who
    """,
    Word(Sense.PLAIN, EXAMPLE): """
        (điển hình|tiêu biểu|nổi bật|chẳng hạn|đáng chú ý) [(là|như|có)]; như; nhất là
        (cao|thấp|nhiều|ít|nhanh|chậm) nhất; such as; notably; especially; for instance
    """,
    Word(Sense.PLAIN, LINK): """
        với; tương ứng với; tương đương; tương đương với; ứng với; tức; tức là; equivalent to; or
    """,
    Word(Sense.PLAIN, NATIONAL): """
        bộ công an; cục cảnh sát [quản lý hành chính về trật tự xã hội]; C06; cục C06; the Ministry of Public Security
    """,
    Word(Sense.PLAIN, OFFICE): """
        công an; công an (tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn); UBND; Ủy ban nhân dân; lực lượng công an
        UBND (tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn); police
    """,
    Word(Sense.AT_LEAST): """
        >; > =; ≥; = >; quá; không kém; vượt (ngưỡng|qua|mức)
        hơn; tối thiểu; ít nhất; không dưới; không ít hơn; từ trên; vượt mốc; vượt con số; trên mức; đã vượt
        vượt qua mốc; more than; over; at least; above; upwards of; no fewer than; no less than; exceeding; surpassed
        surpassing; exceeded; just over; not less than; in excess of; passed
    """,
    Word(Sense.ABOVE): "trên",
    Word(Sense.AT_MOST): """
        <; < =; ≤
        dưới; không quá; chưa đạt; chưa tới; chưa đến; chưa đầy; không đến; không đạt; tối đa; cao nhất chỉ; chưa vượt
        không vượt; thấp hơn mức; không tới; under; below; fewer than; less than; at most; up to; no more than
        not more than; not yet reached; fails to reach; has not reached; have not reached; had not reached
        has yet to reach; not reached; had yet to reach; short of reaching; just under
    """,
    Word(Sense.ABOUT): """
        sấp xỉ; trên dưới; ngót nghét; cỡ; suýt; suýt nữa; ~; ≈; ±
        gần; khoảng; xấp xỉ; ước; ước tính; ước đạt; ước khoảng; tầm; chừng; suýt soát; gần đạt; ngót; áng chừng
        nearly; almost; about; around; approximately; roughly; some; an estimated; estimated; close to; approx; circa
        nearing
    """,
    Word(Sense.TARGET): """
        [(so với|của|trên|trong|với|theo|hết|số)] [tổng] [số] (chỉ tiêu|kế hoạch|mục tiêu|định mức)
            [([được|đã] giao|[đã] đề ra|đặt ra|cả năm)]
        [the] [(yearly|annual|assigned|set|planned|year's|overall|campaign's|whole)] (target|goal|quota|plan|targets)
        kế hoạch đề ra; kế hoạch giao; chỉ tiêu kế hoạch; chỉ tiêu pháp lệnh
    """,
    Word(Sense.TARGET, "aim"): "mục tiêu; mục tiêu (đặt ra|đề ra|phấn đấu|chung|cụ thể); the (goal|aim|target)",
    Word(Sense.ASSIGNED): "(được|đã được) giao; phải hoàn thành; assigned; set",
    Word(Sense.ELIGIBLE): """
        đủ điều kiện [(cấp|được cấp|làm|thu nhận)] [thẻ]; [trong] độ tuổi [(cấp|được cấp|làm)] [thẻ]
        [trong|thuộc] diện [(cấp|phải cấp)] [thẻ]; [(từ|trong độ tuổi từ)] [đủ] (14|mười bốn) tuổi [trở lên]; đủ tuổi
        cần cấp; phải cấp; aged (14|fourteen) (and|or) (over|above|older|more); eligible
        eligible [for] [an|the] [(identity|ID)] [card]; of age; over 14; from the age of 14
        14 (years|years old|year - olds) and (over|above|older); from 14; 14 and over; aged from 14; 14 or older
    """,
    Word(Sense.PLAN): """
        phấn đấu; cần; dự kiến; sẽ; hướng tới; hướng đến; bảo đảm; đảm bảo; nhằm đạt; nhằm hoàn thành; để đạt
        để hoàn thành; theo kế hoạch; theo lộ trình; kỳ vọng; tập trung hoàn thành; đăng ký hoàn thành
        xây dựng kế hoạch; hạn chót; hạn cuối; thời hạn là; tiến tới; phấn đấu đến; đăng ký phấn đấu; ước cả năm; aims
        aim; aimed; aiming; plans to; plan to; planned; planning; will; would; must; should; shall; is to; are to
        was to; to reach; to activate; to issue; intends; hopes; wants; seeks; is expected; are expected; expected
        expects; required; requires; require; needs; need; to be; strives; striving; pledged; deadline; forecast
        committed to; promised; was expected; plans
    """,
    Word(Sense.IF): """
        nếu; khi đạt; giả sử; trong trường hợp; đơn vị nào; xã nào; huyện nào; địa phương nào; nơi nào; trừ khi
        chỉ khi; miễn là; những nơi; ví dụ; if; unless; provided; any commune; any district; any unit; once
        those below; those under; whichever; for example
    """,
    Word(Sense.RESULT): """
        đã; kết quả; kết quả là; thực tế; thực hiện đạt; đạt được; mới; mới chỉ; chỉ mới; qua đó; vừa
        kết quả đạt được; has; have; had; results; result; actual; actually; in fact; were; was
    """,
    Word(Sense.TO): "đạt; thành; to reach; to stand at; reaching; reached; standing at",
    Word(Sense.REMAINING): """
        còn lại; còn thiếu; còn tồn; còn khoảng; còn gần; còn hơn; còn trên; còn phải; hiện còn; vẫn còn; còn có
        tồn đọng; tồn; thiếu; bị lỗi; lỗi; bị từ chối; từ chối; bị trả lại; trả lại; bị hủy; hủy; bị khóa; khóa
        remaining; remain; remains; left; still to; outstanding; pending; rejected; leftover; yet to; missing; backlog
        a backlog of; faulty; returned for correction; the rest; cancelled; failed; không đạt yêu cầu; không hợp lệ
        đang chờ; chờ phê duyệt; chờ duyệt; đang xử lý; đang giải quyết; đang thực hiện; đang triển khai
        đang được (triển khai|thực hiện|xử lý|giải quyết); [còn] trong hạn; chưa đến hạn; awaiting; in progress
    """,
    Word(Sense.NOT_YET): """
        chưa; chưa được; chưa có; chưa thể; không thể; chưa được cấp; chưa hoàn thành; chưa kích hoạt; chưa phê duyệt
        chưa được phê duyệt; chưa thu nhận; chưa cấp; chưa đến làm; chưa thực hiện; chưa nhận; chưa làm; chưa trả
        không; not yet; have not; has not; had not; not been; were not; was not; did not; not; have yet to; has yet to
        had yet to; never; without; unactivated; none of
    """,
    Word(Sense.EACH, "among"): "một trong [(số|những|các)]; one of [the]; one (among|out of) [the]",
    Word(Sense.EACH): """
        mỗi; từng; mỗi một; bình quân mỗi; trung bình mỗi; bình quân một; each; every; per; apiece; average per
    """,
    Word(Sense.WRONG): """
        nhầm; ghi nhầm; nhầm lẫn; sai; sai sót; ghi sai; nhập sai; nhập nhầm; không chính xác; chưa chính xác
        không đúng; đưa nhầm; công bố nhầm; báo cáo nhầm; số cũ; số liệu cũ; in nhầm; wrong; wrongly; mistakenly
        by mistake; incorrect; incorrectly; in error; erroneously; misprinted; misstated; a mistake; an error
        mistaken; misreported; withdrawn; retracted
    """,
    Word(Sense.RIGHT): """
        số đúng; số liệu đúng; con số đúng; đúng là; mà là; số chính xác; con số chính xác; chính xác là
        đính chính là; sửa thành; điều chỉnh thành; đính chính thành; số liệu chính xác; nay là; xin đính chính là
        cập nhật là; phải là; đọc là; sửa lại là; the correct; correct figure; the correct figure; corrected to
        correctly; but; should read; should be; the right figure; is in fact; right number; correct number
        should have read; should have been
    """,
    Word(Sense.TOTAL): """
        lũy kế; luỹ kế; tổng cộng; cộng dồn; tổng; tổng số; nâng tổng số; đưa tổng số; tính chung; tính từ đầu năm
        từ đầu năm; cumulative; cumulatively; in total; a total of; the total; in all; altogether; to a total; total
        overall; since the start of the year; from the start of the year; the running total; running total
        bringing the total
    """,
    Word(Sense.NOW): """
        [tính] (đến|tới) (nay|thời điểm này|thời điểm hiện tại|thời điểm hiện nay|hiện tại|giờ|hiện nay); hiện nay
        hiện; hiện tại; đến bây giờ; thời điểm này; cho đến nay; đến lúc này; so far; to date; up to now; until now
        at present; currently; now; as of now; by now; thus far
    """,
    Word(Sense.OUT_OF): """
        trên tổng số; trên tổng; trong tổng số; trong số; trong tổng; so với tổng số; trong tổng số hơn; / tổng số
        over the total [number] [of]; of the total [number] [of]
        trên số; trong; trên tổng cộng; tổng số là; out of; out of a total of; of a total of; of the; of; of a total
        of some; against; out of the; from a total of; versus; compared with a target of; against a target of
        against the target of; against a goal of; toward a goal of; compared to a target of; out of a target of
        against a quota of
    """,
    Word(Sense.OF_WHICH): "with",
    Word(Sense.OF_WHICH, EXAMPLE): """
        trong đó; trong đó có; trong số đó; trong số này; gồm; bao gồm; of which; of them; of these; including
        among them; among these
    """,
    Word(Sense.COMPARED): """
        so với; so với mức; so với cùng kỳ; cùng kỳ; cùng kỳ năm ngoái; cùng kỳ năm trước; năm trước; năm ngoái
        tháng trước; tuần trước; quý trước; cuối năm trước; hơn so với; trước đó; so cùng kỳ; hôm trước; ngày trước
        compared with; compared to; than; from a year earlier; year on year; the figure for; figure for; last year
        the same period; a year earlier; over the same period; last month; the month before; previous; previously
        earlier; versus the; a year ago
    """,
    Word(Sense.RESPECTIVELY): "lần lượt; lần lượt là; tương ứng; theo thứ tự; respectively; in that order",
    Word(Sense.ALL): "đều; cùng; đồng loạt; đều đã; cùng đạt; đều đạt; each reached; both; all",
    Word(Sense.RANK): """
        xếp; [(xếp|đứng|giữ|ở|đạt|xếp ở|đứng ở|giữ vững)] (thứ|vị trí thứ|vị trí số|vị trí|hạng|thứ hạng|hạng thứ)
        xếp hạng [thứ]; xếp thứ hạng; xếp hạng ở vị trí thứ; về thứ; lên thứ; lên vị trí thứ; lên hạng; xuống thứ
        xuống vị trí thứ; ranked; ranks; ranking; rank; in place; stood; placed; is ranked; was ranked; ranked number
        comes; came
    """,
    Word(Sense.FIRST): """
        dẫn đầu; đứng đầu; đứng nhất; xếp nhất; vị trí dẫn đầu; tops; topped; came first; ranks first; ranked first
        leads; led
    """,
    Word(Sense.TOP): """
        [(đứng|nằm|lọt|thuộc|vào|ở|trong|đứng trong|nằm trong|lọt vào|thuộc nhóm|nhóm|lọt)] (top|tốp) [đầu]
        [(in|among|within|into)] [the] top; among the first
    """,
    Word(Sense.AHEAD): """
        vượt tiến độ [trước]
        vượt tiến độ [(giao|đề ra|được giao|so với kế hoạch|của Bộ Công an|chung|yêu cầu|Bộ Công an giao)]
        vượt [trước] thời hạn
        [về đích|hoàn thành|xong|hoàn thành trước] sớm [hơn] [(kế hoạch|thời hạn|tiến độ|quy định|chỉ tiêu|dự kiến)]
        [về đích] trước [thời] hạn; trước tiến độ; sớm trước; về đích trước
        ahead of (schedule|the deadline|deadline|time|plan); ahead; early; before the deadline
        (sooner|earlier) than (planned|required); before deadline; về trước; vượt kế hoạch thời gian
        trước thời hạn [được] [giao]; vượt thời gian
    """,
    Word(Sense.GIVEN): "giao; đã giao; phân giao; giao cho; assigned by; set by; given by; tasked by",
    Word(Sense.RATE): """
        tỷ lệ; tỉ lệ; tỷ trọng; chỉ số; mức độ; the rate of; the share of; share of; the proportion of; proportion of
        rate of; percentage of; the percentage of
    """,
    Word(Sense.UNITS): """
        xã, phường [, thị trấn]; xã, thị trấn; phường, xã [, thị trấn]; xã và thị trấn; phường, thị trấn
        huyện [, thị xã], thành phố; huyện, thị xã; quận, huyện [, thị xã] [, thành phố]; thị xã, thành phố
        huyện, thị [, thành phố]; sở, ban, ngành; sở, ngành
        đơn vị; địa phương; cơ quan; thôn; tổ dân phố; bản; xã; phường; huyện; thị trấn; tỉnh, thành phố; tỉnh, thành
        tỉnh; quận; thị xã; thành phố; cơ quan, đơn vị; cơ quan, đơn vị, địa phương; sở; ngành; cấp; khu phố
        bộ, ngành; công an xã; công an huyện; công an cấp xã; bộ phận một cửa; trung tâm; UBND cấp xã; UBND huyện
        UBND xã; UBND các huyện, thành phố; UBND các xã; công an các xã; communes; districts; wards; provinces; units
        agencies; departments; localities; commune; ward; towns; towns and cities; sectors; offices; villages; cities
        provinces and cities; cities and provinces; teams
    """,
    Word(Sense.SOME): "các; mọi; tất cả các; all",
    Word(Sense.SOME, "part"): """
        những; nhiều; một số; số ít; không ít; vài; một vài; hầu hết [các]; đa số [các]; phần lớn [các]; several; many
        some of; most; most of
    """,
    Word(Sense.NATION): """
        cả nước; toàn quốc; trên toàn quốc; trên cả nước; trên phạm vi cả nước; nationwide; the whole country
        the country; across the country; countrywide; throughout the country; in the country; cả nước ta
    """,
    Word(Sense.DOCUMENT): """
        quyết định; quyết định số; nghị định; nghị định số; chỉ thị; chỉ thị số; nghị quyết; nghị quyết số; thông tư
        thông tư số; công văn; công văn số; kế hoạch số; thông báo; thông báo số; công điện; công điện số; tờ trình số
        báo cáo số; văn bản số; luật số; luật; đề án; đề án số; số hiệu; khoản; điểm; mục; nhóm; khóa; kỳ họp thứ
        lần thứ; phụ lục; số; giai đoạn; đường dây nóng; điện thoại; hotline; số điện thoại; giấy phép số; mã số
        (biểu|bảng|hình|mẫu) [số]; ảnh; điều; bước; trang; chương; câu; phòng; km; fax; đt
        phiên bản [số]
        số nhà; quyết định của thủ tướng số; bộ luật; decision; decision no; decree; decree no; directive
        directive no; resolution; resolution no; circular; circular no; project; project no; plan no; notice
        notice no; no; article; phase; group; letter; telegram; phone; tel; version
    """,
    Word(Sense.ORDER): """
        thứ; đầu tiên; đi đầu; sớm nhất; nhanh nhất; the first; one of the first; among the leading
    """,
    Word(Sense.UNTIL): """
        tính đến; tính tới; đến; tới; tính đến ngày; đến ngày; cập nhật đến; tổng hợp đến; chốt đến; by; as of; as at
        until; till; through; up to the end of; by the; as of the; up until
    """,
    Word(Sense.SINCE): """
        từ; kể từ; từ mức; từ con số; từ ngày; kể từ ngày; từ đầu; since; from; starting; sau ngày; sau; after
    """,
    Word(Sense.BEFORE): """
        (công bố|đăng|đưa tin|ban hành) (hôm|ngày|vào ngày); published on; dated; trước; trước ngày; before; hạn
        chậm nhất ngày; chậm nhất đến; no later than; prior to; ahead of
    """,
    Word(Sense.AT): "tại; ở; trên địa bàn; ở địa bàn; thuộc; in; for; across; địa bàn; từ phía",
    Word(Sense.TITLE): """
        báo; tạp chí; đồng chí; ông; bà; anh; chị; em; cô; chú; bác
        chủ tịch; phó chủ tịch; bí thư; phó bí thư; giám đốc; phó giám đốc; trưởng; phó trưởng
        trưởng phòng; đại tá; thượng tá; trung tá; thiếu tá; thiếu tướng; trung tướng; thượng tướng; đại tướng
        bộ trưởng; thứ trưởng; chủ tịch UBND tỉnh; phó chủ tịch UBND tỉnh; phó chủ tịch thường trực UBND tỉnh
        chủ tịch UBND huyện; phó chủ tịch UBND huyện; giám đốc công an tỉnh; phó giám đốc công an tỉnh
        trưởng công an huyện; trưởng công an xã; chủ tịch ubnd xã; tổng thanh tra chính phủ
        phó tổng thanh tra chính phủ; phó thủ tướng; tổng bí thư; chủ tịch ubnd thành phố; phó chủ tịch ubnd thành phố
        bí thư tỉnh ủy; phó bí thư tỉnh ủy; bí thư huyện ủy; chánh văn phòng; mr; ms; mrs; colonel; general; minister
        deputy minister; chairman; chairwoman; vice chairman; director; deputy director; secretary; senior colonel
        major general
    """,
    Word(Sense.BUT): """
        nhưng; nhưng mới; song; tuy nhiên; trong khi; trong khi đó; while; whereas; however; yet; though
        although
    """,
    Word(Sense.BUT, EXAMPLE): "riêng",
    Word(Sense.STILL): "còn; chỉ còn",
    Word(Sense.AND): "và; cùng với; and; cũng như; as well as; hoặc; or; &",
    Word(Sense.TO, "rise"): """
        lên; lên đến; lên tới; đến mức; xuống còn; nâng lên; đưa tổng số lên; tăng lên; giảm xuống còn; giảm còn; to
        bringing the total to; to a total of; now at; tăng lên thành
    """,
    Word(Sense.WRONG, "next"): """
        không phải; không phải là; chứ không phải; chứ không phải là; mà không phải; thay vì; rather than; instead of
        not the; thay cho
    """,
    Word(Sense.PLAIN, NUMERAL): "một; hai; ba; bốn; sáu; bảy; tám; chín; mười; mươi; lăm; tư; rưỡi; nửa; trăm",
    Word(Sense.DAYS, "days"): "ngày; ngày đêm; days; day",
    Word(Sense.DAYS, "longer"): """
        tháng; tuần; quý; giờ; phút; năm; months; month; weeks; week; hours; hour; minutes; years; year; quarters
    """,
    Word(Sense.AT_LEAST, "behind"): "trở lên; or more; or above; or higher; or over",
    Word(Sense.FLOW, "day"): """
        có (ngày|hôm|đêm); ngày cao điểm
        trong ngày; trong tuần; riêng trong ngày; riêng ngày; trong ca; trong đêm; mỗi ngày; một ngày; bình quân ngày
        hàng ngày; hằng ngày; theo ngày; / ngày; / tuần; trong buổi sáng; trong 24 giờ [qua]; trong 24h; tuần qua
        tuần này; phát sinh trong ngày; ngày hôm nay; riêng hôm nay; riêng tuần; một ngày đêm; trong hôm nay
        mới phát sinh; trong sáng; trong chiều; trong hôm qua; in a day; per day; a day; each day; every day; daily
        on the day; in one day; that day; in a single day; this week; last week; in the week; in the day
        during the day; during the week; on that day; weekly; in the last 24 hours; in 24 hours; overnight
        within a day; in the past week; over the week; today alone; alone; each week; a week; per week
        on a single day; in one week
    """,
    Word(Sense.FLOW, "campaign"): """
        [trong] [đợt|chiến dịch] cao điểm; [trong] chiến dịch; [the] peak period; the campaign
    """,
    Word(Sense.FLOW, "month"): """
        trong tháng; trong quý; riêng tháng; riêng quý; trong đợt; phát sinh; trong kỳ; tháng này; tháng qua
        hàng tháng; hằng tháng; mỗi tháng; in the month; during the month; this month; monthly; a month; per month
        each month; during the quarter; in the quarter
    """,
    Word(Sense.GIVEN, "got"): "được giao; [was|were|has been] assigned",
    Word(Sense.PLAN, "target"): """
        (đặt|đề ra|giao|xây dựng) [ra] (chỉ tiêu|mục tiêu|kế hoạch); (set|sets) a target [of]; has a target of
    """,
    Word(Sense.PLAN, "weak"): """
        quyết tâm; chỉ đạo; đề nghị; nỗ lực; cam kết; phát động; kêu gọi; đôn đốc; giao công an; giao các
        giao nhiệm vụ; đề xuất; duy trì; có thể; yêu cầu; phải; ra sức; đề ra; đặt ra; tập trung; giao cho; ordered
        asked; asks; urged; proposed; can; could; may; might
    """,
    Word(Sense.NOUN, "account"): "(tài khoản|số tài khoản); account; accounts",
    Word(Sense.NOUN, "dossier"): "hồ sơ; số hồ sơ; application; applications; dossier; dossiers; files; records",
    Word(Sense.NOUN, "card"): "thẻ; số thẻ; card; cards",
    Word(Sense.NOUN, "person"): """
        công dân; người dân; người; nhân khẩu; dân số; số dân; số công dân; số người; trường hợp công dân; cử tri
    """,
    Word(Sense.NOUN, "resident"): """
        people; persons; citizens; residents; citizen; inhabitants; population; holders; users
    """,
    Word(Sense.NOUN, "case"): "trường hợp; số trường hợp; cases; vụ việc; ý kiến; lượt phản ánh",
    Word(Sense.NOUN, "document"): "văn bản; văn bản điện tử; số văn bản; văn bản đi; documents; document",
    Word(Sense.NOUN, "organisation"): """
        [số] (tổ chức|doanh nghiệp|hợp tác xã) [(, tổ chức|, doanh nghiệp|và doanh nghiệp|và tổ chức|, hợp tác xã)]
        organisations; organizations; businesses; enterprises; companies; business
    """,
    Word(Sense.NOUN, "result"): "kết quả giải quyết; kết quả thủ tục hành chính; results",
    Word(Sense.CHANGE, "up"): """
        tăng; tăng thêm; tăng trưởng; thêm; thêm được; cao hơn; nhiều hơn; lớn hơn; vượt; vượt hơn; hơn cùng kỳ
        chênh lệch; chênh; hụt; an increase of; increase of; increased by; increase by; up; up by; rose by; rise of
        rose; grew by; grew; a gain of; higher by
        (exceeding|exceeded|exceeds|beating|surpassing) [(it|this|that|the target)] by; another; additional
        an additional; adding; added; gained
    """,
    Word(Sense.CHANGE, "down"): """
        giảm; giảm được; giảm bớt; thấp hơn; ít hơn; giảm còn lại; down; down by; fell by; fell; decreased by
        a drop of; dropped by; lower by; reduced by; a decrease of; short by; short of; lacking
    """,
    Word(Sense.CHANGE, "times"): """
        gấp; gấp hơn; gấp gần; tăng gấp; [tăng] gấp (đôi|ba|rưỡi); double; doubled; twice; triple
    """,
    Word(Sense.MORE_THAN): """
        more than in; more than the; more than a; more than last; more than at; higher than; lower than; fewer than in
        less than in; lần; lần so với; times; fold; điểm phần trăm; điểm %; percentage points; percentage point
        points; bậc; điểm; higher; lower; more; fewer; additional; nhiều hơn; cao hơn; thấp hơn
    """,
    Word(Sense.LEVEL, "province"): """
        [ở|tại] (cấp tỉnh|tuyến tỉnh); [at] [the] (provincial - level|province - level|provincial level|provincial)
    """,
    Word(Sense.LEVEL, "district"): "[ở|tại] (cấp huyện|tuyến huyện); [at] [the] (district - level|district level)",
    Word(Sense.LEVEL, "commune"): """
        [ở|tại] (cấp xã|tuyến xã); [at] [the] (commune - level|communal level|commune level|communal)
    """,
    Word(Sense.ACCOUNT_LEVEL, "1"): "[ở] (mức|mức độ|cấp độ) (1|01|một|I); (level|level -) (1|one)",
    Word(Sense.ACCOUNT_LEVEL, "2"): "[ở] (mức|mức độ|cấp độ) (2|02|hai|II); (level|level -) (2|two)",
    Word(Sense.GIVER, "government"): """
        [do|được] [Thủ tướng] Chính phủ; [do|được] Thủ tướng; [by] the (government|prime minister)
    """,
    Word(Sense.GIVER, "province"): """
        [do|được] [(Chủ tịch|lãnh đạo)] [(UBND|Ủy ban nhân dân|HĐND)] tỉnh; [do|được] (UBND|Ủy ban nhân dân) thành phố
        [by] the provincial [people's committee|people’s committee|authorities]
        [do|được] Chủ tịch (UBND|Ủy ban nhân dân) tỉnh
    """,
    Word(Sense.HERE, "province"): """
        [(toàn|trên địa bàn|trong|của|địa bàn)] (tỉnh|toàn tỉnh); tỉnh nhà; tỉnh ta; the province; the whole province
        province - wide
    """,
    Word(Sense.HERE, "city"): "[(toàn|trên địa bàn|trong|của)] thành phố; the city; city - wide",
    Word(Sense.HERE, "district"): """
        [(toàn|trên địa bàn|trong|của)] (huyện|thị xã|quận); the district; district - wide
    """,
    Word(Sense.HERE, "commune"): "[(toàn|trên địa bàn|trong|của)] (xã|phường|thị trấn); the commune; the ward",
}  # fmt: skip
