"""Pages as the sites of offices and newspapers build them, all around one article, with what stands around it."""

# ruff: noqa: E501 - pages are written as sites send them

from __future__ import annotations

TITLE = "Tam Dương về đích sớm trong kích hoạt tài khoản định danh điện tử"
SAPO = "Sau nửa năm ra quân, các tổ công tác của huyện Tam Dương đã đi hết các thôn, tổ dân phố để giúp người dân."
FIRST = (
    "Đến hết ngày 30/6/2023, huyện Tam Dương đã kích hoạt 52.318 tài khoản định danh điện tử, đạt 98,4% chỉ tiêu; "
    "kết quả này có phần đóng góp lớn của lực lượng công an xã."
)
SHORT = "Huyện còn 3 xã chưa xong."
LAST = (
    "Trong thời gian tới, các tổ tiếp tục đến từng nhà người già yếu, người khuyết tật để không ai bị bỏ lại phía sau."
)
CAPTION = "Kết quả cấp căn cước công dân của các xã đến ngày 30/6/2023"
ROWS = (("STT", "Xã", "Số thẻ căn cước đã cấp"), ("1", "Hoàng Đan", "6.120"), ("2", "Kim Long", "8.455"))

# What must never be read.
TEASER = "Hải Dương kích hoạt 1.020.000 tài khoản định danh điện tử, đạt 104% chỉ tiêu"
TEASER_SAPO = (
    "Đến ngày 15/10/2023, tỉnh Hải Dương đã kích hoạt 1.020.000 tài khoản định danh điện tử, đạt 104% chỉ tiêu."
)
OTHER = "Hà Nam thu nhận 750.000 hồ sơ căn cước công dân trong đợt cao điểm"
COMMENT = (
    "Xã tôi ở Lập Thạch đã kích hoạt 3.200 tài khoản định danh điện tử, đạt 70% chỉ tiêu rồi, mong các xã khác cố lên."
)
CLOCK = "Thứ Ba, 24/10/2023 10:15:22"
COOKIES = "Trang này dùng cookie để ghi nhớ lựa chọn của bạn; đến nay 1.250 người đã đồng ý với việc lưu cookie."
NEVER = ("1.020.000", "750.000", "3.200", "24/10", "cookie", "45.123", "120/GP")
COUNTER = "Đang truy cập: 1.205. Tổng lượt truy cập: 45.123.456"
FOOTER = "Giấy phép số 120/GP-TTĐT. Chịu trách nhiệm chính: Văn phòng UBND huyện. Điện thoại: 0211.3.862.480"


def table(attributes: str = "", cell: str = "td") -> str:
    head, *rows = ROWS
    lines = ["".join(f"<{cell}>{text}</{cell}>" for text in head)]
    lines += ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    return f"<table {attributes}>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def teasers(tag: str = "li", name: str = "") -> str:
    one = (
        f'<{tag} class="{name}"><a href="/a"><img src="a.jpg"></a><a href="/a">{TEASER}</a><p>{TEASER_SAPO}</p></{tag}>'
    )
    other = f'<{tag} class="{name}"><a href="/b"><img src="b.jpg"></a><a href="/b">{OTHER}</a></{tag}>'
    return one + other + one


def links() -> str:
    return f'<li><a href="/a">{TEASER}</a> (15/10/2023)</li><li><a href="/b">{OTHER}</a> (12/10/2023)</li>'


