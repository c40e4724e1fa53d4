import Foundation
import Testing

/// Surfaces of the sample and of shared data as VTK, trimesh and admesh see them, where one of them is.
@Suite struct SurfaceCrossCheckTests {
  static let isSomeHere: Bool = {
    let question =
      "import importlib.util as u, shutil, sys; "
      + "sys.exit(0 if any(map(u.find_spec, ('vtk', 'trimesh'))) or shutil.which('admesh') else 1)"
    return (try? Program.other(["python3", "-c", question], state: "/tmp").status) == 0
  }()

  @Test(
    "other programs find the sample's surfaces as closed, as large and in as many parts",
    .enabled(if: isSomeHere, "skipped: neither vtk, trimesh nor admesh is here"),
    arguments: [[], ["--smooth"], ["--decimate", "10%"], ["--decimate", "0.2mm"]])
  func sample(_ options: [String]) throws {
    let bench = try Workbench()
    try Sample.link(into: bench)
    let export = try bench.run(["export", "knee", "--to", "out"] + options)
    #expect(export.status == 0, "\(export.all)")
    let script = Program.repository.appendingPathComponent("Tests/condyle/crosscheck/surfaces.py")
    let outcome = try Program.other(
      ["python3", script.path, bench.path("out")], state: bench.state)
    #expect(outcome.out.hasPrefix("same "), "\(outcome.all)")
  }
}
