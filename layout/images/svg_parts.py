"""How many elements a drawing draws: one that uses a part again and again is short to write and endless to paint."""

from dataclasses import dataclass, field

_A_USE = 4  # elements take as long as using one again


@dataclass(slots=True, eq=False)
class Part:
    """An element: what it holds, and the id of the part that it uses, "" where it uses none."""

    holds: list["Part"] = field(default_factory=list)
    uses: str = ""


def shown(part: Part, parts: dict[str, Part], most: int) -> int:
    """The elements that are drawn for `part`; more than `most` where a part uses itself, and as soon as they are too many."""
    counts: dict[Part, int] = {}
    stack = [(part, False)]
    entered: set[Part] = set()
    while stack:
        one, is_done = stack.pop()
        inner = [*one.holds, *([parts[one.uses]] if one.uses in parts else [])]
        if is_done:
            entered.discard(one)
            counts[one] = min((_A_USE if one.uses else 1) + sum(counts[each] for each in inner), most + 1)
        elif one not in counts:
            entered.add(one)
            stack.append((one, True))
            for each in inner:
                if each in entered:
                    return most + 1
                stack.append((each, False))
    return counts[part]
