"""A comparison as JSON's values, for the browser:

    {"said": [sentence...], "editorial_same": bool, "same": bool,
     "counts": {kind: how many changes},
     "stories": [{"slug", "headline", "changes": [CHANGE...]}],   slug "" and headline "" for type of no story
     "blocks": [CHANGE...],       blocks, pictures, ads
     "jumps": [CHANGE...],        pages that jump lines, continuations and refers name
     "page": [CHANGE...],         the sheet, its rules
     "marks": [{"side": "before|after", "kind", "area": [x, y, w, h], "change": id}]}

CHANGE = {"id", "kind": "text|rebroken|moved|art|ad|jump|other", "what" (change.What), "said" (a sentence),
          "was", "now" (text as it reads, or file names),
          "pieces": [{"same": text} or {"was": text, "now": text}...] of a text that was edited}

Changes are numbered through in the order of the lists. Areas are in points from the trim's top left.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from layout.proof.compare.change import Change, Comparison, Kind, What
from layout.proof.compare.told import placed, sentence, summary

MOST_LETTERS = 4_000  # of a text shown as it was or is; a story that is new would be sent whole


def comparison_facts(comparison: Comparison, same_ink: bool | None = None) -> dict[str, Any]:
    """The comparison as above. `same_ink`: whether both proofs print alike; None: not known."""
    groups = _grouped(comparison.changes)
    ordered = [each for group in groups.values() for each in group]
    ids = {id(each): number for number, each in enumerate(ordered)}
    return {
        "said": list(summary(comparison, same_ink)),
        "editorial_same": comparison.editorial_same,
        "same": not comparison.printed and same_ink is not False,
        "counts": {str(kind): count for kind in Kind if (count := sum(each.kind is kind for each in comparison.printed))},
        "stories": [_story(slug, group, comparison, ids) for slug, group in _stories(groups["stories"]).items()],
        **{name: [_change(each, ids) for each in groups[name]] for name in ("blocks", "jumps", "page")},
        "marks": [mark for each in ordered for mark in _marks(each, ids[id(each)])],
    }


def _grouped(changes: Sequence[Change]) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = {"stories": [], "blocks": [], "jumps": [], "page": []}
    for each in changes:
        groups[_group(each)].append(each)
    groups["stories"] = [each for group in _stories(groups["stories"]).values() for each in group]
    return groups


def _group(change: Change) -> str:
    match change.kind:
        case Kind.JUMP:
            return "jumps"
        case Kind.OTHER:
            return "page"
        case Kind.TEXT | Kind.REBROKEN:
            return "stories"
        case Kind.MOVED:
            return "stories" if change.what is What.SHIFTED else "blocks"
        case Kind.ART | Kind.AD:
            return "blocks"


def _stories(changes: Sequence[Change]) -> dict[str, list[Change]]:
    stories: dict[str, list[Change]] = {}
    for each in changes:
        stories.setdefault(each.story, []).append(each)
    return stories


def _story(slug: str, changes: Sequence[Change], comparison: Comparison, ids: Mapping[int, int]) -> dict[str, Any]:
    headline = comparison.headlines.get(slug, "")
    return {"slug": slug, "headline": headline, "changes": [_change(each, ids) for each in changes]}


def _change(change: Change, ids: Mapping[int, int]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "id": ids[id(change)],
        "kind": str(change.kind),
        "what": str(change.what),
        "said": sentence(placed(change)),
        "was": change.was[:MOST_LETTERS],
        "now": change.now[:MOST_LETTERS],
    }
    if change.edits:
        facts["pieces"] = [{"same": each.same} if each.same else {"was": each.was, "now": each.now} for each in change.pieces]
    return facts


def _marks(change: Change, number: int) -> Iterator[dict[str, Any]]:
    if change.what is What.LETTERED:
        return
    for side, areas in (("before", change.was_areas), ("after", change.now_areas)):
        for area in areas:
            yield {"side": side, "kind": str(change.kind), "area": list(area), "change": number}
