internal import Glibc

/// Which file system holds a path, and whether its locks and flushes can be trusted.
enum FileSystem {
  /// Whether a kind, as `/proc/self/mountinfo` names it, lies over a network.
  ///
  /// FUSE is counted in, except where a local disk is behind it.
  static func isRemote(_ kind: String) -> Bool {
    let remote: Set = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "lustre", "gpfs", "afs", "beegfs",
      "pvfs2", "ocfs2", "gfs2", "davfs", "virtiofs", "fuse",
    ]
    let localFuse: Set = ["fuse.ntfs-3g", "fuse.exfat", "fuseblk", "fuse.fuse-overlayfs"]
    return remote.contains(kind) || (kind.hasPrefix("fuse.") && !localFuse.contains(kind))
  }

  /// The kind of the mount with the longest path that holds `path`.
  static func kind(of path: String) -> String? {
    guard let whole = resolved(path) else { return nil }
    var best: (length: Int, kind: String)?
    for line in SystemFile.lines("/proc/self/mountinfo") {
      // "36 35 98:0 /root /mount options [optional fields] - kind source options"
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      let mount = unescaped(fields[4])
      let holds = mount == "/" || whole == mount || whole.hasPrefix(mount + "/")
      if holds, mount.utf8.count >= best?.length ?? 0 {
        best = (mount.utf8.count, String(fields[dash + 1]))
      }
    }
    return best?.kind
  }

  /// The path without links and dots; nil when there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Octal escapes of mountinfo: \040 for a space.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      if first == UInt8(ascii: "\\"), rest.count >= 4,
        let value = UInt8(String(decoding: rest.dropFirst().prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Small files of the kernel, which claim a size of 0 and so cannot be read as ordinary ones.
enum SystemFile {
  /// The lines; empty when it cannot be read.
  static func lines(_ path: String) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 1 << 22 {
      let got = read(descriptor, &buffer, buffer.count)
      guard got > 0 else { break }
      bytes += buffer[..<got]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
