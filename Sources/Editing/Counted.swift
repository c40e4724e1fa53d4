/// A number with its noun, such as "1 voxel" or "812 voxels".
public func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
