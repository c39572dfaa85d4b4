"""The program's name, and what its exit status says (docs/command-line.md)."""

NAME = "broadsheet"
UNFIT, WRONG_INPUT, FAULT, INTERRUPTED = 1, 2, 3, 130
