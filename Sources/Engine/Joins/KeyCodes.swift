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
    case translated(CodeStorage, Vector<UInt32>, Validity?)
    /// Whole numbers whose place in a narrow range is their code.
    case dense(IntegerStorage, DenseKeys, Validity?)
    /// The code of each row.
    case written(Vector<UInt32>)
  }

  /// One code a row of the right.
  let right: Vector<UInt32>
  let left: Left
  /// All codes of the right lie below.
  let bound: Int

  init(_ key: KeySides, _ run: Run) throws(ExecutionError) {
    switch (key.left.storage, key.right.storage) {
    case (.text(let codes, let dictionary), .text(let others, let known)):
      right = try KeyCodes.counted(others, key.right.validity, run)
      let table = try Vector<UInt32>(count: dictionary.count) {
        (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
        try run.shareRows(dictionary.count) { _, texts in
          for code in texts {
            let found = dictionary.withBytes(of: code) { known.code(of: $0) }
            target[code] = found.map { UInt32($0) + 1 } ?? KeyCodes.unknown
          }
        }
      }
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
      right = Vector<UInt32>(count: key.right.count) { target in
        for row in 0..<key.right.count {
          target[row] = key.right.isValid(row) ? table[others[row]] : KeyCodes.missing
        }
      }
      let translation = (0..<lists.count).map {
        numbers[Set(lists.texts(of: $0))] ?? KeyCodes.unknown
      }
      left = .translated(codes, Vector(translation), key.left.validity)
      bound = known.count + 1
    case (.integers(let numbers, _), .integers(let others, _)):
      guard let dense = try DenseKeys(key, run) else {
        self = try KeyCodes(words: key, run)
        return
      }
      right = try dense.codes(of: others, key.right.validity, run)
      left = .dense(numbers, dense, key.left.validity)
      bound = dense.width + 1
    case (.integers, _), (.doubles, _), (.booleans, _), (.periods, _), (.moments, _), (.text, _),
      (.lists, _):
      self = try KeyCodes(words: key, run)
    }
  }

  /// The keys of a look-up one by one, for values that are no codes themselves.
  private init(words key: KeySides, _ run: Run) throws(ExecutionError) {
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
    right = Vector(codes)
    left = .written(rows)
    bound = count + 1
  }

  private static func pair(_ code: UInt32, _ qualifier: Qualifier) -> UInt64 {
    UInt64(code) << 8 | UInt64(qualifier.rawValue)
  }

  init(right: Vector<UInt32>, left: Left, bound: Int) {
    self.right = right
    self.left = left
    self.bound = bound
  }

  /// Two keys as one.
  func combined(with next: KeyCodes, _ run: Run) throws(ExecutionError) -> KeyCodes {
    let pairs = Interner(capacity: right.count)
    var codes: [UInt32] = []
    codes.reserveCapacity(right.count)
    for row in 0..<right.count {
      let (a, b) = (right[row], next.right[row])
      codes.append(
        a == KeyCodes.missing || b == KeyCodes.missing
          ? KeyCodes.missing : pairs.id(of: UInt64(a) << 32 | UInt64(b)) + 1)
    }
    let first = try written(run)
    let second = try next.written(run)
    let rows = try Vector<UInt32>(count: first.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.shareRows(first.count) { _, rows in
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
    return KeyCodes(right: Vector(codes), left: .written(rows), bound: pairs.count + 1)
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
      right: Vector(right.elements.map { $0 == KeyCodes.missing ? missing : $0 }),
      left: .written(rows), bound: bound + 1)
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
