"""What the report says was done to each picture."""

from pathlib import Path

from layout.base.geometry import Area
from layout.images.ink import Inking, Separated, Treatment
from layout.pages.display import ImageMark, Page, Source
from layout.pdf.inks import Inks, picture_key
from layout.press.treated import treated_pictures

ROOT = Path("/paper")
DONE = Treatment("RGB", 8, "Adobe RGB (1998)", shown=(3000, 2000), ppi=200.0, ink_before=2.31, ink=2.187, capped=True)


def mark(path: Path) -> ImageMark:
    return ImageMark(Area(72.0, 144.0, 240.0, 160.0), path, (0.0, 0.0, 1.0, 1.0), False, Source("A", "boats"))


def test_each_picture_that_prints_is_told_in_its_place() -> None:
    here, gone = mark(ROOT / "photos/boat.jpg"), mark(ROOT / "photos/gone.jpg")
    page = Page("3", "", 600.0, 900.0, 0.0, False, (here, gone))
    inks = Inks(pictures={picture_key(here, page): Separated(b"", 667, 445, Inking.CMYK, DONE)})
    (told,) = treated_pictures([page], inks, ROOT)
    assert (told["page"], told["story"], told["file"]) == ("3", "boats", "photos/boat.jpg")
    assert told["area_mm"] == [25.4, 50.8, 84.67, 56.44]
    assert (told["pixels_before"], told["pixels"], told["ppi"]) == ([3000, 2000], [667, 445], 200.0)
    assert (told["ink_before_percent"], told["ink_percent"], told["capped"]) == (231.0, 218.7, True)
    sentence = "RGB (Adobe RGB (1998)), 3000 x 2000 to 667 x 445 pixels, 200 ppi, four inks, ink brought from 231% to 219%"
    assert told["done"] == sentence
