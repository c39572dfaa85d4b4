"""Editions: a file that says what differs from the issue it extends, laid over that issue before anything is read from it.

Pages go by number, blocks by letter, texts for templates by name. A block that says what it carries replaces the issue's; one
that doesn't changes only the keys that it gives; `X: none` takes one away and leaves its place white. A key with nothing
behind it isn't there.
"""

from collections.abc import Callable

from layout.content.issue_keys import WHAT
from layout.content.page_numbers import split_number
from layout.content.read_page import drawn_letters, number_of
from layout.content.yaml_nodes import ListNode, MapNode, Node, ScalarNode

Merge = Callable[[Node, Node], Node]


def lay_over(issue: MapNode, edition: MapNode) -> MapNode:
    """The edition as a whole issue. Each value keeps the place of the file that it comes from."""
    own = MapNode(tuple(field for field in edition.fields if field[0].text != "extends"), edition.where)
    return _by_key(issue, own, {"pages": _pages, "vars": _texts})


def _by_key(under: MapNode, over: MapNode, merges: dict[str, Merge]) -> MapNode:
    """Under's fields with over's in their places, joined where there is a merge for the key."""
    fields = {name.text: (name, node) for name, node in under.fields}
    for name, node in over.fields:
        known = fields.get(name.text)
        if known is not None and isinstance(node, ScalarNode) and node.is_missing:
            continue  # a key with nothing behind it isn't there
        fields[name.text] = name, merges[name.text](known[1], node) if known is not None and name.text in merges else node
    return MapNode(tuple(fields.values()), over.where)


def _texts(under: Node, over: Node) -> Node:
    return _by_key(under, over, {}) if isinstance(under, MapNode) and isinstance(over, MapNode) else over


def _pages(under: Node, over: Node) -> Node:
    if not isinstance(under, ListNode) or not isinstance(over, ListNode):
        return over
    pages = list(under.items)
    for page in over.items:
        number = number_of(page)
        index = next((index for index, known in enumerate(pages) if number and number_of(known) == number), None)
        if index is None:
            pages.insert(_place_of(number, pages), page)
        else:
            pages[index] = _page(pages[index], page)
    return ListNode(tuple(pages), over.where)


def _place_of(number: str, pages: list[Node]) -> int:
    """Before the first page of a higher number in the same section, else at the end."""
    new = split_number(number.split("-")[0])
    for index, page in enumerate(pages):
        known = split_number(number_of(page).split("-")[0])
        if new is not None and known is not None and known[0] == new[0] and known[1] > new[1]:
            return index
    return len(pages)


def _page(under: Node, over: Node) -> Node:
    if not isinstance(under, MapNode) or not isinstance(over, MapNode):
        return over
    given = {name.text for name, _ in over.fields}
    kept = under
    if "dummy" in given:
        kept = _without_areas(under, drawn_letters(over.get("dummy")))
    elif "rows" in given:
        kept = MapNode(tuple(field for field in under.fields if field[0].text != "dummy"), under.where)
    return _by_key(kept, over, {"place": _place, "vars": _texts})


def _without_areas(page: MapNode, letters: frozenset[str] | None) -> MapNode:
    """The page without its own `rows:` and `at:`, and without the blocks whose letters a new drawing doesn't show."""
    fields: list[tuple[ScalarNode, Node]] = []
    for name, node in page.fields:
        if name.text == "place" and isinstance(node, MapNode):
            blocks = tuple(
                (letter, _without(block, "at")) for letter, block in node.fields if letters is None or letter.text in letters
            )
            fields.append((name, MapNode(blocks, node.where)))
        elif name.text != "rows":
            fields.append((name, node))
    return MapNode(tuple(fields), page.where)


def _without(node: Node, key: str) -> Node:
    if not isinstance(node, MapNode):
        return node
    return MapNode(tuple(field for field in node.fields if field[0].text != key), node.where)


def _place(under: Node, over: Node) -> Node:
    if not isinstance(under, MapNode) or not isinstance(over, MapNode):
        return over
    return _by_key(under, over, {letter.text: _block for letter, _ in over.fields})


def _block(under: Node, over: Node) -> Node:
    if not isinstance(under, MapNode) or not isinstance(over, MapNode):
        return over
    if any(name.text in WHAT for name, _ in over.fields):
        return over
    return _by_key(under, over, {})
