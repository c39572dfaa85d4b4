"""What a build comes to, as far as a release looks at it; made up, so that no page need be set."""

from dataclasses import dataclass, field

from layout.base.problems import Problem
from layout.press.carried import PageText


@dataclass
class Number:
    """A page's."""

    number: str


@dataclass
class Written:
    """A file in the package."""

    page: Number
    file: str
    sha256: str
    held: bool = False
    text: PageText | None = None


@dataclass
class Built:
    """See the module."""

    pages: list[Written] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
