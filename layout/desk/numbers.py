"""What the desk wants to know of a page's number."""

from layout.content.page_numbers import printed_pages, split_number


def pages_of(number: str) -> tuple[str, ...]:
    """The printed pages that a page's number names: one, or a spread's two."""
    return printed_pages(number) or (number,)


def section_and_count(page: str) -> tuple[str, int]:
    """Section letters and count of one printed page: "A3" is ("A", 3); what is no number counts 0 in a section of its own."""
    return split_number(page) or (page, 0)


def is_spread(number: str) -> bool:
    """True for two facing pages as one."""
    return len(pages_of(number)) == 2


def is_left_hand(number: str) -> bool:
    """Even pages lie left of the fold, and so does a spread's first."""
    return section_and_count(pages_of(number)[0])[1] % 2 == 0
