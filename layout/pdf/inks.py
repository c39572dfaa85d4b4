"""Everything that pages take from files when they are painted: pictures as ink, ads, drawings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layout.images.separate import Separated


@dataclass(frozen=True, slots=True)
class Inks:
    """What was made ready for the pages' marks; `pictures` by the key of their place."""

    pictures: Mapping[str, Separated] = field(default_factory=dict)
