import Records

/// What all keys of a column are counted from, found by all threads.
extension OrderKeys {
  private static let few = 1_024

  /// The least and the greatest cell as a number of 64 bits, also of rows without a value.
  static func extent(
    _ column: Column, _ selection: Vector<UInt32>?, _ count: Int, _ run: Run
  ) throws(ExecutionError) -> ClosedRange<Int64> {
    guard let plain = OrderKeys(plain: column, selection) else { return 0...0 }
    let slices = run.slices(of: count)
    var least = [UInt64](repeating: .max, count: slices.count)
    var most = [UInt64](repeating: 0, count: slices.count)
    try least.withUnsafeMutableBufferPointer { (least) throws(ExecutionError) in
      try most.withUnsafeMutableBufferPointer { (most) throws(ExecutionError) in
        let least = least
        let most = most
        try run.perform(slices.count) { task, _ in
          let scratch = Scratch()
          var low = UInt64.max
          var high = UInt64(0)
          forEachFew(slices[task]) { rows in
            let keys = plain.storedKeys(rows, scratch)
            for index in 0..<rows.count {
              low = min(low, keys[index])
              high = max(high, keys[index])
            }
            scratch.reset()
          }
          least[task] = low
          most[task] = high
        }
      }
    }
    let low = least.min() ?? .max
    let high = most.max() ?? 0
    guard low <= high else { return 0...0 }
    // Plain keys are counted from the least of all numbers.
    return Int64(bitPattern: low ^ (1 << 63))...Int64(bitPattern: high ^ (1 << 63))
  }

  /// A few places at a time, so that what is made of them stays near.
  @inline(__always)
  static func forEachFew(_ places: Range<Int>, _ body: (Rows) -> Void) {
    var start = places.lowerBound
    while start < places.upperBound {
      let count = min(few, places.upperBound - start)
      body(.range(start, count: count))
      start += count
    }
  }

  static func wide(
    _ column: Column, _ selection: Vector<UInt32>?, _ run: Run
  ) throws(ExecutionError) -> (least: UInt64, most: UInt64, half: Half) {
    guard case .integers(.int128(let cells), _) = column.storage else {
      preconditionFailure("wide numbers are asked for their extent")
    }
    try run.checkCancelled()
    var low = Int128.max
    var high = Int128.min
    for place in 0..<(selection?.count ?? column.count) {
      let cell = cells[selection.map { Int($0[place]) } ?? place]
      low = min(low, cell)
      high = max(high, cell)
    }
    guard low <= high else { return (0, 0, .all) }
    let (reach, overflow) = high.subtractingReportingOverflow(low)
    if !overflow, let most = UInt64(exactly: reach) {
      return (UInt64(truncatingIfNeeded: low), most, .all)
    }
    let first = UInt64(truncatingIfNeeded: low >> 64)
    return (first, UInt64(truncatingIfNeeded: high >> 64) &- first, .upper)
  }

  /// The ranks of codes: of all, or where rows are few of those that occur.
  static func ranks(
    _ column: Column, _ selection: Vector<UInt32>?, total: Int, _ run: Run,
    _ sorted: ([UInt32]) -> [UInt32]
  ) throws(ExecutionError) -> [UInt32] {
    let count = selection?.count ?? column.count
    try run.checkCancelled()
    var met: [UInt32]
    if total <= max(few, count) {
      met = Array(0..<UInt32(total))
    } else {
      met = []
      var isMet = [Bool](repeating: false, count: total)
      for place in 0..<count {
        let row = selection.map { Int($0[place]) } ?? place
        guard column.isValid(row), let code = column.code(at: row), !isMet[code] else { continue }
        isMet[code] = true
        met.append(UInt32(code))
      }
    }
    var ranks = [UInt32](repeating: 0, count: max(1, total))
    for (rank, code) in sorted(met).enumerated() { ranks[Int(code)] = UInt32(rank) }
    try run.checkCancelled()
    return ranks
  }
}

extension Column {
  /// The code of a text or a list.
  fileprivate func code(at row: Int) -> Int? {
    switch storage {
    case .text(let codes, _), .lists(let codes, _): codes[row]
    case .integers, .doubles, .booleans, .periods, .moments: nil
    }
  }
}
