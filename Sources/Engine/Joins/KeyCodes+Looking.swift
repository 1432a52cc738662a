import Records

extension KeyCodes {
  /// One code a row of the left.
  func written(_ run: Run) throws(ExecutionError) -> Vector<UInt32> {
    if case .written(let rows) = left { return rows }
    let same = Vector<UInt32>(count: bound) { target in
      for code in 0..<bound { target[code] = UInt32(truncatingIfNeeded: code) }
    }
    return try Vector<UInt32>(count: leftCount) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try look(
        up: same, unknown: KeyCodes.unknown, missing: KeyCodes.missing, into: target, run)
    }
  }

  private var leftCount: Int {
    switch left {
    case .translated(.uint8(let codes), _, _): codes.count
    case .translated(.uint16(let codes), _, _): codes.count
    case .translated(.uint32(let codes), _, _): codes.count
    case .dense(.int8(let cells), _, _): cells.count
    case .dense(.int16(let cells), _, _): cells.count
    case .dense(.int32(let cells), _, _): cells.count
    case .dense(.int64(let cells), _, _): cells.count
    case .dense(.int128(let cells), _, _): cells.count
    case .written(let rows): rows.count
    }
  }

  /// The codes of a side that is dictionary-coded, counted from 1.
  static func counted(
    _ codes: CodeStorage, _ validity: Validity?, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    switch codes {
    case .uint8(let codes): try counted(codes, validity, run)
    case .uint16(let codes): try counted(codes, validity, run)
    case .uint32(let codes): try counted(codes, validity, run)
    }
  }

  @inline(__always)
  private static func counted<Code: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ codes: Vector<Code>, _ validity: Validity?, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    try Vector<UInt32>(count: codes.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.shareRows(codes.count) { _, rows in
        codes.withPointer { codes in
          for row in rows { target[row] = UInt32(truncatingIfNeeded: codes[row]) &+ 1 }
        }
        KeyCodes.mark(KeyCodes.missing, where: validity, target, rows)
      }
    }
  }

  /// Writes a mark where rows have no value.
  @inline(__always)
  static func mark(
    _ mark: UInt32, where validity: Validity?, _ target: UnsafeMutablePointer<UInt32>,
    _ rows: Range<Int>
  ) {
    guard let validity else { return }
    validity.words.withPointer { words in
      for row in rows where words[row >> 6] >> UInt64(row & 63) & 1 == 0 { target[row] = mark }
    }
  }

  /// Writes one entry of a table by code a row of the left.
  ///
  /// - Shape: `table` has `bound` entries
  func look(
    up table: Vector<UInt32>, unknown: UInt32, missing: UInt32,
    into target: UnsafeMutablePointer<UInt32>, _ run: Run
  ) throws(ExecutionError) {
    switch left {
    case .written(let codes):
      try run.shareRows(codes.count) { _, rows in
        codes.withPointer { codes in
          table.withPointer { table in
            for row in rows {
              let code = codes[row]
              target[row] =
                code == KeyCodes.unknown
                ? unknown : code == KeyCodes.missing ? missing : table[Int(code)]
            }
          }
        }
      }
    case .dense(let cells, let keys, let validity):
      try keys.look(up: table, cells, unknown: unknown, into: target, run)
      if validity == nil { return }
      try run.shareRows(leftCount) { _, rows in
        KeyCodes.mark(missing, where: validity, target, rows)
      }
    case .translated(let codes, let translation, let validity):
      let direct = try Vector<UInt32>(count: max(1, translation.count)) {
        (direct: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
        direct[0] = missing
        try run.shareRows(translation.count) { _, codes in
          for code in codes {
            let known = translation[code]
            direct[code] =
              known == KeyCodes.unknown
              ? unknown : known == KeyCodes.missing ? missing : table[Int(known)]
          }
        }
      }
      switch codes {
      case .uint8(let codes): try map(codes, direct, validity, missing, target, run)
      case .uint16(let codes): try map(codes, direct, validity, missing, target, run)
      case .uint32(let codes): try map(codes, direct, validity, missing, target, run)
      }
    }
  }

  @inline(__always)
  private func map<Code: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ codes: Vector<Code>, _ table: Vector<UInt32>, _ validity: Validity?, _ missing: UInt32,
    _ target: UnsafeMutablePointer<UInt32>, _ run: Run
  ) throws(ExecutionError) {
    try run.shareRows(codes.count) { _, rows in
      codes.withPointer { codes in
        table.withPointer { table in for row in rows { target[row] = table[Int(codes[row])] } }
      }
      KeyCodes.mark(missing, where: validity, target, rows)
    }
  }
}
