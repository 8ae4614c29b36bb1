# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Makes the fonts of this folder from those of Debian's `fonts-noto-core`, and the list of what they cover.

    pip install fonttools==4.68.0
    python subset.py

Kept are Latin, Greek, Cyrillic and Arabic with their punctuation, the signs of currencies and of
mathematics, arrows and plain shapes. Features of shaping stay whole; hints of screens go.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/noto")
HERE = Path(__file__).parent

LETTERS = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0250, 0x02FF), (0x0300, 0x036F),  # Latin and its accents
    (0x0370, 0x03FF), (0x1F00, 0x1FFF),  # Greek
    (0x0400, 0x052F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F),  # Cyrillic
    (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06),  # more Latin
    (0x2000, 0x200D), (0x2010, 0x2027), (0x202F, 0x205F), (0x2060, 0x2060),  # punctuation and spaces
    (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F),  # raised, currency, fractions
    (0xFFFD, 0xFFFD),
]
ARABIC = [(0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)]
SIGNS = [(0x2190, 0x21FF), (0x2200, 0x22FF)]
SHAPES = [(0x25A0, 0x25FF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2718)]

FONTS = [
    ("NotoSans-Regular", LETTERS),
    ("NotoSans-Bold", LETTERS),
    ("NotoSansArabic-Regular", ARABIC),
    ("NotoSansArabic-Bold", ARABIC),
    ("NotoSansMath-Regular", SIGNS),
    ("NotoSansSymbols2-Regular", SHAPES),
]


def letters(ranges):
    return {letter for first, last in ranges for letter in range(first, last + 1)}


def subset(name, ranges):
    """Writes one font and answers which letters it has."""
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["MATH", "DSIG"]
    # The time of its making would differ from run to run.
    font = TTFont(SOURCE / f"{name}.ttf", recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters(ranges))
    subsetter.subset(font)
    font.save(HERE / f"{name}.ttf")
    return set(font.getBestCmap())


def ranges_of(codes):
    """The codes as lines `first-last`, in order."""
    lines = []
    for code in sorted(codes):
        if lines and code == lines[-1][1] + 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return lines


def stranger():
    """For tests: a font that shows `東`, and nothing else, by the look of another letter."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    font = TTFont(SOURCE / "NotoSans-Regular.ttf", recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord("A")])
    subsetter.subset(font)
    for table in font["cmap"].tables:
        table.cmap = {0x6771: "A"}
    for name in font["name"].names:
        name.string = str(name).replace("Noto Sans", "Stranger").replace("NotoSans", "Stranger")
    font.save(HERE.parent / "tests" / "pdf" / "one-letter.ttf")


def main():
    covered = set()
    for name, ranges in FONTS:
        covered |= subset(name, ranges)
    lines = [f"{first:04X}-{last:04X}\n" for first, last in ranges_of(covered)]
    (HERE / "coverage.txt").write_text("".join(lines))
    stranger()


if __name__ == "__main__":
    main()
