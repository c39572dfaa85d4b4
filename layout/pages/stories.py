"""Stories on their pages: each chain's pieces made up, its copy threaded through them, and the desk told how it came out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.content.issue import Box, PhotoPlace
from layout.desk.plan import Chain, Piece, Plan, PlannedBlock, PlannedPage
from layout.pages.case import ELLIPSIS
from layout.pages.copy import Copy
from layout.pages.copyfit.compositor import Attempt
from layout.pages.copyfit.pulls import told
from layout.pages.display import Kind, Mark, TextMark
from layout.pages.fit_told import SetCopy, fit_problems, text_outcome
from layout.pages.made import Made
from layout.pages.outcome import BlockOutcome, Borders, JumpOutcome
from layout.pages.parts import Part
from layout.pages.stone import Stone
from layout.pages.thread import Threaded, finish

Stones = Mapping[str, tuple[Stone, PlannedPage]]
Spot = tuple[str, str]


def find_pieces(chain: Chain, stones: Stones) -> list[tuple[Stone, PlannedBlock]]:
    """The pieces of a chain whose pages are being made, in reading order."""
    return [found for piece in chain.pieces if (found := _found(piece, stones)) is not None]


def make_chain(plan: Plan, attempt: Attempt, borders: Borders) -> tuple[dict[Spot, Made], list[JumpOutcome]]:
    """Every piece of a story as it was fitted, by page and letter, and its jumps. `borders`: of the block of a chain of one."""
    threaded = finish(attempt.way, attempt.copy, end_mark=attempt.end_mark)
    made = SetCopy(attempt.copy, attempt.give, attempt.end_mark, threaded)
    parts = attempt.way.parts
    pieces = {
        (part.stone.page, part.package.planned.letter): _made(plan, attempt, index, made, borders)
        for index, part in enumerate(parts)
    }
    jumps = [
        JumpOutcome(attempt.story.slug, before.stone.page, after.stone.page, threaded.words_before[index])
        for index, (before, after) in enumerate(pairwise(parts))
    ]
    return pieces, jumps


def _found(piece: Piece, stones: Stones) -> tuple[Stone, PlannedBlock] | None:
    """A piece's stone and block, if its page is being made."""
    if piece.page not in stones:
        return None
    stone, page = stones[piece.page]
    planned = next((block for block in page.blocks if block.letter == piece.letter), None)
    return None if planned is None else (stone, planned)


def _made(plan: Plan, attempt: Attempt, index: int, made: SetCopy, borders: Borders) -> Made:
    parts, copy, threaded = attempt.way.parts, attempt.copy, made.threaded
    part = parts[index]
    package, planned = part.package, part.package.planned
    outcome = text_outcome(parts, index, made, _levers(attempt, index), borders)
    problems = list(package.problems)
    if index == 0:
        problems += [*_missing(part, copy), *_strained(parts, threaded, copy), *_left_out(attempt)]
    problems += fit_problems(part, outcome)
    problems += _on_picture(part, outcome)
    if index in threaded.quotes_out:
        problems.append(_quote_out(part))
    problems += _jump_problems(plan, parts, index, threaded)
    problems += _jump_line_problems(part, threaded.marks[index])
    return Made(
        planned.letter,
        outcome,
        package.ground,
        (*package.marks, *threaded.marks[index]),
        column_feet(part, threaded.feet[index]),
        bool(planned.block.label) and planned.block.box is not Box.RULE,
        tuple(problems),
        part.head,
    )


def _levers(attempt: Attempt, index: int) -> list[str]:
    """What was pulled in a piece, in the desk's words."""
    package, flowed = attempt.parts[index].package, attempt.way.flowed
    levers = [*package.levers, *told(attempt.pulls, index)]
    if flowed.varied and index == 0:
        levers.append(f"{flowed.varied} paragraph{'s' if flowed.varied > 1 else ''} a line longer or shorter")
    return levers


def column_feet(part: Part, feet: Sequence[int]) -> dict[int, int]:
    """The last slot used in each grid column, where legs are grid columns and nothing stands under them."""
    planned, room = part.package.planned, part.package.room
    if len(room.legs) != planned.columns or planned.block.box is not None:
        return {}
    used: dict[int, int] = {}
    for extent, leg, foot in zip(planned.extents, room.legs, feet, strict=True):
        if foot >= 0 and leg.free and leg.free[-1][1] == extent.foot:
            used[extent.column] = foot
    return used


