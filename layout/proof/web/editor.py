"""From a place on a page to the editor that the desk writes in.

In: a template such as `vscode://file/{path}:{line}:{column}` or `code --goto {path}:{line}`, and a story's file. Out: a link, or
the words of a command. No shell reads either.
"""

import re
import shlex
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from layout.base.values import dataclass

_FIELD = re.compile(r"\{(path|line|column)\}")
_STRANGE = re.compile(r"\{[^{}]*\}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNROOTED = re.compile(r"(?<![^:/]/)\{path\}")  # where no slash stands before it, or only those of `://`
_READS_CODE = re.compile(r"-[lixe]{0,3}c|-e|--eval|--command|--exec|/[ck]", re.IGNORECASE)  # the word after it is a program
_CODE_IN_WORD = re.compile(r"(--eval|--command|--exec)=.*\{path\}", re.IGNORECASE)
_REFUSED = ("javascript:", "data:", "blob:", "vbscript:")


class Opens(StrEnum):
    """How the editor is reached: by a link in the browser, or by a command on this machine."""

    LINK = "link"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Editor:
    """How files are opened; see `editor_of`."""

    opens: Opens
    words: tuple[str, ...]

    def link(self, path: Path, line: int = 1, column: int = 1) -> str:
        """The address; "" where a command opens files. The path is percent-encoded."""
        if self.opens is not Opens.LINK:
            return ""
        return _filled(self.words[0], quote(path.as_posix().lstrip("/"), safe="/"), line, column)

    def command(self, path: Path, line: int = 1, column: int = 1) -> tuple[str, ...]:
        """The program and its arguments; none where a link does it."""
        if self.opens is not Opens.COMMAND:
            return ()
        return tuple(_filled(word, str(path), line, column) for word in self.words)


def editor_of(template: str) -> Editor:
    """What a template means. Raises ValueError with a sentence where it means nothing."""
    strange = [each for each in _STRANGE.findall(template) if not _FIELD.fullmatch(each)]
    if strange:
        raise ValueError(f"an editor's template knows {{path}}, {{line}} and {{column}}, not {strange[0]}")
    if "{path}" not in template:
        raise ValueError("an editor's template needs {path}")
    if _SCHEME.match(template):
        if template.lower().startswith(_REFUSED):
            raise ValueError("that is no editor's address")
        return Editor(Opens.LINK, (_UNROOTED.sub("/{path}", template),))
    try:
        words = shlex.split(template)
    except ValueError as error:
        raise ValueError(f"the editor's command can't be read: {error}") from None
    if "{path}" in words[0]:
        raise ValueError("an editor's command begins with the program")
    for before, word in pairwise(words):
        if "{path}" in word and (re.search(r"\s", word) or _READS_CODE.fullmatch(before) or _CODE_IN_WORD.match(word)):
            # A file may be called `$(…)`. As a word of its own nobody reads it as a command.
            raise ValueError("an editor's command has {path} where a shell may read it as a command; make it a word of its own")
    return Editor(Opens.COMMAND, tuple(words))


def _filled(text: str, path: str, line: int, column: int) -> str:
    """In one go: braces in a path are no fields."""
    values = {"path": path, "line": str(max(line, 1)), "column": str(max(column, 1))}
    return _FIELD.sub(lambda field: values[field.group(1)], text)
