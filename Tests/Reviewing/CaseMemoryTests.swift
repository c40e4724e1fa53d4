import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct CaseMemoryTests {
  @Test("paths are remembered outside the case, mode 0600, and a damaged memory is none")
  func memory() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    #expect(CaseMemory(of: file.facts, context: fixture.context) == CaseMemory())
    let memory = CaseMemory(ct: "/home/ayşe/\"CT\"/1", labels: "/x\\y.nii.gz")
    try memory.save(of: file.facts, context: fixture.context)
    #expect(CaseMemory(of: file.facts, context: fixture.context) == memory)
    let path = "\(fixture.context.stateFolder)/\(file.facts.uuid).json"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try OutputFile.write(Array("{\"ct\": 3".utf8), to: path, replace: true)
    #expect(CaseMemory(of: file.facts, context: fixture.context) == CaseMemory())
    let text = String(decoding: try InputFile.read(fixture.path), as: UTF8.self)
    #expect(!text.contains("home"))
  }
}
