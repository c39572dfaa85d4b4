"""A file of which nothing is known: how much of a long one is measured and drawn."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.preflight.expected import Expected, InkOfPage, Measured
from layout.press.preflight_report import PagePicture
from layout.production import strangers
from layout.production.strangers import MOST_MEASURED, MOST_PICTURES, judge_stranger
from tests.preflight.files import PRESS, good


def test_of_a_long_file_the_first_pages_are_measured_and_drawn_and_the_rest_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    drawn: list[int] = []

    def measured_with(store: Store, jobs: int, pages: Sequence[int] | None = None) -> Measured:
        asked[:] = pages or ()
        return lambda data: [InkOfPage(page, 1.0, 1.0, ("Black",)) for page in pages or ()]

    def pictures_of(data: bytes, pages: Sequence[int]) -> dict[int, PagePicture]:
        drawn[:] = pages
        return {}

    monkeypatch.setattr(strangers, "measured_with", measured_with)
    monkeypatch.setattr(strangers, "pictures_of", pictures_of)
    draft = good()
    draft.add("/Knock gs 0.2 0.4 0.6 rg 20 100 40 40 re f")
    draft.page.Contents = draft.pdf.make_stream(draft.content.encode("latin-1"))
    for _ in range(59):
        draft.pdf.pages.append(draft.page)
    path = tmp_path / "long.pdf"
    path.write_bytes(draft.bytes())
    file, problem = judge_stranger(path, PRESS, Expected())
    assert file is not None
    assert problem is None
    assert asked == list(range(1, MOST_MEASURED + 1))
    assert [page.measured for page in file.pages] == ["tiffsep"] * MOST_MEASURED + ["computed"] * (60 - MOST_MEASURED)
    (told,) = [each.finding for each in file.found if each.finding.rule == "ink-computed"]
    assert told.message == "the ink of 40 of 60 pages was not measured on the plates but computed from the marks"
    assert drawn == list(range(1, MOST_PICTURES + 1))
    judge_stranger(path, PRESS, Expected(ad=True))
    assert asked == [1]
