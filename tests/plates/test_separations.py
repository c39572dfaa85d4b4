import io
import logging
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import pikepdf
import pytest

from layout.base.geometry import Area
from layout.base.units import mm
from layout.plates.running import Limits, find_program
from layout.plates.separations import PROCESS, Plates, Rendering, work_on_plates
from layout.plates.sheets import read_sheets
from layout.plates.unrendered import INSTALL, NotRendered, Reason
from tests.plates.sheets_of_ink import HEIGHT, WIDTH, endless, patch, saved, sheet

COARSE = Rendering(dpi=50.8)  # two pixels a millimetre


def plates_in(
    pdf: bytes | Path, rendering: Rendering, pages: Sequence[int] | None = None, jobs: int = 1
) -> Iterator[Plates | NotRendered]:
    return work_on_plates(pdf, lambda plates: plates, rendering, pages, jobs)


def plates_of(pdf: bytes, rendering: Rendering = COARSE) -> Plates:
    (plates,) = plates_in(pdf, rendering)
    assert isinstance(plates, Plates), plates
    return plates


def fault_of(pdf: bytes | Path, rendering: Rendering = COARSE) -> NotRendered:
    (fault,) = plates_in(pdf, rendering)
    assert isinstance(fault, NotRendered)
    return fault


def inks_at(plates: Plates, x: float, y: float) -> dict[str, int]:
    """The levels of all inks that are there, at a place in millimetres from the trim's top left."""
    rows, columns = plates.trim()
    row, column = round(y / 25.4 * plates.dpi), round(x / 25.4 * plates.dpi)
    levels = {plate.name: int(plate.ink[rows, columns][row, column]) for plate in plates.plates}
    return {name: level for name, level in levels.items() if level}


def test_bare_paper_has_four_plates_without_ink() -> None:
    plates = plates_of(sheet(" "))
    assert [plate.name for plate in plates.plates] == list(PROCESS)
    assert not any(plate.ink.any() for plate in plates.plates)
    assert plates.plates[0].ink.shape == (300, 200)


def test_each_ink_comes_out_on_its_own_plate_at_its_strength() -> None:
    inks = ("1 0 0 0 k", "0 0.6 0 0 k", "0 0 0.4 0 k", "0 0 0 0.2 k")
    plates = plates_of(sheet("".join(patch(10, 10 + 20 * n, 10, 10, ink) for n, ink in enumerate(inks))))
    found = [inks_at(plates, 15, 15 + 20 * n) for n in range(4)]
    assert found == [{"Cyan": 255}, {"Magenta": 153}, {"Yellow": 102}, {"Black": 51}]


def test_black_that_overprints_leaves_the_tint_below_it_and_black_that_knocks_out_does_not() -> None:
    tint = patch(10, 10, 80, 80, "0.4 0 0 0 k")
    over, knock = patch(20, 20, 20, 20, "/Over gs 0 0 0 1 k"), patch(60, 60, 20, 20, "/Knock gs 0 0 0 1 k")
    plates = plates_of(sheet(tint + over + knock))
    assert inks_at(plates, 30, 30) == {"Cyan": 102, "Black": 255}
    assert inks_at(plates, 70, 70) == {"Black": 255}


ODD = (
    "PANTONE 186 C",
    "../x",
    "100%d off",
    "a/b\\c",
    "Grün",
    "x(1)",
    "line\nbreak",
    "a,b",
    ".",
    "-sDEVICE=x",
    "%pipe%ls",
    "p.tif",
)


def test_spot_plates_carry_their_names_whatever_is_in_them() -> None:
    marks = "".join(patch(5, 5 + 10 * n, 5, 5, f"/S{n} cs 0.6 scn") for n in range(len(ODD)))
    plates = plates_of(sheet(marks, spots=ODD))
    assert [plate.name for plate in plates.plates] == [*PROCESS, *sorted(ODD)]
    assert [inks_at(plates, 7, 7 + 10 * n) for n in range(len(ODD))] == [{name: 153} for name in ODD]


def test_an_ink_whose_name_is_too_long_for_a_file_is_told_in_a_line() -> None:
    fault = fault_of(sheet(patch(5, 5, 5, 5, "/S0 cs 1 scn"), spots=("x" * 400,)))
    assert fault.reason is Reason.DAMAGED
    assert len(fault.message) < 250


def test_more_plates_than_can_be_told_apart_are_complained_of() -> None:
    names = tuple(f"Ink {n:02}" for n in range(70))
    marks = "".join(patch(5 + n, 5, 0.5, 3, f"/S{n} cs 1 scn") for n in range(70))
    assert "Max spot colorants" in plates_of(sheet(marks, spots=names)).complaint


