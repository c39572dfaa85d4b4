"""Facts as JSON's values: every field under its own name."""

from layout.proof.facts import FitFacts, Item, StoryFacts


def item_json(item: Item) -> dict[str, object]:
    """One line of the list of all that is wrong."""
    return {**item._asdict(), "kind": str(item.kind), "area": list(item.area) if item.area is not None else None}


def fit_json(fit: FitFacts) -> dict[str, object]:
    """A row of the fit table."""
    return {
        **fit._asdict(),
        "levers": list(fit.levers),
        "legs": [list(leg) for leg in fit.legs],
        "overset": list(fit.overset),
    }


def story_json(story: StoryFacts) -> dict[str, object]:
    """A story, without its text."""
    return {
        "headline": story.headline,
        "byline": story.byline,
        "path": story.path,
        "places": [place._asdict() for place in story.places],
    }
