"""What was done to a picture on its way to ink, told to programs and to people. Needs nothing but what is kept with the ink."""

from layout.base.problems import Problem
from layout.images.faults import Filed
from layout.images.ink import Inking, Separated

_INKING = {Inking.CMYK: "four inks", Inking.GREY: "black alone", Inking.LINE_ART: "one bit of black"}


def notes_of(separated: Separated, filed: Filed) -> list[Problem]:
    """What the desk should know of a picture that can be printed."""
    done = separated.treatment
    if done.damaged:
        return [filed.profile_damaged()]
    return [filed.other_press(done.profile)] if done.other_press else []


def treatment_facts(separated: Separated) -> dict[str, object]:
    """The treatment as JSON's values: ink in percent of one solid ink, sizes in pixels."""
    done = separated.treatment
    return {
        "mode": done.mode,
        "bits": done.bits,
        "profile": done.profile,
        "profile_damaged": done.damaged,
        "inking": separated.inking.value,
        "kept_separation": done.kept,
        "pixels_before": list(done.shown),
        "pixels": [separated.width, separated.height],
        "ppi": round(done.ppi, 1),
        "ink_before_percent": round(done.ink_before * 100, 1),
        "ink_percent": round(done.ink * 100, 1),
        "capped": done.capped,
        "sharpened": done.sharpened,
    }


def treatment_sentence(separated: Separated) -> str:
    """The treatment in one sentence: "RGB (Adobe RGB), 3000 x 2000 to 668 x 445 pixels, 200 ppi, four inks, at most 218 %"."""
    done = separated.treatment
    parts = [f"{done.mode}{f' of {done.bits} bits' if done.bits == 16 else ''}{f' ({done.profile})' if done.profile else ''}"]
    before, after = done.shown, (separated.width, separated.height)
    sizes = f"{before[0]} x {before[1]}" + (f" to {after[0]} x {after[1]}" if before != after else "")
    parts += [f"{sizes} pixels", f"{done.ppi:.0f} ppi"]
    parts.append(f"keeps its own {_INKING[separated.inking]}" if done.kept else _INKING[separated.inking])
    if done.capped:
        parts.append(f"ink brought from {done.ink_before:.0%} to {done.ink:.0%}")
    elif separated.inking is not Inking.LINE_ART:
        parts.append(f"at most {done.ink:.0%} ink")
    if done.sharpened:
        parts.append(f"sharpened by {done.sharpened:g}")
    return ", ".join(parts)
