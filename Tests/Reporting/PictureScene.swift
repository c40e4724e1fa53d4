import Canvas
import Meshing
import Viewing
import Volumes

@testable import Reporting

/// A small knee-like scene on an oblique-free, anisotropic grid, for all tests of pictures.
enum PictureScene {
  static let size = GridSize(21, 17, 13)
  static let spacing = SIMD3<Double>(0.8, 0.9, 1.5)

  /// A gradient of HU with two blocks of labels and doubt between them.
  static func volumes(
    hasCT: Bool = true, hasDoubt: Bool = true, table: LabelTable = .knee
  ) throws -> PictureVolumes {
    let geometry = try Geometry(spacing: spacing, origin: PatientPoint(-40, 12, 300))
    var ct = Volume<Int16>(size: size, geometry: geometry, filledWith: 0)
    var labels = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    var doubt = labels
    for offset in 0..<size.count {
      let index = size.index(offset)
      ct.voxels[offset] = Int16(index.x * 60 + index.y * 20 - 300)
      if (4...9).contains(index.x), (3...11).contains(index.y), index.z > 2 {
        labels.voxels[offset] = 1
      }
      if (10...15).contains(index.x), (5...8).contains(index.y), (4...9).contains(index.z) {
        labels.voxels[offset] = 2
      }
      doubt.voxels[offset] = UInt8(index.x * 12)
    }
    return try PictureVolumes(
      ct: hasCT ? ct : nil, labels: LabelMap(volume: labels, table: table),
      doubt: hasDoubt ? doubt : nil)
  }

  static let caption = PictureCaption(
    code: "K7Q2", side: .right, sideSource: "header R, fibula agrees", version: "Condyle 9.8.7",
    notices: ["Draft: tibia is not signed"])

  static let surface = SurfacePart(
    Mesh(
      positions: [[-36, 15, 303], [-30, 15, 303], [-33, 20, 303], [-33, 17, 315]],
      triangles: [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3]), Palette.okabeIto[1])

  static func plane(_ volumes: PictureVolumes) -> PlanePicture {
    PlanePicture(volumes: volumes, plane: .axial, slice: 6, caption: caption)
  }

  static func montage(_ volumes: PictureVolumes) -> MontagePicture {
    MontagePicture(volumes: volumes, bone: 2, surface: [surface], caption: caption)
  }

  static func layout(_ volumes: PictureVolumes) -> LayoutPicture {
    LayoutPicture(
      volumes: volumes, cursor: VoxelIndex(9, 7, 6), surfaces: [surface], caption: caption)
  }

  /// What a picture's file says under a keyword.
  static func text(_ keyword: String, _ picture: RenderedPicture) -> String? {
    picture.texts.first { $0.keyword == keyword }?.text
  }

  /// Whether all pixels within `margin` of the edge are the ground, so that nothing was cut there.
  static func hasClearMargin(_ raster: Raster, margin: Int) -> Bool {
    raster.pixels.indices.allSatisfy { at in
      let (x, y) = (at % raster.width, at / raster.width)
      let isInside =
        (margin..<raster.width - margin).contains(x)
        && (margin..<raster.height - margin).contains(y)
      return isInside || raster.pixels[at] == Theme.dark.ground
    }
  }

  /// Where `part` lies in `whole`, pixel for pixel; nil when it does not.
  static func place(of part: Raster, in whole: Raster) -> (x: Int, y: Int)? {
    guard part.width <= whole.width, part.height <= whole.height else { return nil }
    for y in 0...whole.height - part.height {
      for x in 0...whole.width - part.width
      where part.pixels[0] == whole.pixels[y * whole.width + x] {
        let isHere = (0..<part.height).allSatisfy { row in
          let start = (y + row) * whole.width + x
          return whole.pixels[start..<start + part.width]
            .elementsEqual(part.pixels[row * part.width..<(row + 1) * part.width])
        }
        if isHere { return (x, y) }
      }
    }
    return nil
  }
}
