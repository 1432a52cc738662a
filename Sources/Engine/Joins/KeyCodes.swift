import Records

/// One key of a look-up on both sides: equal keys have equal codes.
///
/// The right's codes are made first; a key of the left that the right does not have gets none.
struct KeyCodes {
  /// A row without a key.
  static let missing: UInt32 = 0
  /// A key that the right does not have.
  static let unknown = UInt32.max

  enum Left {
    /// The code of each dictionary code.
    case translated(CodeStorage, [UInt32], Validity?)
    /// The code of each row.
    case written(Vector<UInt32>)
  }

  /// One code a row of the right.
  let right: [UInt32]
  let left: Left
  /// All codes of the right lie below.
  let bound: Int

  init(_ key: KeySides, _ run: Run) throws(ExecutionError) {
    switch (key.left.storage, key.right.storage) {
    case (.text(let codes, let dictionary), .text(let others, let known)):
      let own = (0..<key.right.count).map { row in
        key.right.isValid(row) ? UInt32(others[row]) + 1 : KeyCodes.missing
      }
      var table: [UInt32] = []
      table.reserveCapacity(dictionary.count)
      for code in 0..<dictionary.count {
        let found = dictionary.withBytes(of: code) { known.code(of: $0) }
        table.append(found.map { UInt32($0) + 1 } ?? KeyCodes.unknown)
      }
      right = own
      left = .translated(codes, table, key.left.validity)
      bound = known.count + 1
    case (.lists(let codes, let lists), .lists(let others, let known)):
      // Lists compare as sets.
      var numbers: [Set<String>: UInt32] = [:]
      for code in 0..<known.count {
        let members = Set(known.texts(of: code))
        numbers[members] = numbers[members] ?? UInt32(code) + 1
      }
      let table = (0..<known.count).map { numbers[Set(known.texts(of: $0))] ?? KeyCodes.unknown }
      right = (0..<key.right.count).map { row in
        key.right.isValid(row) ? table[others[row]] : KeyCodes.missing
      }
      left = .translated(
        codes, (0..<lists.count).map { numbers[Set(lists.texts(of: $0))] ?? KeyCodes.unknown },
        key.left.validity)
      bound = known.count + 1
    default:
      var words = KeyWords(key)
      var codes = try words.rightCodes(run)
      var rows = try words.leftCodes(run)
      var count = words.count
      if key.left.qualifiers != nil || key.right.qualifiers != nil {
        // A bound is a key of its own, as in `=` and `by`.
        let pairs = Interner()
        for row in codes.indices where codes[row] != KeyCodes.missing {
          codes[row] = pairs.id(of: KeyCodes.pair(codes[row], key.right.qualifier(row))) + 1
        }
        let plain = rows
        rows = Vector<UInt32>(count: plain.count) { target in
          for row in 0..<plain.count {
            let code = plain[row]
            target[row] =
              code == KeyCodes.missing || code == KeyCodes.unknown
              ? code
              : pairs.known(KeyCodes.pair(code, key.left.qualifier(row))).map { $0 + 1 }
                ?? KeyCodes.unknown
          }
        }
        count = pairs.count
      }
      right = codes
      left = .written(rows)
      bound = count + 1
    }
  }

  private static func pair(_ code: UInt32, _ qualifier: Qualifier) -> UInt64 {
    UInt64(code) << 8 | UInt64(qualifier.rawValue)
  }

  init(right: [UInt32], left: Left, bound: Int) {
    self.right = right
    self.left = left
    self.bound = bound
  }

