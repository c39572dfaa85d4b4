"""The attack list: what somebody may try against a desk, and what comes of it. One part of this file for each attack.

Some have files of their own: bodies and oddities of HTTP (test_requests.py); slow clients, and very many of them
(test_patience.py, test_streams.py, test_crowd.py, test_taking.py); one person who asks for too much (test_shares.py);
script in what is filed, named and noted (test_untrusted.py, and with a browser
tests/proof/browser/test_untrusted.py); guessing passwords, and sessions that should have ended (test_entering.py). Notes by the
thousand are in test_said.py.
"""

import os
from pathlib import Path

import pytest

from layout.proof.kept import KeptProofs
from layout.proof.web.secret import read_secret
from layout.proof.web.static_files import plain_file
from tests.proof.web.desk_here import Hands, desk_for
from tests.proof.web.serving_here import Here, cookie_of, parse, serving

KEY = "a" * 64


def stranger(here: Here, path: str, **headers: str) -> int:
    """What somebody without a session gets."""
    return here.ask(path, headers=headers).status


# DNS rebinding: a name of the attacker's is made to point at this machine, so that its page is of our "origin".


NAMES = [
    "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example",
    "localhost.evil.example:{port}", "127.0.0.1:{port}@evil.example", "[::ffff:127.0.0.1]:{port}", "2130706433:{port}",
    "0:{port}", "0.0.0.0:{port}", "", " ",
]  # fmt: skip


@pytest.mark.parametrize("host", NAMES)
def test_rebinding_whoever_calls_the_desk_by_another_name_gets_nothing(here: Here, folder: Path, host: str) -> None:
    host = host.format(port=here.port)
    for path in ("/", f"/enter?token={read_secret(folder).token}", "/api/state", "/static/js/main.js", "/login"):
        answer = here.get(path, Host=host)
        assert answer.status in (400, 421), path
        assert answer.cookies == []
        assert b"desk" not in answer.body.lower() or b"desk" not in answer.body
    assert here.post("/logout", Host=host).status in (400, 421)


def test_rebinding_two_hosts_or_none_are_no_host(here: Here) -> None:
    good = f"Host: {here.host}\r\n"
    for hosts in ("", good + "Host: evil.example\r\n", "Host: evil.example\r\n" + good, good + good):
        assert parse(here.raw(f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())).status == 400
    assert parse(here.raw(b"GET / HTTP/1.0\r\n\r\n")).status == 421


def test_rebinding_the_whole_address_in_the_request_line_leads_nowhere(here: Here) -> None:
    for address in (f"http://evil.example:{here.port}/", f"http://{here.host}/", "//evil.example/", "evil.example", "*"):
        answer = parse(here.raw(f"GET {address} HTTP/1.1\r\nHost: {here.host}\r\nCookie: {here.cookie}\r\n\r\n".encode()))
        assert answer.status in (400, 404), address


# Cross-site post: a page of another site makes the browser write to the desk with the session's cookie.

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "http://localhost:{port}",
                                    "null", "http://127.0.0.1:{port}.evil.example", "file://", "", None])  # fmt: skip
def test_cross_site_no_other_origin_writes(here: Here, origin: str | None) -> None:
    origin = origin.format(port=here.port) if origin is not None else None
    for path in ("/logout", "/api/notes", "/api/pages/1/approve", "/login"):
        assert here.post(path, Origin=origin).status == 403, path
    assert here.get("/").status == 200  # the session still holds


def test_cross_site_what_the_browser_says_of_the_sender_counts_too(here: Here) -> None:
    for site in ("cross-site", "same-site", "none", "x"):
        assert here.post("/logout", Sec_Fetch_Site=site).status == 403
    assert here.post("/api/nothing", Origin=None, Sec_Fetch_Site="same-origin").status == 404
    assert here.post("/api/nothing", Origin="null", Sec_Fetch_Site="same-origin").status == 404


@pytest.mark.parametrize("kind", [FORM, "text/plain", "multipart/form-data; boundary=x", "text/plain; application/json", "",
                                  None, "application/json-patch+json",
                                  "application/json; charset=utf-16", "application/csp-report"])  # fmt: skip
