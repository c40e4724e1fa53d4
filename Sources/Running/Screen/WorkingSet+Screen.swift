internal import Files
internal import Reviewing
internal import Viewing

extension WorkingSet {
  /// What the screen tells about the case beside its volumes.
  ///
  /// - Parameters:
  ///   - readOnly: why nothing can be changed; nil when it can.
  ///   - account: the operating system's user.
  func situation(readOnly: String?, account: String) -> CaseSituation {
    CaseSituation(
      side: side, doubtKind: doubtKind, notices: notices, readOnly: readOnly, isResumed: isResumed,
      account: account, isCTMissing: ct == nil && facts?.ctDigest != nil,
      casePath: file.map { SafeText.path($0.path) })
  }
}
