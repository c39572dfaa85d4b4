from layout.proof.web.devices import DEVICE_SECONDS, Devices

NOW = 1_700_000_000.0


def devices(now: float = NOW, cookie: str = "broadsheet-8000-known", key: bytes = b"k" * 32) -> Devices:
    return Devices(key, cookie, lambda: now)


def test_a_browser_is_known_for_the_name_that_came_in_by_it_however_it_is_written() -> None:
    cookie = devices().mark("Anna Berg")
    assert devices().known(cookie, "Anna Berg")
    assert devices().known(cookie, "  ANNA  berg") == devices().known(cookie, "Anna Berg")
    assert devices().known(cookie, "Ben") == ""


def test_no_letter_of_it_can_be_changed_and_it_is_of_one_desk_for_some_months() -> None:
    cookie = devices().mark("Anna")
    for at in range(len(cookie)):
        assert devices().known(cookie[:at] + ("A" if cookie[at] != "A" else "B") + cookie[at + 1 :], "Anna") == "", at
    assert devices(cookie="broadsheet-8001-known").known(cookie, "Anna") == ""
    assert devices(key=b"j" * 32).known(cookie, "Anna") == ""
    assert devices(NOW + DEVICE_SECONDS).known(cookie, "Anna") == ""
    for other in (None, "", ".", "..", "a.b.c", "\u00fc.1.x", "x" * 5000):
        assert devices().known(other, "Anna") == ""
