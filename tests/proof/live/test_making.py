"""Pages made again and again: what stands is what a build would write now, whatever changed."""

import importlib.resources
import json
import os
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from PIL import Image

from layout.base.store import Store
from layout.build import build
from layout.proof.facts import Begun, Kind, Made, Read, Refused
from tests.proof.live.desks import Desk, written_by_build


def _word(text: str) -> str:
    """One word of the last paragraph is another."""
    head, stop, tail = text.rpartition(". ")
    assert stop
    return f"{head} indeed. {tail}"


def test_the_proofs_are_the_very_files_that_a_build_writes(desk: Desk) -> None:
    assert [type(each) for each in desk.told] == [Begun, Made, Read]
    proofs = desk.proofs
    built = build(desk.order)
    assert {each.page.number: each.sha256 for each in built.pages} == proofs
    assert {each.page.number: each.ink_digest for each in built.pages} == desk.inks
    for each in built.pages:
        assert desk.kept.pdf(proofs[each.page.number]) == (desk.order.folder / each.file).read_bytes()
        trace = desk.kept.trace(proofs[each.page.number])
        assert trace is not None
        assert trace.page == each.page.number
    desk.edit("stories/tram-1.md", _word)
    assert desk.save().changed == ("2",)
    again = build(desk.order)
    assert {each.page.number: each.sha256 for each in again.pages} == desk.proofs
    assert {each.page.number: each.version for each in again.pages} == {"1": "A", "2": "B", "3": "A", "4": "A"}


def test_a_save_without_a_change_changes_no_proof(desk: Desk) -> None:
    before = desk.proofs
    assert desk.save().changed == ()
    assert desk.proofs == before


def test_the_house_says_how_wide_a_word_space_may_be(desk: Desk) -> None:
    assert desk.save().made.issue.word_space == 0.75
    desk.edit("house.yaml", lambda text: text.replace("standards: {", "standards: {word-space: 60%, "))
    assert desk.save().made.issue.word_space == 0.6


def test_after_a_restart_the_same_proofs_are_made(desk: Desk) -> None:
    before = desk.proofs
    desk.maker = desk.new_maker()
    assert desk.save().proofs == before


def _swap_picture(path: Path, *, keep_time: bool) -> None:
    """Another picture of the same size in pixels and bytes, under the same name, with the same times."""
    facts = path.stat()
    with Image.open(path) as image:
        other = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        other.save(path, quality=40)
    size = path.stat().st_size
    assert size < facts.st_size
    path.write_bytes(path.read_bytes() + b"\0" * (facts.st_size - size))
    if keep_time:
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        assert path.stat().st_mtime_ns == facts.st_mtime_ns
    assert path.stat().st_size == facts.st_size


@pytest.mark.parametrize("keep_time", [True, False])
def test_a_picture_exchanged_for_one_of_the_same_name_size_and_time_is_seen(desk: Desk, keep_time: bool) -> None:
    _swap_picture(desk.path("photos/tram-1.jpg"), keep_time=keep_time)
    assert desk.save().changed == ("2",)
    assert desk.proofs == written_by_build(desk.order)


def test_a_picture_exchanged_right_after_it_was_read_is_seen(desk: Desk) -> None:
    path = desk.path("photos/tram-1.jpg")
    for _ in range(3):
        _swap_picture_again(path)
        assert desk.save().proofs == written_by_build(desk.order)


def _swap_picture_again(path: Path) -> None:
    data = path.read_bytes()
    at = len(data) // 2
    changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    facts = path.stat()
    path.write_bytes(changed)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def test_an_ad_exchanged_under_the_same_name_is_seen(desk: Desk) -> None:
    path = desk.path("ads/A1207-marine-1.pdf")
    before = path.stat()
    data = path.read_bytes()
    other = desk.path("ads/A1215-bank-1.pdf").read_bytes()
    assert desk.save().changed == ()
    path.write_bytes(data[: data.rindex(b"startxref")] + b"% exchanged\n" + data[data.rindex(b"startxref") :])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert desk.save().proofs == written_by_build(desk.order)
    path.write_bytes(other)
    desk.save()
    assert "1" in desk.changed
    assert desk.proofs == written_by_build(desk.order)