LIFERAY = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - Cổng TTĐT huyện Tam Dương</title></head>
<body class="controls-visible yui3-skin-sam"><div id="wrapper"><header id="banner"><div class="clock">{CLOCK}</div>
<h1 class="site-title"><a href="/">Cổng thông tin điện tử huyện Tam Dương</a></h1></header>
<div id="content"><div class="columns-2" id="main-content"><div class="portlet-column"><div class="portlet-boundary">
<section class="portlet"><div class="portlet-body"><div class="asset-full-content"><h3 class="asset-title">{TITLE}</h3>
<div class="metadata-publish-date">Ngày đăng: 03/07/2023</div>
<div class="journal-content-article"><p><strong>{SAPO}</strong></p><p>{FIRST}</p><p>{SHORT}</p><p>{CAPTION}</p>
{table('border="1" class="table"')}<p>{LAST}</p></div></div>
<div class="tin-lien-quan"><h4>Các tin khác</h4><ul>{links()}</ul></div></div></section></div></div>
<div class="portlet-column-last"><div class="portlet"><h2>Tin nổi bật</h2><ul>{teasers()}</ul></div>
<div class="portlet"><h2>Thống kê truy cập</h2><div>{COUNTER}</div></div></div></div></div>
<footer id="footer">{FOOTER}</footer></div></body></html>"""

VNPT_PORTAL = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:title" content="{TITLE}"><title>Chi tiết tin</title></head><body><form method="post" action="./" id="Form">
<div class="top-header"><span id="dnn_lblDate">{CLOCK}</span></div><div class="menu-main"><ul><li><a href="/">Trang chủ</a></li></ul></div>
<div class="container"><div class="row"><div class="col-md-9"><div class="breadcrumb"><a href="/">Trang chủ</a> » Tin tức</div>
<div class="news-detail"><div class="title-news">{TITLE}</div><span class="date-news">Thứ Hai, 03/07/2023 | 08:30</span>
<div class="sapo">{SAPO}</div><div class="content-news"><div>{FIRST}</div><div>{SHORT}</div><div>{CAPTION}</div>{table()}
<div>{LAST}</div></div><div class="print"><a href="#">In trang</a></div></div>
<div class="other-news"><div class="head">Tin mới hơn</div><ul>{links()}</ul></div></div>
<div class="col-md-3"><div class="box"><div class="box-title">Tin đọc nhiều</div>{teasers("div", "item")}</div>
<div class="box"><div class="counter">{COUNTER}</div></div></div></div></div><div class="footer">{FOOTER}</div></form></body></html>"""

NET_TABLES = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{TITLE}</title></head>
<body><form name="aspnetForm" id="aspnetForm"><table width="1000" align="center"><tr><td colspan="3"><img src="banner.jpg"></td></tr>
<tr><td colspan="3"><table><tr><td><a href="/">Trang chủ</a></td><td>{CLOCK}</td></tr></table></td></tr>
<tr><td width="180" valign="top"><table><tr><td class="menu">Danh mục</td></tr><tr><td><a href="/1">Giới thiệu</a></td></tr>
<tr><td>{COUNTER}</td></tr></table></td>
<td width="620" valign="top"><table><tr><td class="tieude">{TITLE}</td></tr><tr><td>Cập nhật: 03/07/2023 08:30 GMT+7</td></tr>
<tr><td><b>{SAPO}</b></td></tr><tr><td>{FIRST}<br><br>{SHORT}<br><br>{CAPTION}<br>{table()}{LAST}</td></tr>
<tr><td class="tinkhac">Các tin khác</td></tr><tr><td><a href="/a">{TEASER}</a><br>{TEASER_SAPO}</td></tr>
<tr><td><a href="/b">{OTHER}</a></td></tr></table></td>
<td width="200" valign="top"><table class="right"><tr><td>Thông báo</td></tr><tr><td><a href="/b">{OTHER}</a></td></tr></table></td></tr>
<tr><td colspan="3" class="footer">{FOOTER}</td></tr></table></form></body></html>"""

WORDPRESS = f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{TITLE} &#8211; Công an huyện</title>
<meta property="article:published_time" content="2023-07-02T18:30:00+00:00"></head>
<body class="post-template single single-post has-sidebar"><div id="page" class="site"><header id="masthead" class="site-header">
<p class="site-title"><a href="/">Công an huyện</a></p><nav><a href="/">Trang chủ</a></nav><span>{CLOCK}</span></header>
<div class="site-content"><main id="main" class="site-main"><article class="post hentry"><header class="entry-header">
<h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Đăng bởi <a href="/x">Ban biên tập</a></div></header>
<div class="entry-content"><p>{SAPO}</p><p>{FIRST}</p><p>{SHORT}</p><p>{CAPTION}</p>
<figure class="wp-block-table">{table()}</figure><p>{LAST}</p>
<div class="sharedaddy"><a href="#">Chia sẻ</a></div></div><footer class="entry-footer">Thẻ: Đề án 06</footer></article>
<nav class="post-navigation"><a href="/a">{TEASER}</a></nav><div id="comments" class="comments-area"><h2>Một bình luận</h2>
<ol><li><article class="comment-body"><p>{COMMENT}</p></article></li></ol></div></main>
<aside class="widget-area"><section class="widget widget_recent_entries"><ul>{links()}</ul></section></aside></div>
<footer>{FOOTER}</footer></div></body></html>"""

