"""A comparison as sentences: for the list beside the pages, and for why a released page would change."""

from collections.abc import Iterator, Sequence

from layout.proof.compare.blocks import counted
from layout.proof.compare.change import EDITS_OF_TEXT, Change, Comparison, Kind, What
from layout.proof.compare.comparing import compare_traces
from layout.proof.compare.turned import came, where_to
from layout.proof.trace import Trace

MOST_SENTENCES = 12
MOST_CLAUSES = 4
MOST_MOVES = 4

NO_TYPE = "Something that is no type changed: the file of a picture or an ad, a colour, or what the page's file says of itself."
NO_MARK = "No word, line, picture or ad changed: it is a colour, or what the page's file says of itself."
NOTHING = "Nothing changed."
EDITORIAL_SAME = "No editorial word changed."


def why_differs(before: Trace, after: Trace) -> tuple[str, ...]:
    """Why a page is not the one it was: the most weighty first. Of equal traces it says that it is no type."""
    return reasons(compare_traces(before, after))


def reasons(comparison: Comparison) -> tuple[str, ...]:
    """The same of a comparison that is at hand."""
    told = tuple(dict.fromkeys(_sentences(comparison)))
    if not told:
        return (NO_MARK if comparison.files_known else NO_TYPE,)
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
    """The first of what changed, as a list of versions has room for it; "" where nothing did."""
    told = reasons(comparison) if comparison.printed or same_ink is False else ()
    return told[0] if told else ""


def placed(change: Change) -> str:
    """What is said of the change where it stands under no story's name: type of no story is named by its block."""
    of_type = change.what in EDITS_OF_TEXT or _is_setting(change)
    return f"in block {change.block}, {change.said}" if of_type and change.block and not change.story else change.said


def sentence(clause: str) -> str:
    """The clause with a capital and a full stop."""
    stop = "" if clause.endswith((".", "!", "?")) else "."
    return f"{clause[:1].upper()}{clause[1:]}{stop}"


def _sentences(comparison: Comparison) -> Iterator[str]:
    """The causes: text by story, ads, art, blocks new and gone. Then what follows of them: words on another page, pages named,
    moves, lines, the rest."""
    printed = comparison.printed
    stories = {
        slug: [each for each in printed if each.story == slug] for slug in dict.fromkeys(x.story for x in printed if x.story)
    }
    for story, changes in stories.items():
        yield from _of_story(story, changes)
    yield from (sentence(placed(each)) for each in printed if not each.story and _is_text(each))
    yield from _of_ads([each for each in printed if each.kind is Kind.AD])
    whole = {each.story for each in printed if each.what in (What.STORY_NEW, What.STORY_GONE)}
    art = [each for each in printed if each.kind is Kind.ART]
    blocks = [each for each in printed if each.kind is Kind.MOVED and each.what in (What.NEW, What.GONE)]
    yield from (sentence(each.said) for each in (*art, *blocks) if not (each.story in whole and each in blocks))
    for story, changes in stories.items():
        yield from _over(story, changes)
    yield from (sentence(placed(each)) for each in printed if each.kind is Kind.JUMP)
    moves = [each for each in printed if each.kind is Kind.MOVED and not _is_setting(each) and each not in blocks]
    yield from _moves([sentence(each.said) for each in moves])
    settings = [each for each in printed if _is_setting(each)]
    for whose in dict.fromkeys(_whose(each) for each in settings):
        yield sentence(f"{whose}{_run([each.said for each in settings if _whose(each) == whose])}")
    yield from (sentence(each.said) for each in printed if each.kind is Kind.OTHER)


def _of_story(story: str, changes: Sequence[Change]) -> Iterator[str]:
    words = [each for each in changes if _is_text(each)]
    whole = next((each for each in words if each.what in (What.STORY_NEW, What.STORY_GONE)), None)
    if whole is not None:
        stands = "new" if whole.what is What.STORY_NEW else "no longer"
        yield f"The story '{story}' (block {whole.block}) is {stands} on this page."
        return
    edited = [each for each in words if each.what is not What.TURNED]
    if edited:
        yield sentence(f"the text of '{story}' changed: {_run([each.said for each in edited])}")


def _of_ads(changes: Sequence[Change]) -> Iterator[str]:
    """One sentence a block: what happened to its ad, else its label."""
    by_block: dict[str, list[Change]] = {}
    for each in changes:
        by_block.setdefault(each.block or each.said, []).append(each)
    for group in by_block.values():
        yield sentence(placed(min(group, key=lambda each: _AD_CAUSES.index(each.what) if each.what in _AD_CAUSES else 9)))


_AD_CAUSES = (What.ANOTHER, What.ART_GONE, What.ART_NEW, What.GONE, What.NEW, What.FILE, What.SIZED, What.CROPPED, What.ART_MOVED)


def _moves(told: Sequence[str]) -> Iterator[str]:
    """Not more than a reader takes in."""
    shown = len(told) if len(told) <= MOST_MOVES + 1 else MOST_MOVES
    yield from told[:shown]
    if shown < len(told):
        yield f"And {len(told) - shown:,} more moves."


def _over(story: str, changes: Sequence[Change]) -> Iterator[str]:
    words = [each for each in changes if _is_text(each)]
    if any(each.what in (What.STORY_NEW, What.STORY_GONE) for each in words):
        return
    over = [each for each in words if each.what is What.TURNED]
    for way in dict.fromkeys(where_to(each.said) for each in over):
        number = sum(each.words for each in over if where_to(each.said) == way)
        yield f"{counted(number, 'word')} of '{story}' {came(number)} {way}."


def _is_text(change: Change) -> bool:
    return change.kind is Kind.TEXT and change.what in EDITS_OF_TEXT


def _is_setting(change: Change) -> bool:
    return change.what in (What.REBROKEN, What.RESPACED, What.TYPE_SIZE, What.SHIFTED)


def _whose(change: Change) -> str:
    if change.story:
        return f"in the story '{change.story}', "
    return f"in block {change.block}, " if change.block else ""


def _run(clauses: Sequence[str]) -> str:
    """The clauses in one line, not more than a reader takes in."""
    shown = [*clauses[:MOST_CLAUSES]]
    if len(clauses) > MOST_CLAUSES:
        shown.append(f"and {len(clauses) - MOST_CLAUSES:,} more")
    return "; ".join(shown)
