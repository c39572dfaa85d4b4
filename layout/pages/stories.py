"""Stories on their pages: each chain's pieces made up, its copy threaded through them, and the desk told how it came out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Box, PhotoPlace
from layout.content.story import Story
from layout.desk.photos import choose_photos
from layout.desk.plan import Chain, Piece, Plan, PlannedBlock, PlannedPage
from layout.pages.blocks import headline_count, levers_of, manners_of, package_copy, quote_copy, shots_of
from layout.pages.case import ELLIPSIS
from layout.pages.copy import DROP_CAP_LINES, Copy, story_copy
from layout.pages.display import Kind, Mark, Source, TextMark
from layout.pages.flow import Give
from layout.pages.made import Made
from layout.pages.outcome import BlockOutcome, JumpOutcome
from layout.pages.package import block_area, make_package
from layout.pages.parts import Part
from layout.pages.stone import Stone
from layout.pages.thread import Threaded, thread

MOST_HEADS = 12  # other headlines tried; each sets the whole chain again

Stones = Mapping[str, tuple[Stone, PlannedPage]]
Spot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A chain, set in one way: its parts, its copy, what came of it."""

    parts: tuple[Part, ...]
    copy: Copy
    threaded: Threaded

    @property
    def misfit(self) -> tuple[int, int]:
        """Lines over, then lines short beyond what the legs may leave open; less is better."""
        legs = len(self.parts[-1].package.room.legs)
        short = self.threaded.short
        return self.threaded.flowed.over, short if short >= legs else 0


def make_chain(plan: Plan, chain: Chain, stones: Stones) -> tuple[dict[Spot, Made], list[JumpOutcome]]:
    """Every piece of a story, by page and letter, and its jumps. Where it does not fit, other headlines are tried."""
    attempt = _attempt(chain, stones, {})
    if attempt is None:
        return {}, []
    if any(attempt.misfit):
        # Only a headline that cures it wholly: copy that must be cut anyway keeps the head that reads best.
        others = islice(_other_heads(chain, stones, attempt), MOST_HEADS)
        attempt = next((other for other in others if not any(other.misfit)), attempt)
    parts, threaded = attempt.parts, attempt.threaded
    made = {
        (part.stone.page, part.package.planned.letter): _made(plan, parts, index, threaded, attempt.copy)
        for index, part in enumerate(parts)
    }
    jumps = [
        JumpOutcome(chain.story.slug, before.stone.page, after.stone.page, threaded.words_before[index])
        for index, (before, after) in enumerate(pairwise(parts))
    ]
    return made, jumps


def _other_heads(chain: Chain, stones: Stones, attempt: _Attempt) -> Iterator[_Attempt]:
    """The chain with each other headline of each piece in turn."""
    for index, part in enumerate(attempt.parts):
        case, planned = part.stone.case, part.package.planned
        if "headline" not in levers_of(case, planned.block):
            continue
        count = headline_count(planned, chain.story)
        for choice in range(count if count > 1 else 0):
            other = _attempt(chain, stones, {index: choice})
            if other is not None:
                yield other


def _attempt(chain: Chain, stones: Stones, heads: Mapping[int, int]) -> _Attempt | None:
    """The chain set with the headlines in `heads` (by piece), the others as they read best; None where no piece has a page."""
    story = chain.story
    blocks = [(index, *found) for index, piece in enumerate(chain.pieces) if (found := _found(piece, stones)) is not None]
    photos = choose_photos((planned.block for _, _, planned in blocks), story)
    parts: list[Part] = []
    for (index, stone, planned), chosen in zip(blocks, photos, strict=True):
        case = stone.case.for_language(story.language).in_manner(planned.block.style)
        own = stone.with_case(case)
        copy = package_copy(case, planned, story, shots_of(chosen, stone.art), stone.art)
        if index in heads:
            copy = replace(copy, head=replace(copy.head, choice=heads[index]))
        package = make_package(own, planned, copy, Source(planned.letter, story.slug))
        parts.append(Part(own, package, planned.jump_to, quote_copy(planned.block, story)))
    return _threaded(story, tuple(parts)) if parts else None


