"""The desk as a program, interrupted while a release is being built."""

import http.client
import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from layout.production.order import Order
from layout.proof.web.serving import desk_records
from tests.proof.live.processes import lives
from tests.proof.live.small_paper import write_small
from tests.proof.web.serving_here import until
from tests.proof.web.test_serving import Program


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return write_small(tmp_path)


@pytest.fixture
def program(issue: Path) -> Iterator[Program]:
    program = Program(issue, own_group=True)
    yield program
    if program.process.poll() is None:
        program.process.kill()
        program.process.communicate()


def post(program: Program, cookie: str, path: str, value: object) -> int:
    connection = http.client.HTTPConnection(program.host, program.port, timeout=30)
    origin = f"http://{program.host}:{program.port}"
    headers = {"Cookie": cookie, "Origin": origin, "Content-Type": "application/json"}
    connection.request("POST", path, json.dumps(value), headers)
    return connection.getresponse().status


def test_an_interrupt_while_a_release_is_built_leaves_no_lie(program: Program, issue: Path) -> None:
    """Neither a process, nor a page that is released on the disk and not in the records, or the other way round."""
    cookie = program.enter()
    found: dict[str, Any] = {}

    def ready() -> bool:
        pages = json.loads(program.ask("/api/state", cookie).read())["pages"]
        found.update(pages[0] if pages else {})
        return found.get("preflighted") == "passed" and not found["stale"]

    until(ready, 60)
    assert post(program, cookie, "/api/pages/1/approve", {"proof": found["proof"]}) == 200
    before = program.children()
    answers: list[int] = []

    def release() -> None:
        try:
            answers.append(post(program, cookie, "/api/pages/1/release", {"proof": found["proof"]}))
        except (OSError, http.client.HTTPException):
            answers.append(0)

    thread = threading.Thread(target=release)
    thread.start()
    until(lambda: bool(program.children() - before), 30)
    children = program.children()
    os.killpg(program.process.pid, signal.SIGINT)
    _, errors = program.process.communicate(timeout=30)
    thread.join(30)
    assert program.process.returncode == 0, errors
    assert "Traceback" not in errors
    until(lambda: not any(lives(pid) for pid in children), 10)
    order = Order(issue)
    path = order.folder / "released.json"
    on_disk = path.exists() and "1" in json.loads(path.read_text())["pages"]
    records = desk_records(order)
    try:
        assert (records.present().page("1").released is not None) == on_disk
    finally:
        records.close()
    assert answers
    assert (answers[0] == 200) == on_disk
