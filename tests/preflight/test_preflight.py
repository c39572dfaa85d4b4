"""Preflight as a whole: whatever happens it answers, it leaves the process as it was, and what it says is fit for a terminal."""

import io
import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from pikepdf import Array, Dictionary, Name, String, settings
from PIL import Image

from layout.base.problems import Severity
from layout.design.press import Press
from layout.preflight import preflight as module
from layout.preflight.expected import Expected, InkOfPage
from layout.preflight.fault import Fault
from layout.preflight.preflight import preflight
from layout.preflight.reader import set_bounds
from layout.preflight.sheet import Sheet
from tests.preflight.files import PRESS, X1A, good, good_x1a

AD = Expected(ad=True)


@pytest.mark.parametrize("fault", [OverflowError, KeyError, RecursionError, MemoryError, AssertionError, UnicodeDecodeError])
def test_what_nobody_foresaw_is_an_error_beside_what_was_found_before(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def stumble(sheet: Sheet) -> Iterator[Fault]:
        if sheet.number == 2:
            raise fault("utf-8", b"", 0, 1, "no text") if fault is UnicodeDecodeError else fault("of no kind")
        yield from ()

    def render(data: bytes) -> list[InkOfPage]:
        raise AssertionError("a renderer was started on a file that stopped its reader")

    monkeypatch.setattr(module, "check_lines", stumble)
    draft = good()
    draft.xmp = draft.xmp.replace("PDF/X-4<", "PDF/X-3<")
    draft.page.Contents = draft.pdf.make_stream(b"")
    draft.pdf.pages.append(draft.page)
    done = preflight(draft.bytes(), PRESS, ink=render)
    told = {finding.rule: finding for finding in done.findings}
    assert {"file-standard", "file-pages", "file-damaged"} <= set(told)
    assert told["file-damaged"].severity is Severity.ERROR
    assert fault.__name__ in told["file-damaged"].message
    assert "on page 2" in told["file-damaged"].message
    assert [page.page for page in done.pages] == [1]


def test_a_renderers_own_fault_is_not_taken_for_the_files() -> None:
    def render(data: bytes) -> list[InkOfPage]:
        raise ValueError("of the renderer")

    with pytest.raises(ValueError, match="of the renderer"):
        preflight(good().bytes(), PRESS, ink=render)


def _state_of_the_process() -> tuple[object, ...]:
    log = logging.getLogger("pikepdf")
    pillow = Image.MAX_IMAGE_PIXELS, logging.getLogger("PIL").level
    return settings.get_qpdf_limits(), log.level, log.propagate, list(log.handlers), list(warnings.filters), pillow


def test_four_threads_leave_the_process_as_it_was_and_find_the_same() -> None:
    draft = good()
    draft.image("Jpeg", b"", (100, 50)).write(_jpeg(), filter=Name.DCTDecode)
    draft.add("36 0 0 18 160 100 cm /Jpeg Do")
    data = draft.bytes().replace(b"startxref", b"startxxxx")  # damaged, so that qpdf has something to log
    set_bounds()
    before, alone, together = _state_of_the_process(), preflight(data, PRESS), Barrier(4)

    def judge(_: int) -> object:
        together.wait()
        return preflight(data, PRESS)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(judge, range(8))) == [alone] * 8
    assert _state_of_the_process() == before
    assert "file-damaged" in {finding.rule for finding in alone.findings}


def _jpeg() -> bytes:
    written = io.BytesIO()
    Image.new("CMYK", (100, 50), (30, 30, 30, 0)).save(written, "JPEG")
    return written.getvalue()


def test_names_that_would_steer_a_terminal_come_out_harmless() -> None:
    draft = good()
    evil = "X\x1b[2J\x1b]0;owned\x07\u202e\x9b\ny"
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + evil), FirstChar=65, Widths=Array([500, 500]))
    draft.resource("Font", "Evil", font)
    draft.add("BT 0 0 0 1 k /Over gs /Evil 9 Tf 20 150 Td (AB) Tj ET")
    draft.pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("\x1b[31mNewsprint")
    done = preflight(draft.bytes(), PRESS)
    said = [text for finding in done.findings for text in (finding.message, finding.thing)]
    said += [name for page in done.pages for name in (*page.fonts, *page.inks)]
    assert {finding.rule for finding in done.findings} == {"font-unembedded", "intent-condition"}
    assert all(text.isprintable() for text in said)
    assert "X?[2J?]0;owned??? y" in done.pages[0].fonts


@pytest.mark.parametrize("named", ["PDF/X-1a:2001", "PDF/X-1a:2003"])
@pytest.mark.parametrize("press", [PRESS, X1A])
def test_an_ad_in_any_edition_of_x1a_is_taken_by_any_press(named: str, press: Press) -> None:
    draft = good_x1a()
    draft.pdf.docinfo["/GTS_PDFXVersion"] = draft.pdf.docinfo["/GTS_PDFXConformance"] = named
    assert not [one.message for one in preflight(draft.bytes(), press, AD).findings if one.rule == "file-standard"]


def test_an_ad_of_the_later_standard_is_told_to_a_press_of_the_older() -> None:
    (found,) = [one for one in preflight(good().bytes(), X1A, AD).findings if one.rule == "file-standard"]
    assert found.message == "the file says that it is PDF/X-4; the press takes PDF/X-1a:2003"
    assert found.severity is Severity.WARNING


def test_a_page_in_another_standard_is_told_which_it_says_it_is() -> None:
    told = [
        next(one.message for one in preflight(data, press).findings if one.rule == "file-standard")
        for data, press in ((good().bytes(), X1A), (good_x1a().bytes(), PRESS))
    ]
    assert told == [
        "the file says that it is PDF/X-4; the press takes PDF/X-1a:2003",
        "the file says that it is PDF/X-1a:2003; the press takes PDF/X-4",
    ]


def test_a_file_that_says_nothing_of_a_standard_is_told_so() -> None:
    draft = good()
    draft.xmp = ""
    messages = [one.message for one in preflight(draft.bytes(), PRESS, AD).findings]
    assert messages == ["the file does not say that it is PDF/X; the press takes PDF/X-4"]


def test_a_table_of_colours_is_read_at_the_index_nearest_to_the_one_that_is_asked_for() -> None:
    draft = good()
    draft.content = ""
    draft.resource("ColorSpace", "Table", Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\x33\0\0\0\x66")]))
    for index, most in (("-5", 0.2), ("0", 0.2), ("1", 0.4), ("9", 0.4)):
        draft.content = f"/Table cs {index} sc 20 100 40 40 re f"
        (page,) = preflight(draft.bytes(), PRESS).pages
        assert page.most_ink == pytest.approx(most)


def test_the_greatest_colour_of_a_sampled_gradient_is_its_ink_however_often_it_is_painted() -> None:
    draft = good()
    draft.content = ""
    told = {"FunctionType": 0, "Domain": Array([0, 1]), "Range": Array([0, 1] * 4), "Size": Array([3]), "BitsPerSample": 8}
    function = draft.pdf.make_indirect(draft.stream(bytes([0, 0, 0, 0, 51, 102, 0, 51, 0, 0, 0, 0]), **told))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 300, 0]), Function=function)
    draft.resource("Shading", "Blend", shading)
    draft.content = "/Blend sh /Blend sh /Blend sh"
    (page,) = preflight(draft.bytes(), PRESS).pages
    assert page.most_ink == pytest.approx(0.8)
