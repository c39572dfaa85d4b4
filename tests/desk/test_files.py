"""Which files a page needs, and who asks for them."""

from pathlib import Path

from layout.base.problems import InFile
from layout.content.issue import PhotoOptions, PictureAlone
from layout.content.story import Photo
from layout.design.house import Manner, Master, Nameplate
from layout.desk.files import files_of_pages
from layout.desk.planning import make_plan
from tests.desk.drawing import HERE, PRESS, ad, going_on, make_house, make_issue, make_page, make_story, story

FILED = InFile("stories/a.md", 4, 5)


def photo(name: str) -> Photo:
    return Photo(Path(name), (), "", FILED)


def test_each_page_s_files_are_known_with_the_line_that_asks_for_them() -> None:
    filed = make_story("a", photos=(photo("one.jpg"), photo("two.jpg"), photo("unused.jpg")), mug=photo("mug.jpg"))
    asked = PhotoOptions(InFile("issue.yaml", 30, 9))
    picture = PhotoOptions(InFile("issue.yaml", 31, 9), file=Path("alone.jpg"))
    first = make_page(
        "1", "AAAPXX", A=story("a", photos=(asked,), style="signed", jump="2"), P=PictureAlone(picture), X=ad("ad.pdf")
    )
    second = make_page("2", "AAAAAA", "front", A=going_on("a", photos=(asked,), style="signed"))
    plate = Nameplate("", Path("plate.svg"), 12, skybox_photo=Path("sky.jpg"))
    house = make_house(
        masters={"plain": Master("plain"), "front": Master("front", nameplate=plate)}, manners={"signed": Manner(mug=True)}
    )
    plan, _ = make_plan(make_issue(first, second, stories=(filed,)), house, PRESS)
    assert plan is not None
    assert {number: dict(files) for number, files in files_of_pages(plan).items()} == {
        "1": {
            Path("mug.jpg"): FILED,
            Path("one.jpg"): FILED,
            Path("alone.jpg"): InFile("issue.yaml", 31, 9),
            Path("ad.pdf"): InFile("issue.yaml", 12, 5),
        },
        "2": {Path("plate.svg"): HERE, Path("sky.jpg"): HERE, Path("two.jpg"): FILED},
    }


def test_a_mug_is_wanted_only_where_the_manner_prints_one() -> None:
    plan, _ = make_plan(
        make_issue(make_page("1", "AAAAAA", A=story("a")), stories=(make_story("a", mug=photo("m.jpg")),)), make_house(), PRESS
    )
    assert plan is not None
    assert dict(files_of_pages(plan)["1"]) == {}
