import Files
import Meshing
import Testing

@Suite("the recipe of a surface")
struct SurfaceRecipeTests {
  @Test("the identifier of the standard recipe does not change by accident")
  func identifier() {
    #expect(
      SurfaceRecipe.standard.identifier
        == "dual-net-c/two-bells-7-clamped/no-smoothing/no-decimation/2")
    #expect(
      SurfaceRecipe(field: .clampedGaussian(sigma: 0.4)).identifier
        == "dual-net-c/gaussian-0.4mm-clamped/no-smoothing/no-decimation/2")
    #expect(
      SurfaceRecipe(field: .middle).identifier
        == "dual-net-c/mid-edge/no-smoothing/no-decimation/2")
    let full = SurfaceRecipe(
      field: .compensated, smoothing: .init(pairs: 5), decimation: .distance(0.1))
    #expect(full.identifier == "dual-net-c/two-bells-7-clamped/taubin-5/quadric-0.1mm/2")
    #expect(
      SurfaceRecipe(field: .compensated, decimation: .share(0.5)).identifier
        == "dual-net-c/two-bells-7-clamped/no-smoothing/quadric-50.0percent/2")
  }

  @Test("the description has the fields of the sidecar")
  func json() {
    let json = SurfaceRecipe.standard.json
    #expect(json["method"] == "dual net, rule C")
    #expect(json["field"] == "two bells of 7 × 7 × 7 voxels clamped, volume-compensated")
    let gaussian = SurfaceRecipe(field: .clampedGaussian(sigma: 0.4)).json
    #expect(gaussian["field"] == "gaussian 0.4 mm clamped")
    #expect(json["smoothing"] == "none" && json["decimation"] == "none")
    #expect(json["identifier"] == .string(SurfaceRecipe.standard.identifier))
  }
}