def test_cross_site_what_a_form_of_another_site_can_send_is_no_json(here: Here, kind: str | None) -> None:
    assert here.post("/api/notes", {"page": "1", "text": "x"}, Content_Type=kind).status == 415


def test_cross_site_nothing_is_allowed_to_other_origins(here: Here) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        answer = here.ask("/api/state", method, headers={"Origin": "http://evil.example", "Cookie": here.cookie,
                          "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"})  # fmt: skip
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_cross_site_pictures_streams_and_frames_of_the_desk_are_not_for_other_sites(here: Here) -> None:
    for dest, mode in (
        ("image", "no-cors"),
        ("empty", "cors"),
        ("iframe", "navigate"),
        ("object", "navigate"),
        ("script", "no-cors"),
    ):
        for path in ("/", "/api/events", f"/api/proofs/{KEY}/page/24", "/static/js/main.js"):
            said = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
            assert here.get(path, **said).status == 403, (path, dest)
    leads = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert here.get("/", **leads).status == 200
    assert here.get("/api/state", **leads).status == 403


def test_cross_site_a_post_as_a_get_changes_nothing(here: Here) -> None:
    for path in ("/logout", "/api/pages/1/approve", "/api/notes/1/done"):
        assert here.get(path).status in (404, 405)
    assert here.get("/logout", **{"X-HTTP-Method-Override": "POST"}).status in (404, 405)


# Paths: no address becomes a path of the disk.

CLIMBS = [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2fapp.py", "/static/..%5capp.py",
    "/static/js/../../app.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/js%2fmain.js", "/static/js/main.js%00",
    "/static/js/main.js/", "/static/.hidden", "/static/js", "/static/", "/static", "/static/js/main.js%20", "/static/\u00fc",
    "/static/fonts/../../app.py", "/static/fonts/__init__.py", "/static/fonts/libre-franklin/OFL.txt", "/static/fonts/OFL.txt",
    "/static/templates/index.html", "/templates/index.html", "/static/js/con", "/static/js/main.js::$DATA", "/.proof/secret",
    "/api/proofs/../../secret/trace", f"/api/proofs/{KEY}%00/trace", f"/api/proofs/{KEY}/../trace",
    f"/api/proofs/{KEY.upper()}/trace",
    "/api/proofs/%2e%2e/trace", f"/api/proofs/{KEY}x/trace", f"/api/proofs/{KEY}/page/-1",
    f"/api/proofs/{KEY}/page/99999999999999",
    f"/api/proofs/{KEY}/tile/0/0/%0d%0aX:1", f"/api/proofs/{KEY}/tile/1e3/0/0", f"/api/proofs/{KEY}/tile/\u0661/0/0",
    "/api/pages/..%2f..%2f/versions", "/api/pages/%00/versions", "/api/pages/1%0d%0aSet-Cookie:%20a=b/versions",
    "/api/stories/..%2f..%2fetc%2fpasswd/galley", "/api/stories/../secret/galley",
]  # fmt: skip


@pytest.mark.parametrize("path", CLIMBS)
def test_paths_that_climb_are_not_there(here: Here, path: str) -> None:
    answer = here.ask(path.encode().decode("latin-1"), headers={"Cookie": here.cookie})
    assert answer.status in (400, 404)
    assert "set-cookie" not in answer.headers
    assert not any(name in answer.headers for name in ("x", "set-cookie"))
    assert b"root:" not in answer.body
    assert b"import" not in answer.body


def test_paths_a_link_among_the_pages_own_files_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "secret.js").write_text("secret")
    (tmp_path / "static" / "js" / "plain.js").write_text("plain")
    (tmp_path / "static" / "js" / "link.js").symlink_to(tmp_path / "secret.js")
    (tmp_path / "static" / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "static" / "pipe.js")
    folder = tmp_path / "static"
    assert plain_file(folder, "js/plain.js") == folder / "js" / "plain.js"
    for name in ("js/link.js", "up/secret.js", "pipe.js", "js", "../secret.js", "js/../js/plain.js", "js//plain.js",
                 "/js/plain.js",
                 "", ".", "js/plain.js\0", "js/plain.js\n", "js\\plain.js"):  # fmt: skip
        assert plain_file(folder, name) is None, name


