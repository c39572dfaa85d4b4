"""One piece of a chain, made up and waiting for its text."""

from layout.base.values import dataclass
from layout.pages.outcome import PlacedHead
from layout.pages.package import Package
from layout.pages.quote import QuoteCopy
from layout.pages.stone import Stone


@dataclass(frozen=True, slots=True)
class Part:
    """A piece's page, its package, the page that its jump line names (empty: none), and the quote it may carry."""

    stone: Stone
    package: Package
    jump_to: str = ""
    quote: QuoteCopy | None = None

    @property
    def head(self) -> PlacedHead | None:
        """The piece's headline, if it has one."""
        package = self.package
        if package.asked is None or package.headline is None:
            return None
        source = package.source
        return PlacedHead(self.stone.page, source.block, source.story, self.stone.case, package.asked, package.headline)
