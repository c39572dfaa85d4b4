"""What was never meant for readers is told; what only looks like it is not."""

import pytest

from layout.base.problems import Severity
from tests.passing.copy_desk import codes, told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lorem ipsum dolor sit amet.", ""),
        ("The vote, dolor sit amet, was close.", ""),
        ("This is dummy text for the second leg.", ""),
        ("text text text text", ""),
        ("Hier steht Blindtext.", "de"),
        ("Weit hinten, hinter den Wortbergen, fern der Länder.", "de"),
        ("Mengentext Mengentext Mengentext.", "de"),
        ("Ceci est un faux-texte.", "fr"),
        ("Aquí va un texto de relleno.", "es"),
    ],
)
def test_filler_holds_its_page(text: str, language: str) -> None:
    (problem,) = told(text, language=language)
    assert (problem.code, problem.severity, problem.may_allow) == ("filler-text", Severity.ERROR, True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dummy was found in the text of a sermon.", ""),
        ("He filed his copy, and copy after copy came back.", ""),
        ("Der Stuhl war ein Platzhalter für den Vater.", "de"),
        ("Der Text ist kurz, der Titel länger.", "de"),
        ("The Dolores sat by the amethyst.", ""),
    ],
)
def test_words_that_filler_is_made_of_are_no_filler(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge will cost TK million.", ""),
        ("The mayor, TK, said so.", ""),
        ("It opens on TK.", ""),
        ("A TK-year-old man was hurt.", ""),
        ("Es kamen TKTK Leute.", "de"),
        ("About XX people came.", ""),
        ("It cost £XX million.", ""),
        ("The man, aged XX, was hurt.", ""),
        ("Rund xx Menschen kamen.", "de"),
        ("Am xx.xx. wird gewählt.", "de"),
        ("Der Preis stieg um XX Prozent.", "de"),
        ("See page xx for more.", ""),
        ("It happened in 20XX, they said.", ""),
        ("The name is XXXXX of course.", ""),
        ("The bridge was built in ??? for the city.", ""),
        ("He was born in [???] and died there.", ""),
        ("Council leader [check] spoke for an hour.", ""),
        ("Council leader [name] spoke for an hour.", ""),
        ("She was [age?] when she came.", ""),
        ("Der Pegel stand bei [bitte prüfen] Metern.", "de"),
        ("Le maire [nom] a parlé.", "fr"),
        ("El alcalde [comprobar] habló.", "es"),
        ("The bridge FIXME is long.", ""),
        ("TODO: ask the council.", ""),
        ("The dek to come from the desk.", ""),
        ("Insert name here when it is known.", ""),
        ("Hier steht die Überschrift.", "de"),
        ("Text folgt.", "de"),
        ("Texte à venir", "fr"),
        ("Texto pendiente", "es"),
        ("asdf asdfgh", ""),
        ("-ends-", ""),
        ("ENDS", ""),
        ("xxx", ""),
    ],
)
def test_a_working_note_holds_its_page(text: str, language: str) -> None:
    (problem,) = told(text, language=language)
    assert (problem.code, problem.severity, problem.may_allow) == ("working-note", Severity.ERROR, True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He paid Tk 500 in Dhaka.", ""),
        ("A coat from TK Maxx was found.", ""),
        ("The lifts are by TK Elevator.", ""),
        ("Die TK senkt ihren Beitrag, so eine TK-Studie.", "de"),
        ("Super Bowl XX was played in 1986.", ""),
        ("Super Bowl XXX was played ten years later.", ""),
        ("He takes size XXL in shirts and XX-large in coats.", ""),
        ("Women have two X, men one: XX and XY.", ""),
        ("Louis XX was never crowned.", ""),
        ("En el siglo XX hubo dos guerras.", "es"),
        ("Au XXe siècle, la ville a changé.", "fr"),
        ("With all my love, your Sam xx", ""),
        ("See you on Sunday, Mum xxx", ""),
        ("He drank a Castlemaine XXXX at the bar.", ""),
        ("Why on earth would they do that???", ""),
        ("Warum nur??? Keiner wusste es.", "de"),
        ("Mais pourquoi ??? a-t-il dit.", "fr"),
        ("“We did the [check-in] early,” she said.", ""),
        ("“[The council] has no name,” he said, “and [sic] no date.”", ""),
        ("He wrote […] and then [...] no more.", ""),
        ("“[I]t was cold,” he said.", ""),
        ("Die Abgeordnete (SP) stimmte zu.", "de"),
        ("Her to-do list was long, and she will todos it.", ""),
        ("TODO lo que dijo era cierto.", "es"),
        ("He won the title here on Sunday, and the story here ends.", ""),
        ("The queen is safe after Qg8 (check) and mate.", ""),
        ("The rule holds in all cases, it said.", ""),
        ("They watched it all to the end.", ""),
        ("Hier steht bald ein Hotel.", "de"),
        ("Wer ein Foto einfügen will, muss zahlen.", "de"),
        ("More.", ""),
    ],
)
def test_what_only_looks_like_a_note_is_none(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("headlines", ("Headline here",)),
        ("headlines", ("Hed to come",)),
        ("headlines", ("Überschrift hier",)),
        ("headlines", ("xxx",)),
        ("headlines", ("TK",)),
        ("headlines", ("test",)),
        ("kicker", "Kicker"),
        ("deck", "Deck here"),
        ("deck", "Unterzeile"),
        ("byline", "Byline here"),
        ("byline", "By xx"),
        ("byline", "Vorname Nachname"),
        ("byline", "Autor"),
        ("dateline", "PLACE"),
    ],
)
def test_a_head_that_only_keeps_its_place_holds_its_page(part: str, text: object) -> None:
    assert codes("The bridge was built.", **{part: text}) == ["working-note"]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("headlines", ("The headline is here to stay",)),
        ("headlines", ("Super Bowl XX",)),
        ("headlines", ("Hier steht bald ein Hotel",)),
        ("headlines", ("Titel verteidigt",)),
        ("kicker", "Test"),
        ("kicker", "Copy"),
        ("byline", "Byron Place"),
        ("byline", "Xaver Autor"),
        ("deck", "A kicker, a deck and a caption meet in a bar"),
    ],
)
def test_a_head_that_holds_such_words_is_none(part: str, text: object) -> None:
    assert codes("The bridge was built.", **{part: text}) == []


