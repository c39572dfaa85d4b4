"""Two proof desks at work on one issue, their records in one PostgreSQL: what is said at one is known at the other."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.needed import needed
from tests.proof.browser.running_desk import RunningDesk, copied_paper
from tests.proof.records.cluster import INSTALL, find_programs, running_cluster

Desks = tuple[RunningDesk, RunningDesk]
SOON = 10.0  # seconds; a desk asks every second, and this machine may be busy


@pytest.fixture(scope="module")
def records() -> Iterator[Callable[[], str]]:
    """The address of a new database each time."""
    programs = find_programs()
    if programs is None:
        needed("PostgreSQL", INSTALL)
    with running_cluster(programs) as cluster:
        yield cluster.url


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, records: Callable[[], str]) -> Iterator[Desks]:
    """Both over the same files."""
    paper = copied_paper(tmp_path_factory.mktemp("two") / "herald")
    with _running(records(), paper, paper) as both:
        yield both


@contextmanager
def _running(url: str, *papers: Path) -> Iterator[Desks]:
    one, two = (RunningDesk(paper, "--records", url, "--pages", "2") for paper in papers)
    with ExitStack() as stack:
        for desk in (one, two):
            stack.callback(desk.start().stop)
            desk.wait_until_ready()
        yield one, two


def test_a_note_at_one_desk_is_shown_and_done_at_the_other(desks: Desks) -> None:
    here, there = desks
    note = here.post("/api/notes", {"page": "2", "text": "Is the tram late? @Editor"})
    there.wait_for_state(lambda state: state["pages"][0]["notes"] == 1, SOON)
    assert [each["text"] for each in there.get("/api/notes")["notes"]] == ["Is the tram late? @Editor"]
    there.post(f"/api/notes/{note['id']}/done", {})
    here.wait_for_state(lambda state: state["pages"][0]["notes"] == 0, SOON)


def test_a_sign_off_at_one_desk_holds_at_the_other_and_lapses_at_both(desks: Desks) -> None:
    here, there = desks
    page = here.state["pages"][0]
    here.post("/api/pages/2/approve", {"proof": page["made"]})
    there.wait_for_state(lambda state: state["pages"][0]["state"] == "signed", SOON)
    here.save("stories/tram.md", lambda text: text.replace("empty", "vacant", 1))
    for desk in desks:
        lapsed = desk.wait_for_state(lambda state: state["pages"][0]["lapsed"] is not None, 60)["pages"][0]
        assert lapsed["signed"] is None
    here.save("stories/tram.md", lambda text: text.replace("vacant", "empty", 1))
    for desk in desks:
        desk.wait_for_state(lambda state: state["pages"][0]["signed"] is not None, 60)


@pytest.mark.slow
def test_over_copied_files_a_page_is_released_at_one_desk(tmp_path: Path, records: Callable[[], str]) -> None:
    papers = [copied_paper(tmp_path / name / "issues" / "herald") for name in ("one", "two")]
    with _running(records(), *papers) as (here, there):
        page = there.state["pages"][0]
        here.post("/api/pages/2/approve", {"proof": page["made"]})
        here.post("/api/pages/2/release", {"proof": page["made"]})
        told = there.wait_for_state(lambda state: state["pages"][0]["released"] is not None, SOON)["pages"][0]
        assert (told["state"], told["released"]["by"], told["released"]["elsewhere"]) == ("released", "Editor", True)
        for what in ("release", "unrelease"):
            with pytest.raises(AssertionError, match="at another desk, by Editor"):
                there.post(f"/api/pages/2/{what}", {"proof": page["made"]})
        assert here.page("2")["released"]["elsewhere"] is False
        here.post("/api/pages/2/unrelease", {"proof": page["made"]})
        there.wait_for_state(lambda state: state["pages"][0]["released"] is None, SOON)
        assert not (papers[1] / "out" / "released.json").exists()


@pytest.mark.slow
def test_a_desk_that_is_killed_over_a_release_again_has_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    paper = copied_paper(tmp_path / "herald")
    desk = RunningDesk(paper, "--pages", "2").start()
    try:
        desk.wait_until_ready()
        old = desk.page("2")["made"]
        desk.post("/api/pages/2/approve", {"proof": old})
        desk.post("/api/pages/2/release", {"proof": old})
        desk.save("stories/tram.md", lambda text: text.replace("empty", "vacant", 1))
        new = desk.wait_for_state(lambda state: state["pages"][0]["made"] != old and not state["making"]["busy"])["pages"][0][
            "made"
        ]
        desk.post("/api/pages/2/approve", {"proof": new})
        asking = threading.Thread(target=_try, args=(lambda: desk.post("/api/pages/2/release", {"proof": new}),))
        asking.start()
        desk.wait_for_state(lambda state: state["pages"][0]["releasing"])
        desk.kill()
        asking.join()
        desk.start()
        page = desk.wait_until_ready()["pages"][0]
        assert page["released"]["proof"] in (old, new)
        assert page["released"]["by"] == "Editor"
    finally:
        desk.stop()


def _try(does: Callable[[], object]) -> None:
    with suppress(OSError, http.client.HTTPException):
        does()
