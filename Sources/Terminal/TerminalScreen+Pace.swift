internal import Canvas

extension TerminalScreen {
  /// Plans a frame at the best quality that the line carries in time; answers its bytes, about.
  func plan(_ frame: Frame) -> Int {
    let ladder: [PictureQuality]
    switch quality {
    case .auto: ladder = PictureQuality.ladder
    case .full: ladder = [.full]
    case .steady: ladder = [.steady(8)]
    case .coarse: ladder = [.coarse]
    }
    var bytes = 0
    for quality in ladder {
      let counts = writer.plan(frame, quality)
      let cost = cellCost[quality] ?? (depth == .rgb ? 14 : 8)
      bytes = Int(Double(counts.pictures) * cost) + 12 * counts.texts
      sentQuality = quality
      if bytes <= pacer.budget { break }
    }
    return bytes
  }

  func send(_ bytes: [UInt8], at now: Double) {
    defer { setAlarm() }
    guard !bytes.isEmpty else { return }
    let pictures = writer.lastPictures
    if pictures.cells > 500, pictures.bytes > 0 {
      let cost = Double(pictures.bytes) / Double(pictures.cells)
      cellCost[sentQuality] = cellCost[sentQuality].map { 0.5 * ($0 + cost) } ?? cost
    }
    pacer.sent(bytes: bytes.count, at: now)
    if !queue.send(bytes + EscapeSequences.askStatus) { watcher.wake() }
  }

  /// How long changes of the window's size are gathered.
  static let resizing = 40.0

  /// How long nothing must have moved before pictures are made exact.
  static let stillness = 130.0

  /// Makes pictures exact, one after the other, while nothing moves and the line is free.
  func refine(at now: Double) {
    guard !writer.isExact, lens == nil, queue.isEmpty, !isOwed, pacer.admits(bytes: .max, at: now)
    else {
      return
    }
    guard now - lastShown >= Self.stillness, writer.planRefinement() else { return }
    sentQuality = .full
    send(writer.write(), at: now)
    if writer.isExact { deliver(.exact) }
  }

  /// Has the watching thread wake this up when there is something to do by the clock.
  func setAlarm() {
    var moments = [pacer.nextLook, sizeDue].compactMap(\.self)
    if isOwed, let turn = pacer.nextTurn { moments.append(turn) }
    if !writer.isExact, lens == nil, !pacer.isWaiting {
      moments.append(max(lastShown + Self.stillness, pacer.nextTurn ?? 0))
    }
    watcher.setAlarm(moments.min())
  }

  /// Does what the clock says.
  func look() {
    let now = Clock.precise()
    if let due = sizeDue, now >= due { takeSize() }
    if pacer.look(at: now) { deliver(.drained) }
    if isOwed, pacer.admits(bytes: .max, at: now) { deliver(.drained) }
    refine(at: now)
    setAlarm()
  }

  func takeAcknowledgements() {
    let count = decoder.takeAcknowledgements()
    guard count > 0 else { return }
    let now = Clock.precise()
    for _ in 0..<count { pacer.acknowledged(at: now) }
    deliver(.drained)
    refine(at: now)
    setAlarm()
  }
}
