"""A comparison as sentences: for the list beside the pages, and for why a released page would change. The gravest comes first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from layout.proof.compare.blocks import counted
from layout.proof.compare.change import EDITS_OF_TEXT, LEFT_OVER, STORIES, Change, Comparison, Kind, What
from layout.proof.compare.comparing import compare_traces
from layout.proof.compare.over import not_there, there_again
from layout.proof.compare.turned import came, where_to
from layout.proof.compare.weight import RECROPPED, SETTINGS, Weight, weight_of
from layout.proof.trace import Trace

Key = TypeVar("Key")

MOST_SENTENCES = 12
MOST_CLAUSES = 4
MOST_MOVES = 4
MOST_IN_LINE = 140  # letters of what a line of the history has room for; the first sentence is whole whatever it has

NO_TYPE = "Something that is no type changed: the file of a picture or an ad, a colour, or what the page's file says of itself."
NO_MARK = "No word, line, picture or ad changed: it is a colour, or what the page's file says of itself."
NOTHING = "Nothing changed."
EDITORIAL_SAME = "No editorial word changed."


def why_differs(before: Trace, after: Trace) -> tuple[str, ...]:
    """Why a page is not the one it was: the most weighty first. Of equal traces it says that it is no type."""
    return reasons(compare_traces(before, after))


def reasons(comparison: Comparison) -> tuple[str, ...]:
    """The same of a comparison that is at hand."""
    told = _told(comparison)
    if len(told) > MOST_SENTENCES:
        told = (*told[: MOST_SENTENCES - 1], f"And {len(told) - MOST_SENTENCES + 1:,} changes more.")
    return told


def summary(comparison: Comparison, same_ink: bool | None) -> tuple[str, ...]:
    """What the compare view says above its list. `same_ink`: whether both print alike; None where it is not known."""
    if not comparison.printed:
        return reasons(comparison) if same_ink is False else (NOTHING,)
    first = (EDITORIAL_SAME,) if comparison.editorial_same else ()
    return (*first, *reasons(comparison))


def in_short(comparison: Comparison, same_ink: bool | None) -> str:
    """Of what changed as much as a line has room for, and how much there is besides; "" where nothing did."""
    told = _told(comparison) if comparison.printed or same_ink is False else ()
    line = ""
    for number, each in enumerate(told):
        longer = f"{line} {each}".strip()
        if line and len(longer) > MOST_IN_LINE:
            return f"{line} And {len(told) - number:,} more."
        line = longer
    return line


def placed(change: Change) -> str:
    """What is said of the change where it stands under no story's name: type of no story is named by its block."""
    of_type = change.what in EDITS_OF_TEXT or change.what in SETTINGS
    return f"in block {change.block}, {change.said}" if of_type and change.block and not change.story else change.said


def sentence(clause: str) -> str:
    """The clause with a capital and a full stop."""
    stop = "" if clause.endswith((".", "!", "?")) else "."
    return f"{clause[:1].upper()}{clause[1:]}{stop}"


def _told(comparison: Comparison) -> tuple[str, ...]:
    """All that is to be said."""
    told = tuple(dict.fromkeys(_sentences(comparison.printed)))
    return told or (NO_MARK if comparison.files_known else NO_TYPE,)


def _sentences(printed: Sequence[Change]) -> Iterator[str]:
    whole = {each.story for each in printed if each.what in STORIES}
    for weight in Weight:
        group = [each for each in printed if weight_of(each) is weight]
        match weight:
            case Weight.COPY | Weight.HEAD:
                yield from _of_text(group, "text" if weight is Weight.COPY else "head")
            case Weight.AD:
                yield from _of_ads(group)
            case Weight.PAGES_NAMED | Weight.PICTURE:
                yield from (sentence(placed(each)) for each in group)
            case Weight.BOXES:
                yield from _of_boxes([each for each in group if each.story not in whole or each.what not in _NEW_OR_GONE])
            case Weight.SETTING:
                yield from _of_setting([each for each in group if each.story not in whole or each.what is not What.TURNED])


def _of_text(changes: Sequence[Change], named: str) -> Iterator[str]:
    """By story, then what is of none; then what is over, which nobody edited."""
    edited = [each for each in changes if each.what not in LEFT_OVER]
    for story, group in _by(lambda each: each.story, (each for each in edited if each.story)):
        whole = next((each for each in group if each.what in STORIES), None)
        if whole is not None:
            stands = "new" if whole.what is What.STORY_NEW else "no longer"
            yield f"The story '{story}' (block {whole.block}) is {stands} on this page."
        else:
            yield sentence(f"the {named} of '{story}' changed: {_run([each.said for each in group])}")
    yield from (sentence(placed(each)) for each in edited if not each.story)
    for _whose, group in _by(lambda each: (each.story, each.block), (each for each in changes if each.what in LEFT_OVER)):
        yield _over(group)


