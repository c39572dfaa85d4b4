"""What preflight said of a file as JSON, every field by its name: to keep it, and to hear it from a process that reads strangers'
files. Such a process may say anything: what is read is a Preflighted whose every field is of its kind, or refused."""

import json
from dataclasses import asdict
from typing import Any

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.preflight.finding import Finding, PageFacts, Preflighted


def judged_json(judged: Preflighted) -> bytes:
    """As JSON, UTF-8."""
    return json.dumps(asdict(judged)).encode()


def read_judged(data: bytes) -> Preflighted:
    """The same again. Raises ValueError where it is none."""
    try:
        told = json.loads(data, parse_constant=_no_number)
        return Preflighted(tuple(map(_finding, _list(told["findings"]))), tuple(map(_facts, _list(told["pages"]))))
    except (TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError("that is nothing that preflight says") from error


def _finding(told: dict[str, Any]) -> Finding:
    read = Finding(**{
        **told,
        "severity": Severity(told["severity"]),
        "area": _area(told["area"]),
        "areas": tuple(_some_area(each) for each in _list(told["areas"])),
    })  # fmt: skip
    _check((read.rule, read.message, read.remedy, read.thing), str)
    _check((read.page, read.count), int)
    return read


def _facts(told: dict[str, Any]) -> PageFacts:
    lists = {"inks": tuple(_list(told["inks"])), "fonts": tuple(_list(told["fonts"]))}
    read = PageFacts(**{**told, **lists, "most_ink_at": _area(told["most_ink_at"])})
    _check((read.measured, *read.inks, *read.fonts), str)
    _check((read.page,), int)
    _check((read.width, read.height, read.most_ink), int | float)
    return read


def _area(told: dict[str, float] | None) -> Area | None:
    return _some_area(told) if told is not None else None


def _some_area(told: dict[str, float]) -> Area:
    read = Area(**told)
    _check((read.x, read.y, read.width, read.height), int | float)
    return read


def _list(told: object) -> list[Any]:
    _check((told,), list)
    assert isinstance(told, list), "looked at just now"
    return told


def _check(values: tuple[object, ...], kind: Any) -> None:
    if not all(isinstance(each, kind) for each in values):
        raise ValueError("that is nothing that preflight says")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")
