"""Inks of many pages at once: each picture once, the process as it was, and nothing from another program."""

import logging
import threading
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import layout.images.program as program
import layout.images.separate as separating
import layout.pdf.inks as inks_module
from layout.base.geometry import Area
from layout.base.problems import OnPage
from layout.base.store import Store
from layout.build import build
from layout.images.guard import at_once
from layout.images.kept_pdf import place_kept
from layout.images.press_ink import newsprint
from layout.images.raster import hushed
from layout.pages.display import DrawingMark, ImageMark, Page, PdfMark
from layout.pdf.inks import PictureKey, picture_key, prepare_inks, separated
from layout.production.order import Order
from tests.images.files import FILED, filed_pdf, gradient, pdf, saved, svg, written
from tests.pdf.type_case import NOWHERE, page

PRESS = newsprint()
WHOLE = (0.0, 0.0, 1.0, 1.0)
AREA = Area(0, 0, 90, 60)
HERALD = Path(__file__).parents[2] / "issues" / "herald" / "issue.yaml"


def numbered(number: str, *marks: ImageMark | DrawingMark | PdfMark) -> Page:
    return replace(page(*marks, width=200, height=100), number=number)


def state() -> tuple[object, ...]:
    """What belongs to the process and libraries are made to change."""
    names = ("PIL", "pypdf", "svglib.svglib", "")
    logs = [(log.level, log.propagate, list(log.handlers)) for log in map(logging.getLogger, names)]
    ours = [entry for entry in warnings.filters if "PIL" in str(entry[3])]
    return Image.MAX_IMAGE_PIXELS, logs, ours


def test_the_process_is_as_it_was_after_many_pictures_drawings_and_ads_at_once(tmp_path: Path) -> None:
    before = state()
    leaves = []
    for at in range(12):
        photo = saved(tmp_path, f"{at}.jpg", gradient(300 + at, 200))
        drawing = written(tmp_path, f"{at}.svg", svg(f'<rect width="{at + 1}" height="9" fill="#f00"/>'))
        ad = filed_pdf(tmp_path, pdf(tmp_path), f"{at}.pdf")
        leaves.append(
            numbered(
                str(at),
                ImageMark(AREA, photo, WHOLE, False, NOWHERE),
                DrawingMark(AREA, drawing, NOWHERE),
                PdfMark(AREA, ad, 0, NOWHERE),
            )
        )
    threads = [threading.Thread(target=prepare_inks, args=([leaf], PRESS, Store())) for leaf in leaves]
    for thread in threads:
        thread.start()
    inks, problems = prepare_inks(leaves, PRESS, Store(tmp_path / "store"), 4)
    for thread in threads:
        thread.join()
    assert problems == ()
    assert (len(inks.pictures), len(inks.drawings), len(inks.ads)) == (12, 12, 12)
    assert state() == before


def test_the_process_is_as_it_was_after_a_build(tmp_path: Path) -> None:
    before = state()
    build(Order(HERALD, out=tmp_path / "out", pages="1,4", jobs=4, store=Store(tmp_path / "store")))
    assert state() == before


def test_pillow_keeps_our_limit_until_the_last_has_read_its_picture() -> None:
    usual = Image.MAX_IMAGE_PIXELS
    first, second = hushed(), hushed()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert Image.MAX_IMAGE_PIXELS == 200_000_000
    second.__exit__(None, None, None)
    assert usual == Image.MAX_IMAGE_PIXELS


def test_a_picture_on_two_pages_is_separated_once_and_told_on_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    separate = separating.separate

    def counting(path: Path, *more: object) -> object:
        asked.append(path)
        return separate(path, *more)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(separating, "separate", counting)
    photo, broken = saved(tmp_path, "a.jpg", gradient(300, 200)), written(tmp_path, "b.jpg", b"\xff\xd8 nothing")
    leaves = [
        numbered(number, *(ImageMark(AREA, path, WHOLE, False, NOWHERE) for path in (photo, broken))) for number in ("3", "A1")
    ]
    inks, problems = prepare_inks(leaves, PRESS, Store(), 4)
    assert sorted(asked) == [photo, broken]
    assert list(inks.pictures) == [PictureKey(photo, picture_key(leaves[0].marks[0], leaves[0]).place)]  # type: ignore[arg-type]
    assert [problem.where for problem in problems] == [OnPage("3", AREA), OnPage("A1", AREA)]
    assert [problem.code for problem in problems] == ["picture-broken"] * 2


def test_no_more_pictures_are_decoded_at_once_than_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 2_000_000_000 // 4096}
    monkeypatch.setattr("os.sysconf", pages.__getitem__)
    assert [at_once(jobs) for jobs in (0, 1, 3, 64)] == [1, 1, 3, 4]
    pages["SC_PHYS_PAGES"] *= 100
    assert [at_once(jobs) for jobs in (1, 8, 64)] == [1, 8, 8]
    pages["SC_PHYS_PAGES"] = 1
    assert at_once(8) == 1
    monkeypatch.delattr("os.sysconf")
    assert [at_once(jobs) for jobs in (2, 64)] == [2, 8]


def test_what_another_program_kept_is_not_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo, ad, store = saved(tmp_path, "a.jpg", gradient(300, 200)), filed_pdf(tmp_path, pdf(tmp_path)), Store(tmp_path / "store")
    key = PictureKey(photo, picture_key(ImageMark(AREA, photo, WHOLE, False, NOWHERE), page(width=200, height=100)).place)

    def kept() -> int:
        assert separated(key, FILED, PRESS, store)[0] == separated(key, FILED, PRESS, Store())[0]
        assert place_kept(ad, 0, FILED, store)[0] == place_kept(ad, 0, FILED, Store())[0]
        return len(list((tmp_path / "store").iterdir()))

    assert (kept(), kept()) == (2, 2)
    monkeypatch.setattr(inks_module, "picture_program", lambda: "one line of it was changed")
    monkeypatch.setattr("layout.images.kept_pdf.ad_program", lambda: "one line of it was changed")
    assert (kept(), kept()) == (4, 4)
    monkeypatch.setattr(inks_module, "picture_program", lambda: None)
    monkeypatch.setattr("layout.images.kept_pdf.ad_program", lambda: None)
    assert kept() == 4, "a program that does not know itself keeps nothing"


def test_the_program_is_its_source_and_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = program.picture_program.__wrapped__(), program.ad_program.__wrapped__()
    assert plain == (program.picture_program(), program.ad_program())
    monkeypatch.setattr("PIL.features.version", lambda name: "0.1" if name == "littlecms2" else "1")
    assert program.picture_program.__wrapped__() != plain[0]
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.1")
    assert program.ad_program.__wrapped__() != plain[1]
