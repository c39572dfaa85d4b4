"""Any press profile at all: the reader answers with problems that have a place, never with an exception."""

import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.base.problems import InFile, Problem
from layout.design.press import Press
from layout.design.press_keys import PRESS
from layout.design.read_press import read_press
from layout.press.names import IssueFacts, check_names, name_page

HERE = InFile("house.yaml", 5, 8)
TEXT = Path("assets/press/newsprint.yaml").read_text(encoding="utf-8")
PIECES = [
    b"", b"\x00", b"\xff", b"\t", b"\n", b":", b": ", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!", b"'", b'"', b"#", b"|",
    b"<<: ", b"---\n", b"\\", b"..", b"/", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", b"0", b"-1", b"9" * 400,
    b"nan", b"inf", b"1e9", b"mm", b"pt", b" lines", b"%", b"x", b"\xc3\x97", b"[[[[", b"{{{{", b"{page:999999999}", b"{date:%",
    b"\xc2\xb2", b"\xd9\xa3", b"\n name: y",
]  # fmt: skip
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=4)), min_size=1, max_size=6
)
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES = [
    "x", "7", "[]", "{}", "[x]", "[[x]]", "{x: y}", "[{x: y}]", "''", "~", "-1", "0", "1e400", "9" * 500 + "mm", "'{'", "none",
    "any x any", "0mm x 0mm", "nanmm x infmm", '"\\0"', '"\\ud800"', "²", "٣pt", "1-", "-", "A-B", "9999-1", "%", "100%%", "all",
    "0pt", "{least: }", "{least: [1]}", "{refused: -1}", "../..", "/dev/zero", "/proc/self/mem", "/",
    "\\\\server\\x.icc", "~/x.icc",
]  # fmt: skip


def judge(press: Press | None, problems: list[Problem], path: Path) -> None:
    """Every problem says where, what and what to do; what was read can be worked with."""
    for problem in problems:
        assert isinstance(problem.where, InFile)
        assert problem.where.path == str(path)
        assert problem.message
        assert problem.remedy
        assert len(problem.message) < 400
    if press is None:
        assert problems
        return
    assert press.photo_ppi.refused <= press.photo_ppi.least <= press.photo_ppi.target
    assert press.line_art_ppi.refused <= press.line_art_ppi.least
    assert press.type.least <= min(press.type.body, press.type.inks, press.type.reversed)
    assert press.lines.refused <= press.lines.least
    numbers = (press.most_ink, press.bleed, press.screen, press.sharpen, *(press.sheet or ()), *(press.live or ()))
    assert all(math.isfinite(number) and number >= 0 for number in numbers)
    if press.sheet and press.live:
        assert press.live[0] <= press.sheet[0] + 0.01
    assert (press.profile is None) <= bool(problems)
    facts = IssueFacts("HHD", None, "City", "1")
    if not check_names(press.file_name, facts, ["1", "2"], press.where, press.longest_name):
        assert name_page(press.file_name, facts, "1", "A").isascii()


@MANY
@given(EDITS)
def test_a_damaged_profile_is_still_a_profile(tmp_path: Path, edits: list[tuple[float, int, bytes]]) -> None:
    data = TEXT.encode()
    for share, cut, put in edits:
        at = int(share * len(data))
        data = data[:at] + put + data[at + cut :]
    path = tmp_path / "mine.yaml"
    path.write_bytes(data)
    judge(*read_press(str(path), HERE), path)


def test_a_profile_cut_short_anywhere_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    for end in range(0, len(TEXT), 9):
        path.write_bytes(TEXT.encode()[:end])
        judge(*read_press(str(path), HERE), path)


@pytest.mark.parametrize("value", VALUES)
def test_every_key_takes_every_kind_of_value_without_breaking(tmp_path: Path, value: str) -> None:
    path = tmp_path / "mine.yaml"
    for key in PRESS.keys:
        path.write_text(
            f"name: Mine\nprofile: newsprint-220.icc\n{key.name}: {value}\n", encoding="utf-8", errors="surrogatepass"
        )
        judge(*read_press(str(path), HERE), path)
        if key.name not in ("name", "profile"):
            continue
        path.write_text(f"{key.name}: {value}\n", encoding="utf-8")
        judge(*read_press(str(path), HERE), path)