def test_paths_a_link_among_the_kept_proofs_is_not_followed(here: Here, folder: Path, tmp_path: Path) -> None:
    kept = KeptProofs(folder / "kept").folder
    kept.mkdir(exist_ok=True)
    (tmp_path / "secret.json").write_text('{"secret": 1}')
    (kept / f"{KEY}.json").symlink_to(tmp_path / "secret.json")
    (kept / f"{KEY}.pdf").symlink_to(tmp_path / "secret.json")
    for path in ("trace", "page/24", "tile/0/0/0"):
        answer = here.get(f"/api/proofs/{KEY}/{path}")
        assert answer.status == 410
        assert b"secret" not in answer.body


# Tokens: guessing.


def test_tokens_guessing_is_slow_and_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / ".proof").mkdir()
    token = read_secret(tmp_path / ".proof").token
    hands = Hands()
    with serving(desk_for(tmp_path / ".proof", clocks=hands.clocks)) as desk:
        guesses = [desk.get(f"/enter?token={each:043d}") for each in range(120)]
        statuses = [answer.status for answer in guesses]
        assert statuses[0] == 403
        assert statuses[-1] == 429
        assert statuses.count(403) < 90
        limited, right, wrong = guesses[-1], desk.get(f"/enter?token={token}"), desk.get(f"/enter?token={'A' * 43}")
        assert right.status == wrong.status == limited.status == 429
        assert right.body == wrong.body
        assert right.cookies == []
        hands.forward += int(right.headers["retry-after"])
        assert desk.get(f"/enter?token={token}").status == 303


def test_tokens_what_begins_right_is_as_wrong_as_anything(here: Here, folder: Path) -> None:
    token = read_secret(folder).token
    for guess in (token[:-1], token + "A", token.swapcase(), token[:-1] + ("A" if token[-1] != "A" else "B"), f" {token}"):
        assert here.ask(f"/enter?token={guess.replace(' ', '%20')}").status == 403


# Sessions: forged, of another port, given to somebody.


def test_sessions_nothing_but_our_own_cookie_lets_in(here: Here, tmp_path: Path) -> None:
    name, _, value = here.cookie.partition("=")
    forged = [
        "", f"{name}=", f"{name}=x", f"{name}={value}x", f"{name}={value[:-1]}", f"broadsheet-1={value}", f"broadsheet={value}",
        f"{name}={value.replace('.', '..', 1)}", f"{name}={'.'.join(value.split('.')[:-1])}.", f"{name}=null",
        f"{name}={'a' * 5000}",
    ]  # fmt: skip
    for cookie in forged:
        assert stranger(here, "/", Cookie=cookie) == 401, cookie


def test_sessions_the_cookie_of_a_desk_on_another_port_is_none_here(folder: Path, here: Here, tmp_path: Path) -> None:
    with serving(desk_for(folder)) as other:  # of the same paper, even
        theirs = cookie_of(other.get(f"/enter?token={read_secret(folder).token}"))
        value = theirs.partition("=")[2]
        assert stranger(other, "/", Cookie=theirs) == 200
        assert stranger(here, "/", Cookie=theirs) == 401
        assert stranger(here, "/", Cookie=f"broadsheet-{here.port}={value}") == 401


def test_sessions_a_session_that_was_put_into_the_browser_is_not_taken_over(here: Here, folder: Path) -> None:
    planted = f"broadsheet-{here.port}=planted.1.a.b.c"
    fresh = cookie_of(here.ask(f"/enter?token={read_secret(folder).token}", headers={"Cookie": planted}))
    assert "planted" not in fresh
    again = cookie_of(here.ask(f"/enter?token={read_secret(folder).token}", headers={"Cookie": fresh}))
    assert again != fresh
