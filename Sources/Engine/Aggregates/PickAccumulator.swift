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
  private let chosenCodes = GroupArray<UInt32>(0)
  private let isTied = GroupArray<UInt8>(0)

  /// - Shape: `encoder` is of the first operand where another one ranks
  init(_ choice: Choice, rankedBy ranked: Int = 0, telling encoder: KeyEncoder? = nil) {
    self.choice = choice
    self.ranked = ranked
    self.encoder = encoder
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
