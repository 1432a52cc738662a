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

  static let totalWords: Set<String> = [
    "total", "totals", "grand total", "grand totals", "sub total", "sub-total", "subtotal",
    "subtotals", "sum total", "overall total", "合计", "总计", "小计", "总额", "共计", "合計", "總計",
    "小計", "総計", "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "итого", "всего",
  ]

  /// Told from the bytes, because most texts are none and there may be many: whether the text can be
  /// one of the words, or end with ` total`, once signs and spaces around it are gone.
  static func mayBeTotal(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 5, text.count <= 80 else { return false }
    var low = 0
    var high = text.count
    while low < high, text[low] == 32 { low += 1 }
    while high > low {
      let last = text[high - 1]
      if last == 32 || last == UInt8(ascii: ":") || last == UInt8(ascii: "*") {
        high -= 1
      } else if high - low >= 3, last == 0x9A, text[high - 2] == 0xBC, text[high - 3] == 0xEF {
        high -= 3
      } else {
        break
      }
    }
    let word = text[low..<high]
    guard let first = word.first, let last = word.last else { return false }
    // The longest word has 13 bytes.
    if word.count <= 16 {
      if first >= 0x80 { return true }
      if "tgsozi".utf8.contains(first | 0x20), "lset".utf8.contains(last | 0x20) { return true }
    }
    return word.count > 6 && zip(word.suffix(6), " total".utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  /// The texts that name a total: `Total`, `合计：`, and `North Total` where there is a `North`.
  private static func totals(among texts: TextDictionary) -> Set<Int> {
    var result: Set<Int> = []
    for code in 0..<texts.count {
      guard texts.withBytes(of: code, mayBeTotal) else { continue }
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
