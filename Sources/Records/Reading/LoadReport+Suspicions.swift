#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LoadReport {
  /// Proposes declarations for text fields that seem to hold something else.
  mutating func noteSuspicions(_ fields: [Field], plans: [FieldPlan], delimiter: UInt8) {
    noteTotals(fields)
    noteEmptyRecords(fields)
    for (field, plan) in zip(fields, plans) where plan.declared == nil {
      if delimiter == UInt8(ascii: ";") { notePoints(field) }
      guard case .text(let codes, let texts) = field.column.storage,
        texts.count <= LoadReport.largestDictionary
      else { continue }
      if let format = LoadReport.dateFormat(of: texts) {
        notes.append(
          Note(
            .suspected, "\(field.name) seems to hold dates: \(format.words)",
            suggestion: "\(field.name) date as \"\(format.pattern)\""))
        continue
      }
      if noteDecimalCommas(field, texts) { continue }
      noteList(field, codes, texts)
      noteSpaces(field, texts)
    }
  }

  /// Beyond so many distinct texts a field is prose, not a list.
  static let largestDictionary = 100_000

  /// Lists tell the same members again and again, each short and none empty.
  private mutating func noteList(_ field: Field, _ codes: CodeStorage, _ texts: TextDictionary) {
    for separator in [UInt8(ascii: ";"), UInt8(ascii: "|")] {
      var holders: Set<Int> = []
      var members: [String: Int] = [:]
      var isList = true
      var isTight = true
      for code in 0..<texts.count {
        let parts = texts.withBytes(of: code) { text -> [String] in
          guard let base = text.baseAddress, memchr(base, Int32(separator), text.count) != nil
          else {
            return []
          }
          return text.split(separator: separator, omittingEmptySubsequences: false)
            .map {
              String(
                decoding: CellDecoder.trimmed(UnsafeBufferPointer(rebasing: $0)), as: UTF8.self)
            }
        }
        if parts.isEmpty { continue }
        holders.insert(code)
        isTight =
          isTight && texts.withBytes(of: code) { !LoadReport.hasSpace($0, behind: separator) }
        for part in parts {
          isList = isList && !part.isEmpty && part.utf8.count <= 60
          members[part, default: 0] += 1
        }
      }
      guard isList, !holders.isEmpty else { continue }
      // A member that also stands alone in some cell tells as much as one told twice.
      let known = members.keys.count { member in
        members[member, default: 0] > 1 || texts.code(of: member) != nil
      }
      guard known * 2 >= members.count || isTight && holders.count == 1 else { continue }
      let cells = (0..<field.column.count).count { row in
        field.column.isValid(row) && holders.contains(codes[row])
      }
      guard cells > 1 else { continue }
      let sign = Dialect.name(of: separator)
      let declaration = "\(field.name) list by \"\(sign)\""
      notes.append(
        Note(
          .suspected,
          "\(field.name) holds \"\(sign)\" in \(Counted.noun(cells, "cell")): list by \"\(sign)\" would "
            + "read them", count: cells, suggestion: declaration))
      return
    }
  }

  /// Sentences have a space behind their semicolons.
  private static func hasSpace(
    _ text: UnsafeBufferPointer<UInt8>, behind separator: UInt8
  ) -> Bool {
    text.indices.dropLast().contains { text[$0] == separator && text[$0 + 1] == 32 }
  }

  /// Figures with a comma for a point are no numbers here: `1,5` could be two of them.
  private mutating func noteDecimalCommas(_ field: Field, _ texts: TextDictionary) -> Bool {
    var example: Int?
    for code in 0..<texts.count {
      let commas = texts.withBytes(of: code) { text -> Int? in
        let digits = text.filter { $0 >= 48 && $0 <= 57 }.count
        let commas = text.filter { $0 == UInt8(ascii: ",") }.count
        let points = text.filter { $0 == UInt8(ascii: ".") }.count
        let signs = text.first == UInt8(ascii: "-") ? 1 : 0
        let isFigure = digits > 0 && digits + commas + points + signs == text.count
        // A point before the comma stands between thousands, as in `1.234,50`.
        let comma = text.firstIndex(of: UInt8(ascii: ",")) ?? text.count
        let isOrdered = !text[comma...].contains(UInt8(ascii: "."))
        return isFigure && commas <= 1 && isOrdered ? commas : nil
      }
      guard let commas else { return false }
      if commas > 0, example == nil { example = code }
    }
    guard let example else { return false }
    notes.append(
      Note(
        .suspected,
        "\(field.name) seems to hold numbers with a decimal comma and stays text: "
          + "\"\(Self.start(of: texts.text(of: example)))\"; numbers have a decimal point here"))
    return true
  }

  /// Where the comma is not what separates cells, the point may stand between thousands: `1.234`.
  private mutating func notePoints(_ field: Field) {
    guard case .integers(let values, scale: 3) = field.column.storage else { return }
    for row in 0..<field.column.count where field.column.isValid(row) {
      let size = values[row].magnitude
      guard size == 0 || size >= 1_000 && size < 1_000_000 else { return }
    }
    notes.append(
      Note(
        .suspected,
        "\(field.name): all decimals have three digits; where the point is between thousands the "
          + "figures are wrong", suggestion: "\(field.name) text"))
  }

  /// Enough of a value to know it by.
  private static func start(of value: String) -> String {
    let start = value.prefix(40)
    return start.endIndex < value.endIndex ? start + "…" : value
  }

  private mutating func noteSpaces(_ field: Field, _ texts: TextDictionary) {
    var padded = 0
    var example = ""
    for code in 0..<texts.count {
      let isPadded = texts.withBytes(of: code) { CellDecoder.trimmed($0).count < $0.count }
      guard isPadded else { continue }
      if padded == 0 { example = texts.text(of: code) }
      padded += 1
    }
    guard padded > 0 else { return }
    notes.append(
      Note(
        .suspected,
        "\(field.name) has \(Counted.noun(padded, "value")) with spaces around: \"\(Self.start(of: example))\"",
        count: padded))
  }

  /// The form that every text has; both where day and month cannot be told apart.
  private static func dateFormat(of texts: TextDictionary) -> (pattern: String, words: String)? {
    guard texts.count > 0 else { return nil }
    let patterns = [
      "DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD", "DD.MM.YYYY", "DD-MM-YYYY", "YYYYMMDD",
      "YYYY年M月D日",
    ]
    // Eight digits are a date only where they are dates one and all, and text they are seldom.
    var fitting: [String] = []
    for pattern in patterns {
      guard let format = DateFormat(pattern) else { continue }
      let fits = (0..<texts.count).allSatisfy { code in
        texts.withBytes(of: code) { format.period($0) != nil }
      }
      if fits { fitting.append(pattern) }
    }
    guard let first = fitting.first else { return nil }
    let example = texts.text(of: 0)
    if fitting.count > 1 {
      return (first, "\"\(example)\" is a date as \(fitting.joined(separator: " and as "))")
    }
    return (first, "\"\(example)\" is a date as \(first)")
  }
}