def _strained(parts: Sequence[Part], threaded: Threaded, copy: Copy) -> list[Problem]:
    """The paragraphs that the measure is too narrow for, each told by its first words."""
    first = parts[0]
    problems: list[Problem] = []
    for item in threaded.flowed.strained:
        opening = " ".join(token.text for token in copy.items[item].prepared.tokens[:5])
        slug = first.package.source.story
        text = f"the paragraph \u201c{opening} \u2026\u201d of '{slug}' can't be set well in so narrow a measure"
        remedy = "Change a word or two in it, or set the block in fewer legs."
        problems.append(first.stone.warning("line-loose", text, remedy, slug))
    return problems


def _left_out(attempt: Attempt) -> Iterator[Problem]:
    """The marked paragraphs that were left out, each where it stands."""
    for index in attempt.left_out:
        paragraph = attempt.story.body[index]
        opening = " ".join(paragraph.text.split()[:5])
        text = f"the paragraph \u201c{opening} \u2026\u201d of '{attempt.story.slug}' is left out, as it may be"
        remedy = "Cut elsewhere, or take its '{.may-cut}' away, to have it printed."
        yield Problem("paragraph-left-out", Severity.NOTE, text, remedy, paragraph.where, attempt.story.slug)


def _missing(part: Part, copy: Copy) -> list[Problem]:
    """The characters that no font has, each at the paragraph in which it stands first."""
    slug, story = part.package.source.story, part.package.planned.story
    places: dict[str, InFile] = {}
    for item, index in zip(copy.items, copy.paragraphs, strict=True):
        for character in item.prepared.missing:
            if story is not None:
                places.setdefault(character, story.body[index].where)
    return [
        Problem(
            "glyph-missing",
            Severity.ERROR,
            f"no font has the character '{character}' (U+{ord(character):04X}) of story '{slug}'",
            "Write it otherwise, or add a font that has it to the house's fonts.",
            places.get(character, OnPage(part.stone.page)),
            slug,
            may_allow=True,
        )
        for character in copy.missing
    ]


def _on_picture(part: Part, outcome: BlockOutcome) -> list[Problem]:
    """Text that runs over a picture behind its head: black on whatever the picture is."""
    planned = part.package.planned
    if not outcome.lines or all(photo.at is not PhotoPlace.BEHIND for photo in planned.block.photos or ()):
        return []
    text = f"block {planned.letter}: the text of '{part.package.source.story}' stands on the picture behind its head"
    remedy = "Let the block carry the picture and a headline alone ('picture:'), and the story stand in a block of its own."
    return [part.stone.warning("text-on-picture", text, remedy, part.package.source.story)]


def _quote_out(part: Part) -> Problem:
    text = f"block {part.package.planned.letter}: its quote finds no place and is not printed"
    remedy = "Give the block deeper legs, write a shorter quote, or say 'quote: none'. One quote a story."
    return part.stone.warning("quote-no-room", text, remedy, part.package.source.story)


def _jump_line_problems(part: Part, marks: Sequence[Mark]) -> list[Problem]:
    lines = [mark.text.line for mark in marks if isinstance(mark, TextMark) and mark.text.kind is Kind.JUMP_LINE]
    if not any(line.text.endswith(ELLIPSIS) for line in lines):
        return []
    text = f"block {part.package.planned.letter}: its leg is too narrow for the jump line, which was cut"
    remedy = "Set the block in fewer legs, or draw it wider."
    return [part.stone.error("line-cut", text, remedy, part.package.source.story)]


def _jump_problems(plan: Plan, parts: Sequence[Part], index: int, threaded: Threaded) -> list[Problem]:
    if len(parts) == 1:
        return []
    part, lines = parts[index], threaded.lines[index]
    story = part.package.source.story
    if not any(leg.rows for leg in part.package.room.legs):
        text = f"block {part.package.planned.letter} has no line left for the text of '{story}'"
        return [part.stone.error("text-no-room", text, "Draw it deeper, or with a smaller head or picture.", story)]
    if lines == 0:
        text = f"block {part.package.planned.letter} carries on '{story}', but no text is left for it"
        return [part.stone.error("jump-empty", text, "Take the jump away, or draw the piece before smaller.", story)]
    if lines < plan.house.jump_min:
        text = f"block {part.package.planned.letter}: only {lines} lines of '{story}' stand on this side of its jump"
        remedy = f"The house wants {plan.house.jump_min} at least: move the break by drawing a piece larger or smaller."
        return [part.stone.warning("jump-short", text, remedy, story)]
    return []
