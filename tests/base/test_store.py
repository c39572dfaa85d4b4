from pathlib import Path

from layout.base.store import Store


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    assert store.get("a") is None
    store.put("a", b"ink")
    store.put("b", b"")
    assert (store.get("a"), store.get("b"), store.get("c")) == (b"ink", b"", None)
    store.put("a", b"other")
    assert store.get("a") == b"other"


def test_a_damaged_entry_counts_as_absent(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("a", b"ink" * 100)
    entry = next(tmp_path.iterdir())
    entry.write_bytes(entry.read_bytes()[:-1])
    assert store.get("a") is None


def test_a_store_without_a_folder_or_with_one_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for store in (Store(), Store(tmp_path / "file")):
        store.put("a", b"ink")
        store.tidy(0)
        assert store.get("a") is None


def test_tidying_leaves_no_more_than_asked(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for key in "abc":
        store.put(key, b"x" * 1000)
    store.tidy(2100)
    assert len(list(tmp_path.iterdir())) == 2
    store.tidy(0)
    assert list(tmp_path.iterdir()) == []