def _over(group: Sequence[Change]) -> str:
    """`group`: of one text, all gone from the page, or all there again."""
    first, words = group[0], sum(each.words for each in group)
    if first.what is What.OVER:
        of, place = (f" of '{first.story}'", "") if first.story else ("", f" in block {first.block}")
        lines = f"{counted(first.lines, 'line')}{of} {'is' if first.lines == 1 else 'are'} over{place}"
        return f"{lines}: {counted(words, 'word')} {not_there(words)}."
    place = f" of '{first.story}'" if first.story else f" in block {first.block}"
    return f"{counted(words, 'word')}{place} that {'was' if words == 1 else 'were'} over {there_again(words)}."


def _of_ads(changes: Sequence[Change]) -> Iterator[str]:
    """One sentence a block: what happened to its ad, else its label."""
    for _block, group in _by(lambda each: each.block or each.said, changes):
        yield sentence(placed(min(group, key=lambda each: _AD_CAUSES.index(each.what) if each.what in _AD_CAUSES else 9)))


_AD_CAUSES = (What.ANOTHER, What.ART_GONE, What.ART_NEW, What.GONE, What.NEW, What.FILE, What.SIZED, What.CROPPED, What.ART_MOVED)
_NEW_OR_GONE = (What.NEW, What.GONE)


def _of_boxes(changes: Sequence[Change]) -> Iterator[str]:
    """What is new and gone, then not more moves than a reader takes in."""
    yield from (sentence(each.said) for each in changes if each.what in _NEW_OR_GONE)
    moves = [sentence(each.said) for each in changes if each.what not in _NEW_OR_GONE]
    shown = len(moves) if len(moves) <= MOST_MOVES + 1 else MOST_MOVES
    yield from moves[:shown]
    if shown < len(moves):
        yield f"And {len(moves) - shown:,} more moves."


def _of_setting(changes: Sequence[Change]) -> Iterator[str]:
    """Type of another size, which the rest may come of; pictures; words on another page; lines; the sheet."""
    sized = [(said, group) for said, group in _by(lambda each: each.said, _only(What.TYPE_SIZE, changes)) if len(group) > 1]
    of_many = {said for said, _group in sized}
    for said, group in sized:
        yield sentence(f"{said}: in {_listed([_text_of(each) for each in group])}")
    yield from (sentence(each.said) for each in changes if each.what in RECROPPED)
    for story, group in _by(lambda each: each.story, _only(What.TURNED, changes)):
        yield from _turned(story, group)
    lines = [each for each in changes if each.what in SETTINGS and each.said not in of_many]
    for whose, group in _by(_whose, lines):
        yield sentence(f"{whose}{_run([each.said for each in group])}")
    yield from (sentence(each.said) for each in changes if each.kind is Kind.OTHER)


def _turned(story: str, changes: Sequence[Change]) -> Iterator[str]:
    for way, group in _by(lambda each: where_to(each.said), changes):
        number = sum(each.words for each in group)
        yield f"{counted(number, 'word')} of '{story}' {came(number)} {way}."


def _only(what: What, changes: Iterable[Change]) -> list[Change]:
    return [each for each in changes if each.what is what]


def _by(key: Callable[[Change], Key], changes: Iterable[Change]) -> Iterator[tuple[Key, list[Change]]]:
    """In groups, each where its first stands."""
    groups: dict[Key, list[Change]] = {}
    for each in changes:
        groups.setdefault(key(each), []).append(each)
    yield from groups.items()


def _whose(change: Change) -> str:
    if change.story:
        return f"in the story '{change.story}', "
    return f"in block {change.block}, " if change.block else ""


def _text_of(change: Change) -> str:
    if change.story:
        return f"'{change.story}'"
    return f"block {change.block}" if change.block else "the page's own type"


def _listed(names: Sequence[str]) -> str:
    """The names in one line, not more than a reader takes in."""
    if len(names) <= MOST_CLAUSES:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[: MOST_CLAUSES - 1])} and {len(names) - MOST_CLAUSES + 1:,} more"


def _run(clauses: Sequence[str]) -> str:
    """The clauses in one line, not more than a reader takes in."""
    shown = [*clauses[:MOST_CLAUSES]]
    if len(clauses) > MOST_CLAUSES:
        shown.append(f"and {len(clauses) - MOST_CLAUSES:,} more")
    return "; ".join(shown)
