/// A named, ordered, typed set of records.
package struct RecordSet: Sendable {
  package var name: String
  package var fields: [Field]
  package let count: Int
  /// The loaded records that the rows are, row by row; `nil` where the rows are new records.
  package var lineage: Lineage?
  /// The joined sets, first the one that the others were looked up for; empty where none was.
  package var strands: [Strand] = []

  package init(name: String, fields: [Field], count: Int, lineage: Lineage? = nil) {
    self.name = name
    self.fields = fields
    self.count = count
    self.lineage = lineage
  }

  /// Reads what is still to be read of its columns.
  package func settle() {
    for field in fields { _ = field.column.cells }
  }

  package func field(named name: String) -> Field? { fields.first { $0.name == name } }
}

package struct Field: Sendable {
  package var name: String
  package var type: ValueType
  package var column: Column
  /// Whether the name is the text of an expression, which a sentence needs no quotes for.
  package var isExpression: Bool

  package init(name: String, type: ValueType, column: Column, isExpression: Bool = false) {
    self.name = name
    self.type = type
    self.column = column
    self.isExpression = isExpression
  }
}

/// Which loaded records the rows of a set are.
package struct Lineage: Sendable {
  package let base: LoadedRecords
  /// One record number of `base` a row; `nil` where row i is record i.
  package let records: Vector<UInt32>?

  package init(base: LoadedRecords, records: Vector<UInt32>?) {
    self.base = base
    self.records = records
  }

  package func record(of row: Int) -> Int { records.map { Int($0[row]) } ?? row }
}

/// What a load knows of its records beside their cells.
package final class LoadedRecords: Sendable {
  package let name: String
  package let count: Int
  package let fields: [Field]
  /// The files as named in the load, and per record the file's index and its first line.
  package let files: [String]
  package let fileOfRecord: Vector<UInt32>?
  /// `nil` where record i is on line `firstLine` + i.
  package let lines: Vector<UInt32>?
  package let firstLine: Int?
  /// The index of the `key` field.
  package let keyField: Int?
  /// Per record the record that it is a part of, or -1.
  package let wholes: Vector<Int32>?
  /// Per record the record whose figure it tells again, or -1.
  package let originals: Vector<Int32>?
  /// What the load had to say, but for what it read; it is said again where the records were saved.
  let notes: [Note]

  package init(
    name: String, count: Int, fields: [Field], files: [String], fileOfRecord: Vector<UInt32>? = nil,
    lines: Vector<UInt32>? = nil, firstLine: Int? = nil, keyField: Int? = nil,
    wholes: Vector<Int32>? = nil,
    originals: Vector<Int32>? = nil, notes: [Note] = []
  ) {
    self.name = name
    self.count = count
    self.fields = fields
    self.files = files
    self.fileOfRecord = fileOfRecord
    self.lines = lines
    self.firstLine = firstLine
    self.keyField = keyField
    self.wholes = wholes
    self.originals = originals
    self.notes = notes
  }

  /// The line that a record starts at, where it came from a file.
  package func line(of record: Int) -> Int? {
    lines.map { Int($0[record]) } ?? firstLine.map { $0 + record }
  }

  /// `records.csv:17`
  package func place(of record: Int) -> String {
    let file = files.isEmpty ? name : files[fileOfRecord.map { Int($0[record]) } ?? 0]
    return line(of: record).map { "\(file):\($0)" } ?? file
  }
}
