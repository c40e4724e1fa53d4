"""Compares `condyle info --json` with SimpleITK for one CT.

usage: info.py CONDYLE INPUT [READER-INPUT]

Prints one line that begins with "same" or "different". SimpleITK reads READER-INPUT (a file, or a
folder of slices), or INPUT when it is not given.
"""
import json
import os
import subprocess
import sys

import numpy
import SimpleITK


def read(path):
    """The image as SimpleITK sees it; slices sorted by position."""
    if os.path.isdir(path):
        reader = SimpleITK.ImageSeriesReader()
        ids = reader.GetGDCMSeriesIDs(path)
        names = reader.GetGDCMSeriesFileNames(path, ids[0]) if ids else []
        if not names:
            names = sorted(os.path.join(path, name) for name in os.listdir(path))
        reader.SetFileNames(names)
        return reader.Execute()
    return SimpleITK.ReadImage(path)


def main():
    program, path = sys.argv[1:3]
    answer = subprocess.run(
        [program, "info", "--json", path], capture_output=True, text=True, check=True)
    ct = json.loads(answer.stdout)["ct"]
    image = read(sys.argv[3] if len(sys.argv) > 3 else path)
    voxels = SimpleITK.GetArrayFromImage(image).astype(float)
    pairs = {
        "size": (ct["size"], image.GetSize()),
        "spacing": (ct["spacing"], image.GetSpacing()),
        "origin": (ct["origin"], image.GetOrigin()),
        "direction": (ct["direction"], image.GetDirection()),
        "hu": ([ct["hu"][key] for key in ("min", "max", "mean")],
               [voxels.min(), voxels.max(), voxels.mean()]),
    }
    wrong = [
        f"{name}: {ours} against {theirs}" for name, (ours, theirs) in pairs.items()
        if not numpy.allclose(ours, theirs, rtol=1e-5, atol=2e-4)]
    print("different: " + "; ".join(wrong) if wrong else "same")


main()
