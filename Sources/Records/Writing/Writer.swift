/// Writes record sets as other programs read them: plain figures, units in the header, bounds as they
/// are read (`>59000000`; in JSON `{"at_least": 59000000}`), missing cells empty or `null`.
///
/// What is written as CSV reads back as it was, lists with `;` between their members.
package enum Writer {
  /// Hands the bytes over in blocks, and gives back what must be said of them.
  ///
  /// Totals are for a reader: they are written as Markdown, and nowhere else.
  package static func write<Failure: Error>(
    _ set: RecordSet, totals: Totals? = nil, as form: WritingForm,
    knowing units: UnitTable = UnitTable(), to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [Note] {
    switch form {
    case .csv: return try writeDelimited(set, ",", totals, to: sink)
    case .tsv: return try writeDelimited(set, "\t", totals, to: sink)
    case .markdown: return try writeTable(set, totals, MarkdownForm(), to: sink)
    case .json, .jsonl:
      try writeObjects(set, isArray: form == .json, to: sink)
      return unwritten(totals)
    case .records:
      try SavedWriter.write(set, knowing: units, .shared, to: sink)
      return unwritten(totals)
    }
  }

  private static func writeDelimited<Failure: Error>(
    _ set: RecordSet, _ delimiter: Unicode.Scalar, _ totals: Totals?,
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [Note] {
    let form = DelimitedForm(delimiter: UInt8(ascii: delimiter))
    return try writeTable(set, nil, form, to: sink) + unwritten(totals)
  }

  private static func unwritten(_ totals: Totals?) -> [Note] {
    guard let totals, !totals.rows.isEmpty || !totals.columns.isEmpty else { return [] }
    return [
      Note(.totals, "totals and the rest stand beside the records for a reader and are not written")
    ]
  }

  /// The whole of it, for small sets and for tests.
  package static func bytes(of set: RecordSet, as form: WritingForm) -> [UInt8] {
    var bytes: [UInt8] = []
    _ = write(set, as: form) { bytes += $0 }
    return bytes
  }

  private static let blockSize = 1 << 16

  private static func writeTable<Failure: Error>(
    _ set: RecordSet, _ totals: Totals?, _ form: some TableForm,
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [Note] {
    var notes: [Note] = []
    var target = ByteTarget(capacity: blockSize + 4096)
    let fields = set.fields + (totals?.columns ?? [])
    var columns: [CellWriter] = []
    for (index, field) in fields.enumerated() {
      let separator = ListSeparator.choice(for: field, notes: &notes)
      let records = TableCells.writer(field, separator: separator, form: form)
      guard let totals else {
        columns.append(records)
        continue
      }
      let beside = TableCells.writer(
        totals, index, of: field, separator: separator, form: form)
      columns.append { row, target in
        row < 0 ? beside(-1 - row, &target) : records(row, &target)
      }
    }
    let rows = TableOrder(count: set.count, totals)
    let only = set.fields.count == 1 ? set.fields.first?.column : nil
    form.appendHeader(fields, to: &target)
    for place in 0..<rows.count {
      let row = rows[place]
      form.startRow(&target)
      for (index, column) in columns.enumerated() {
        if index > 0 { form.separate(&target) }
        column(row, &target)
      }
      form.endRow(&target, isEmptyLine: only.map { row >= 0 && !$0.hasFigure(row) } ?? false)
      if target.bytes.count >= blockSize { try target.flush(to: sink) }
    }
    try target.flush(to: sink)
    return notes
  }

  private static func writeObjects<Failure: Error>(
    _ set: RecordSet, isArray: Bool, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var target = ByteTarget(capacity: blockSize + 4096)
    let columns = set.fields.map(ObjectCells.writer)
    if isArray { target.append("[") }
    for row in 0..<set.count {
      if isArray { target.append(row > 0 ? ",\n" : "\n") }
      target.append(UInt8(ascii: "{"))
      for (index, column) in columns.enumerated() {
        if index > 0 { target.append(UInt8(ascii: ",")) }
        column(row, &target)
      }
      target.append(UInt8(ascii: "}"))
      if !isArray { target.append(UInt8(ascii: "\n")) }
      if target.bytes.count >= blockSize { try target.flush(to: sink) }
    }
    if isArray { target.append(set.count > 0 ? "\n]\n" : "]\n") }
    try target.flush(to: sink)
  }
}
