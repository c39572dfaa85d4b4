"""Packages to be sent, and what the far side sees of them."""

import hashlib
import json
import random
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def package(
    out: Path, pages: Mapping[str, bytes], missing: Mapping[str, str] | None = None, sheets: Mapping[str, bytes] | None = None
) -> Path:
    """A package as a build leaves it: page `1` is `press/P1_A.pdf`, sheet `8-1` is `spreads/P8-1_A.pdf`."""
    (out / "press").mkdir(parents=True, exist_ok=True)
    facts = []
    for page, data in pages.items():
        (out / "press" / f"P{page}_A.pdf").write_bytes(data)
        facts.append({"file": f"press/P{page}_A.pdf", "page": page, "version": "A", "sha256": sha(data), "fonts": []})
    away = [{"page": page, "why": why} for page, why in (missing or {}).items()]
    held = "held" in (missing or {}).values()
    manifest = {"issue": {"title": "T"}, "pages": facts, "missing": away, "versions": {}}
    for sheet, data in (sheets or {}).items():
        (out / "spreads").mkdir(exist_ok=True)
        (out / "spreads" / f"P{sheet}_A.pdf").write_bytes(data)
        entry = {"file": f"spreads/P{sheet}_A.pdf", "pages": sheet.split("-"), "sha256": sha(data)}
        manifest["sheets"] = [*manifest.get("sheets", []), entry]  # type: ignore[misc]
    write(out / "manifest.json", manifest)
    write(out / "report.json", {"fit_for_press": not held, "checks": {"preflight": "passed"}, "problems": []})
    return out


def write(path: Path, facts: object) -> None:
    path.write_text(json.dumps(facts))


def there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class Watcher(threading.Thread):
    """Looks at a folder all the while: under its name, a file must be whole at every moment."""

    def __init__(self, folder: Path, whole: Mapping[str, Sequence[bytes]]) -> None:
        super().__init__(daemon=True)
        self.folder, self.whole = folder, {name: {sha(data) for data in datas} for name, datas in whole.items()}
        self.sizes = {name: {len(data) for data in datas} for name, datas in whole.items()}
        self.faults: list[str] = []
        self.looks = 0
        self._seen: set[tuple[int, int]] = set()
        self._done = threading.Event()

    def __enter__(self) -> "Watcher":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()
        self.look()

    def run(self) -> None:
        while not self._done.is_set():
            self.look()
            time.sleep(0.001)

    def look(self) -> None:
        self.looks += 1
        for path in self.folder.iterdir():
            if path.name.endswith(".part"):
                continue
            try:
                facts, data = path.stat(), None
                if (facts.st_ino, facts.st_mtime_ns) not in self._seen:
                    data = path.read_bytes()
            except FileNotFoundError:
                continue
            if path.name == "manifest.json":
                if data is not None and not _is_json(data):
                    self.faults.append("half a manifest")
            elif facts.st_size not in self.sizes[path.name]:
                self.faults.append(f"{path.name} had {facts.st_size} bytes")
            elif data is not None and sha(data) not in self.whole[path.name]:
                self.faults.append(f"{path.name} had other bytes")
            self._seen.add((facts.st_ino, facts.st_mtime_ns))


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True
