"""Whether an event is one that this program wrote: a file of records may have been damaged, or have come with an unpacked folder.

In: events as they were read. Out: yes or no; of a sound one all that is read of it is there, and of its kind. Pure.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from layout.proof.records import limits
from layout.proof.records.roles import Role
from layout.proof.records.values import Event, InStory, OnPoint, What

_Kind = Callable[[Any], bool]
_Kinds = Mapping[str, _Kind]


def is_sound(event: Event) -> bool:
    """See the module. One of a kind that is not known here is sound: nothing is read of it."""
    texts = (event.issue, event.at, event.by, event.what, event.page, event.proof, event.ink)
    if not all(map(_text, texts)) or not _whole(event.note) or not isinstance(event.body, dict):
        return False
    if not _holds(event.body, _WANTED.get(event.what, {}), _OPTIONAL.get(event.what, {})):
        return False
    return event.what != What.RELEASED or "found" not in event.body or {"of", "at"} <= event.body.keys()


def _holds(facts: Mapping[str, Any], wanted: _Kinds, optional: _Kinds) -> bool:
    if not all(name in facts and is_kind(facts[name]) for name, is_kind in wanted.items()):
        return False
    return all(name not in facts or is_kind(facts[name]) for name, is_kind in optional.items())


def _text(value: object) -> bool:
    return isinstance(value, str) and limits.is_text(value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _whole(value: object) -> bool:
    return isinstance(value, int)


def _count(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < limits.NUMBER


def _number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < limits.NUMBER  # which no NaN is


def _point(value: object) -> bool:
    return value is None or _number(value)


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _role(value: object) -> bool:
    return _text(value) and value in tuple(Role)


def _pinned(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    match value.get("in"):
        case "story":
            return _is_place(value, _IN_STORY)
        case "point":
            return _is_place(value, _ON_POINT)
        case other:
            return other == "page"


def _is_place(facts: Mapping[str, Any], known: Mapping[str, "_Part"]) -> bool:
    """Nothing in it that is not known; what came in with a later version may be left out."""
    named = facts.keys() - {"in"}
    needed = {name for name, part in known.items() if part.needed}
    return needed <= named <= known.keys() and all(known[name].kind(facts[name]) for name in named)


class _Part(NamedTuple):
    kind: _Kind
    needed: bool


_KINDS: Mapping[object, _Kind] = {str: _text, int: _count, bool: _yes_or_no, float: _number, float | None: _point}


def _parts_of(place: type[InStory] | type[OnPoint]) -> Mapping[str, _Part]:
    return {each.name: _Part(_KINDS[each.type], each.default is MISSING) for each in fields(place)}


_IN_STORY, _ON_POINT = _parts_of(InStory), _parts_of(OnPoint)

_WANTED: Mapping[str, _Kinds] = {
    What.NOTED: {"text": _text, "due": _text, "to": _texts, "pinned": _pinned},
    What.REPLIED: {"text": _text, "to": _texts},
    What.LAPSED: {"of": _text, "now": _text},
    What.RESTORED: {"of": _text, "sign_off": _whole},
    What.DIFFERS: {"of": _text, "now": _text},
    What.AGREES: {"of": _text},
    What.SENT: {"where": _text, "when": _text},
    What.PERSON_ADDED: {"name": _text, "role": _role},
    What.ROLE_SET: {"name": _text, "role": _role},
    What.PASSWORD_SET: {"name": _text},
    What.PERSON_DISABLED: {"name": _text},
    What.PERSON_ENABLED: {"name": _text},
}
_OPTIONAL: Mapping[str, _Kinds] = {
    What.LAPSED: {"proof": _text, "at": _text},
    What.RESTORED: {"at": _text, "lapsed_of": _text, "lapsed_at": _text},
    What.DIFFERS: {"proof": _text},
    What.RELEASED: {"of": _text, "at": _text, "place": _text, "again": _yes_or_no},
}
