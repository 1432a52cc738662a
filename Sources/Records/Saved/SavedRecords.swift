/// The directory of a file of saved records: the fields of the set, and what it knows of its records
/// beside their cells. Vectors stand in blocks and are told by their numbers.
struct SavedRecords {
  /// A field of the loaded records, which the set may have as it is.
  enum BaseField {
    case shared(Int)
    case own(SavedField)
  }

  /// What `LoadedRecords` says of the records.
  struct Base {
    let name: String
    let count: Int
    let files: [String]
    let fileOfRecord: Int?
    let lines: Int?
    let firstLine: Int?
    let keyField: Int?
    let fields: [BaseField]
    let wholes: Int?
    let originals: Int?
    let notes: [Note]
    /// Which record each row is; `nil` where row i is record i.
    let records: Int?
  }

  let blocks: [SavedBlock]
  let count: Int
  let units: SavedUnits
  let fields: [SavedField]
  let base: Base?

  /// Rows are numbered by 32 bits, of which the highest number means none.
  private static let counts = 0...(Int(UInt32.max) - 1)

  // MARK: Writing

  /// All but the blocks, which `maker` gathers.
  static func encode(
    _ set: RecordSet, knowing table: UnitTable, _ maker: inout BlockMaker
  ) -> [UInt8] {
    var units = SavedUnits()
    var fields = DescriptionWriter()
    fields.append(list: set.fields) { SavedField.encode($1, &maker, &units, to: &$0) }
    fields.append(set.lineage) { encode($1, of: set, &maker, &units, to: &$0) }
    units.addWords(of: table)
    var writer = DescriptionWriter()
    writer.append(count: set.count)
    units.encode(to: &writer)
    writer.append(bytes: fields.bytes)
    return writer.bytes
  }

  private static func encode(
    _ lineage: Lineage, of set: RecordSet, _ maker: inout BlockMaker, _ units: inout SavedUnits,
    to writer: inout DescriptionWriter
  ) {
    let base = lineage.base
    writer.append(base.name)
    writer.append(count: base.count)
    writer.append(list: base.files) { $0.append($1) }
    writer.append(base.fileOfRecord) { $0.append(count: maker.block($1)) }
    writer.append(base.lines) { $0.append(count: maker.block($1)) }
    writer.append(base.firstLine) { $0.append(count: $1) }
    writer.append(base.keyField) { $0.append(count: $1) }
    writer.append(list: base.fields) { writer, field in
      let shared = set.fields.firstIndex {
        $0.name == field.name && $0.type == field.type && $0.column.isSame(as: field.column)
      }
      writer.append(shared != nil)
      if let shared {
        writer.append(count: shared)
      } else {
        SavedField.encode(field, &maker, &units, to: &writer)
      }
    }
    writer.append(base.wholes) { $0.append(count: maker.block($1)) }
    writer.append(base.originals) { $0.append(count: maker.block($1)) }
    writer.append(list: base.notes) { writer, note in
      writer.append(note.kind.rawValue)
      writer.append(note.text)
      writer.append(note.count) { $0.append(count: $1) }
      writer.append(note.suggestion) { $0.append($1) }
    }
    writer.append(lineage.records) { $0.append(count: maker.block($1)) }
  }

  // MARK: Reading

  /// - Shape: `limit` is the length of the file.
  init(from reader: inout DescriptionReader, limit: Int) throws(SavedDamage) {
    let blocks = try reader.list { (reader) throws(SavedDamage) in
      try SavedBlock(from: &reader, limit: limit)
    }
    self.blocks = blocks
    count = try reader.whole(in: SavedRecords.counts)
    let units = try SavedUnits(from: &reader)
    self.units = units
    guard !blocks.isEmpty else { throw DescriptionReader.odd }
    let fields = try reader.list { (reader) throws(SavedDamage) in
      try SavedField(from: &reader, blocks, units)
    }
    self.fields = fields
    guard !fields.isEmpty, Set(fields.map(\.name)).count == fields.count else {
      throw DescriptionReader.odd
    }
    base =
      try reader.flag()
      ? try SavedRecords.base(from: &reader, blocks, units, fieldCount: fields.count) : nil
    guard reader.isAtEnd else { throw DescriptionReader.odd }
  }

  private static func base(
    from reader: inout DescriptionReader, _ blocks: [SavedBlock], _ units: SavedUnits,
    fieldCount: Int
  ) throws(SavedDamage) -> Base {
    func block() throws(SavedDamage) -> Int? {
      try reader.flag() ? try reader.whole(in: 0...(blocks.count - 1)) : nil
    }
    let name = try reader.text()
    let count = try reader.whole(in: counts)
    let files = try reader.list { (reader) throws(SavedDamage) in try reader.text() }
    let fileOfRecord = try block()
    let lines = try block()
    let firstLine = try reader.flag() ? try reader.whole(in: 0...(1 << 48)) : nil
    let keyField = try reader.flag() ? try reader.whole(in: 0...(1 << 32)) : nil
    let fields = try reader.list { (reader) throws(SavedDamage) -> BaseField in
      try reader.flag()
        ? .shared(try reader.whole(in: 0...(fieldCount - 1)))
        : .own(try SavedField(from: &reader, blocks, units))
    }
    if let keyField, keyField >= fields.count { throw DescriptionReader.odd }
    let (wholes, originals) = (try block(), try block())
    let notes = try reader.list { (reader) throws(SavedDamage) -> Note in
      guard let kind = Note.Kind(rawValue: try reader.text()) else { throw DescriptionReader.odd }
      let text = try reader.text()
      let count = try reader.flag() ? try reader.whole(in: 0...Int.max) : nil
      return Note(kind, text, count: count, suggestion: try reader.flag() ? try reader.text() : nil)
    }
    return Base(
      name: name, count: count, files: files, fileOfRecord: fileOfRecord, lines: lines,
      firstLine: firstLine, keyField: keyField, fields: fields, wholes: wholes,
      originals: originals, notes: notes, records: try block())
  }
}
