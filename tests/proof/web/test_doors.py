import pytest

from layout.proof.web.doors import doors_of, is_loopback


def test_a_desk_on_loopback_knows_its_three_names_and_no_other() -> None:
    doors = doors_of("127.0.0.1", 8000, encrypted=False)
    assert doors.loopback
    assert doors.origin_of("127.0.0.1:8000", "127.0.0.1") == "http://127.0.0.1:8000"
    assert doors.origin_of("localhost:8000", "127.0.0.1") == "http://localhost:8000"
    assert doors.origin_of("[::1]:8000", "127.0.0.1") == "http://[::1]:8000"
    for other in (
        "127.0.0.1",
        "127.0.0.1:8001",
        "evil.example:8000",
        "127.0.0.1:8000.evil.example",
        "",
        "0.0.0.0:8000",
        "localhost.",
    ):
        assert doors.origin_of(other, "127.0.0.1") == "", other


def test_the_usual_port_may_be_left_out() -> None:
    doors = doors_of("localhost", 80, encrypted=False)
    assert doors.origin_of("localhost", "") == "http://localhost"
    assert doors.origin_of("localhost:80", "") == "http://localhost:80"


def test_a_public_name_makes_it_no_loopback_desk_and_brings_its_own_origin() -> None:
    doors = doors_of("127.0.0.1", 8000, encrypted=False, public=["https://desk.example.org"])
    assert not doors.loopback
    assert doors.secure
    assert doors.cookie == "__Host-broadsheet-8000"
    assert doors.origin_of("Desk.Example.ORG", "") == "https://desk.example.org"
    assert doors.origin_of("desk.example.org:8000", "") == ""


def test_a_desk_on_all_addresses_answers_to_the_address_that_was_called_and_to_no_name() -> None:
    doors = doors_of("0.0.0.0", 8000, encrypted=True)
    assert not doors.loopback
    assert doors.origin_of("192.168.1.20:8000", "192.168.1.20") == "https://192.168.1.20:8000"
    assert doors.origin_of("192.168.1.21:8000", "192.168.1.20") == ""
    assert doors.origin_of("evil.example:8000", "192.168.1.20") == ""


def test_the_cookies_name_holds_the_port() -> None:
    assert doors_of("127.0.0.1", 8000, encrypted=False).cookie == "broadsheet-8000"
    assert doors_of("127.0.0.1", 8001, encrypted=False).cookie == "broadsheet-8001"


@pytest.mark.parametrize(("given", "host", "origin"), [
    ("https://desk.example.org:443", "desk.example.org", "https://desk.example.org"),
    ("https://desk.example.org", "desk.example.org:443", "https://desk.example.org"),
    ("http://desk.example.org:80/", "desk.example.org", "http://desk.example.org"),
    ("HTTPS://Desk.Example.org:8443", "desk.example.org:8443", "https://desk.example.org:8443"),
    ("https://m\u00fcller.example", "xn--mller-kva.example", "https://xn--mller-kva.example"),
    ("https://STRA\u00dfE.example:444", "xn--strae-oqa.example:444", "https://xn--strae-oqa.example:444"),
    ("https://xn--mller-kva.example", "xn--mller-kva.example", "https://xn--mller-kva.example"),
    ("https://desk.example.org.", "desk.example.org.", "https://desk.example.org."),
    ("https://[2001:DB8:0:0::1]:8443", "[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ("https://192.0.2.7", "192.0.2.7", "https://192.0.2.7"),
    ("http://news_desk", "news_desk", "http://news_desk"),
])  # fmt: skip
def test_a_public_origin_is_known_as_browsers_send_it(given: str, host: str, origin: str) -> None:
    assert doors_of("127.0.0.1", 8000, encrypted=False, public=[given]).origin_of(host, "") == origin


@pytest.mark.parametrize(("given", "why"), [
    ("desk.example.org", "no origin"), ("ftp://a", "no origin"), ("https://", "no origin"), ("https://a b", "no origin"),
    ("https://a\\b", "no origin"), ("https://a\tb", "no origin"), ("https://-\u00fc-.example", "no origin"),
    ("https://1.2.3", "no origin"),
    ("https://300.1.1.1", "no origin"), ("https://[fe80::1%25eth0]", "no origin"), ("https://a..b", "no origin"),
    ("https://a<b", "no origin"), ("https://\u0661.\u0662", "no origin"),
    ("https://a/b", "goes on"), ("https://a?b", "goes on"), ("https://a?", "goes on"), ("https://a#x", "goes on"),
    ("https://a/#", "goes on"),
    ("https://u@a", "names a user"), ("https://u:p@a", "names a user"), ("https://@a", "names a user"),
    ("https://a:99999", "no address"), ("https://a:x", "no address"), ("https://[::1", "no address"), ("https://a:0", "port 0"),
])  # fmt: skip
def test_what_is_no_origin_is_refused_with_a_sentence(given: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        doors_of("127.0.0.1", 8000, encrypted=False, public=[given])
    assert "u:p" not in str(refused.value)


OURS = ("127.0.0.1", "127.3.2.1", "::1", "localhost")
OTHERS = ("0.0.0.0", "192.168.0.1", "localhost.evil.example", "")


@pytest.mark.parametrize("host", [*OURS, *OTHERS])
def test_what_is_loopback(host: str) -> None:
    assert is_loopback(host) is (host in OURS)
