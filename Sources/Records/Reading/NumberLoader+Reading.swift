extension NumberLoader {
  /// How plain figures are read ahead: not before it is known that the field holds such.
  func preparation(workers: Int) -> Preparation {
    target != nil || learned != nil && isPlain ? .numbers(plain) : .none
  }

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    missing.removeAll()
    pending.removeAll()
    var row = 0
    if let prepared, prepared.form == .numbers, prepared.scale == scale, isPlain {
      row = take(prepared, cells, from: 0, in: view)
    }
    while row < cells.count {
      if isPlain {
        let own = own ?? PreparedCells()
        self.own = own
        plain.prepare(cells.suffix(from: row), in: view, into: own)
        row = take(own, cells, from: row, in: view)
      } else {
        readSlowly(cells, row, in: view)
        row += 1
      }
    }
    flush()
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
    qualifiers.append(cells.count)
    forgetUnasked()
  }

  private var plain: NumberPreparation {
    NumberPreparation(
      scale: scale, exponent: exponent, allowsLeadingZero: isDeclared || target != nil)
  }

  /// A cell without unit in a column of cells with one is for `readSlowly` to judge.
  private var isPlain: Bool {
    target != nil || learned.map { $0.unit.isNone && !$0.isPercent } ?? true
  }

  /// Takes over the cells from `first` on that were read at the column's scale, and reads the unusual
  /// ones among them; up to which row, because such a one may need a finer scale.
  private func take(
    _ prepared: PreparedCells, _ cells: Cells, from first: Int, in view: ChunkView
  ) -> Int {
    let count = cells.count - first
    let shift = UInt32(first)
    if prepared.unusual.count == 0, first == 0 {
      integers.append(prepared.values.pointer, count: count, within: prepared.range)
      missing.append(from: prepared.missing.pointer, count: prepared.missing.count)
      note(values: count - prepared.missing.count)
      fourDigitCount += prepared.fourDigitCount
      return cells.count
    }
    var row = 0
    var absent = 0
    for index in 0..<prepared.unusual.count {
      let stop = Int(prepared.unusual[index])
      take(prepared, row..<stop, &absent, shift)
      readSlowly(cells, first + stop, in: view)
      row = stop + 1
      if scale != prepared.scale || !isPlain {
        fourDigitCount += Int(prepared.fourDigitsBefore[index])
        return first + row
      }
    }
    take(prepared, row..<count, &absent, shift)
    fourDigitCount += prepared.fourDigitCount
    return cells.count
  }

  /// Takes over rows with usual cells, of which so many were missing before.
  private func take(
    _ prepared: PreparedCells, _ rows: Range<Int>, _ absent: inout Int, _ shift: UInt32
  ) {
    pending.append(from: prepared.values.pointer + rows.lowerBound, count: rows.count)
    let before = absent
    while absent < prepared.missing.count, prepared.missing[absent] < rows.upperBound {
      missing.append(prepared.missing[absent] + shift)
      absent += 1
    }
    note(values: rows.count - (absent - before))
  }

  private func note(values: Int) {
    valueCount += values
    if learned == nil, values > 0 { learned = (.none, false) }
  }
}