def test_damage_is_told_alike_each_time_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    pdf = sheet(" ")
    broken = pdf.replace(b"/Kids [ 3 0 R ]", b"/Kids [ 3 0 R 7 ]").replace(b"trailer", b"tr%iler")
    told = [next(iter(plates_in(data, COARSE))) for data in (broken, pdf[:200], pdf[:200])]
    assert isinstance(told[1], NotRendered)
    assert told[1] == told[2]
    assert "0x" not in told[1].message
    assert capfd.readouterr() == ("", "")


def test_a_separation_named_for_a_process_ink_is_that_ink() -> None:
    plates = plates_of(sheet(patch(5, 5, 5, 5, "/S0 cs 1 scn"), spots=("Magenta",)))
    assert inks_at(plates, 7, 7) == {"Magenta": 255}
    assert len(plates.plates) == 4


def test_the_mixture_shows_a_spot_as_its_alternate() -> None:
    pdf = sheet(patch(5, 5, 5, 5, "/S0 cs 1 scn"), spots=("Brick",))
    plates = plates_of(pdf, Rendering(dpi=50.8, mixed=True))
    assert plates.mixed is not None
    assert numpy.abs(plates.mixed[14, 14].astype(int) - [0, 255, 127, 0]).max() <= 1


def test_more_plates_than_tiffsep_has_by_default_come_out_each_on_its_own() -> None:
    names = tuple(f"Ink {n:02}" for n in range(20))
    marks = "".join(patch(5 + 4 * n, 5, 3, 3, f"/S{n} cs 1 scn") for n in range(20))
    assert [plate.name for plate in plates_of(sheet(marks, spots=names)).plates[4:]] == list(names)


@pytest.mark.parametrize(
    ("rotation", "trim"),
    [
        (0, Area(mm(10), mm(30), mm(70), mm(100))),
        (90, Area(mm(20), mm(10), mm(100), mm(70))),
        (180, Area(mm(20), mm(20), mm(70), mm(100))),
        (270, Area(mm(30), mm(20), mm(100), mm(70))),
    ],
)
def test_the_trim_is_found_on_a_sheet_turned_any_way(rotation: int, trim: Area) -> None:
    """The whole trim is tinted and nothing else is: its plate must be full, and the rest bare."""
    box = pikepdf.Array([mm(10), mm(20), mm(80), mm(120)])
    pdf = sheet(patch(10, 30, 70, 100, "0.4 0 0 0 k"), TrimBox=box, Rotate=rotation)
    plates = plates_of(pdf)
    found = plates.sheet.trim
    assert [found.x, found.y, found.width, found.height] == pytest.approx([trim.x, trim.y, trim.width, trim.height])
    cyan = plates.plates[0].ink
    rows, columns = plates.trim()
    assert cyan[rows, columns][1:-1, 1:-1].min() == 102
    assert cyan.astype(bool).sum() <= (100 * 2 + 1) * (70 * 2 + 1)  # a pixel more where the edge falls within one


def test_a_sheet_whose_boxes_do_not_start_at_nought_is_rendered_whole() -> None:
    document = pikepdf.open(io.BytesIO(sheet("1 0 0 0 k 0 0 10 10 re f")))
    document.pages[0].mediabox = pikepdf.Rectangle(-20, -20, WIDTH, HEIGHT)
    document.pages[0].trimbox = pikepdf.Rectangle(0, 0, WIDTH, HEIGHT)
    plates = plates_of(saved(document))
    rows, columns = plates.trim()
    assert plates.plates[0].ink[rows, columns][-2, 1] == 255
    assert not plates.plates[0].ink[rows.stop + 1 :].any()


def test_pages_come_in_the_order_in_which_they_are_asked_for_whatever_the_number_of_jobs() -> None:
    pdf = sheet(*(patch(10, 10, 10, 10, f"0 0 0 {0.2 * (n + 1):.1f} k") for n in range(3)))
    for jobs in (1, 3):
        made = list(plates_in(pdf, COARSE, pages=[3, 1, 2], jobs=jobs))
        assert [plates.plates[3].ink.max() for plates in made if isinstance(plates, Plates)] == [153, 51, 102]


def test_without_ghostscript_the_answer_is_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    fault = fault_of(sheet(" "))
    assert fault.reason is Reason.MISSING
    assert INSTALL in fault.remedy


def test_a_file_that_is_not_there_is_told() -> None:
    assert fault_of(Path("/nowhere/page.pdf")).reason is Reason.DAMAGED


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.4\n", b"no PDF at all", b"%PDF-1.4\n1 0 obj\n<<" * 50, bytes(1000)])
def test_what_is_no_pdf_is_told(pdf: bytes) -> None:
    assert fault_of(pdf).reason is Reason.DAMAGED


