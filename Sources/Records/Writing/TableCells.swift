/// The cells of one column as CSV, TSV and Markdown have them.
enum TableCells {
  static func writer(_ field: Field, separator: UInt8, form: some TableForm) -> CellWriter {
    let column = field.column
    let write = valueWriter(field, separator: separator, form: form)
    let validity = column.validity
    if column.qualifiers == nil, validity == nil, !column.storage.isDouble { return write }
    return { row, target in
      guard column.hasFigure(row) else { return }
      switch column.qualifier(row) {
      case .exact: break
      case .atLeast: target.append(UInt8(ascii: ">"))
      case .atMost: target.append(UInt8(ascii: "<"))
      case .about: target.append(UInt8(ascii: "~"))
      }
      write(row, &target)
    }
  }

  /// The cells of a column in the rows of totals.
  static func writer(
    _ totals: Totals, _ index: Int, of field: Field, separator: UInt8, form: some TableForm
  ) -> CellWriter {
    let cells = totals.rows.map { $0.cells[index] }
    let values = cells.map { cell in
      if case .value(let value) = cell { value } else { Value.missing }
    }
    let column = Column(values, type: field.type)
    let write = writer(
      Field(name: field.name, type: field.type, column: column), separator: separator, form: form)
    return { row, target in
      switch cells[row] {
      case .value: write(row, &target)
      case .label(let label): form.append(text: label, to: &target)
      case .blank: break
      }
    }
  }

  private static func valueWriter(
    _ field: Field, separator: UInt8, form: some TableForm
  ) -> CellWriter {
    switch field.column.storage {
    case .text(let codes, let dictionary):
      return codes.writer(
        of: EncodedTexts(count: dictionary.count, rows: field.column.count) { code, target in
          dictionary.withBytes(of: code) { form.append(text: $0, to: &target) }
        })
    case .lists(let codes, let dictionary):
      return codes.writer(
        of: EncodedTexts(count: dictionary.count, rows: field.column.count) { code, target in
          var cell: [UInt8] = []
          for (index, member) in dictionary.memberCodes(of: code).enumerated() {
            if index > 0 { cell.append(separator) }
            dictionary.members.withBytes(of: Int(member)) { cell.append(contentsOf: $0) }
          }
          cell.withUnsafeBufferPointer { form.append(text: $0, to: &target) }
        })
    case .integers, .doubles, .booleans, .periods, .moments:
      let shift = field.type.numberType?.style == .percent ? 2 : 0
      return field.column.plainWriter(shift: shift, yes: "yes", no: "no") ?? { _, _ in }
    }
  }
}

extension Column {
  /// Whether the row has a value that can be written: a double that is no number is missing.
  func hasFigure(_ row: Int) -> Bool {
    guard isValid(row) else { return false }
    if case .doubles(let doubles) = storage { return doubles[row].isFinite }
    return true
  }
}

extension Column.Storage {
  var isDouble: Bool { if case .doubles = self { true } else { false } }
}
