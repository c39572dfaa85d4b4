"""What people read on a terminal: names from strangers' files steer nothing there."""

import pytest

from layout.base.problems import InFile, Problem, Severity
from layout.cli.voice import Voice

EVIL = "X\x1b[2J\x1b]0;owned\x07\x9b\u202e\nerror: no"
HARMLESS = "X?[2J?]0;owned??? error: no"


@pytest.mark.parametrize("colour", [True, False])
def test_a_name_in_a_problem_steers_nothing_and_the_voices_own_colours_stay(
    colour: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    voice = Voice(quiet=False, verbose=True, colour=colour, as_json=False)
    voice.problems([Problem("font-unembedded", Severity.ERROR, EVIL, EVIL, InFile(EVIL))], within=EVIL)
    said = capsys.readouterr().err
    own = {"\x1b[1m", "\x1b[31m", "\x1b[0m"}
    for part in own:
        assert (part in said) is colour
        said = said.replace(part, "")
    assert said == f"{HARMLESS}: {HARMLESS}: error: {HARMLESS} [font-unembedded]\n    {HARMLESS}\n"


def test_a_name_in_a_line_or_in_the_last_word_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    voice = Voice(quiet=False, verbose=False, colour=True, as_json=False)
    voice.say(EVIL)
    voice.result("two\nlines\x1b[2J")
    assert capsys.readouterr() == ("two\nlines?[2J\n", HARMLESS + "\n")
