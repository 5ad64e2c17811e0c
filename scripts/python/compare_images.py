"""Compares what Heatmill decodes with what Pillow does, for every file below a folder.

Usage: compare_images.py FOLDER COMMAND...   (run by scripts/check_images.sh)

COMMAND starts io.github.heatmill.image.decode.DecodeCheck. Prints a line for each file and the numbers at the end. Exits with 1 if a
picture differs by more than 3 grey levels on average and is no exception of docs/images.md, or if only Heatmill refuses a file
without naming the reason.
"""

import collections
import pathlib
import signal
import subprocess
import sys
import warnings

import numpy as np
from PIL import Image, ImageOps

ACCEPTED = 3
LARGEST = 100_000_000  # As ImageDecoder.MAXIMUM_PIXELS.
DECODERS_DIFFER = 1  # libjpeg and its relatives differ by a level.


class Heatmill:
    """The process that decodes."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def decode(self, path):
        """Returns the pixels and None, or None and a reason."""
        self.process.stdin.write(str(path.resolve()).encode() + b"\0")
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode().rstrip("\n")
        verdict, _, rest = line.partition(" ")
        if verdict != "decoded":
            return None, rest or "ended"
        width, height = map(int, rest.split())
        pixels = self.process.stdout.read(width * height * 3)
        return np.frombuffer(pixels, np.uint8).reshape(height, width, 3), None


def levels(image):
    """Wide samples as docs/images.md promises; Pillow clips them at 255."""
    values = np.asarray(image)
    if image.mode.startswith("I;16") or (image.mode == "I" and image.format == "PPM"):
        return Image.fromarray((values.astype(np.uint32) >> 8).astype(np.uint8))
    if image.mode == "F" and 0 <= values.min() and values.max() <= 1:
        return Image.fromarray((values * 255 + 0.5).astype(np.uint8))
    return image


def pillow(path):
    """Returns the pixels, upright and on white, and None; or None and a reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(path)
            image.seek(0)
            image.load()
            rgba = np.asarray(ImageOps.exif_transpose(levels(image)).convert("RGBA")).astype(np.int32)
        except Exception as error:  # Pillow meets damage with any of them.
            return None, f"{type(error).__name__}: {error}"
    alpha = rgba[..., 3:]
    return ((rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8), None


def compare(ours, theirs):
    """A verdict, and a mean difference or a reason."""
    if ours[0] is None:
        return ("both refuse", ours[1]) if theirs[0] is None else ("only Heatmill refuses", ours[1])
    if theirs[0] is None:
        return "only Pillow refuses", theirs[1]
    if ours[0].shape != theirs[0].shape:
        return "other size", f"{ours[0].shape} and {theirs[0].shape}"
    differences = np.abs(ours[0].astype(np.int32) - theirs[0])
    if differences.max() <= DECODERS_DIFFER:
        return "equal", ""
    mean = differences.mean()
    return ("different by more than 3" if mean > ACCEPTED else "different"), f"by {mean:.2f} grey levels"


def main():
    folder, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    Image.MAX_IMAGE_PIXELS = LARGEST // 2  # Pillow refuses twice as many.
    heatmill = Heatmill(command)
    counts = collections.Counter()
    unnamed = 0
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        verdict, detail = compare(heatmill.decode(path), pillow(path))
        counts[verdict] += 1
        unnamed += verdict.startswith("only Heatmill") and detail.startswith("without a sentence")
        print(f"{verdict}: {path.relative_to(folder)}" + (f" ({detail})" if detail else ""))
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))
    return 1 if unnamed or counts["different by more than 3"] or counts["other size"] else 0


if __name__ == "__main__":
    sys.exit(main())
