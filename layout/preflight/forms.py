"""Streams within streams: forms and the drawings of Type 3 glyphs, each with matrix, box and resources. ISO 32000-2, 8.10."""

from pikepdf import Object, Stream

from layout.preflight import limits
from layout.preflight.matrix import Matrix, box_under, common, times
from layout.preflight.objects import get, get_dictionary, get_name, get_numbers, key_of
from layout.preflight.state import Run
from layout.preflight.typefaces import Typeface, glyph_program


def draw_form(run: Run, form: Stream, name: str) -> None:
    """Paint a form where the run stands."""
    if get_name(form, "Subtype2") == "PS" or get(form, "PS") is not None:
        run.note("content-postscript", f"the form '{name}' holds PostScript", name)
        return
    grouped = get_name(get_dictionary(form, "Group"), "S") == "Transparency"
    if grouped:
        text = f"the form '{name}' is a transparency group"
        run.note("transparency-group", text, name, run.state.clip)
    matrix = get_numbers(form, "Matrix")
    child = inside(run, form, times(as_matrix(matrix), run.state.ctm), name)
    if child is None:
        return
    before = len(run.drawn.marks)
    if grouped:
        child.state.as_group()
    box = child.state.clip
    play(child, form)
    if grouped and len(run.drawn.marks) > before:
        run.see_through(run.state.fill_alpha, box)


def draw_glyph(run: Run, face: Typeface, code: int, matrix: Matrix) -> None:
    """Paint the drawing of one glyph, for what is in it: each glyph once a page."""
    program = glyph_program(face, code)
    if program is None or (key_of(program) or (0, 0)) in run.within:
        return
    size = as_matrix(get_numbers(face.font, "FontMatrix"))
    own = get_dictionary(face.font, "Resources")
    child = inside(run, program, times(size, matrix), f"glyph {code} of {face.name}")
    if child is not None:
        child.resources = own if own is not None else run.resources
        play(child, program)


def as_matrix(values: list[float]) -> Matrix:
    """Six numbers as a matrix; the one that changes nothing where they are not six."""
    if len(values) != 6:
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def inside(run: Run, stream: Object, ctm: Matrix, name: str) -> Run | None:
    """A run of a stream within this one; None where that would go too deep or in a circle."""
    key = key_of(stream) or (0, 0)
    if key in run.within:
        run.note("content-damaged", f"'{name}' paints itself, directly or through another form", name)
        return None
    if run.depth >= limits.DEPTH:
        run.note("limit-depth", f"'{name}' lies more than {limits.DEPTH} forms deep; it was not read", name)
        return None
    state = run.state.saved()
    state.ctm = ctm
    edges = get_numbers(stream, "BBox")
    if len(edges) == 4 and state.clip is not None:
        left, right = sorted((edges[0], edges[2]))
        low, high = sorted((edges[1], edges[3]))
        state.clip = common(state.clip, box_under(ctm, (left, low, right, high)))
    own = get_dictionary(stream, "Resources")
    return Run(
        state,
        own if own is not None else run.resources,
        run.drawn,
        run.shelf,
        ctm,
        run.depth + 1,
        run.within | {key},
        colourless=run.colourless,
    )


def play(child: Run, stream: Stream) -> None:
    """Interpret a stream in its run."""
    data = child.shelf.file.decoded(stream)
    if data is None or len(data) > limits.CONTENT:
        child.note("limit-stream", "a form's content can't be unpacked, or is too much to be read", "")
        return
    child.shelf.interpret(child, data)