def test_half_a_file_is_rendered_as_far_as_it_can_be_read_or_told() -> None:
    whole = sheet(patch(10, 10, 10, 10, "1 0 0 0 k"))
    for share in (0.3, 0.6, 0.9):
        (made,) = plates_in(whole[: int(len(whole) * share)], COARSE)
        assert isinstance(made, Plates) or made.reason is Reason.DAMAGED


def test_what_ghostscript_complains_of_is_passed_on() -> None:
    assert plates_of(sheet("1 0 0 0 k /NoSuchForm Do")).complaint == "Page drawing error occurred: Couldn't find named resource"
    assert plates_of(sheet("1 0 0 0 k")).complaint == ""


def test_a_file_under_a_password_is_told() -> None:
    document = pikepdf.open(io.BytesIO(sheet(" ")))
    stream = io.BytesIO()
    document.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert fault_of(stream.getvalue()).reason is Reason.LOCKED


@pytest.mark.parametrize("side", [14400 * 10, 1e9])
def test_a_sheet_of_hundreds_of_metres_is_refused_before_it_is_rendered(side: float) -> None:
    assert fault_of(sheet(" ", MediaBox=pikepdf.Array([0, 0, side, side]))).reason is Reason.LARGE


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0], ["a", "b", "c", "d"], [5, 5, 5, 500]])
def test_a_sheet_without_a_size_is_told(box: list[object]) -> None:
    assert fault_of(sheet(" ", MediaBox=pikepdf.Array(box))).reason is Reason.DAMAGED


def test_a_page_that_takes_for_ever_is_stopped() -> None:
    fault = fault_of(endless(), Rendering(dpi=50.8, limits=Limits(seconds=1.0)))
    assert fault.reason is Reason.SLOW
    assert "1 s" in fault.message


def test_a_program_in_need_of_more_memory_than_it_may_have_is_an_answer() -> None:
    assert fault_of(sheet(" "), Rendering(dpi=50.8, limits=Limits(megabytes=20))).reason is Reason.DAMAGED


def test_a_file_cannot_read_or_run_anything_beside_itself(tmp_path: Path) -> None:
    """Ghostscript takes PostScript for a PDF where it can: -dSAFER and the reader before it must both hold."""
    target = tmp_path / "written"
    program = f"%!PS\n({target}) (w) file dup (x) writestring closefile showpage\n".encode()
    assert fault_of(program).reason is Reason.DAMAGED
    assert not target.exists()


def _endless_pages(count: int) -> bytes:
    document = pikepdf.open(io.BytesIO(endless()))
    for _ in range(count - 1):
        document.pages.append(document.pages[0])
    return saved(document)


@pytest.mark.parametrize("jobs", [1, 3])
def test_after_three_pages_that_fail_the_rest_of_a_file_is_not_tried(jobs: int) -> None:
    pdf = _endless_pages(12)
    began = time.monotonic()
    made = list(plates_in(pdf, Rendering(dpi=50.8, limits=Limits(seconds=0.5)), jobs=jobs))
    reasons = [fault.reason for fault in made if isinstance(fault, NotRendered)]
    assert reasons == [Reason.SLOW] * 3 + [Reason.UNTRIED] * 9
    assert time.monotonic() - began < 5


def test_all_pages_of_a_file_have_a_time_together() -> None:
    began = time.monotonic()
    made = list(plates_in(_endless_pages(3), Rendering(dpi=50.8, limits=Limits(seconds=30, together=0.6))))
    assert [fault.reason for fault in made if isinstance(fault, NotRendered)] == [Reason.SLOW] * 3
    assert time.monotonic() - began < 4


def test_a_page_without_a_size_is_no_failure_of_the_renderer() -> None:
    document = pikepdf.open(io.BytesIO(sheet(*[" "] * 5)))
    for page in list(document.pages)[:4]:
        page.obj["/MediaBox"] = pikepdf.Array([5, 5, 5, 500])
    made = list(plates_in(saved(document), COARSE))
    assert isinstance(made[4], Plates)


def test_a_program_in_the_current_folder_is_not_taken_for_the_installed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "gs").write_text("#!/bin/sh\n")
        (tmp_path / folder / "gs").chmod(0o755)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../here"]))
    assert find_program("gs") is None
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(tmp_path / "there")]))
    assert find_program("gs") == str(tmp_path / "there" / "gs")


def test_sheets_read_in_four_threads_leave_the_log_as_it_was() -> None:
    log = logging.getLogger("pikepdf")
    before = log.level, list(log.handlers)
    broken = sheet(" ").replace(b"trailer", b"tr%iler")
    with ThreadPoolExecutor(4) as pool:
        assert len(set(map(str, pool.map(read_sheets, [broken] * 16)))) == 1
    assert (log.level, list(log.handlers)) == before
