import Records

/// Columns of one kind put behind each other by several threads.
enum ColumnJoining {
  /// - Shape: columns of the same type; texts and lists of one dictionary
  static func joined(_ columns: [Column], _ workers: Workers) -> Column {
    guard let first = columns.first else { preconditionFailure("there is a column to begin with") }
    if columns.count == 1 { return first }
    var starts = [0]
    for column in columns { starts.append(starts[starts.count - 1] + column.count) }
    let joining = Joining(columns: columns, starts: starts, workers: workers)
    guard let storage = joining.storage else {
      return inPairs(columns)
    }
    return Column(
      storage, count: starts[columns.count], validity: joining.validity,
      qualifiers: joining.qualifiers)
  }

  /// Figures of several scales, neighbours first, so that none is moved often.
  private static func inPairs(_ columns: [Column]) -> Column {
    var columns = columns
    while columns.count > 1 {
      columns = stride(from: 0, to: columns.count, by: 2).map { index in
        guard index + 1 < columns.count else { return columns[index] }
        guard let joined = columns[index].appending(columns[index + 1]) else {
          preconditionFailure("figures of one aggregate fit one scale")
        }
        return joined
      }
    }
    return columns[0]
  }
}

private struct Joining {
  let columns: [Column]
  let starts: [Int]
  let workers: Workers

  private var count: Int { starts[columns.count] }

  /// `nil` where the columns are not stored alike.
  var storage: Column.Storage? {
    switch columns[0].storage {
    case .integers(_, let scale): return integers(scale)
    case .doubles:
      return same { if case .doubles(let cells) = $0 { cells } else { nil } }.map { .doubles($0) }
    case .booleans:
      return same { if case .booleans(let cells) = $0 { cells } else { nil } }.map { .booleans($0) }
    case .moments:
      return same { if case .moments(let cells) = $0 { cells } else { nil } }.map { .moments($0) }
    case .text(let codes, let texts): return self.codes(codes) { .text($0, texts) }
    case .lists(let codes, let lists): return self.codes(codes) { .lists($0, lists) }
    case .periods(_, .uniform(let grain)):
      return same {
        if case .periods(let days, .uniform(grain)) = $0 { days } else { nil }
      }.map { .periods($0, .uniform(grain)) }
    case .periods(_, .mixed): return nil
    }
  }

  private func same<Cell: BitwiseCopyable & Sendable>(
    _ cells: (Column.Storage) -> Vector<Cell>?
  ) -> Vector<Cell>? {
    var vectors: [Vector<Cell>] = []
    for column in columns {
      guard let vector = cells(column.storage) else { return nil }
      vectors.append(vector)
    }
    return Vector(count: count) { target in
      workers.perform(vectors.count) { task, _ in
        vectors[task].withPointer {
          (target + starts[task]).update(from: $0, count: vectors[task].count)
        }
      }
    }
  }

  private func codes(
    _ first: CodeStorage, _ storage: (CodeStorage) -> Column.Storage
  ) -> Column.Storage? {
    func stored(_ storage: Column.Storage) -> CodeStorage? {
      switch storage {
      case .text(let codes, _), .lists(let codes, _): codes
      case .integers, .doubles, .booleans, .periods, .moments: nil
      }
    }
    switch first {
    case .uint8:
      return same { if case .uint8(let cells)? = stored($0) { cells } else { nil } }
        .map { storage(.uint8($0)) }
    case .uint16:
      return same { if case .uint16(let cells)? = stored($0) { cells } else { nil } }
        .map { storage(.uint16($0)) }
    case .uint32:
      return same { if case .uint32(let cells)? = stored($0) { cells } else { nil } }
        .map { storage(.uint32($0)) }
    }
  }

  // MARK: Whole numbers

  private func integers(_ scale: Int) -> Column.Storage? {
    var widest = 1
    for column in columns {
      guard case .integers(let integers, scale) = column.storage else { return nil }
      switch integers {
      case .int8: break
      case .int16: widest = max(widest, 2)
      case .int32: widest = max(widest, 4)
      case .int64: widest = max(widest, 8)
      case .int128: widest = 16
      }
    }
    let storage: IntegerStorage =
      switch widest {
      case 1: .int8(widened())
      case 2: .int16(widened())
      case 4: .int32(widened())
      case 8: .int64(widened())
      default: .int128(widened())
      }
    return .integers(storage, scale: scale)
  }

  private func widened<Cell: FixedWidthInteger & BitwiseCopyable & Sendable>() -> Vector<Cell> {
    Vector(count: count) { target in
      workers.perform(columns.count) { task, _ in
        guard case .integers(let integers, _) = columns[task].storage else { return }
        let own = target + starts[task]
        switch integers {
        case .int8(let cells): copy(cells, own)
        case .int16(let cells): copy(cells, own)
        case .int32(let cells): copy(cells, own)
        case .int64(let cells): copy(cells, own)
        case .int128(let cells): copy(cells, own)
        }
      }
    }
  }

  @inline(__always)
  private func copy<
    Source: FixedWidthInteger & BitwiseCopyable & Sendable, Target: FixedWidthInteger
  >(_ source: Vector<Source>, _ target: UnsafeMutablePointer<Target>) {
    source.withPointer { cells in
      for index in 0..<source.count { target[index] = Target(truncatingIfNeeded: cells[index]) }
    }
  }

  // MARK: Marks

  var validity: Validity? {
    guard columns.contains(where: { $0.validity != nil }) else { return nil }
    var isValid: [Bool] = []
    isValid.reserveCapacity(count)
    for column in columns { for row in 0..<column.count { isValid.append(column.isValid(row)) } }
    return Validity(isValid)
  }

  var qualifiers: Vector<UInt8>? {
    guard columns.contains(where: { $0.qualifiers != nil }) else { return nil }
    return Vector(
      columns.flatMap {
        $0.qualifiers?.elements
          ?? [UInt8](repeating: Qualifier.exact.rawValue, count: $0.count)
      })
  }
}
