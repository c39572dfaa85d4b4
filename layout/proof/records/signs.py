"""Signs that turn round or hide what stands beside them: no note of ours has them, and none that came with a file is told with
them."""

import re

# Unicode 16.0, 23.1 (controls, but tab and line feed) and UAX #9, 2 (embeddings, overrides, isolates). The marks that Arabic and
# Hebrew need beside figures (U+200E, U+200F, U+061C) turn nothing round, and stay.
_TURNING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("\r\n?|\x85")


def without_turning(text: str) -> str:
    """The text without them; line ends as one sign."""
    return _TURNING.sub("", _LINE_END.sub("\n", text))
