"""Released pages are read with their bytes, or a fault is told."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.messages import place_of
from layout.press.carried import Carried, PageArt, PageText, Pictured, Pointer, read_text, text_facts
from layout.press.released import Frozen, entry_of, frozen_pages

PAGE = b"%PDF page 1"
DIGEST = hashlib.sha256(PAGE).hexdigest()
GOOD = {"pages": {"1": {"sha256": DIGEST, "file": "press/1_A.pdf"}}}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "1_A.pdf").write_bytes(PAGE)
    return tmp_path


def faults(out: Path, text: str) -> list[str]:
    (out / "released.json").write_text(text)
    frozen, problems = frozen_pages(out, "out")
    assert frozen == {}
    return [f"{place_of(problem)} {problem.code}" for problem in problems]


def test_a_released_page_comes_with_its_bytes(out: Path) -> None:
    assert frozen_pages(out, "out") == ({}, [])
    (out / "released.json").write_text(json.dumps(GOOD))
    assert frozen_pages(out, "out") == ({"1": Frozen("press/1_A.pdf", DIGEST, PAGE)}, [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"pages":\n  {"1": }}', "out/released.json:2:9"),
        ("", "out/released.json:1:1"),
        ("[]", "out/released.json"),
        ('{"pages": []}', "out/released.json"),
        ("[" * 100_000, "out/released.json"),
        ('{"pages": {"1": ' + "9" * 5000 + "}}", "out/released.json"),
        ('{"pages": {\n"1": null}}', "out/released.json:2"),
        ('{"pages": {\n"1": {"file": "press/1_A.pdf", "sha256": "abc"}}}', "out/released.json:2"),
        ('{"pages": {\n\n"1": {"file": "press/../x.pdf", "sha256": "' + DIGEST + '"}}}', "out/released.json:3"),
        ('{"pages": {\n\n"1": {"file": "/etc/passwd", "sha256": "' + DIGEST + '"}}}', "out/released.json:3"),
    ],
)
def test_a_damaged_record_is_told_with_its_place(out: Path, text: str, place: str) -> None:
    assert faults(out, text) == [f"{place} released-damaged"]


def test_a_record_in_another_encoding_is_told(out: Path) -> None:
    (out / "released.json").write_bytes(b'{"pages": "\xff"}')
    frozen, (problem,) = frozen_pages(out, "out")
    assert (frozen, problem.code) == ({}, "released-damaged")


def test_a_released_file_that_is_another_or_gone_is_told(out: Path) -> None:
    (out / "press" / "1_A.pdf").write_bytes(b"other")
    assert faults(out, json.dumps(GOOD)) == ["page 1 released-changed"]
    (out / "press" / "1_A.pdf").unlink()
    assert faults(out, json.dumps(GOOD)) == ["page 1 released-changed"]


PICTURE: dict[str, object] = {"file": "a.jpg", "sha256": "", "story": "", "crop": [0, 0, 1, 1], "area": [0, 0, 1, 1]}
ART = PageArt(
    (Pictured("bridge.jpg", "3f", "bridge", (0.0, 0.008, 1.0, 0.962), (-8.5, 20.25, 300.0, 200.0)),), ("A1207", "A1207")
)
TEXT = PageText((Carried("bridge", ("The", "co-", "op\u2019s", "vote"), 0, 2, "3"),), (Pointer("eels", "2"),), ART)


def test_what_stands_on_a_released_page_is_written_down_and_read(out: Path) -> None:
    record = {"pages": {"1": entry_of("press/1_A.pdf", DIGEST, TEXT)}}
    (out / "released.json").write_text(json.dumps(record))
    assert frozen_pages(out, "out") == ({"1": Frozen("press/1_A.pdf", DIGEST, PAGE, TEXT)}, [])


def test_pictures_and_ads_need_not_be_written_down() -> None:
    facts = {key: each for key, each in text_facts(TEXT).items() if key not in ("pictures", "ads")}
    assert read_text(facts) == replace(TEXT, art=None)
    assert text_facts(replace(TEXT, art=None)) == facts
    assert read_text({**facts, "pictures": [PICTURE], "ads": []}).art == PageArt(
        (Pictured("a.jpg", "", "", (0, 0, 1, 1), (0, 0, 1, 1)),)
    )


def test_a_record_without_it_stays_as_it_was() -> None:
    assert entry_of("press/1_A.pdf", DIGEST, None) == GOOD["pages"]["1"]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "words",
        {"pieces": [], "refers": "none"},
        {"pieces": [3], "refers": []},
        {"pieces": [{"story": "a", "begin": 0, "end": 9, "jump_to": "", "jump_from": "", "words": "one two"}], "refers": []},
        {"pieces": [{"story": "a", "begin": True, "end": 1, "jump_to": "", "jump_from": "", "words": "one two"}], "refers": []},
        {"pieces": [{"story": "a", "begin": 0, "end": 1, "jump_to": 3, "jump_from": "", "words": "one two"}], "refers": []},
        {"pieces": [], "refers": [{"story": "a"}]},
        {"pieces": [], "refers": [], "pictures": []},
        {"pieces": [], "refers": [], "pictures": [], "ads": [3]},
        {"pieces": [], "refers": [], "pictures": [PICTURE | {"crop": [0, 0, 1]}], "ads": []},
        {"pieces": [], "refers": [], "pictures": [PICTURE | {"area": [0, 0, 1, "1"]}], "ads": []},
        {"pieces": [], "refers": [], "pictures": [PICTURE | {"sha256": None}], "ads": []},
    ],
)
def test_what_no_release_writes_there_is_told(out: Path, text: object) -> None:
    entry = {"file": "press/1_A.pdf", "sha256": DIGEST, "text": text}
    assert faults(out, json.dumps({"pages": {"1": entry}})) == ["out/released.json:1 released-damaged"]
