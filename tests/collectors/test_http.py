"""The one way to the network keeps its limits, whatever stands at the other end."""

from __future__ import annotations

import gzip
import re
import resource
import socket
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import NOW, Answering, Asked, Source, answer, loopback_access

from collectors import http
from collectors.faults import FetchError
from collectors.http.address import is_public, valid_address
from collectors.http.deadline import Deadline
from collectors.source import Access, FetchLimits

Serve = Callable[[Answering], Source]
SECRET = "canary-4711"


def drip(data: bytes, seconds: float = 0.1) -> Iterator[bytes]:
    for place in range(len(data)):
        yield data[place : place + 1]
        time.sleep(seconds)


def dripped_body(_: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    yield from drip(b"x" * 1000)


def dripped_body_of_unknown_length(_: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    yield from drip(b"x" * 1000)


def dripped_headers(_: Asked) -> Iterator[bytes]:
    yield from drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1000)


def silence(_: Asked) -> Iterator[bytes]:
    time.sleep(4)
    yield b""


@pytest.mark.parametrize(
    "answering", [dripped_body, dripped_body_of_unknown_length, dripped_headers, silence], ids=lambda f: f.__name__
)
def test_a_source_that_drips_or_hangs_fails_at_the_wall_clock_limit(serve: Serve, answering: Answering) -> None:
    source, began = serve(answering), time.monotonic()
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1:\d+ did not finish within the 1 s of a run$"):
        http.get(source.address, loopback_access(seconds=1), NOW)
    assert 0.9 < time.monotonic() - began < 1.6


def test_what_came_is_kept_as_it_came_with_its_type_and_instant(serve: Serve, access: Access) -> None:
    body = "Đơn vị;Số\n".encode("utf-16")
    source = serve(lambda _: [answer(body, Content_Type='text/csv; charset="UTF-16"')])
    snapshot = http.get(source.address + "/x", access, NOW, params={"kỳ": "tuần 26"}, headers={"X-Own": "1"})
    assert (snapshot.body, snapshot.media_type, snapshot.charset) == (body, "text/csv", "utf-16")
    assert (snapshot.address, snapshot.fetched_at) == (source.address + "/x", NOW)
    assert source.asked[0].path == "/x?k%E1%BB%B3=tu%E1%BA%A7n+26"
    assert source.asked[0].headers["x-own"] == "1"


@pytest.mark.parametrize("status", ["429 Too Many", "500 Oh", "503 No"])
def test_passing_failures_are_tried_again(serve: Serve, access: Access, status: str) -> None:
    source = serve(lambda _: [answer(b"good") if len(source.asked) == 3 else answer(b"bad", status)])
    assert http.get(source.address, loopback_access(seconds=10), NOW).body == b"good"


@pytest.mark.parametrize("status", ["404 No", "401 No", "204 Nothing", "206 Part", "301 Away", "418 Tea"])
def test_lasting_failures_are_not_tried_again(serve: Serve, access: Access, status: str) -> None:
    source = serve(lambda _: [answer(b"page", status)])
    with pytest.raises(FetchError, match=rf"^{re.escape(source.host)} answered {status[:3]}"):
        http.get(source.address, access, NOW)
    assert len(source.asked) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 5000, mtime=0)[:-9],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nnot packed",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"not HTTP at all\r\n\r\n",
    ],
)
def test_half_an_answer_and_none_are_failures(serve: Serve, raw: bytes) -> None:
    source = serve(lambda _: [raw])
    with pytest.raises(FetchError, match=rf"^{re.escape(source.host)} [a-z]"):
        http.get(source.address, loopback_access(tries=1), NOW)


@pytest.mark.parametrize(
    ("header", "words"),
    [("Wed, 01 Jan 2031 00:00:00 GMT", "until 2031-01-01T00:00Z"), ("3600", "3600 s"), ("999999999999", "s")],
)
def test_a_wait_that_is_too_long_ends_the_run_at_once(serve: Serve, access: Access, header: str, words: str) -> None:
    source, began = serve(lambda _: [answer(b"x", "429 Wait", Retry_After=header)]), time.monotonic()
    with pytest.raises(FetchError, match=f"answered 429 Too Many Requests and asked to wait .*{words}"):
        http.get(source.address, access, NOW)
    assert len(source.asked) == 1
    assert time.monotonic() - began < 0.5


def test_a_wait_within_the_limit_is_kept(serve: Serve) -> None:
    source = serve(lambda _: [answer(b"good") if len(source.asked) == 2 else answer(b"", "503 No", Retry_After="1")])
    began = time.monotonic()
    assert http.get(source.address, loopback_access(seconds=5), NOW).body == b"good"
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("header", ["-5", "soon", "", "1e9", "٣", "Wed, 41 Foo 2031 00:00:00 GMT", "9" * 5000])
def test_a_bad_wait_is_as_if_there_were_none(serve: Serve, header: str) -> None:
    source = serve(lambda _: [answer(b"good") if len(source.asked) == 2 else answer(b"", "429 W", Retry_After=header)])
    assert http.get(source.address, loopback_access(seconds=5), NOW).body == b"good"


def test_a_small_body_that_unpacks_to_much_is_cut_off(serve: Serve) -> None:
    bomb = gzip.compress(bytes(300_000_000), 9, mtime=0)
    source = serve(lambda _: [answer(bomb, Content_Encoding="gzip")])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FetchError, match="sent more than the 20 MB"):
        http.get(source.address, loopback_access(seconds=10, largest_body=20_000_000), NOW)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_the_limit_of_size_holds_for_all_pages_together(serve: Serve) -> None:
    source = serve(lambda _: [answer(b"x" * 400)])
    with http.Visit(loopback_access(largest_body=1000), NOW) as visit:
        visit.get(source.address)
        visit.get(source.address)
        with pytest.raises(FetchError, match="sent more than"):
            visit.get(source.address)


