"""Two proof desks at work on one issue, their records in one PostgreSQL: what is said at one is known at the other."""

from collections.abc import Iterator

import pytest

from tests.needed import needed
from tests.proof.browser.running_desk import RunningDesk, copied_paper
from tests.proof.records.cluster import INSTALL, find_programs, running_cluster

Desks = tuple[RunningDesk, RunningDesk]
SOON = 10.0  # seconds; a desk asks every second, and this machine may be busy


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """Both over the same files."""
    programs = find_programs()
    if programs is None:
        needed("PostgreSQL", INSTALL)
    paper = copied_paper(tmp_path_factory.mktemp("two") / "herald")
    with running_cluster(programs) as cluster:
        first = RunningDesk(paper, "--records", cluster.url(), "--pages", "2").start()
        try:
            first.wait_until_ready()
            second = RunningDesk(paper, "--records", cluster.url(), "--pages", "2").start()
            try:
                second.wait_until_ready()
                yield first, second
            finally:
                second.stop()
        finally:
            first.stop()


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
