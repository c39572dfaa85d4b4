"""Text from strangers' files, made fit for a terminal and for one line of a report."""


def printable(text: str) -> str:
    """The text with `?` for each character that prints nothing itself and may steer what shows it: controls, escapes, marks that
    turn the direction of writing, halves of surrogate pairs. Spaces of any kind, ends of lines too, become plain ones."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "?" for letter in text)
