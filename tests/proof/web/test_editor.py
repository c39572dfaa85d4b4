from pathlib import Path

import pytest

from layout.proof.web.editor import editor_of

STORY = Path("/paper/issue 26/sto ries/fl\u00f6od;rm -rf $(x) #%.md")


@pytest.mark.parametrize("template", ["vscode://file/{path}:{line}:{column}", "vscode://file{path}:{line}:{column}"])
def test_an_address_is_a_link_with_an_encoded_path(template: str) -> None:
    editor = editor_of(template)
    assert (
        editor.link(STORY, 12, 3)
        == "vscode://file/paper/issue%2026/sto%20ries/fl%C3%B6od%3Brm%20-rf%20%24%28x%29%20%23%25.md:12:3"
    )
    assert editor.command(STORY) == ()


def test_an_address_may_have_the_path_as_a_field() -> None:
    assert (
        editor_of("txmt://open?url=file://{path}&line={line}").link(Path("/a b.md"), 4)
        == "txmt://open?url=file:///a%20b.md&line=4"
    )


def test_a_command_is_split_before_the_path_is_put_in() -> None:
    editor = editor_of("code --goto '{path}:{line}:{column}'")
    assert editor.command(STORY, 12) == ("code", "--goto", f"{STORY}:12:1")
    assert editor.link(STORY) == ""


def test_braces_in_a_path_are_no_fields() -> None:
    assert editor_of("ed {path} +{line}").command(Path("/{line}/{column}.md"), 7) == ("ed", "/{line}/{column}.md", "+7")


def test_lines_count_from_one() -> None:
    assert editor_of("ed +{line} {path}").command(Path("/a"), 0) == ("ed", "+1", "/a")


@pytest.mark.parametrize(
    "template", ["code {file}", "code", "", "javascript://%0a{path}", "'{path}", "{path} -x", "code '{path}"]
)
def test_a_template_that_means_nothing_is_refused_with_a_sentence(template: str) -> None:
    with pytest.raises(ValueError, match=r"editor"):
        editor_of(template)


@pytest.mark.parametrize(
    "template",
    [
        "sh -c 'vim {path}'",
        "sh -c {path}",
        "bash -lc {path}",
        "xterm -e {path}",
        "tmux 'vim\t{path}'",
        "ed --eval={path}",
        "ed --command {path}",
    ],
)
def test_a_path_that_a_shell_would_read_is_refused_with_what_to_do(template: str) -> None:
    with pytest.raises(ValueError, match="make it a word of its own"):
        editor_of(template)


@pytest.mark.parametrize(
    "template", ["xterm -e vim +{line} {path}", "emacsclient -c +{line} {path}", "sh -c 'exec vim \"$0\"' {path}"]
)
def test_a_path_that_is_a_word_of_its_own_is_good(template: str) -> None:
    assert editor_of(template).command(STORY)[-1] == str(STORY)
