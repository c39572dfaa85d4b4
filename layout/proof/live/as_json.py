"""Facts as JSON's values: every field under its own name.

What a problem says is told alike wherever the desk shows it: with a capital, without the page beside which it stands, and what is
to be typed in quotation marks.
"""

import re

from layout.proof.facts import FitFacts, Item, StoryFacts

_PAGE = re.compile(r"\Apages? [^\s:]+: ")
_TYPED = re.compile(r"`([^`]+)`")


def item_json(item: Item) -> dict[str, object]:
    """One line of the list of all that is wrong."""
    return {
        **item._asdict(),
        "kind": str(item.kind),
        "message": said(item.message),
        "remedy": said(item.remedy),
        "area": list(item.area) if item.area is not None else None,
    }


def said(text: str) -> str:
    """See the module."""
    bare = _TYPED.sub(r"“\1”", _PAGE.sub("", text))
    return f"{bare[:1].upper()}{bare[1:]}"


def fit_json(fit: FitFacts) -> dict[str, object]:
    """A row of the fit table."""
    return {
        **fit._asdict(),
        "levers": list(fit.levers),
        "legs": [list(leg) for leg in fit.legs],
        "legs_beside": [list(leg) for leg in fit.legs_beside],
        "overset": list(fit.overset),
    }


def story_json(story: StoryFacts) -> dict[str, object]:
    """A story, without its text."""
    return {
        "headline": story.headline,
        "taken": list(story.taken) if story.taken is not None else None,
        "byline": story.byline,
        "path": story.path,
        "places": [place._asdict() for place in story.places],
    }
