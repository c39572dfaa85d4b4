"""What may be said of a page while the text is wrong, and of a page that is no longer there."""

import json

from layout.proof.facts import Begun, Refused
from tests.proof.web.serving_here import until
from tests.proof.web.telling import Desk


def test_while_the_text_is_wrong_no_page_can_be_signed(desk: Desk) -> None:
    hear = desk.room.shift._live._hear
    for told in (Begun(2), Refused(2, ())):
        desk.here.loop.call_soon_threadsafe(hear, told)
    until(lambda: desk.state()["making"]["refused"])
    answer = desk.here.post("/api/pages/1/approve", {"proof": desk.keys[0]})
    assert answer.status == 409
    assert "The text is wrong" in answer.json()["problem"]  # type: ignore[index]
    assert desk.page("1")["signed"] is None


def test_the_release_of_a_page_that_the_issue_has_no_longer_can_be_taken_back(desk: Desk) -> None:
    out = desk.room.shift._live.order.folder
    (out / "press").mkdir(parents=True)
    (out / "released.json").write_text(json.dumps({"pages": {"7": {"file": "press/p7.pdf", "sha256": "a" * 64}}}))
    seen = {"proof": "a" * 64}
    assert desk.here.post("/api/pages/7/unrelease", seen).status == 404, "nobody knows of it yet"
    desk.here.loop.call_soon_threadsafe(desk.room.shift._live.save)
    until(lambda: desk.room.desk.is_released("7"))
    assert desk.here.post("/api/pages/7/unrelease").status == 400, "nobody says which"
    other = desk.here.post("/api/pages/7/unrelease", {"proof": "b" * 64})
    assert other.status == 409
    assert other.json() == {
        "problem": "Page 7 was released again since you looked at it.",
        "remedy": "Look at what is released now.",
    }
    assert desk.here.post("/api/pages/7/unrelease", seen).status == 200
    assert json.loads((out / "released.json").read_text())["pages"] == {}
    assert not desk.room.desk.is_released("7")
    assert desk.here.post("/api/pages/7/unrelease", seen).status == 404