@pytest.mark.parametrize("text", ["Smith &amp; Sons", "<b>Bridge</b> opens", "Bridge opens for {name}", "A bridge[/b] opens"])
def test_code_of_another_program_holds_its_page(text: str) -> None:
    assert codes("The bridge was built.", headlines=(text,)) == ["markup-left"]


@pytest.mark.parametrize("text", ["Smith & Sons; more", "Bridge < ferry > tram", "“[b]ut no bridge”", "5 % down"])
def test_signs_that_code_is_made_of_are_no_code(text: str) -> None:
    assert codes("The bridge was built.", headlines=(text,)) == []


@pytest.mark.parametrize("text", ["Herr MÃ¼ller kam.", "It doesnâ€™t fit.", "It cost Â£5 at the door.", "The caf\ufffd is shut."])
def test_broken_letters_hold_their_page(text: str) -> None:
    assert codes(text) == ["encoding-broken"]


@pytest.mark.parametrize("text", ["Âge tendre, dit-elle.", "NÃO, disse ele.", "São Paulo, £5 and no â."])
def test_letters_that_are_rare_are_not_broken(text: str) -> None:
    assert codes(text) == []


def test_a_note_is_quoted_with_its_place_and_its_remedy() -> None:
    (problem,) = told("The bridge will cost TK million, says the treasurer.")
    place, _, shown = problem.message.partition(", in ")
    assert place == "page 1: a paragraph of 'bridge' would print a working note, “TK”"
    assert shown == "“The bridge will cost TK million, says the treasurer.”"
    assert problem.remedy.endswith(
        "Where it is meant: `allow: [{rule: working-note, why: ...}]` on the block, its page or the issue."
    )
    assert (problem.where.path, problem.where.line) == ("stories/bridge.md", 9)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It cost £000,000 in all.", ""),
        ("Miss Lorne, 00, said so.", ""),
        ("The mayor, NN, said so.", ""),
        ("It opens on ?? December at ten.", ""),
        ("Es kostet ?? Euro.", "de"),
        ("XXX letters came.", ""),
        ("Some XXX notes came.", ""),
        ("He came late (tk) and left.", ""),
        ("NB subs: cut from the end.", ""),
        ("He came late. (more)", ""),
        ("Two quotes to come from Rhona by nine.", ""),
        ("Er sah [Zahl prüfen] Leute.", "de"),
        ("Es kostet tk Euro.", "de"),
        ("Bitte noch gegenlesen", "de"),
        ("Es regnete. Bitte noch gegenlesen!", "de"),
        ('"We met [name?] there," he said.', ""),
        ("The [check] was late.", ""),
    ],
)
def test_a_note_that_reads_like_copy_holds_its_page(text: str, language: str) -> None:
    assert codes(text, language=language) == ["working-note"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It cost £1,000,000 and £200, not $00.50 or 1.000.000.", ""),
        ("Quill, 10, 00, Marsh: so ran the line.", ""),
        ("Der Turm steht 12 Meter über NN, sagte er.", "de"),
        ("The insurer NN paid.", ""),
        ("What is going on?? No one knew.", ""),
        ("Some XXX films and Super Bowl XXX letters came.", ""),
        ("Er kam spät. (tk)", "de"),
        ("Subs: Marsh, Lorne.", ""),
        ("Note to the editor: a fine paper.", ""),
        ("He wanted less (more)", ""),
        ("There is more to come from Quill by 2030, she said.", ""),
        ("„Wir wollen [das Angebot prüfen]“, sagt er.", "de"),
        ("Die TK Millionen zu nennen, war falsch.", "de"),
        ("Er rief, man möge bitte noch prüfen lassen.", "de"),
        ("The [name] … was left blank in the form.", ""),
        ('"We met [name] there," he said.', ""),
    ],
)
def test_what_nearly_reads_like_a_note_is_none(text: str, language: str) -> None:
    assert codes(text, language=language) == []


def test_an_order_for_a_headline_is_none() -> None:
    assert codes("It rained.", headlines=("Two line head in here please",)) == ["working-note"]
    assert codes("It rained.", headlines=("Two lines ahead in here, please",)) == []
