extension LoadReport {
  /// Says how many records are nothing but delimiters, as a spreadsheet writes its empty rows: they
  /// are counted, though nobody meant them.
  mutating func noteEmptyRecords(_ fields: [Field]) {
    guard fields.count > 1, let fullest = fields.min(by: { missing($0) < missing($1) }),
      missing(fullest) > 0
    else { return }
    let empty = (0..<fullest.column.count).count { row in
      !fields.contains { $0.column.isValid(row) }
    }
    guard empty > 0 else { return }
    let records = Counted.noun(
      empty, "record has no value in any field, and is counted",
      "records have no value in any field, and are counted")
    // The condition must leave out these and no others.
    let condition = missing(fullest) == empty ? "where \(fullest.name) is not missing" : nil
    notes.append(Note(.suspected, records, count: empty, suggestion: condition))
  }

  private func missing(_ field: Field) -> Int { field.column.missingCount }

  /// Says where round brackets of a header seem to hold a unit, which only square ones tell.
  mutating func noteRoundBrackets(_ fields: [Field], plans: [FieldPlan], units: UnitTable) {
    for (field, plan) in zip(fields, plans) where plan.declared == nil {
      guard let type = field.type.numberType, type.unit == .none, type.style == .plain,
        let parts = LoadReport.parts(of: plan.header.whole),
        let unit = units.unit(words: parts.unit), unit.unknown.isEmpty,
        unit.unit != .none || unit.style == .percent || unit.scaleExponent != 0
      else { continue }
      let declaration = "`\(field.name)` as \(parts.name) number in \(parts.unit)"
      notes.append(
        Note(
          .suspected,
          "\(field.name): the unit in round brackets is part of the name and is not read",
          suggestion: unit.style == .percent ? nil : declaration))
    }
  }

  /// `amount (yuan)` in two.
  private static func parts(of header: String) -> (name: String, unit: String)? {
    guard header.last == ")" || header.last == "）",
      let open = header.lastIndex(where: { $0 == "(" || $0 == "（" }), open > header.startIndex
    else { return nil }
    var name = String(header[..<open])
    while name.last == " " { name.removeLast() }
    let unit = String(header[header.index(after: open)...].dropLast())
    guard !name.isEmpty, !unit.isEmpty else { return nil }
    let isWord = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
    return (isWord ? name : "`\(name)`", unit)
  }
}
