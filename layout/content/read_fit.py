"""The fit policy: what may give when copy doesn't fit, the cheapest first."""

from layout.content.issue import Lever
from layout.content.keys import Many, Named, Scalar
from layout.content.reading import Fields, Reading
from layout.content.yaml_nodes import MapNode, Node, ScalarNode

LEVERS = ("lines", "headline", "flex", "photo", "rung", "quote", "deck", "may-cut", "tracking")
FIT_FORMS = (
    Many(Scalar(words=LEVERS, free=True)),
    Many(Named((Scalar(example="4 lines"),), "A lever, and how far it goes: `flex: 4 lines`, `photo: 12%`.", LEVERS)),
)


def read_fit(fields: Fields, reading: Reading) -> tuple[Lever, ...] | None:
    """The levers under `fit:`; None where the key isn't there. Names and amounts are the desk's to check."""
    if "fit" not in fields:
        return None
    levers: list[Lever] = []
    for node in fields.items("fit"):
        levers += _levers(node, reading)
    return tuple(levers)


def _levers(node: Node, reading: Reading) -> list[Lever]:
    match node:
        case ScalarNode():
            name, _, amount = node.text.partition(":")
            return [Lever(name.strip(), amount.strip())]
        case MapNode():
            return [Lever(name.text, value.text.strip()) for name, value in node.fields if isinstance(value, ScalarNode)]
    reading.error(
        "wrong-kind", "a lever of `fit` is a word, or a word and its amount", "Write `- lines` or `- flex: 4 lines`.", node.where
    )
    return []
