"""Ads kept from build to build: the same answers, and pypdf left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

import layout.images.kept_pdf as kept_pdf
from layout.base.store import Store
from layout.images.kept_pdf import measure_kept, packed, place_kept, unpacked
from layout.images.placed_pdf import PlacedPage, place_page
from tests.images.files import FILED, filed_pdf, pdf, written


def test_an_ad_comes_back_from_the_store_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, store = filed_pdf(tmp_path, pdf(tmp_path)), Store(tmp_path / "store")
    first = measure_kept(path, FILED, store), place_kept(path, 0, FILED, store)
    assert first[1] == place_page(path, 0, FILED)
    monkeypatch.setattr(kept_pdf, "measure_pdf", None)
    monkeypatch.setattr(kept_pdf, "place_page", None)
    assert (measure_kept(path, FILED, store), place_kept(path, 0, FILED, store)) == first


def test_an_ad_that_was_changed_is_read_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    before, _ = place_kept(filed_pdf(tmp_path, pdf(tmp_path)), 0, FILED, store)
    after, _ = place_kept(filed_pdf(tmp_path, pdf(tmp_path, operators=b"1 0 0 0 k 0 0 9 9 re f")), 0, FILED, store)
    assert before != after


def test_faults_and_hints_are_told_each_time(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    broken, two_pages = written(tmp_path, "b.pdf", b"%PDF-1.4 nothing"), filed_pdf(tmp_path, pdf(tmp_path, pages=2), "two.pdf")
    for _ in range(2):
        assert [problem.code for problem in place_kept(broken, 0, FILED, store)[1]] == ["picture-broken"]
        assert [problem.code for problem in place_kept(tmp_path / "none.pdf", 0, FILED, store)[1]] == ["picture-missing"]
        assert len(measure_kept(two_pages, FILED, store)[1]) == 1


def test_references_and_bytes_keep_their_order() -> None:
    page = PlacedPage(((b"<<\n", 1, b">>"), (b"", 0, b"x", 2, b"\n"), (b"last",)), 200.5, 1 / 3)
    assert unpacked(packed(page)) == page


def test_a_kept_ad_needs_no_pypdf(tmp_path: Path) -> None:
    path, folder = filed_pdf(tmp_path, pdf(tmp_path)), tmp_path / "store"
    place_kept(path, 0, FILED, Store(folder))
    program = (
        "import sys; from pathlib import Path; from layout.base.store import Store; from layout.base.problems import InFile;"
        "from layout.images.faults import Filed; from layout.images.kept_pdf import place_kept;"
        f"place_kept(Path({str(path)!r}), 0, Filed('ad', InFile('')), Store(Path({str(folder)!r})));"
        "print('pypdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout == "False\n"
