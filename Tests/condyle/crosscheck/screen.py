"""Shows recordings of a terminal in pyte and compares what is seen at rest.

usage: screen.py RECORD RECORD

A RECORD is a JSON file beside the bytes that a program sent: {"columns", "rows", "bytes": FILE,
"rests": [{"name", "at", "cells"}]}. At a rest `at` bytes have been sent, and another terminal shows
`cells`, row by row: [character, foreground, background, attributes]; a colour is an index, six
hexadecimal digits, or "default". Attributes are letters: b bold, u underlined, r reversed.

Cells that draw the same pixels are equal. The first row, which tells the time of the line, and the
last, where messages stand, are left out. Prints one line that begins with "same" or "different".
"""
import json
import os
import re
import sys

import pyte
import pyte.graphics

NAMES = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]
BLOCKS = {" ": (0, 0), "\xa0": (0, 0), "\u2580": (1, 0), "\u2584": (0, 1), "\u2588": (1, 1)}
# Strings of questions; pyte would print them.
STRINGS = re.compile(rb"\x1b[PX^_].*?(?:\x1b\\|\x07|\x18|\x1a)", re.DOTALL)


class Screen(pyte.Screen):
    """With the two sequences of xterm-256color that pyte has not got."""

    def draw(self, data):
        """Draws, and keeps the last character."""
        self.last = data[-1:] or self.last
        super().draw(data)

    def repeat(self, count=1):
        """REP: the last character again."""
        super().draw(self.last * (count or 1))

    last = ""


class Stream(pyte.ByteStream):
    """Knows REP, and HPA by its right letter."""

    csi = {**pyte.ByteStream.csi, "b": "repeat", "`": "cursor_to_column"}
    events = pyte.ByteStream.events | {"repeat"}


def colour(value):
    """Six hexadecimal digits, or "default"."""
    if isinstance(value, int):
        return pyte.graphics.FG_BG_256[value]
    name = value.removeprefix("bright")
    if name in NAMES:
        return pyte.graphics.FG_BG_256[NAMES.index(name) + (8 if name != value else 0)]
    return value.lower()


def drawn(char, fore, back, attributes):
    """What is seen of a cell: the colours of its halves, or a character and how it is drawn."""
    ink, paper = colour(fore), colour(back)
    # The default colours have no name apart from what they are for.
    ink, paper = ("text" if ink == "default" else ink), ("ground" if paper == "default" else paper)
    if "r" in attributes:
        ink, paper = paper, ink
    under = "u" in attributes
    if char in BLOCKS and not under:
        return tuple((paper, ink)[part] for part in BLOCKS[char])
    return char, ink, paper, "b" in attributes, under


def of_pyte(screen):
    """All cells of a screen of pyte, row by row."""
    for row in range(screen.lines):
        line = screen.buffer[row]
        for column in range(screen.columns):
            cell = line[column]
            attributes = ("b" if cell.bold else "") + ("u" if cell.underscore else "") + (
                "r" if cell.reverse else "")
            yield drawn(cell.data, cell.fg, cell.bg, attributes)


def shown(path):
    """At each rest: its name, what pyte shows, and what the other terminal shows."""
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    with open(os.path.join(os.path.dirname(path), record["bytes"]), "rb") as file:
        sent = file.read()
    screen = Screen(record["columns"], record["rows"])
    stream = Stream(screen)
    before = 0
    for rest in record["rests"]:
        stream.feed(STRINGS.sub(b"", sent[before:rest["at"]]))
        before = rest["at"]
        yield rest["name"], list(of_pyte(screen)), [drawn(*cell) for cell in rest["cells"]], screen


def main():
    first, second = (list(shown(path)) for path in sys.argv[1:3])
    wrong, count = [], 0
    if [rest[0] for rest in first] != [rest[0] for rest in second] or not first:
        print("different: the rests have other names, or there are none")
        return
    columns, rows = first[0][3].columns, first[0][3].lines
    pairs = [(name, "one way against the other", a, c)
             for (name, a, _, _), (_, c, _, _) in zip(first, second)]
    for way, rests in (("first", first), ("second", second)):
        pairs += [(name, f"the {way} way, pyte against the other terminal", a, b)
                  for name, a, b, _ in rests]
    for name, what, one, two in pairs:
        if len(one) != columns * rows or len(two) != columns * rows:
            wrong.append(f"{name}: {what}: {len(one)} and {len(two)} cells")
            continue
        places = range(columns, columns * (rows - 1))
        count += len(places)
        odd = [at for at in places if one[at] != two[at]]
        if odd:
            some = "; ".join(
                f"{at % columns},{at // columns} {one[at]} and {two[at]}" for at in odd[:3])
            wrong.append(f"{name}: {what}: {len(odd)} cells, such as {some}")
    colours = {part for rest in first for cell in rest[1] for part in cell if isinstance(part, str)}
    if len(colours) < 20:
        wrong.append(f"only {len(colours)} colours were seen")
    print("different: " + " | ".join(wrong) if wrong
          else f"same {count} cells at {len(first)} rests of each way, {len(colours)} colours")


main()
