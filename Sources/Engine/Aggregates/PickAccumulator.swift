import Records

/// The row that stands for each group: the first, the last, or that of the smallest or largest
/// value. Its figure is what an expression is in that row.
final class PickAccumulator: Accumulator {
  enum Choice { case first, last, smallest, largest }

  /// The row of each group, plus 1; 0 while there is none.
  private let rows = GroupArray<UInt32>(0)
  private let choice: Choice
  /// Which operand decides between rows.
  private let ranked: Int
  private let keys = GroupArray<Int128>(0)
  private var textKeys: [(source: TextSource, code: Int)?] = []
  /// Tells the values of the first operand apart, to see whether a tie is one.
  private let encoder: KeyEncoder?
  private let told: Node?
  private let chosenCodes = GroupArray<UInt32>(0)
  private let isTied = GroupArray<UInt8>(0)

  /// - Shape: `telling` is the first operand where another one ranks
  init(
    _ choice: Choice, rankedBy ranked: Int = 0,
    telling told: (node: Node, encoder: KeyEncoder)? = nil
  ) {
    self.choice = choice
    self.ranked = ranked
    self.told = told?.node
    encoder = told?.encoder
  }

  override func reserve(_ slots: Int) {
    rows.reserve(slots)
    guard choice == .smallest || choice == .largest else { return }
    keys.reserve(slots)
    chosenCodes.reserve(slots)
    isTied.reserve(slots)
    if textKeys.count < slots {
      textKeys.append(contentsOf: repeatElement(nil, count: slots - textKeys.count))
    }
  }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    switch choice {
    case .first:
      for index in 0..<batch.count where rows[batch.group(index)] == 0 {
        rows[batch.group(index)] = UInt32(batch.rows[index]) + 1
      }
    case .last:
      for index in 0..<batch.count {
        rows[batch.group(index)] = UInt32(batch.rows[index]) + 1
      }
    case .smallest, .largest: rank(batch)
    }
  }

  private func rank(_ batch: FeedBatch) {
    let column = batch.operands[ranked]
    let codes = encoder?.codes(batch.operands[0], batch.scratch)
    if case .text(let texts, let source) = column.cells {
      for index in 0..<batch.count {
        let group = batch.group(index)
        let order =
          textKeys[group].map { best in
            source.compare(Int(texts[index]), best.code, of: best.source)
          }
        if consider(order, group, index, batch, codes) {
          textKeys[group] = (source, Int(texts[index]))
        }
      }
      return
    }
    let figures = PickAccumulator.keys(of: column, batch.scratch)
    for index in 0..<batch.count {
      let group = batch.group(index)
      let best = keys[group]
      let order =
        rows[group] == 0 ? nil : figures[index] < best ? -1 : figures[index] > best ? 1 : 0
      if consider(order, group, index, batch, codes) { keys[group] = figures[index] }
    }
  }

  /// Takes a row where it is better than the group's; `order` is how it stands to that.
  @inline(__always)
  private func consider(
    _ order: Int?, _ group: Int, _ index: Int, _ batch: FeedBatch,
    _ codes: UnsafePointer<UInt32>?
  ) -> Bool {
    if let order {
      if order == 0, let codes, codes[index] != chosenCodes[group] { isTied[group] = 1 }
      guard choice == .largest ? order > 0 : order < 0 else { return false }
    }
    rows[group] = UInt32(batch.rows[index]) + 1
    isTied[group] = 0
    if let codes { chosenCodes[group] = codes[index] }
    return true
  }

  // MARK: Spans

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: PickAccumulator = same(other)
    switch choice {
    case .first:
      for group in 0..<targets.count where rows[targets[group]] == 0 {
        rows[targets[group]] = other.rows[group]
      }
    case .last:
      for group in 0..<targets.count where other.rows[group] != 0 {
        rows[targets[group]] = other.rows[group]
      }
    case .smallest, .largest:
      let codes = try ownCodes(of: other, targets.count)
      for group in 0..<targets.count where other.rows[group] != 0 {
        consider(other, group, targets[group], codes?[group])
      }
    }
  }

  private func consider(
    _ other: PickAccumulator, _ group: Int, _ target: Int, _ code: UInt32?
  ) {
    if rows[target] != 0 {
      let order =
        if let best = textKeys[target], let text = other.textKeys[group] {
          text.source.compare(text.code, best.code, of: best.source)
        } else {
          other.keys[group] < keys[target] ? -1 : other.keys[group] > keys[target] ? 1 : 0
        }
      if order == 0, other.isTied[group] != 0 || code.map({ $0 != chosenCodes[target] }) ?? false {
        isTied[target] = 1
      }
      guard choice == .largest ? order > 0 : order < 0 else { return }
    }
    rows[target] = other.rows[group]
    isTied[target] = other.isTied[group]
    keys[target] = other.keys[group]
    textKeys[target] = other.textKeys[group]
    if let code { chosenCodes[target] = code }
  }

  /// This one's codes of the values that another one chose.
  private func ownCodes(
    of other: PickAccumulator, _ slots: Int
  ) throws(ExecutionError) -> [UInt32]? {
    guard let encoder, let told else { return nil }
    if encoder.isFixed { return (0..<slots).map { other.chosenCodes[$0] } }
    var codes = [UInt32](repeating: 0, count: slots)
    let met = (0..<slots).filter { other.rows[$0] != 0 }
    let scratch = Scratch()
    for start in stride(from: 0, to: met.count, by: 4_096) {
      let part = met[start..<min(met.count, start + 4_096)]
      let chosen = scratch.take(part.count, of: UInt32.self)
      for (index, group) in part.enumerated() { chosen[index] = other.rows[group] - 1 }
      let batch = Batch(
        rows: .picked(UnsafePointer(chosen), count: part.count), scratch: scratch, tally: Tally())
      let own = encoder.codes(try told.evaluate(batch), scratch)
      for (index, group) in part.enumerated() { codes[group] = own[index] }
      scratch.reset()
    }
    return codes
  }

  /// Numbers in the order of the values.
  private static func keys(of column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Int128> {
    let count = column.count
    switch column.cells {
    case .integers(let integers, _): return mapped(integers, count, scratch) { Int128($0) }
    case .wide(let integers, _): return integers
    case .doubles(let doubles):
      return mapped(doubles, count, scratch) { Int128(OrderKeys.bits(of: $0)) }
    case .flags(let flags): return mapped(flags, count, scratch) { Int128($0) }
    case .periods(let days, let grains):
      let keys = scratch.take(count, of: Int128.self)
      for index in 0..<count { keys[index] = Int128(OrderKeys.key(days[index], grains[index])) }
      return UnsafePointer(keys)
    case .moments(let seconds): return mapped(seconds, count, scratch) { Int128($0) }
    case .lists(let codes, let source):
      // Lists have no order of their own; by their texts would be a surprise, by code is none.
      _ = source
      return mapped(codes, count, scratch) { Int128($0) }
    case .text: preconditionFailure("texts are compared by their bytes")
    }
  }

  func row(of group: Int) -> UInt32? {
    let row = rows[group]
    return row == 0 ? nil : row - 1
  }

  /// In how many of some groups another value is as good as the one taken.
  func ties(among groups: [UInt32]) -> Int {
    guard choice == .smallest || choice == .largest else { return 0 }
    return groups.reduce(0) { $0 + Int(isTied[Int($1)]) }
  }
}
