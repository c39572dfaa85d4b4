"""TIFFs tried in a process of their own."""

import os
import random
import subprocess
import threading
from pathlib import Path

import pytest
from PIL import Image

import layout.images.overheard as overheard
from layout.images.ink import Place
from layout.images.press_ink import newsprint
from layout.images.separate import separate
from tests.images.files import FILED, gradient, saved, written

PLACE = Place((0.0, 0.0, 1.0, 1.0), 60.0, 40.0)


def fax(folder: Path, scratched: bool) -> Path:
    noise = Image.frombytes("L", (100, 75), random.Random(1).randbytes(7500)).resize((400, 300))  # the same each time
    path = saved(folder, "fax.tif", noise.convert("1"), compression="group4")
    data = bytearray(path.read_bytes())
    if scratched:
        middle = len(data) // 2
        data[middle : middle + 40] = [byte ^ 0x5A for byte in data[middle : middle + 40]]
    return written(folder, "fax.tif", bytes(data))


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"])
def test_a_sound_compressed_tiff_is_printed(tmp_path: Path, compression: str) -> None:
    made, problems = separate(saved(tmp_path, "a.tif", gradient(90, 60), compression=compression), PLACE, newsprint(), FILED)
    assert (made is not None, problems) == (True, [])
    assert separate(fax(tmp_path, scratched=False), PLACE, newsprint(), FILED)[1] == []


def test_a_scratched_fax_is_told_and_standard_error_is_left_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made, problems = separate(fax(tmp_path, scratched=True), PLACE, newsprint(), FILED)
    assert made is None
    assert [(problem.code, "damaged in places" in problem.message) for problem in problems] == [("picture-broken", True)]
    assert capfd.readouterr().err == ""


def test_damaged_data_are_told_without_a_word_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, "a.tif", gradient(300, 200), compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 20] = b"\xff" * 20
    made, problems = separate(written(tmp_path, "a.tif", bytes(data)), PLACE, newsprint(), FILED)
    assert made is None
    assert [problem.code for problem in problems] == ["picture-broken"]
    assert capfd.readouterr().err == ""


def test_what_other_threads_say_goes_out_at_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, heard = subprocess.run, []

    def run_and_speak(*arguments: object, **options: object) -> object:
        thread = threading.Thread(target=os.write, args=(2, b"another thread\n"))
        thread.start()
        thread.join()
        heard.append(capfd.readouterr().err)
        return run(*arguments, **options)  # type: ignore[call-overload]  # as they came

    monkeypatch.setattr(overheard.subprocess, "run", run_and_speak)
    separate(fax(tmp_path, scratched=False), PLACE, newsprint(), FILED)
    assert heard == ["another thread\n"]


def test_where_no_process_can_be_started_the_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overheard.sys, "executable", str(tmp_path / "nothing"))
    made, problems = separate(fax(tmp_path, scratched=False), PLACE, newsprint(), FILED)
    assert made is None
    assert [(problem.code, problem.remedy) for problem in problems] == [("picture-kind", "Save it without compression.")]


def test_a_decoder_that_dies_is_a_damaged_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    died = subprocess.CompletedProcess([], -11, b"", b"")
    monkeypatch.setattr(overheard.subprocess, "run", lambda *_arguments, **_options: died)
    made, problems = separate(fax(tmp_path, scratched=False), PLACE, newsprint(), FILED)
    assert made is None
    assert [problem.code for problem in problems] == ["picture-broken"]


def test_a_folder_with_modules_of_its_own_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "random.py", "raise SystemExit('not ours')")
    written(tmp_path, "PIL.py", "raise SystemExit('not ours')")
    path = fax(tmp_path, scratched=False)
    monkeypatch.chdir(tmp_path)
    assert separate(path, PLACE, newsprint(), FILED)[1] == []