def _found(piece: Piece, stones: Stones) -> tuple[Stone, PlannedBlock] | None:
    """A piece's stone and block, if its page is being made."""
    if piece.page not in stones:
        return None
    stone, page = stones[piece.page]
    planned = next((block for block in page.blocks if block.letter == piece.letter), None)
    return None if planned is None else (stone, planned)


def _threaded(story: Story, parts: tuple[Part, ...]) -> _Attempt:
    first = parts[0]
    case, block = first.stone.case, first.package.planned.block
    manners = manners_of(case, block.style)
    give = Give.LINES if "lines" in levers_of(case, block) else Give.NOTHING
    copy = story_copy(case, story, first.stone.grid, drop_cap=manners.drop_cap, end_mark=manners.end_mark)
    threaded = thread(parts, copy, give, end_mark=manners.end_mark)
    if copy.drop_cap is not None and sum(placed.item == 0 for placed in threaded.flowed.placed) < DROP_CAP_LINES:
        # The letter would hang into the next paragraph.
        copy = story_copy(case, story, first.stone.grid, drop_cap=False, end_mark=manners.end_mark)
        threaded = thread(parts, copy, give, end_mark=manners.end_mark)
    return _Attempt(parts, copy, threaded)


def _made(plan: Plan, parts: Sequence[Part], index: int, threaded: Threaded, copy: Copy) -> Made:
    part = parts[index]
    package, planned = part.package, part.package.planned
    outcome = _outcome(parts, index, threaded)
    problems = list(package.problems)
    if index == 0:
        problems += [*_missing(part, copy), *_strained(parts, threaded, copy)]
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
    )


def _outcome(parts: Sequence[Part], index: int, threaded: Threaded) -> BlockOutcome:
    """How a piece came out; what is over or short is told of the last."""
    part, flowed = parts[index], threaded.flowed
    package = part.package
    last = index == len(parts) - 1
    # Where the story goes on to a page that is not being made, what is left over is that page's.
    over = flowed.over if last and not part.jump_to else 0
    levers = list(package.levers)
    if flowed.varied and index == 0:
        levers.append(f"{flowed.varied} paragraph{'s' if flowed.varied > 1 else ''} a line longer or shorter")
    return BlockOutcome(
        part.stone.page,
        package.planned.letter,
        package.source.story,
        threaded.lines[index],
        over,
        flowed.words_over if over else 0,
        threaded.short if last and threaded.short >= len(package.room.legs) else 0,
        threaded.first_words_over if over else "",
        tuple(levers),
    )


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


def fit_problems(part: Part, outcome: BlockOutcome) -> list[Problem]:
    """What the desk is told of a block that is over or short, in lines and words."""
    where = OnPage(part.stone.page, block_area(part.stone, part.package.planned))
    what = f"block {outcome.block}, story '{outcome.story}'" if outcome.story else f"block {outcome.block}"
    if outcome.lines_over:
        lines = f"{outcome.lines_over} line{'s' if outcome.lines_over > 1 else ''}"
        text = f"{what}: +{lines} (about {outcome.words_over} words) over, from \u201c{outcome.first_words_over}\u201d"
        remedy = f"Cut {outcome.words_over} words, give the block more room, or let it jump with 'jump: PAGE'."
        return [Problem("overset", Severity.ERROR, text, remedy, where, outcome.story)]
    if outcome.lines_short:
        text = f"{what}: {outcome.lines_short} line{'s' if outcome.lines_short > 1 else ''} short"
        remedy = f"Write about {outcome.lines_short * 6} words more, give a picture more depth, or draw the block smaller."
        bare = bool(outcome.story) and not outcome.lines  # nobody means a hole of a whole block
        return [Problem("short", Severity.ERROR if bare else Severity.WARNING, text, remedy, where, outcome.story)]
    return []


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
