import Records

/// Shares of exact figures of at most 64 bits, whose sums always have fewer than 38 digits.
extension WindowPass {
  /// `nil` where the figures are others.
  func plainShares(
    _ rows: WindowRows, _ figures: WindowFigures
  ) throws(ExecutionError) -> Column? {
    guard !figures.hasBounds, case .exact(let storage, _) = figures.cells else { return nil }
    return switch storage {
    case .int8(let cells): try shares(of: cells, rows, figures)
    case .int16(let cells): try shares(of: cells, rows, figures)
    case .int32(let cells): try shares(of: cells, rows, figures)
    case .int64(let cells): try shares(of: cells, rows, figures)
    case .int128: nil
    }
  }

  private func shares<Cell: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of cells: Vector<Cell>, _ rows: WindowRows, _ figures: WindowFigures
  ) throws(ExecutionError) -> Column {
    let count = figures.count
    let totals = try totals(of: cells, rows, figures)
    let slices = stage.run.slices(of: count)
    let places = rows.places.withPointer { $0 }
    let source = cells.withPointer { $0 }
    let result = try Vector<Double>(count: count) { (target) throws(ExecutionError) in
      try stage.run.perform(slices.count) { task, _ in
        forEachGroup(of: rows, in: slices[task]) { group, indices in
          let total = totals.sums[group]
          let isPlain = total.magnitude < 1 << 53
          let whole = Double(total)
          for index in indices {
            let place = Int(places[index])
            let cell = Int64(source[place])
            if cell == 0 || total == 0 || !figures.isPresent(place) {
              target[place] = 0
            } else if isPlain, cell.magnitude < 1 << 53 {
              // Both are doubles exactly, so their quotient is rounded once.
              target[place] = Double(cell) / whole
            } else {
              target[place] =
                FixedDecimal(Int128(cell)).quotient(by: FixedDecimal(total)) ?? 0
            }
          }
        }
      }
    }
    withExtendedLifetime((rows, cells)) {}
    var validity = figures.validity
    var zeros = 0
    for group in totals.sums.indices where totals.sums[group] == 0 { zeros += totals.counts[group] }
    if zeros > 0 {
      var isPresent = (0..<count).map { figures.isPresent($0) }
      for (group, indices) in rows.groups.enumerated() where totals.sums[group] == 0 {
        for index in indices { isPresent[Int(rows.places[index])] = false }
      }
      validity = Validity(isPresent)
    }
    sayZeros(zeros)
    return Column(.doubles(result), count: count, validity: validity)
  }

  /// The sum of each group and how many figures it is of.
  private func totals<Cell: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of cells: Vector<Cell>, _ rows: WindowRows, _ figures: WindowFigures
  ) throws(ExecutionError) -> (sums: [Int128], counts: [Int]) {
    let groups = max(0, rows.bounds.count - 1)
    var sums = [Int128](repeating: 0, count: groups)
    var counts = [Int](repeating: 0, count: groups)
    let slices = stage.run.slices(of: figures.count)
    let places = rows.places.withPointer { $0 }
    let source = cells.withPointer { $0 }
    let parts = UnsafeMutablePointer<[(group: Int, sum: Int128, count: Int)]>.allocate(
      capacity: slices.count)
    parts.initialize(repeating: [], count: slices.count)
    defer {
      parts.deinitialize(count: slices.count)
      parts.deallocate()
    }
    try stage.run.perform(slices.count) { task, _ in
      var found: [(group: Int, sum: Int128, count: Int)] = []
      forEachGroup(of: rows, in: slices[task]) { group, indices in
        var sum: Int128 = 0
        var present = 0
        for index in indices where figures.isPresent(Int(places[index])) {
          sum &+= Int128(source[Int(places[index])])
          present += 1
        }
        found.append((group, sum, present))
      }
      parts[task] = found
    }
    for task in slices.indices {
      for part in parts[task] {
        sums[part.group] &+= part.sum
        counts[part.group] += part.count
      }
    }
    withExtendedLifetime((rows, cells)) {}
    return (sums, counts)
  }

  @inline(__always)
  private func forEachGroup(
    of rows: WindowRows, in slice: Range<Int>, _ body: (Int, Range<Int>) -> Void
  ) {
    guard !slice.isEmpty else { return }
    var group = rows.group(of: slice.lowerBound)
    var index = slice.lowerBound
    while index < slice.upperBound {
      let end = min(slice.upperBound, rows.bounds[group + 1])
      body(group, index..<end)
      index = end
      group += 1
    }
  }
}