def test_an_ad_drawn_anew_with_the_same_bounds_is_seen(desk: Desk) -> None:
    path = desk.path("ads/A1207-marine-1.pdf")
    _recolour(path)
    assert desk.save().changed == ("1",)
    assert desk.proofs == written_by_build(desk.order)


def _recolour(path: Path) -> None:
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"q 0 0 0 1 k 10 10 20 20 re f Q")
        pdf.save(path)


def test_a_drawing_changed_in_place_is_seen(desk: Desk) -> None:
    desk.edit("photos/map-bridge-1.svg", lambda text: text.replace("</svg>", '<rect x="9" y="9" width="30" height="30"/></svg>'))
    assert "2" in desk.save().changed
    assert desk.proofs == written_by_build(desk.order)


def test_a_jumps_page_number_follows_its_page(desk: Desk) -> None:
    desk.edit("issue.yaml", lambda text: text.replace("page: 3\n", "page: 5\n").replace("jump: 3\n", "jump: 5\n"))
    desk.save()
    assert desk.proofs == written_by_build(desk.order)
    assert {"1", "5"} <= set(desk.changed)
    trace = desk.kept.trace(desk.proofs["1"])
    assert trace is not None
    assert {block.jump_to for block in trace.blocks} >= {"5"}


def test_title_date_and_edition_change_what_they_stand_on(desk: Desk) -> None:
    every = ("1", "2", "3", "4")
    changes: list[tuple[str, Callable[[str], str], tuple[str, ...]]] = [
        ("issue.yaml", lambda text: text.replace("2026-11-24", "2026-11-25"), every),
        ("issue.yaml", lambda text: text.replace("edition: City", "edition: Late"), ("1",)),
        ("house.yaml", lambda text: re.sub(r"^title:.*$", "title: The Herold", text, flags=re.MULTILINE), every),
    ]
    for name, change, changed in changes:
        desk.edit(name, change)
        assert desk.save().changed == changed
        assert desk.proofs == written_by_build(desk.order)


def test_version_letters_in_the_slug_follow_the_manifest(desk: Desk) -> None:
    """Another terminal builds: the next letter stands in the slug of the page that changed, and in no other."""
    _write_press(desk.path("crop.yaml"))
    desk.order = replace(desk.order, press=str(desk.path("crop.yaml")))
    desk.maker = desk.new_maker()
    assert desk.save().proofs == written_by_build(desk.order)
    _write_manifest(desk, {"1": "A", "2": "A", "3": "A", "4": "A"})
    assert desk.save().changed == ()
    desk.edit("stories/tram-1.md", _word)
    desk.save()
    assert desk.changed == ("2",)
    assert desk.proofs == written_by_build(desk.order)
    # and a manifest that says otherwise makes another slug line of the same ink
    before = desk.inks
    _write_manifest(desk, {"1": "A", "2": "B", "3": "F", "4": "A"})
    assert desk.save().changed == ("3",)
    assert desk.inks == before
    assert desk.proofs == written_by_build(desk.order)


def _write_manifest(desk: Desk, letters: dict[str, str]) -> None:
    """As a build leaves it that had the pages as they are now."""
    versions = {n: {"version": letter, "sha256": desk.proofs[n], "ink": desk.inks[n]} for n, letter in letters.items()}
    desk.order.folder.mkdir(exist_ok=True)
    (desk.order.folder / "manifest.json").write_text(json.dumps({"versions": versions}))


def _write_press(path: Path) -> None:
    text = (Path(str(importlib.resources.files("broadsheet_assets"))) / "press" / "newsprint.yaml").read_text(encoding="utf-8")
    path.write_text(re.sub(r"^marks: none", "marks: crop", text, flags=re.MULTILINE), encoding="utf-8")


def test_a_press_profile_changed_in_place_is_seen(desk: Desk) -> None:
    path = desk.path("crop.yaml")
    _write_press(path)
    desk.order = replace(desk.order, press=str(path))
    desk.maker = desk.new_maker()
    desk.save()
    path.write_text(path.read_text().replace("marks: crop", "marks: none"), encoding="utf-8")
    assert desk.save().proofs == written_by_build(desk.order)
    assert desk.changed == ("1", "2", "3", "4")