AMP = f"""<!doctype html><html amp lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"ItemList","datePublished":"2023-10-24"}},
{{"@type":"NewsArticle","headline":"x","datePublished":"2023-07-03T07:00:00+07:00"}}]}}</script>
<style amp-boilerplate>body{{visibility:hidden}}</style></head><body><amp-sidebar id="s"><ul>{links()}</ul></amp-sidebar>
<div class="header-amp">{CLOCK}</div><div class="wrap"><h1>{TITLE}</h1><h2 class="lead">{SAPO}</h2><div class="body-amp"><p>{FIRST}</p>
<amp-img src="x"></amp-img><p>{SHORT}</p><p>{CAPTION}</p>{table()}<p>{LAST}</p></div></div>
<div class="relate-amp"><h3>Đọc thêm</h3>{teasers("div")}</div><amp-consent id="c"><div>{COOKIES}</div></amp-consent></body></html>"""

NEWSPAPER = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - Báo Điện tử</title>
<meta property="og:title" content="{TITLE}"></head><body><div class="cookie-bar">{COOKIES}</div><header class="section top-header">
<span class="time-now">{CLOCK}</span></header><section class="section page-detail"><div class="container"><div class="sidebar-1">
<div class="header-content"><ul class="breadcrumb"><li><a href="/ts">Thời sự</a></li></ul></div><h1 class="title-detail">{TITLE}</h1>
<span class="date">Thứ hai, 3/7/2023, 05:00 (GMT+7)</span><p class="description">{SAPO}</p><article class="fck_detail">
<p class="Normal">{FIRST}</p><div class="box-tinlienquan"><h4>Tin liên quan</h4><ul>{links()}</ul></div>
<figure><img src="x.jpg"><figcaption>Công an huyện đã cấp 999.999 thẻ căn cước công dân.</figcaption></figure>
<p class="Normal">{SHORT}</p><p class="Normal">{CAPTION}</p>{table()}<p class="Normal">{LAST}</p></article>
<div class="box_comment_vne"><h3>Ý kiến bạn đọc (2)</h3><div class="content-comment"><p>{COMMENT}</p></div><div><p>{COMMENT}</p></div></div></div>
<div class="sidebar-2">{teasers("article", "item-news")}</div></div></section><footer>{FOOTER}</footer></body></html>"""

FLAT = f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><h2>{TITLE}</h2>
<p>Ngày đăng: 03-07-2023</p><p>{SAPO}</p><p>{FIRST}</p><p>{SHORT}</p><p>{CAPTION}</p>{table()}<p>{LAST}</p>
<p><b>Các tin đã đưa:</b></p><p><a href="/a">{TEASER}</a></p><p>{TEASER_SAPO}</p><p>{OTHER}</p></body></html>"""

