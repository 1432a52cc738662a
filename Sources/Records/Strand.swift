/// Which records of one of the joined sets the rows of a set are.
///
/// A look-up makes one record stand in many rows; a strand tells which rows those are, so that a
/// figure of the record can be counted once.
package struct Strand: Sendable {
  /// What to call the set.
  package let title: String
  /// How many records the numbers in `rows` are of.
  package let count: Int
  /// One record number a row, `Strand.none` where no record stands; `nil` where every row is a
  /// record of its own.
  package let rows: Vector<UInt32>?
  /// The loaded records that the numbered ones are.
  package let lineage: Lineage?

  package static let none = UInt32.max

  package init(title: String, count: Int, rows: Vector<UInt32>?, lineage: Lineage?) {
    self.title = title
    self.count = count
    self.rows = rows
    self.lineage = lineage
  }

  /// The strand of chosen rows, each chosen once.
  package func picking(_ selection: Vector<UInt32>) -> Strand {
    guard rows != nil else {
      return Strand(title: title, count: selection.count, rows: nil, lineage: nil)
    }
    return repeating(selection)
  }

  /// The strand of rows that may be chosen several times.
  package func repeating(_ selection: Vector<UInt32>) -> Strand {
    guard let rows else {
      return Strand(title: title, count: count, rows: selection, lineage: lineage)
    }
    let count = selection.count
    let picked = Vector<UInt32>(count: count) { target in
      rows.withPointer { rows in
        selection.withPointer { selection in
          for index in 0..<count { target[index] = rows[Int(selection[index])] }
        }
      }
    }
    return Strand(title: title, count: self.count, rows: picked, lineage: lineage)
  }

  /// The loaded record that stands in a row.
  package func record(of row: Int) -> Int? {
    guard let lineage else { return nil }
    guard let rows else { return lineage.record(of: row) }
    return rows[row] == Strand.none ? nil : lineage.record(of: Int(rows[row]))
  }
}
