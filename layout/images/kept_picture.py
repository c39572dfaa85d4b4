"""A separated picture as bytes for the store, with all that was done to it."""

import json
from dataclasses import asdict

from layout.images.ink import Inking, Separated, Treatment


def pack_picture(separated: Separated) -> bytes:
    """The picture as bytes: on the first line what there is to say of it, then its data."""
    head = [separated.width, separated.height, separated.inking, asdict(separated.treatment)]
    return b"\n".join([json.dumps(head).encode(), separated.jpeg])


def unpack_picture(kept: bytes) -> Separated:
    """The picture that was packed."""
    head, _, data = kept.partition(b"\n")
    width, height, inking, done = json.loads(head)
    return Separated(data, width, height, Inking(inking), Treatment(**{**done, "shown": tuple(done["shown"])}))