def test_a_picture_that_goes_leaves_a_hole_and_comes_again(desk: Desk) -> None:
    before = desk.proofs
    path = desk.path("photos/tram-1.jpg")
    data = path.read_bytes()
    path.unlink()
    desk.save()
    assert desk.changed == ("2",)
    assert any(item.page == "2" and item.severity == "error" for item in desk.read.items)
    assert desk.save().proofs == written_by_build(desk.order)
    path.write_bytes(data[:2000])  # half of it has come
    assert desk.save().proofs == written_by_build(desk.order)
    path.write_bytes(data)
    assert desk.save().proofs == before


def test_a_half_typed_issue_is_refused_with_its_place_and_the_pages_stand(desk: Desk) -> None:
    before = desk.proofs
    path = desk.path("issue.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) // 2] + "\n  {", encoding="utf-8")
    desk.save()
    assert [type(each) for each in desk.told] == [Begun, Refused]
    assert desk.refused.items[0].kind is Kind.TEXT
    assert desk.refused.items[0].line > 0
    assert desk.refused.items[0].path == "issue.yaml"
    path.write_text(text, encoding="utf-8")
    assert desk.save().proofs == before
    assert desk.changed == ()


@pytest.mark.parametrize("name", ["issue.yaml", "house.yaml"])
def test_a_file_that_is_gone_is_refused(desk: Desk, name: str) -> None:
    desk.path(name).unlink()
    assert desk.save().refused.items


def test_a_story_that_is_a_folder_a_pipe_or_far_too_large_is_refused(desk: Desk) -> None:
    path = desk.path("stories/tram-1.md")
    text = path.read_text(encoding="utf-8")
    path.unlink()
    path.mkdir()
    assert [item.code for item in desk.save().refused.items] == ["file-is-folder"]
    path.rmdir()
    os.mkfifo(path)
    assert desk.save().refused.items
    path.unlink()
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert [item.code for item in desk.save().refused.items] == ["file-too-large"]
    path.unlink()
    path.write_text(text, encoding="utf-8")
    assert desk.save().changed == ()


def test_a_font_that_is_not_there_is_told_as_long_as_it_is_asked_for(desk: Desk) -> None:
    house = desk.path("house.yaml").read_text(encoding="utf-8")
    wrong = house + "fonts: {sans: Nowhere Sans}\n"
    desk.path("house.yaml").write_text(wrong, encoding="utf-8")
    assert any(item.code == "font-missing" for item in desk.save().read.items)
    assert any(item.code == "font-missing" for item in desk.save().read.items)
    desk.path("house.yaml").write_text(house, encoding="utf-8")
    assert not any(item.code.startswith("font-") for item in desk.save().read.items)
    assert desk.proofs == written_by_build(desk.order)


def test_a_story_is_told_with_the_headline_that_is_printed(desk: Desk) -> None:
    told = desk.read.stories["tram-1"]
    long = "A headline of far more words than there is room for over any story of this paper " * 3
    desk.edit("stories/tram-1.md", lambda text: re.sub(r"headline:.*(\n +.*)*", f"headline: [{long}, Tram stops]", text, count=1))
    story = desk.save().read.stories["tram-1"]
    assert (story.headline, story.taken) == ("Tram stops", (2, 2))
    assert told.headline != story.headline


def test_a_comment_in_a_story_changes_nothing_but_its_lines(desk: Desk) -> None:
    before = desk.read.stories["tram-1"].lines
    desk.edit("stories/tram-1.md", lambda text: text.replace("\n---\n", "\n# a note\n---\n", 1))
    desk.save()
    assert desk.changed == ()
    assert desk.read.stories["tram-1"].lines == tuple(line + 1 for line in before)


def test_a_block_that_has_another_letter_has_it_in_the_trace_too(desk: Desk) -> None:
    def renamed(text: str) -> str:
        issue = yaml.safe_load(text)
        page = next(each for each in issue["pages"] if each["page"] == 3)
        page["dummy"] = page["dummy"].replace("O", "Q")
        page["place"]["Q"] = page["place"].pop("O")
        return yaml.safe_dump(issue, allow_unicode=True, sort_keys=False)

    before = desk.proofs
    desk.edit("issue.yaml", renamed)
    assert desk.save().proofs == written_by_build(desk.order)
    trace = desk.kept.trace(desk.proofs["3"])
    assert trace is not None
    assert "Q" in {block.letter for block in trace.blocks}
    assert "Q" in {line.block for line in trace.lines}
    assert desk.proofs == before


def test_what_is_over_is_told_in_lines_with_its_item(desk: Desk) -> None:
    desk.edit("stories/tram-1.md", lambda text: text + "\n\n" + "\n\n".join(["The tram will stop at the gate." * 9] * 6))
    desk.save()
    page = next(each for each in desk.made.pages if each.number == "2")
    assert page.over > 0
    fit = [item for item in desk.read.items if item.kind is Kind.FIT and item.severity != "note"]
    assert [(item.page, item.block, item.story, item.person) for item in fit] == [("2", "T", "tram-1", "Rhona Castell")]
    assert fit[0].lines == page.over
    assert [row.lines_over for row in desk.read.fits if row.block == "T" and row.page == "2"] == [page.over]


def test_a_fault_keeps_its_key_when_lines_move_above_it(desk: Desk) -> None:
    desk.edit("stories/tram-1.md", lambda text: text + "\n\nThe the tram stops.\n")
    first = [item for item in desk.save().read.items if item.code == "word-doubled"]
    desk.edit("stories/tram-1.md", lambda text: text.replace("\n---\n", "\n# one more\n---\n", 1))
    second = [item for item in desk.save().read.items if item.code == "word-doubled"]
    assert [item.key for item in first] == [item.key for item in second]
    assert second[0].line == first[0].line + 1
    assert (second[0].page, second[0].block, second[0].path) == ("2", "T", "stories/tram-1.md")
    assert second[0].area is not None


def test_a_newer_save_leaves_the_reading_of_this_one(desk: Desk) -> None:
    desk.superseded = True
    desk.edit("stories/tram-1.md", _word)
    desk.save()
    assert [type(each) for each in desk.told] == [Begun, Made]
    assert desk.making is not None
    assert desk.making.read is None


def test_many_pages_are_told_as_they_come(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store)
    from tests.proof.sixteen import write_sixteen

    write_sixteen(tmp_path / "large", times=2)
    desk.order = replace(desk.order, issue=tmp_path / "large" / "issue.yaml")
    desk.maker = desk.new_maker()
    desk.save()
    made = [each for each in desk.told if isinstance(each, Made)]
    assert [each.whole for each in made] == [False, False, True]
    assert [sum(page.building for page in each.pages) for each in made] == [8, 4, 0]
    assert all(page.proof == "" for page in made[0].pages)
    assert len({page.proof for page in made[2].pages}) == 8


def test_proofs_that_somebody_deleted_are_kept_again(desk: Desk) -> None:
    for path in desk.kept.folder.iterdir():
        path.unlink()
    proofs = desk.save().proofs
    assert all(desk.kept.pdf(key) is not None and desk.kept.trace(key) is not None for key in proofs.values())


def test_a_full_disk_is_an_error_of_the_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    desk.edit("stories/tram-1.md", _word)
    monkeypatch.setattr(desk.kept, "put", full)
    with pytest.raises(OSError, match="No space left"):
        desk.save()
    monkeypatch.undo()
    assert desk.save().proofs == written_by_build(desk.order)


def test_whatever_is_edited_in_whatever_order_the_proofs_are_those_of_a_build(desk: Desk) -> None:
    """Standing type, standing ink and standing pages together, against everything made afresh."""
    dice = random.Random(5)
    slugs = sorted(path.stem for path in desk.path("stories").glob("*.md"))
    for turn in range(5):
        for slug in dice.sample(slugs, 2):
            desk.edit(f"stories/{slug}.md", lambda text: _edited(text, dice))
        if turn == 2:
            desk.edit("house.yaml", lambda text: text.replace("tint: cmyk(6, 3, 0, 0)", "tint: cmyk(0, 3, 9, 0)"))
        if turn == 3:
            desk.edit("house.yaml", lambda text: text.replace("million, ", "mil-lion, "))
        assert desk.save().proofs == written_by_build(desk.order)


def _edited(text: str, dice: random.Random) -> str:
    """A word of the body doubled, or a sentence taken out or put in."""
    head, rule, body = text.rpartition("\n---\n")
    sentences = body.split(". ")
    at = dice.randrange(len(sentences))
    match dice.randrange(3):
        case 0 if len(sentences) > 4:
            del sentences[at]
        case 1:
            sentences.insert(at, "Nobody had been told of it beforehand, least of all the harbour master")
        case _:
            sentences[at] = sentences[at] + " after all"
    return head + rule + ". ".join(sentences)
