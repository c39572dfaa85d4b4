"""What a check hands on: a rule that is broken, where and by what, before faults of a kind are told as one finding."""

from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.preflight.matrix import Box


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken. `text` is the whole sentence, with both numbers.

    Faults of the same rule, page and `kind` become one finding; the one with the lowest `rank` speaks for them. `severity`
    stands in place of the rule's own where the same fault weighs otherwise, by the standard that is asked for.
    """

    rule: str
    text: str
    page: int = 0
    box: Box | None = None
    thing: str = ""
    kind: str = ""
    rank: float = 0.0
    severity: Severity | None = None
