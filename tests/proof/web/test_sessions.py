import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from layout.proof.web.sessions import LOOPBACK_SECONDS, MOST_OF_NAME, NAMED_SECONDS, Sessions

KEY = b"k" * 32


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def sessions(tmp_path: Path, clock: Clock, cookie: str = "broadsheet-8000", key: bytes = KEY) -> Sessions:
    return Sessions(key, cookie, tmp_path / "ended", clock)


def write(ours: Sessions) -> None:
    """As the desk does it, in a thread, after each request."""
    ended = ours.to_write()
    if ended is not None:
        ours.write(ended)


def end(ours: Sessions, cookie: str) -> None:
    found = ours.find(cookie)
    assert found is not None
    ours.end(found)


def test_a_session_is_found_by_its_cookie_and_holds_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    cookie = sessions(tmp_path, clock).begin("Anna \u00d6zg\u00fcr", "7")
    found = sessions(tmp_path, clock).find(cookie)
    assert found is not None
    assert (found.name, found.bound) == ("Anna \u00d6zg\u00fcr", "7")


def test_two_sessions_are_never_the_same(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    assert len({ours.begin() for _ in range(50)}) == 50


def test_no_letter_of_a_cookie_can_be_changed(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    cookie = ours.begin("Anna", "7")
    for at in range(len(cookie)):
        changed = cookie[:at] + ("A" if cookie[at] != "A" else "B") + cookie[at + 1 :]
        found = ours.find(changed)
        # The last letter of a signature carries two bits that stand for nothing: it must be the very letter all the same.
        assert found is None, at


@pytest.mark.parametrize("cookie", [None, "", ".", "....", "a.b.c.d.e", "x" * 5000, "\u00fc.1.a.b.c", "a.9999999999...", "\0"])
def test_what_is_no_cookie_of_ours_is_nobody(tmp_path: Path, clock: Clock, cookie: str | None) -> None:
    assert sessions(tmp_path, clock).find(cookie) is None


def test_the_cookie_of_another_port_or_another_desk_is_nobody(tmp_path: Path, clock: Clock) -> None:
    cookie = sessions(tmp_path, clock).begin()
    assert sessions(tmp_path, clock, "broadsheet-8001").find(cookie) is None
    assert sessions(tmp_path, clock, key=b"j" * 32).find(cookie) is None


def test_sessions_grow_old(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    token, named = ours.begin(), ours.begin("Anna")
    clock.now += NAMED_SECONDS + 1
    assert ours.find(named) is None
    assert ours.find(token) is not None
    clock.now += LOOPBACK_SECONDS
    assert ours.find(token) is None


def test_a_session_that_was_ended_stays_so_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    cookie, other = ours.begin(), ours.begin()
    found = ours.find(cookie)
    assert found is not None
    ours.end(found)
    assert ours.find(cookie) is None
    write(ours)
    again = sessions(tmp_path, clock)
    assert again.find(cookie) is None
    assert again.find(other) is not None


def test_of_too_many_sessions_the_longest_unused_ends(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    first, second = ours.begin(), ours.begin()
    for _ in range(MOST_OF_NAME - 2):
        ours.begin()
    assert ours.find(first) is not None  # used now
    ours.begin()
    assert ours.find(second) is None
    assert ours.find(first) is not None


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"a": "b"}',
        b'{"broadsheet-8000": {"ended": {"a": 1}, "before": {}}}',
        b'{"broadsheet-8000": {"ended": [], "before": 1}}',
        b'{"ended": {}, "before": {}}',
    ],
)
def test_a_damaged_list_of_ended_sessions_is_read_as_empty(tmp_path: Path, clock: Clock, damaged: bytes) -> None:
    (tmp_path / "ended").write_bytes(damaged)
    ours = sessions(tmp_path, clock)
    cookie = ours.begin()
    assert ours.find(cookie) is not None


def test_what_ended_long_ago_is_not_kept(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    for _ in range(3):
        found = ours.find(ours.begin())
        assert found is not None
        ours.end(found)
        write(ours)
        clock.now += LOOPBACK_SECONDS + 1
    assert len(json.loads((tmp_path / "ended").read_bytes())["broadsheet-8000"]["ended"]) == 1


def test_however_many_sessions_others_begin_and_end_what_has_ended_stays_so(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    bens, annas = ours.begin("Ben"), ours.begin("Anna")
    ended = ours.find(bens)
    assert ended is not None
    ours.end(ended)
    for _ in range(20 * MOST_OF_NAME):
        clock.now += 1
        found = ours.find(ours.begin("Carl"))
        assert found is not None
        ours.end(found)
    write(ours)
    for each in (ours, sessions(tmp_path, clock)):
        assert each.find(bens) is None
        assert each.find(annas) is not None
    assert len((tmp_path / "ended").read_bytes()) < 20_000


def test_of_one_who_ends_very_many_no_ended_one_comes_back_and_the_newest_hold(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    cookies = []
    for _ in range(3 * MOST_OF_NAME):
        clock.now += 1
        cookies.append(ours.begin("Carl"))
        found = ours.find(cookies[-1])
        assert found is not None
        ours.end(found)
    newest = ours.begin("Carl")
    write(ours)
    for each in (ours, sessions(tmp_path, clock)):
        assert not any(each.find(cookie) for cookie in cookies)
        assert each.find(newest) is not None


def test_very_many_sessions_of_one_person_end_none_of_another(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    annas = ours.begin("Anna")
    for _ in range(6 * MOST_OF_NAME):
        ours.begin("Carl")
    assert ours.find(annas) is not None


def test_desks_of_one_folder_do_not_forget_what_another_ended(tmp_path: Path, clock: Clock) -> None:
    """Editions of an issue, each with a desk on a port of its own, opened before anybody left."""
    here, there = sessions(tmp_path, clock), sessions(tmp_path, clock, "broadsheet-8001")
    left, also_left = here.begin("Anna"), there.begin("Ben")
    for desk, cookie in ((here, left), (there, also_left)):
        end(desk, cookie)
        write(desk)
    assert sessions(tmp_path, clock).find(left) is None
    assert sessions(tmp_path, clock, "broadsheet-8001").find(also_left) is None


def test_desks_of_one_folder_and_port_on_two_addresses_do_not_either(tmp_path: Path, clock: Clock) -> None:
    here, there = sessions(tmp_path, clock), sessions(tmp_path, clock)
    cookies = [here.begin("Anna"), there.begin("Ben")]
    for desk, cookie in zip((here, there), cookies, strict=True):
        end(desk, cookie)
        write(desk)
    assert [sessions(tmp_path, clock).find(cookie) for cookie in cookies] == [None, None]


def test_desks_that_write_at_once_lose_nothing(tmp_path: Path, clock: Clock) -> None:
    desks = [sessions(tmp_path, clock, f"broadsheet-{number}") for number in range(6)]
    cookies = [desk.begin("Anna") for desk in desks]
    for desk, cookie in zip(desks, cookies, strict=True):
        end(desk, cookie)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, desks))
    for number, cookie in enumerate(cookies):
        assert sessions(tmp_path, clock, f"broadsheet-{number}").find(cookie) is None


def test_many_who_left_at_one_desk_end_nobodys_session_at_another(tmp_path: Path, clock: Clock) -> None:
    here, there = sessions(tmp_path, clock), sessions(tmp_path, clock, "broadsheet-8001")
    old = there.begin()
    for _ in range(2 * MOST_OF_NAME):
        clock.now += 1
        end(here, here.begin())
    write(here)
    assert sessions(tmp_path, clock, "broadsheet-8001").find(old) is not None


def test_nothing_is_written_where_nothing_ended(tmp_path: Path, clock: Clock) -> None:
    ours = sessions(tmp_path, clock)
    cookie = ours.begin()
    assert ours.find(cookie) is not None
    assert ours.to_write() is None
    end(ours, cookie)
    assert ours.to_write() is not None
    assert ours.to_write() is None
    assert not (tmp_path / "ended").exists(), "the loop touches no disk"


def test_what_has_ended_is_not_read_out_of_a_link_or_a_pipe(tmp_path: Path, clock: Clock) -> None:
    """`.proof` may have come with what was unpacked."""
    for make in (lambda path: path.symlink_to("/dev/zero"), os.mkfifo, lambda path: path.write_bytes(b"[" * 100_000)):
        make(tmp_path / "ended")
        ours = sessions(tmp_path, clock)
        cookie = ours.begin()
        end(ours, cookie)
        write(ours)  # a plain file takes its place
        assert sessions(tmp_path, clock).find(cookie) is None
        (tmp_path / "ended").unlink()
