"""Reads a folder of surfaces, STL, PLY, OBJ and 3MF, with trimesh and with Python's own modules.

usage: export.py FOLDER

Prints one line that begins with "same" or "different".
"""
import json
import os
import sys
import xml.etree.ElementTree as tree
import zipfile

import numpy
import trimesh

SPACE = "{http://schemas.microsoft.com/3dmanufacturing/core/2015/02}"


def parts(path):
    """Name, colour, corners and triangles of every object that a 3MF builds."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None, "a checksum differs"
        tree.fromstring(archive.read("[Content_Types].xml"))
        tree.fromstring(archive.read("_rels/.rels"))
        model = tree.fromstring(archive.read("3D/3dmodel.model"))
    assert model.get("unit") == "millimeter"
    words = {item.get("name"): item.text for item in model.iter(SPACE + "metadata")}
    colours = [base.get("displaycolor") for base in model.iter(SPACE + "base")]
    built = [item.get("objectid") for item in model.iter(SPACE + "item")]
    found = {}
    for item in model.iter(SPACE + "object"):
        assert item.get("id") in built
        corners = [[float(v.get(k)) for k in "xyz"] for v in item.iter(SPACE + "vertex")]
        faces = [[int(t.get(k)) for k in ("v1", "v2", "v3")] for t in item.iter(SPACE + "triangle")]
        found[item.get("name")] = (
            colours[int(item.get("pindex"))], numpy.array(corners), numpy.array(faces))
    assert len(found) == len(built)
    return words, found


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "meshes.json")) as file:
        sidecar = json.load(file)
    wrong = []

    def expect(what, found, wanted, tolerance=0.0):
        if not numpy.allclose(found, wanted, rtol=tolerance, atol=tolerance):
            wrong.append(f"{what}: {found} against {wanted}")

    words, objects = {}, {}
    for bone in sidecar["bones"]:
        name = bone["name"]
        files = {item["format"]: os.path.join(folder, item["file"]) for item in bone["files"]}
        meshes = {kind: trimesh.load(files[kind], process=False, force="mesh")
                  for kind in ("ply", "obj")}
        meshes["stl"] = trimesh.load(files["stl"], force="mesh")
        if not objects:
            words, objects = parts(files["3mf"])
        colour, corners, faces = objects[name]
        if len(colour) != 7:
            wrong.append(f"{name}: colour {colour}")
        meshes["3mf"] = trimesh.Trimesh(corners, faces, process=False)
        for kind, mesh in meshes.items():
            if not (mesh.is_watertight and mesh.is_winding_consistent):
                wrong.append(f"{name} {kind}: not closed")
            expect(f"{name} {kind} triangles", len(mesh.faces), bone["triangles"])
            expect(f"{name} {kind} corners", len(mesh.vertices), bone["vertices"])
            expect(f"{name} {kind} volume", mesh.volume, bone["volume_mm3"], 1e-5)
            expect(f"{name} {kind} area", mesh.area, bone["area_mm2"], 1e-5)
            expect(f"{name} {kind} place", mesh.bounds, meshes["ply"].bounds, 1e-6)
        for kind in ("obj", "3mf"):
            if not numpy.array_equal(
                    meshes[kind].vertices.astype(numpy.float32),
                    meshes["ply"].vertices.astype(numpy.float32)):
                wrong.append(f"{name} {kind}: other corners")
        data = meshes["ply"].metadata["_ply_raw"]["vertex"]["data"]
        expect(f"{name} doubt", data["doubt"], 0.05, 0.004)
        expect(f"{name} deviation", data["deviation"], 0)
    if f"SPACE {sidecar['frame']}" not in words.get("Description", ""):
        wrong.append(f"3MF description: {words}")
    print("different: " + "; ".join(wrong) if wrong else "same")


main()
