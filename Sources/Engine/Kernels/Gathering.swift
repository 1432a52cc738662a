import Records

/// Cells of chosen rows as a column of their own.
///
/// Where no row was chosen (`Strand.none`) some cell stands, which whoever asks marks as missing.
enum Gathering {
  /// How many rows a thread takes at a time: their bits have words of their own.
  private static let stretch = 1 << 16

  private static func shareRows(_ count: Int, _ body: (Range<Int>) -> Void) {
    Workers.shared.perform((count + stretch - 1) / stretch) { index, _ in
      body(index * stretch..<min(count, (index + 1) * stretch))
    }
  }

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
    let last = UInt32(truncatingIfNeeded: max(1, source.count) - 1)
    return Vector(count: count) { target in
      source.withPointer { cells in
        rows.withPointer { rows in
          shareRows(count) { range in
            for index in range { target[index] = cells[Int(min(rows[index], last))] }
          }
        }
      }
    }
  }

  private static func validity(_ validity: Validity, _ rows: Vector<UInt32>) -> Validity? {
    let count = rows.count
    let last = UInt32(truncatingIfNeeded: max(1, validity.count) - 1)
    let words = Vector<UInt64>(count: (count + 63) / 64) { target in
      validity.words.withPointer { words in
        rows.withPointer { rows in
          shareRows(count) { range in
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
              var word: UInt64 = 0
              for index in start..<min(start + 64, range.upperBound) {
                let row = Int(min(rows[index], last))
                word |= (words[row >> 6] >> UInt64(row & 63) & 1) << UInt64(index & 63)
              }
              target[start >> 6] = word
            }
          }
        }
      }
    }
    let gathered = Validity(words: words, count: count)
    return gathered.missingCount == 0 ? nil : gathered
  }
}
