"""Compares the STL files of an export with what other programs say of them.

usage: surfaces.py FOLDER

FOLDER holds meshes.json and its STL files. Prints one line that begins with "same", followed by the
programs that were asked, or with "different".
"""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys


def by_trimesh(path):
    import trimesh
    mesh = trimesh.load(path, process=True)
    return {
        "closed": bool(mesh.is_watertight), "turned the same way": bool(mesh.is_winding_consistent),
        "triangles": len(mesh.faces), "euler": int(mesh.euler_number), "volume": float(mesh.volume),
        "area": float(mesh.area), "components": int(mesh.body_count)}


def by_vtk(path):
    import vtk
    reader = vtk.vtkSTLReader()
    reader.SetFileName(path)
    reader.Update()
    edges = vtk.vtkFeatureEdges()
    edges.SetInputConnection(reader.GetOutputPort())
    edges.BoundaryEdgesOn()
    edges.NonManifoldEdgesOn()
    edges.FeatureEdgesOff()
    edges.ManifoldEdgesOff()
    edges.Update()
    mass = vtk.vtkMassProperties()
    mass.SetInputConnection(reader.GetOutputPort())
    mass.Update()
    parts = vtk.vtkPolyDataConnectivityFilter()
    parts.SetInputConnection(reader.GetOutputPort())
    parts.SetExtractionModeToAllRegions()
    parts.Update()
    return {
        "closed": edges.GetOutput().GetNumberOfCells() == 0,
        "triangles": reader.GetOutput().GetNumberOfCells(), "volume": mass.GetVolume(),
        "area": mass.GetSurfaceArea(), "components": parts.GetNumberOfExtractedRegions()}


def by_admesh(path):
    text = subprocess.run(["admesh", "--exact", path], capture_output=True, text=True, check=True).stdout

    def number(name):
        return float(re.search(name + r"\s*:\s*(-?[0-9.]+)", text).group(1))

    wrong = ["Degenerate facets", "Edges fixed", "Facets removed", "Facets added",
             "Facets reversed", "Backwards edges"]
    return {
        "closed": number("Total disconnected facets") == 0 and all(number(w) == 0 for w in wrong),
        "triangles": int(number("Number of facets")), "volume": number("Volume")}


def expected(bone):
    return {
        "closed": True, "turned the same way": True, "triangles": bone["triangles"],
        "euler": bone["euler"], "volume": bone["volume_mm3"], "area": bone["area_mm2"],
        "components": bone["components"]}


def is_same(ours, theirs):
    if isinstance(ours, float):
        return abs(ours - theirs) <= 1e-4 * abs(ours)
    return ours == theirs


def main():
    folder = sys.argv[1]
    programs = {}
    for name, check in (("trimesh", by_trimesh), ("vtk", by_vtk)):
        if importlib.util.find_spec(name):
            programs[name] = check
    if shutil.which("admesh"):
        programs["admesh"] = by_admesh
    with open(os.path.join(folder, "meshes.json"), encoding="utf-8") as file:
        bones = json.load(file)["bones"]
    wrong = []
    for bone in bones:
        ours = expected(bone)
        for name, check in programs.items():
            for key, theirs in check(os.path.join(folder, bone["file"])).items():
                if not is_same(ours[key], theirs):
                    wrong.append(f"{bone['name']}, {key}: {ours[key]}, {name} says {theirs}")
    if not programs or not bones:
        wrong.append("nothing was compared")
    print("different: " + "; ".join(wrong) if wrong else "same " + " ".join(programs))


main()
