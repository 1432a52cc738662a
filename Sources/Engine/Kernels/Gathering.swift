import Records

/// Cells of chosen rows as a column of their own.
enum Gathering {
  static func column(_ column: Column, _ rows: Vector<UInt32>) -> Column {
    Column(
      storage(column.storage, rows), count: rows.count,
      validity: column.validity.flatMap { validity($0, rows) },
      qualifiers: column.qualifiers.map { vector($0, rows) })
  }

  private static func storage(_ storage: Column.Storage, _ rows: Vector<UInt32>) -> Column.Storage {
    switch storage {
    case .integers(let integers, let scale): .integers(self.integers(integers, rows), scale: scale)
    case .doubles(let doubles): .doubles(vector(doubles, rows))
    case .text(let codes, let dictionary): .text(self.codes(codes, rows), dictionary)
    case .lists(let codes, let dictionary): .lists(self.codes(codes, rows), dictionary)
    case .booleans(let flags): .booleans(vector(flags, rows))
    case .periods(let days, .uniform(let grain)): .periods(vector(days, rows), .uniform(grain))
    case .periods(let days, .mixed(let grains)):
      .periods(vector(days, rows), .mixed(vector(grains, rows)))
    case .moments(let seconds): .moments(vector(seconds, rows))
    }
  }

  private static func integers(
    _ storage: IntegerStorage, _ rows: Vector<UInt32>
  ) -> IntegerStorage {
    switch storage {
    case .int8(let source): .int8(vector(source, rows))
    case .int16(let source): .int16(vector(source, rows))
    case .int32(let source): .int32(vector(source, rows))
    case .int64(let source): .int64(vector(source, rows))
    case .int128(let source): .int128(vector(source, rows))
    }
  }

  private static func codes(_ storage: CodeStorage, _ rows: Vector<UInt32>) -> CodeStorage {
    switch storage {
    case .uint8(let source): .uint8(vector(source, rows))
    case .uint16(let source): .uint16(vector(source, rows))
    case .uint32(let source): .uint32(vector(source, rows))
    }
  }

  @inline(__always)
  private static func vector<Element: BitwiseCopyable & Sendable>(
    _ source: Vector<Element>, _ rows: Vector<UInt32>
  ) -> Vector<Element> {
    let count = rows.count
    return Vector(count: count) { target in
      source.withPointer { cells in
        rows.withPointer { rows in
          for index in 0..<count { target[index] = cells[Int(rows[index])] }
        }
      }
    }
  }

  private static func validity(_ validity: Validity, _ rows: Vector<UInt32>) -> Validity? {
    var words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
    var missing = 0
    for index in 0..<rows.count {
      if validity[Int(rows[index])] {
        words[index >> 6] |= 1 << UInt64(index & 63)
      } else {
        missing += 1
      }
    }
    return missing == 0 ? nil : Validity(words: Vector(words), count: rows.count)
  }
}
