"""How far a page is, and whether it is as it was released."""

import pytest

from layout.proof.states import Differs, Print, differs_from_release


@pytest.mark.parametrize(
    ("now", "released", "differs"),
    [
        (Print("a", "i"), Print("a", "i"), Differs.NOT),
        (Print("a", "i"), Print("a", ""), Differs.NOT),
        (Print("b", "i"), Print("a", "i"), Differs.FILE),
        (Print("b", "j"), Print("a", "i"), Differs.PRINT),
        (Print("b", "i"), Print("a", ""), Differs.PRINT),
        (Print("b", ""), Print("a", ""), Differs.PRINT),
    ],
)
def test_a_page_differs_from_its_release_in_its_print_or_in_its_file_alone(now: Print, released: Print, differs: Differs) -> None:
    assert differs_from_release(now, released) is differs
