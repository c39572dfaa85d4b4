"""How far the first and last signs of a line hang over its measure's edges, so that the edge looks straight.

Shares of the sign's own width; judged by eye at 9 pt on the shipped serif, after the values that margin kerning has settled on.
"""

RIGHT = {
    "-": 0.5, "\u2010": 0.5, ".": 0.55, ",": 0.55, ":": 0.35, ";": 0.35, "!": 0.15, "?": 0.15, "\u2026": 0.2,
    "\u2019": 0.5, "\u201d": 0.5, "\u2018": 0.5, "\u201c": 0.5, "\u00bb": 0.35, "\u00ab": 0.35, "\u203a": 0.4, "\u2039": 0.4,
    "\u2013": 0.3, "\u2014": 0.2, ")": 0.1, "]": 0.05, "r": 0.04, "T": 0.05, "V": 0.05, "W": 0.05, "Y": 0.06,
}  # fmt: skip
LEFT = {
    "\u201c": 0.5, "\u2018": 0.5, "\u201e": 0.4, "\u201a": 0.4, "\u00ab": 0.3, "\u00bb": 0.3, "\u2039": 0.35, "\u203a": 0.35,
    "\u2019": 0.5, "(": 0.1, "\u2013": 0.25, "\u2014": 0.15, "A": 0.04, "T": 0.05, "V": 0.05, "W": 0.05, "Y": 0.06,
}  # fmt: skip
