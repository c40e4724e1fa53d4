internal import Editing
internal import Volumes

extension Session {
  /// Whether a bone is accepted and the acceptance holds.
  func isAccepted(_ bone: UInt8) -> Bool { false }

  /// Signs a bone as its card says.
  mutating func sign(_ card: SignCard) throws(CommandError) -> [Effect] { [] }
}
