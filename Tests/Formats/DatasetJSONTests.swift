import Testing
import Volumes

@testable import Formats

@Suite("nnU-Net's dataset.json")
struct DatasetJSONTests {
  private func read(_ text: String) throws -> DatasetJSON { try DatasetJSON(Array(text.utf8)) }

  @Test("labels, sides and channels, sorted by value")
  func labels() throws {
    let dataset = try read(
      """
      {"channel_names": {"0": "CT"}, "numTraining": 3, "file_ending": ".nrrd", "labels":
       {"background": 0, "tibia_R": 3, "femur_left": 1, "Patella": 700, "ignore": 701}}
      """)
    #expect(dataset.table.entries.map(\.name) == ["femur_left", "tibia_R", "Patella", "ignore"])
    #expect(dataset.table.entries.map(\.value) == [1, 3, 2, 4])
    #expect(dataset.table.entries.map(\.sourceValue) == [1, 3, 700, 701])
    #expect(dataset.table.entries.map(\.side) == [.left, .right, nil, nil])
    #expect(dataset.channelValues == [0, 1, 3, 700])
    #expect(dataset.fileEnding == ".nrrd")
  }

  @Test("the form of nnU-Net v1 is understood")
  func first() throws {
    let dataset = try read(#"{"labels": {"0": "background", "2": "tibia", "1": "femur"}}"#)
    #expect(dataset.table.entries.map(\.name) == ["femur", "tibia"])
    #expect(dataset.fileEnding == ".nii.gz")
  }

  @Test("regions are refused by name")
  func regions() {
    #expect(throws: DatasetJSON.Failure.regions(name: "knee")) {
      try read(#"{"labels": {"background": 0, "knee": [1, 2]}}"#)
    }
  }

  @Test(
    "what is no dataset is refused",
    arguments: [
      "", "[]", "{}", #"{"labels": {}}"#, #"{"labels": {"a": -1}}"#, #"{"labels": {"a": 1.5}}"#,
      #"{"labels": {"a": 1, "b": 1}}"#, #"{"labels": {"a": null}}"#,
      #"{"labels": {"a": 99999999}}"#,
      #"{"labels": {"a": 1}"#, #"{"labels": {"a": "b"}}"#,
    ])
  func malformed(text: String) {
    #expect(throws: DatasetJSON.Failure.self) { try read(text) }
  }

  @Test("what is written is read back")
  func roundTrip() throws {
    let table = LabelTable([
      LabelEntry(value: 1, name: "femur_left", side: .left),
      LabelEntry(value: 2, name: "tibia \"x\"", sourceValue: 2),
    ])
    let back = try read(DatasetJSON.text(for: table))
    #expect(back.table == table)
    #expect(back.channelValues == [0, 1, 2])
  }

  @Test(
    "sides in names",
    arguments: [
      ("femur_left", .left), ("left_femur", .left), ("femur_L", .left), ("Left Tibia", .left),
      ("l.patella", .left), ("rib_left_7", .left), ("rib_L", .left), ("L_femur", .left),
      ("Femur links", .left), ("femur-right", .right), ("RIGHT", .right), ("patella R", .right),
      ("patella_R", .right), ("rechts_tibia", .right), ("femur", nil), ("cleft", nil),
      ("left_right", nil), ("fibular", nil), ("label 1", nil), ("lung", nil), ("disc_L_5", nil),
      ("L_femur_R", nil), ("vertebrae_L1", nil), ("vertebrae_L2", nil), ("vertebrae_L3", nil),
      ("vertebrae_L4", nil), ("vertebrae_L5", nil), ("L5", nil), ("", nil),
    ] as [(String, Side?)])
  func sides(name: String, side: Side?) {
    #expect(Side(inName: name) == side)
  }
}
