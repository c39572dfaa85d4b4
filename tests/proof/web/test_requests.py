"""Requests that are too long, that mean two things, that are no HTTP; and what every answer says."""

import gzip
import json
import re
import time

import pytest

from tests.proof.web.serving_here import Here, parse

KEY = "a" * 64
HEADERS = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy",
    "cross-origin-resource-policy", "permissions-policy", "cache-control",
)  # fmt: skip


# Bodies: too long, declared or not, packed.

BIG = b'{"text": "' + b"x" * 100_000 + b'"}'


def test_bodies_that_are_declared_too_long_are_refused(here: Here) -> None:
    given = {"Origin": here.origin, "Content-Type": "application/json", "Cookie": here.cookie}
    answer = here.ask("/api/notes", "POST", BIG, given)
    assert (answer.status, answer.headers["connection"]) == (413, "close")
    for length in ("99999999999999999999", "2000000000"):
        assert here.ask("/api/notes", "POST", b"{}", {**given, "Content-Length": length}).status == 413


def test_bodies_that_grow_in_chunks_are_refused(here: Here) -> None:
    head = f"POST /api/notes HTTP/1.1\r\nHost: {here.host}\r\nOrigin: {here.origin}\r\nContent-Type: application/json\r\n"
    head += f"Cookie: {here.cookie}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(b"1000\r\n" + b"x" * 4096 + b"\r\n" for _ in range(40)) + b"0\r\n\r\n"
    assert parse(here.raw(head.encode() + chunks)).status == 413
    with here.connect() as client:  # and one that never ends is not read for ever
        client.sendall(head.encode())
        with pytest.raises(ConnectionError):
            send_for_ever(client)


def send_for_ever(client: object) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        client.sendall(b"8000\r\n" + b"x" * 32768 + b"\r\n")  # type: ignore[attr-defined]


def test_bodies_that_are_packed_are_not_unpacked(here: Here) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    assert here.ask("/api/notes", "POST", bomb, {"Origin": here.origin, "Content-Type": "application/json",
                    "Content-Encoding": "gzip", "Cookie": here.cookie}).status == 415  # fmt: skip


def test_bodies_behind_a_question_are_refused(here: Here) -> None:
    assert here.ask("/", "GET", b"x", {"Cookie": here.cookie}).status == 400


def test_bodies_the_desk_still_answers_after_all_that(here: Here) -> None:
    assert here.get("/").status == 200


# Oddities of HTTP.


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "get", "X"])
def test_oddities_other_methods_are_refused(here: Here, method: str) -> None:
    answer = here.ask("/", method, headers={"Cookie": here.cookie, "Origin": here.origin, "X-Secret": "echo"})
    assert answer.status in (400, 405)
    assert b"echo" not in answer.body


def test_oddities_a_head_is_a_get_without_its_body(here: Here) -> None:
    for path in ("/", "/static/js/main.js"):
        head, get = here.ask(path, "HEAD", headers={"Cookie": here.cookie}), here.get(path)
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("headers", [
    "Content-Length: 4\r\nContent-Length: 5\r\n", "Content-Length: 4, 5\r\n", "Content-Length: +4\r\n", "Content-Length: 0x4\r\n",
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked, chunked\r\n",
    "Transfer-Encoding: gzip\r\n",
    "Transfer-Encoding : chunked\r\n", "Content-Length: 4\r\n X: folded\r\n", "Transfer-Encoding: xchunked\r\n", "X\x00: 1\r\n",
])  # fmt: skip
def test_oddities_a_request_of_two_meanings_is_never_taken_for_two(here: Here, headers: str) -> None:
    hidden = f"GET /static/js/main.js HTTP/1.1\r\nHost: {here.host}\r\n\r\n"
    head = f"POST /api/nothing HTTP/1.1\r\nHost: {here.host}\r\nOrigin: {here.origin}\r\nContent-Type: application/json\r\n"
    answer = here.raw((head + headers + "\r\n" + "0\r\n\r\n" + hidden).encode("latin-1"))
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", answer)
    assert b"200" not in statuses
    assert len(statuses) <= 1 or all(status in (b"400", b"404", b"401", b"501") for status in statuses)


def test_oddities_no_upgrade_to_anything(here: Here) -> None:
    for kind in ("websocket", "h2c", "TLS/1.0"):
        more = {
            "Connection": "Upgrade",
            "Upgrade": kind,
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version": "13",
        }
        for path in ("/", "/api/events"):
            assert here.get(path, **more).status == 400


def test_oddities_ranges_are_not_served(here: Here) -> None:
    whole = here.get("/static/js/main.js")
    for ranges in ("bytes=0-3", "bytes=-1", "bytes=" + ",".join("0-" for _ in range(500))):
        answer = here.get("/static/js/main.js", Range=ranges)
        assert (answer.status, answer.body) == (200, whole.body)


def test_oddities_long_addresses_and_many_headers_are_refused(here: Here) -> None:
    assert here.get("/" + "a" * 3000).status == 414
    assert here.get("/?" + "a" * 3000).status == 414
    assert here.get("/", **{f"X-{each}": "1" for each in range(100)}).status == 431


def test_oddities_what_is_no_http_at_all_is_refused(here: Here) -> None:
    for data in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-x\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n" * 50,
        b"\0" * 100,
    ):
        assert here.raw(data)[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 421")


# What every answer says.


def test_oddities_headers_that_are_long_together_are_refused_in_one_piece_too(here: Here) -> None:
    head = f"GET / HTTP/1.1\r\nHost: {here.host}\r\nConnection: close\r\n"
    short, long = (head + "".join(f"X-{each}: {'x' * size}\r\n" for each in range(5)) for size in (2_000, 4_000))
    assert parse(here.raw((short + "\r\n").encode())).status == 401
    assert parse(here.raw((long + "\r\n").encode())).status == 431


def test_every_answer_carries_the_headers(here: Here) -> None:
    given = {"Cookie": here.cookie}
    for path in (
        "/",
        "/login",
        "/nothing",
        "/static/js/main.js",
        "/api/state",
        f"/api/proofs/{KEY}/trace",
        "/enter?token=x",
        "/static/../x",
    ):
        for headers in (given, {}, {"Host": "evil.example"}):
            answer = here.ask(path, headers={**headers})
            assert not [name for name in HEADERS if name not in answer.headers], path
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "require-trusted-types-for 'script'" in policy
            assert "unsafe" not in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "server" not in answer.headers


def test_refusals_are_sentences_in_json(here: Here) -> None:
    for answer in (
        here.get("/nothing"),
        here.post("/"),
        here.post("/logout", Origin="http://evil.example"),
        here.get("/", Host="evil"),
    ):
        assert answer.headers["content-type"] == "application/json"
        assert set(json.loads(answer.body)) == {"problem", "remedy"}


def test_static_files_are_asked_for_again_and_not_sent_again(here: Here) -> None:
    first = here.get("/static/js/main.js")
    again = here.get("/static/js/main.js", **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert "no-cache" in first.headers["cache-control"]
