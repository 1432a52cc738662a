/// Loads a set that was saved as records.
///
/// The directory is read and verified at once, and a small file whole. The columns of a larger one
/// are read when they are first asked for, so that a set of any size is ready in milliseconds; a
/// block is verified before anything in it is used.
struct SavedReader {
  let file: SavedFile
  /// Whether columns wait until they are asked for.
  let isDeferred: Bool
  private var directory: SavedRecords { file.directory }

  static func load(
    _ request: LoadRequest, units: UnitTable, isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> LoadOutcome {
    let path = request.paths.first ?? ""
    let written = request.writtenPaths?.first ?? path
    let file = try SavedFile.open(path, .shared, isCancelled: isCancelled)
    let reader = SavedReader(file: file, isDeferred: file.count > request.largestWholeFile)
    return try reader.outcome(
      named: request.name, as: written, units: units, isCancelled: isCancelled)
  }

  private func outcome(
    named name: String, as written: String, units: UnitTable, isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> LoadOutcome {
    var fields: [Field] = []
    for saved in directory.fields {
      if isCancelled() { throw .cancelled(file.name) }
      fields.append(try field(saved, count: directory.count))
    }
    let lineage = try lineage(of: fields, named: name, as: written)
    let set = RecordSet(name: name, fields: fields, count: directory.count, lineage: lineage)
    var report = LoadReport(file: file.name)
    report.summarize(fields, count: directory.count, files: [(written, directory.count)])
    var notes = Array(report.notes.prefix(1))
    notes += directory.base.map { $0.notes } ?? []
    if directory.base.map({ $0.notes.isEmpty }) ?? true { notes += report.notes.dropFirst() }
    var units = units
    notes += directory.units.define(in: &units, file: written)
    var outcome = LoadOutcome(
      set: set, notes: notes, units: units, recordCount: directory.count)
    if isDeferred { outcome.savedFile = file }
    return outcome
  }

  private func field(_ saved: SavedField, count: Int) throws(ReadingError) -> Field {
    let column =
      isDeferred
      ? file.deferredColumn(of: saved, count: count)
      : try file.column(saved.column, count: count, of: saved.name)
    return Field(
      name: saved.name, type: saved.type, column: column, isExpression: saved.isExpression)
  }

  // MARK: Records

  private func lineage(
    of fields: [Field], named name: String, as written: String
  ) throws(ReadingError) -> Lineage {
    guard let base = directory.base else {
      // Rows that came from no file are told by their number in this one.
      let records = LoadedRecords(
        name: name, count: directory.count, fields: fields, files: [written], firstLine: 1)
      return Lineage(base: records, records: nil)
    }
    let places = "its list of records"
    let records = try optional(base.records, count: directory.count, of: places) as Vector<UInt32>?
    guard records != nil || base.count == directory.count,
      records.map({ holds($0, below: base.count) }) ?? true
    else { throw odd }
    let fileOfRecord =
      try optional(base.fileOfRecord, count: base.count, of: places)
      as Vector<UInt32>?
    if let fileOfRecord, !holds(fileOfRecord, below: base.files.count) { throw odd }
    var own: [Field] = []
    for field in base.fields {
      switch field {
      case .shared(let index):
        guard base.count == directory.count else { throw odd }
        own.append(fields[index])
      case .own(let saved): own.append(try self.field(saved, count: base.count))
      }
    }
    let loaded = LoadedRecords(
      name: base.name, count: base.count, fields: own, files: base.files,
      fileOfRecord: fileOfRecord, lines: try optional(base.lines, count: base.count, of: places),
      firstLine: base.firstLine, keyField: base.keyField,
      wholes: try relatives(base.wholes, count: base.count),
      originals: try relatives(base.originals, count: base.count), notes: base.notes)
    return Lineage(base: loaded, records: records)
  }

  private func relatives(_ block: Int?, count: Int) throws(ReadingError) -> Vector<Int32>? {
    guard
      let relatives = try optional(block, count: count, of: "its list of wholes") as Vector<Int32>?
    else { return nil }
    guard count <= Int(Int32.max),
      (0..<count).allSatisfy({ (-1..<count).contains(Int(relatives[$0])) })
    else { throw odd }
    return relatives
  }

  private func optional<Element>(
    _ block: Int?, count: Int, of what: String
  ) throws(ReadingError) -> Vector<Element>? {
    guard let block else { return nil }
    return try file.vector(block, count: count, of: what)
  }

  private func holds(_ numbers: Vector<UInt32>, below bound: Int) -> Bool {
    (0..<numbers.count).allSatisfy { Int(numbers[$0]) < bound }
  }

  private var odd: ReadingError { DescriptionReader.odd.error(file.name) }
}
