extension LoadReport {
  /// Says which records seem to be totals of others, and would be added a second time.
  mutating func noteTotals(_ fields: [Field]) {
    guard fields.contains(where: { $0.type.numberType != nil }) else { return }
    for field in fields {
      guard case .text(let codes, let texts) = field.column.storage,
        texts.count <= LoadReport.largestDictionary
      else { continue }
      let totals = LoadReport.totals(among: texts)
      guard !totals.isEmpty else { continue }
      var found: [Int: Int] = [:]
      for row in 0..<field.column.count where field.column.isValid(row) {
        let code = Int(codes[row])
        if totals.contains(code) { found[code, default: 0] += 1 }
      }
      let count = found.values.reduce(0, +)
      // A kind that many records are of is no sum below a table.
      guard count > 0, count * 2 <= field.column.count else { continue }
      let values = found.keys.sorted().map { "\"\(texts.text(of: $0))\"" }
      let records = Counted.noun(count, "record seems to be a total", "records seem to be totals")
      notes.append(
        Note(
          .suspected,
          "\(records) of others and would be counted again: \(field.name) is "
            + Counted.list(values, most: 3),
          count: count, suggestion: LoadReport.condition(leavingOut: values, of: field.name)))
      return
    }
  }

  private static func condition(leavingOut values: [String], of name: String) -> String {
    if let only = values.first, values.count == 1 { return "where \(name) != \(only)" }
    return "where \(name) not in (\(values.prefix(12).joined(separator: ", ")))"
  }

  private static let totalWords: Set<String> = [
    "total", "totals", "grand total", "grand totals", "sub total", "sub-total", "subtotal",
    "subtotals", "sum total", "overall total", "合计", "总计", "小计", "总额", "共计", "合計", "總計",
    "小計", "総計", "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "итого", "всего",
  ]

  /// The texts that name a total: `Total`, `合计：`, and `North Total` where there is a `North`.
  private static func totals(among texts: TextDictionary) -> Set<Int> {
    var result: Set<Int> = []
    for code in 0..<texts.count {
      let isShort = texts.withBytes(of: code) { $0.count >= 5 && $0.count <= 80 }
      guard isShort else { continue }
      var word = texts.text(of: code).lowercased()
      while let last = word.last, last == " " || last == ":" || last == "：" || last == "*" {
        word.removeLast()
      }
      while word.first == " " { word.removeFirst() }
      if totalWords.contains(word) {
        result.insert(code)
      } else if word.hasSuffix(" total") {
        let other = String(texts.text(of: code).prefix(word.count - " total".count))
        if texts.code(of: other) != nil { result.insert(code) }
      }
    }
    return result
  }
}