FONTS = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=utf-8"><TITLE>{TITLE}</TITLE></HEAD><BODY>
<TABLE width=100%><TR><TD class=banner>{CLOCK}</TD></TR></TABLE><TABLE><TR><TD width=200><A href="/">Trang chủ</A><BR>
<A href="/2">Văn bản</A><BR>{COUNTER}</TD><TD><FONT size=4><B>{TITLE}</B></FONT><BR><I>(Đăng ngày 03/07/2023)</I><P>{SAPO}<P>{FIRST}
<P>{SHORT}<P>{CAPTION}{table("cellspacing=0 border=1")}<P>{LAST}<HR><B>Bài viết cùng chuyên mục</B><BR><A href="/a">{TEASER}</A><BR>{TEASER_SAPO}
</TD></TR></TABLE><CENTER>{FOOTER}</CENTER></BODY></HTML>"""

SHAREPOINT = f"""<html dir="ltr"><head><meta charset="utf-8"><title>Trang chi tiết</title></head><body><div id="s4-workspace">
<div class="NgayThang">{CLOCK}</div><div class="ms-webpart-zone"><div class="ArticleDetail"><div class="ArticleHeader">{TITLE}</div>
<div class="PostDate">(Ngày đăng: 03/07/2023 14:20)</div><div class="ArticleSummary">{SAPO}</div>
<div class="ms-rtestate-field"><div>{FIRST}</div><div>{SHORT}</div><div align="center">{CAPTION}</div><div>{table()}</div><div>{LAST}</div></div></div>
<div class="boxTinLienQuan"><div>Tin liên quan</div>{teasers("div", "tin")}</div><div class="YKien"><div>Gửi bình luận</div><p>{COMMENT}</p></div></div>
<div id="ctl00_Footer">{FOOTER}</div></div></body></html>"""

DIVS_WITHOUT_NAMES = f"""<html><head><meta charset="utf-8"><title>{TITLE} | UBND huyện Tam Dương</title></head><body><div><div>{CLOCK}</div>
<div><a href="/">Trang chủ</a></div></div><div><div><div><h1>{TITLE}</h1><div>03/07/2023</div><div>{SAPO}</div><div><p>{FIRST}</p><p>{SHORT}</p>
<p>{CAPTION}</p>{table()}<p>{LAST}</p></div><div>Tin cùng chuyên mục</div><div>{teasers("div")}</div></div><div>{teasers("div")}</div></div></div>
<div>{FOOTER}</div></body></html>"""

HIDDEN = f"""<html><head><meta charset="utf-8"><title>{TITLE}</title><style>.an {{ display: none }} @media print {{ .in {{ display:none }} }}</style>
<meta itemprop="datePublished" content="2023-07-03"></head><body><noscript><p>{COMMENT}</p></noscript><template><p>{COMMENT}</p></template>
<div role="main"><h1>{TITLE}</h1><p class="in">{SAPO}</p><p style="display: none">{COMMENT}</p><p hidden>{COMMENT}</p><p>{FIRST}</p>
<div aria-hidden="true"><p>{COMMENT}</p></div><p class="an">{COMMENT}</p><p>{SHORT}</p><p><del>{COMMENT}</del>{CAPTION}</p>{table()}<p>{LAST}</p></div>
<div role="complementary"><p>{TEASER_SAPO}</p></div></body></html>"""

XHTML = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{TITLE}</title></head><body><div id="left"><p>{CLOCK}</p></div><div id="center">
<div class="news_title"><h2>{TITLE}</h2></div><div class="news_date"><time datetime="2023-07-03">3 tháng 7</time></div>
<div class="news_head"><p>{SAPO}</p></div><div class="news_content"><p>{FIRST}</p><p>{SHORT}</p><p>{CAPTION}</p>{table()}<p>{LAST}</p></div></div>
<div id="right"><h3>Tin mới</h3><ul>{teasers()}</ul></div></body></html>"""

TEMPLATES = {
    "liferay": LIFERAY,
    "vnpt portal": VNPT_PORTAL,
    "layout tables": NET_TABLES,
    "wordpress": WORDPRESS,
    "amp": AMP,
    "newspaper": NEWSPAPER,
    "flat": FLAT,
    "fonts": FONTS,
    "sharepoint": SHAREPOINT,
    "divs without names": DIVS_WITHOUT_NAMES,
    "hidden": HIDDEN,
    "xhtml": XHTML,
}