def test_packed_answers_are_unpacked(serve: Serve, access: Access) -> None:
    packed = gzip.compress("một ".encode(), mtime=0) + gzip.compress(b"hai")
    source = serve(lambda _: [answer(packed, Content_Encoding="gzip")])
    assert http.get(source.address, access, NOW).body.decode() == "một hai"


def test_the_secret_goes_to_its_own_host_alone(serve: Serve) -> None:
    other = serve(lambda _: [answer(b"", "302 On", Location=home.address + "/end") if _.path == "/x" else answer(b"y")])
    home = serve(
        lambda asked: [answer(b"end") if asked.path == "/end" else answer(b"", "302 On", Location=other.address + "/x")]
    )
    with_secret = loopback_access(secret=SECRET)
    assert http.get(home.address + "/start", with_secret, NOW).body == b"end"
    assert [asked.headers.get("authorization") for asked in home.asked] == [f"Bearer {SECRET}", None]
    assert "authorization" not in other.asked[0].headers
    local = serve(lambda asked: [answer(b"z") if asked.path == "/b" else answer(b"", "307 On", Location="b")])
    http.get(local.address + "/a", with_secret, NOW)
    assert local.asked[1].headers["authorization"] == f"Bearer {SECRET}"


def test_redirects_end(serve: Serve, access: Access) -> None:
    source = serve(lambda _: [answer(b"", "302 Round", Location="/again")])
    with pytest.raises(FetchError, match="sent us on more than 3 times"):
        http.get(source.address, access, NOW)
    assert len(source.asked) == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/",
        "file:///etc/passwd",
        "http://[::1]:{port}/",
        "ftp://127.0.0.1/",
        "http://a:b@127.0.0.1/",
    ],
)
def test_every_hop_is_checked_anew(serve: Serve, access: Access, location: str) -> None:
    source = serve(lambda _: [answer(b"", "302 In", Location=location.format(port=source.address.rsplit(":")[-1]))])
    with pytest.raises(FetchError):
        http.get(source.address, access, NOW)
    assert len(source.asked) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_no_way_of_writing_loopback_passes_for_public(serve: Serve, host: str) -> None:
    source = serve(lambda _: [answer(b"secret page")])
    with pytest.raises(FetchError, match=r"is not in the public network|cannot be reached|no machine"):
        http.get(f"http://{host}:{source.address.rsplit(':')[-1]}/", loopback_access(hosts=(), tries=1), NOW)
    assert source.asked == []


def test_only_addresses_of_single_public_machines_are_public() -> None:
    inside = (
        "10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 198.18.0.1 "
        "192.0.2.1 fe80::1 fc00::1 ff02::1 :: ::1 ::ffff:8.8.8.8 ::7f00:1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: "
        "2001::1 2001:db8::1 100::1"
    )
    assert [number for number in inside.split() if is_public(ip_address(number))] == []
    assert all(is_public(ip_address(number)) for number in ("8.8.8.8", "203.162.0.1", "2402:800::1", "2606:4700::1"))


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x/",
        "//x/",
        "http:///x",
        "x",
        "",
        "http://x:99999/",
        "http://x:0/",
        "http://u:p@x/",
        "http://x/a b",
        "http://x\\@y/",
    ],
)
def test_what_is_no_address_is_refused_in_words(address: str, access: Access) -> None:
    with pytest.raises(ValueError, match=r"^(not )?an? .*(address)"):
        valid_address(address)
    with pytest.raises(FetchError, match="address"):
        http.get(address, access, NOW)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    for candidate in (text, "http://" + text, "http://h/" + text):
        try:
            assert valid_address(candidate) == candidate
        except ValueError:
            continue


@pytest.mark.parametrize("secret", ["two words", "line\nbreak", "mật", ""])
def test_a_secret_that_no_header_carries_is_refused_unnamed(secret: str) -> None:
    with pytest.raises(FetchError, match=r"^the secret is empty or holds"):
        http.get("http://127.0.0.1:9/", loopback_access(secret=secret), NOW)


@pytest.mark.parametrize(
    "raw", [b"", b"HTTP/1.1 404 x\r\n\r\n", b"junk\r\n\r\n", b"HTTP/1.1 302 x\r\nLocation: http://[\r\n\r\n"]
)
def test_no_secret_and_no_query_stand_in_any_error(serve: Serve, raw: bytes) -> None:
    source = serve(lambda _: [raw])
    gone = f"http://127.0.0.1:{unused_port()}"
    for address in (source.address, gone, "http://no-such-host.invalid", "http://[::1", "gopher://x"):
        with pytest.raises(FetchError) as caught:
            http.get(f"{address}/p?token={SECRET}", loopback_access(secret=SECRET, tries=1), NOW)
        assert SECRET not in repr(caught.value) + str(caught.value)
        assert "\n" not in str(caught.value)


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_source_that_is_down_is_named_after_its_tries(access: Access) -> None:
    port = unused_port()
    with pytest.raises(FetchError, match=rf"^127\.0\.0\.1:{port} refused the connection \(try 2 of 2\)$"):
        http.get(f"http://127.0.0.1:{port}/", loopback_access(tries=2, seconds=5), NOW)


def test_the_deadline_shuts_a_connection_that_is_watched_too_late() -> None:
    ours, theirs = socket.socketpair()
    deadline = Deadline(timedelta(seconds=0.01))
    time.sleep(0.1)
    deadline.watch(ours)
    assert (deadline.passed, theirs.recv(1)) == (True, b"")
    deadline.close()


def test_limits_default_to_half_a_minute() -> None:
    assert FetchLimits().deadline == timedelta(seconds=30)