  /// Two keys as one.
  func combined(with next: KeyCodes, _ run: Run) throws(ExecutionError) -> KeyCodes {
    let pairs = Interner(capacity: right.count)
    var codes: [UInt32] = []
    codes.reserveCapacity(right.count)
    for row in right.indices {
      let (a, b) = (right[row], next.right[row])
      codes.append(
        a == KeyCodes.missing || b == KeyCodes.missing
          ? KeyCodes.missing : pairs.id(of: UInt64(a) << 32 | UInt64(b)) + 1)
    }
    let first = try written(run)
    let second = try next.written(run)
    let rows = try Vector<UInt32>(count: first.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.forEachChunk(of: first.count) { rows in
        for row in rows {
          let (a, b) = (first[row], second[row])
          if a == KeyCodes.missing || b == KeyCodes.missing {
            target[row] = KeyCodes.missing
          } else if a == KeyCodes.unknown || b == KeyCodes.unknown {
            target[row] = KeyCodes.unknown
          } else {
            target[row] =
              pairs.known(UInt64(a) << 32 | UInt64(b)).map { $0 + 1 } ?? KeyCodes.unknown
          }
        }
      }
    }
    return KeyCodes(right: codes, left: .written(rows), bound: pairs.count + 1)
  }

  /// One entry of a table by code a row of the left.
  ///
  /// - Shape: `table` has `bound` entries
  func looked(
    up table: [UInt32], unknown: UInt32, missing: UInt32, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    func entry(_ code: UInt32) -> UInt32 {
      code == KeyCodes.unknown ? unknown : code == KeyCodes.missing ? missing : table[Int(code)]
    }
    switch left {
    case .written(let codes):
      return try Vector<UInt32>(count: codes.count) {
        (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
        try run.forEachChunk(of: codes.count) { rows in
          codes.withPointer { codes in for row in rows { target[row] = entry(codes[row]) } }
        }
      }
    case .translated(let codes, let translation, let validity):
      let direct = translation.isEmpty ? [missing] : translation.map(entry)
      switch codes {
      case .uint8(let codes): return try mapped(codes, direct, validity, missing, run)
      case .uint16(let codes): return try mapped(codes, direct, validity, missing, run)
      case .uint32(let codes): return try mapped(codes, direct, validity, missing, run)
      }
    }
  }

  /// The codes of the left, row by row.
  func codes(_ run: Run) throws(ExecutionError) -> [UInt32] { try written(run).elements }

  /// A row without a key has one that all such rows share.
  func withMissing(_ run: Run) throws(ExecutionError) -> KeyCodes {
    let missing = UInt32(bound)
    let own = try written(run)
    let rows = Vector<UInt32>(count: own.count) { target in
      for row in 0..<own.count {
        target[row] = own[row] == KeyCodes.missing ? missing : own[row]
      }
    }
    return KeyCodes(
      right: right.map { $0 == KeyCodes.missing ? missing : $0 }, left: .written(rows),
      bound: bound + 1)
  }

  private func written(_ run: Run) throws(ExecutionError) -> Vector<UInt32> {
    if case .written(let rows) = left { return rows }
    return try looked(
      up: (0..<UInt32(bound)).map { $0 }, unknown: KeyCodes.unknown, missing: KeyCodes.missing, run)
  }

  @inline(__always)
  private func mapped<Code: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ codes: Vector<Code>, _ table: [UInt32], _ validity: Validity?, _ missing: UInt32, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    try Vector<UInt32>(count: codes.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.forEachChunk(of: codes.count) { rows in
        codes.withPointer { codes in
          table.withUnsafeBufferPointer { table in
            for row in rows { target[row] = table[Int(codes[row])] }
          }
        }
        guard let validity else { return }
        for row in rows where !validity[row] { target[row] = missing }
      }
    }
  }
}

/// The columns of one key.
struct KeySides {
  let left: Column
  let right: Column
  /// What the left's number is multiplied by.
  let ratio: Ratio?
}

extension Run {
  /// Calls `body` with run after run of rows, asking before each whether to go on.
  func forEachChunk(
    of count: Int, _ body: (Range<Int>) -> Void
  ) throws(ExecutionError) {
    var start = 0
    while start < count {
      try checkCancelled()
      let end = min(count, start + 1 << 16)
      body(start..<end)
      start = end
    }
  }
}
