"""Pulled levers as values: what gives in one piece of a chain, what in the whole of its copy, and what that costs."""

from typing import NamedTuple

from layout.base.values import dataclass
from layout.desk.fit_policy import FitPolicy, LeverName

# The first use of a lever, by its place in the policy; the first of all, where it is not `lines`, costs half of the second.
RANK_PRICES = (0.0, 150.0, 400.0, 700.0, 1_200.0, 2_200.0, 3_000.0, 4_000.0, 6_000.0)
MORE_PRICES = {  # each further line, rung, headline down the list or paragraph, as a share of the first use
    LeverName.HEADLINE: 0.2,
    LeverName.FLEX: 0.15,
    LeverName.PHOTO: 0.15,
    LeverName.RUNG: 0.5,
    LeverName.MAY_CUT: 0.5,
    LeverName.TRACKING: 0.3,
}

FLAW_SHARE = 0.2
"""Of what flow_prices.py minds, beside a lever's price: a widow is worth a headline or a border, not a crop."""

TRACKING_STEP = 5.0  # thousandths of an em: less does not change a line's break often enough to be tried


class PhotoPull(NamedTuple):
    """A picture of another depth: its file's name, by how many lines, and how many it takes then, caption and all.

    Without any it stands as it is.
    """

    name: str = ""
    more: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PiecePulls:
    """What gives in one piece. `headline`: the choice, from 0, None as it reads best; `rungs` down the ladder, negative: up.

    `photos`: its pictures, in the block's order; none: all as they are. `quote`: whether the story's quote stands in the piece
    (None: as the block says). `deck` False: it is left out.
    """

    headline: int | None = None
    rungs: int = 0
    photos: tuple[PhotoPull, ...] = ()
    quote: bool | None = None
    deck: bool = True


@dataclass(frozen=True, slots=True)
class CopyPulls:
    """What gives in the copy: how many marked paragraphs are left out, the last first; tracking in thousandths of an em."""

    cut: int = 0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Pulls:
    """Everything that gives in a chain."""

    pieces: tuple[PiecePulls, ...]
    copy: CopyPulls = CopyPulls()


def price_of(policy: FitPolicy, lever: LeverName, times: float) -> float:
    """What a lever costs, pulled so many steps; 0 where it is not pulled."""
    if not times:
        return 0.0
    first = RANK_PRICES[policy.ranks[lever]] or RANK_PRICES[1] / 2
    return first * (1.0 + MORE_PRICES.get(lever, 0.0) * (abs(times) - 1.0))


def piece_price(policy: FitPolicy, pulls: PiecePulls, usual_headline: int) -> float:
    """What a piece's levers cost together. `usual_headline` is the choice that reads best."""
    other = pulls.headline is not None and pulls.headline != usual_headline
    return (
        (price_of(policy, LeverName.HEADLINE, pulls.headline + 1) if other and pulls.headline is not None else 0.0)
        + price_of(policy, LeverName.RUNG, pulls.rungs)
        + sum(price_of(policy, LeverName.PHOTO, photo.more) for photo in pulls.photos)
        + price_of(policy, LeverName.QUOTE, pulls.quote is not None)
        + price_of(policy, LeverName.DECK, not pulls.deck)
    )


def copy_price(policy: FitPolicy, pulls: CopyPulls) -> float:
    """What the copy's levers cost together."""
    steps = pulls.tracking / TRACKING_STEP
    return price_of(policy, LeverName.MAY_CUT, pulls.cut) + price_of(policy, LeverName.TRACKING, steps)


def told(pulls: Pulls, piece: int) -> list[str]:
    """A piece's pulled levers in the desk's words; its headline and rung, which its package tells, left out."""
    own = pulls.pieces[piece]
    levers = [f"{photo.name} {photo.more:+d} line{'s' if abs(photo.more) > 1 else ''}" for photo in own.photos if photo.more]
    if own.quote is not None:
        levers.append(f"quote {'put in' if own.quote else 'left out'}")
    if not own.deck:
        levers.append("deck left out")
    if piece == 0 and pulls.copy.cut:
        levers.append(f"{pulls.copy.cut} marked paragraph{'s' if pulls.copy.cut > 1 else ''} left out")
    if piece == 0 and pulls.copy.tracking:
        levers.append(f"tracking {pulls.copy.tracking / 10:+g} %")
    return levers
