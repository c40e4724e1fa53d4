import Files
import Foundation
import TestKit
import Testing

@Suite("Reading and writing files")
struct FileTests {
  @Test("a file comes back whole, in part, and at any place")
  func reading() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a")
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    try OutputFile.write(bytes, to: path)
    #expect(try InputFile.read(path) == bytes)
    #expect(try InputFile.prefix(path, count: 7) == Array(bytes[..<7]))
    #expect(try InputFile.prefix(path, count: 5000) == bytes)
    #expect(try InputFile.size(path) == 1000)
    #expect(try InputFile.digest(path) == SHA256.digest(of: bytes))
    let file = try RandomAccessFile(path)
    #expect(try file.read(at: 990, count: 100) == Array(bytes[990...]))
    #expect(try file.read(at: 1000, count: 1).isEmpty)
    #expect(try file.read(at: -1, count: 1).isEmpty)
  }

  @Test("what is missing, a folder, a device or too long is refused")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a")
    #expect(throws: FileError.missing(path: path)) { try InputFile.read(path) }
    #expect(throws: FileError.missing(path: path)) { try RandomAccessFile(path) }
    #expect(throws: FileError.notAFile(path: "/dev/zero")) { try InputFile.read("/dev/zero") }
    #expect(throws: FileError.notAFile(path: "/dev/zero")) { try RandomAccessFile("/dev/zero") }
    #expect(throws: FileError.notAFile(path: folder.path)) { try InputFile.read(folder.path) }
    try OutputFile.write([1, 2, 3], to: path)
    #expect(throws: FileError.tooLarge(path: path, bytes: 3, limit: 2)) {
      try InputFile.read(path, limit: 2)
    }
    #expect(throws: FileError.missing(path: path + "/b")) { try InputFile.read(path + "/b") }
  }

  @Test("an existing file is replaced only when asked, and is private")
  func writing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a")
    try OutputFile.write([1], to: path)
    #expect(throws: FileError.exists(path: path)) { try OutputFile.write([2], to: path) }
    #expect(try InputFile.read(path) == [1])
    try OutputFile.write([2], to: path, replace: true)
    #expect(try InputFile.read(path) == [2])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    // No part file is left.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
  }

  @Test("a folder that is not there cannot be written to; one that is made can")
  func folders() throws {
    let folder = try TemporaryFolder()
    let deep = folder.path("x/y")
    #expect(throws: FileError.self) { try OutputFile.write([1], to: deep + "/a") }
    try OutputFile.makeFolder(deep)
    try OutputFile.makeFolder(deep)
    try OutputFile.write([], to: deep + "/a")
    #expect(try InputFile.read(deep + "/a").isEmpty)
    #expect(throws: FileError.self) { try OutputFile.makeFolder(deep + "/a/b") }
    #expect(OutputFile.folder(of: "/a/b") == "/a" && OutputFile.folder(of: "b") == ".")
    #expect(OutputFile.folder(of: "/b") == "/")
    #expect(FolderListing.isFolder(deep) && !FolderListing.isFolder(deep + "/a"))
  }

  @Test("errors say what, where and what next, with safe paths")
  func messages() {
    let error = FileError.missing(path: "/a/\u{1B}[2Jb")
    #expect(error.message.contains("\\u{1b}"))
    #expect(!error.message.unicodeScalars.contains("\u{1B}"))
    #expect(error.exitStatus == .inputMissing)
    #expect(FileError.exists(path: "a").exitStatus == .cannotCreate)
  }
}
