"""How much of a file is read before preflight says that it is too much. Counts, never seconds: the same file, the same answer.

No page that a press prints comes near them; a file that does was made to choke its reader. Each of the files that the tests make
to that end (`tests/preflight/hostile.py`) takes less than 500 MB of memory, and less than ten seconds of one processor.
Ghostscript is not counted: it is another process, with limits of its own.
"""

PAGES = 1000
STREAM = 130_000_000  # bytes of one stream, decoded: a page of 400 x 578 mm in CMYK at 300 ppi has 129 million
LZW = (
    60_000  # bytes of a stream packed by LZW, which qpdf unpacks without a bound, up to 1,400 times as long; it is refused anyway
)
CONTENT = 40_000_000  # bytes of one page's or form's operators
BYTES = 1_200_000_000  # bytes of all streams together, decoded: sixteen such pictures at 200 ppi have 916 million
KEPT = (
    120_000_000  # bytes, about, of fonts, tables and functions that are kept for the next page; thirty fonts take some 10 million
)
NUMBER = (
    1e9  # greater ones are cut to it where they stand among operators, and are none in dictionaries: no page has room for them
)
OPERATORS = 1_200_000  # of all pages together, dear ones counted as several: a page with a detailed map has some 200,000
DEPTH = 16  # forms in forms, colour spaces on colour spaces
STATES = 512  # graphics states saved within each other; ISO 32000-1, annex C, has 28
PIXELS = 40_000_000  # of one picture: a page of 400 x 578 mm at 300 ppi has 32 million
PROGRESSIVE = 20_000_000  # of a progressive JPEG, whose coefficients are held in memory all at once
ALL_PIXELS = 240_000_000  # decoded for a file: sixteen pictures as large as the page at 200 ppi have 229 million
MARKS = 200_000  # held for a page
WORK = 4_000_000_000  # nanoseconds, by what each step took where it was measured, that marks are painted on cells of paper
FARTHEST = 1e6  # points: what is painted beyond is on no page; ISO 32000-1, annex C, has 14,400 for a page's side
