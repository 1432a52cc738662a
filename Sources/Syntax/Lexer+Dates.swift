extension Lexer {
  struct Part {
    /// Q or W before the digits
    var letter: UInt8?
    var text: String
    var value: Int
  }

  /// Digits joined by `-`, or twice by `/`: a date, or an error that shows what else it may be.
  ///
  /// - Returns: whether it was one of these and is lexed.
  mutating func lexJoinedDigits(from start: Int, count: Int) -> Bool {
    let separator = byte(at: offset)
    if separator == UInt8(ascii: "-"), startsPart(at: offset + 1, letters: true) {
      lexDate(from: start)
      return true
    }
    if separator == UInt8(ascii: "/"), isSlashDate(at: offset) {
      lexSlashDate(from: start)
      return true
    }
    return false
  }

  private func startsPart(at index: Int, letters: Bool) -> Bool {
    if digit(at: index) != nil { return true }
    guard letters, Self.isPeriodLetter(byte(at: index)) else { return false }
    return digit(at: index + 1) != nil
  }

  private static func isPeriodLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 == UInt8(ascii: "q") || byte | 0x20 == UInt8(ascii: "w")
  }

  private mutating func lexPart() -> Part {
    var part = Part(letter: nil, text: "", value: 0)
    if Self.isPeriodLetter(byte(at: offset)) {
      part.letter = byte(at: offset) & 0xDF
      offset += 1
    }
    while let (value, length) = digit(at: offset) {
      part.text.unicodeScalars.append(Unicode.Scalar(value + 48))
      part.value = min(part.value * 10 + Int(value), 1_000_000)
      offset += length
    }
    return part
  }

  private mutating func lexDate(from start: Int) {
    offset = start
    var parts = [lexPart()]
    while byte(at: offset) == UInt8(ascii: "-"), startsPart(at: offset + 1, letters: true) {
      offset += 1
      parts.append(lexPart())
    }
    if parts.count == 3, byte(at: offset) | 0x20 == UInt8(ascii: "t"),
      digit(at: offset + 1) != nil
    {
      lexMoment(parts, from: start)
      return
    }
    if continuesName(at: offset) {
      skipName()
      appendBroken(.dateForms(text(from: start)), from: start)
      return
    }
    if let period = Self.period(of: parts) {
      lexemes.periods.append(period)
      append(.period(Int32(clamping: lexemes.periods.count - 1)), from: start)
    } else {
      appendReadings(of: parts, from: start)
    }
  }

  private static func period(of parts: [Part]) -> PeriodLiteral? {
    guard parts.first?.letter == nil, parts.first?.text.count == 4, let year = parts.first?.value,
      year > 0, parts.count >= 2
    else { return nil }
    let second = parts[1]
    switch (second.letter, parts.count) {
    case (UInt8(ascii: "Q"), 2):
      return second.text.count == 1 && (1...4).contains(second.value)
        ? .quarter(year, second.value) : nil
    case (UInt8(ascii: "W"), 2):
      return second.text.count <= 2 && second.value >= 1
        && second.value <= CalendarRules.weeks(in: year) ? .week(year, second.value) : nil
    case (nil, 2):
      return second.text.count == 2 && (1...12).contains(second.value)
        ? .month(year, second.value) : nil
    case (nil, 3):
      let third = parts[2]
      return second.text.count == 2 && third.text.count == 2 && third.letter == nil
        && CalendarRules.isDay(year, second.value, third.value)
        ? .day(year, second.value, third.value) : nil
    default:
      return nil
    }
  }

  private mutating func lexMoment(_ parts: [Part], from start: Int) {
    offset += 1
    var clock = [lexPart()]
    while clock.count < 3, byte(at: offset) == UInt8(ascii: ":"), digit(at: offset + 1) != nil {
      offset += 1
      clock.append(lexPart())
    }
    let isZone =
      byte(at: offset) | 0x20 == UInt8(ascii: "z")
      || (byte(at: offset) == UInt8(ascii: "+") && digit(at: offset + 1) != nil)
    if isZone {
      let momentEnd = offset
      offset += 1
      while digit(at: offset) != nil || byte(at: offset) == UInt8(ascii: ":") { offset += 1 }
      appendBroken(
        .noZones, from: start,
        fixes: [.init(range: SourceRange(momentEnd, offset), replacement: "")])
      return
    }
    guard case .day(let year, let month, let day)? = Self.period(of: parts), clock.count >= 2,
      clock.allSatisfy({ $0.text.count == 2 && $0.letter == nil }), clock[0].value < 24,
      clock[1].value < 60, clock.count == 2 || clock[2].value < 60, !continuesName(at: offset)
    else {
      skipName()
      appendBroken(.noMoment(text(from: start)), from: start)
      return
    }
    lexemes.periods.append(
      .moment(
        year, month, day, hour: clock[0].value, minute: clock[1].value,
        second: clock.count == 3 ? clock[2].value : nil))
    append(.period(Int32(clamping: lexemes.periods.count - 1)), from: start)
  }

  private func isSlashDate(at index: Int) -> Bool {
    var index = index
    for _ in 0..<2 {
      guard byte(at: index) == UInt8(ascii: "/"), digit(at: index + 1) != nil else { return false }
      index += 1
      while let (_, length) = digit(at: index) { index += length }
    }
    return true
  }

  private mutating func lexSlashDate(from start: Int) {
    offset = start
    var parts = [lexPart()]
    while byte(at: offset) == UInt8(ascii: "/"), digit(at: offset + 1) != nil {
      offset += 1
      parts.append(lexPart())
    }
    let values = parts.map(\.value)
    var dates: [String] = []
    if parts.count == 3 {
      let orders = parts[0].text.count == 4 ? [[0, 1, 2]] : [[2, 1, 0], [2, 0, 1]]
      for order in orders where parts[order[0]].text.count == 4 {
        let date = (values[order[0]], values[order[1]], values[order[2]])
        guard CalendarRules.isDay(date.0, date.1, date.2) else { continue }
        let text = PeriodLiteral.day(date.0, date.1, date.2).text
        if !dates.contains(text) { dates.append(text) }
      }
    }
    let division = parts.map(\.text).joined(separator: " / ")
    let whole = SourceRange(start, offset)
    appendBroken(
      .slashes(
        text(from: start), date: dates.joined(separator: " or "), span: Self.span(of: parts),
        division: division),
      from: start,
      fixes: (dates + [division]).map { .init(range: whole, replacement: $0) })
  }

  /// `2010-13`: shows the date, the range and the subtraction.
  private mutating func appendReadings(of parts: [Part], from start: Int) {
    let whole = SourceRange(start, offset)
    guard parts.allSatisfy({ $0.letter == nil }) else {
      appendBroken(.dateForms(text(from: start)), from: start)
      return
    }
    let date = Self.nearestDate(to: parts)
    let span = Self.span(of: parts)
    let subtraction = parts.map(\.text).joined(separator: " - ")
    appendBroken(
      .readings(text(from: start), date: date, span: span, subtraction: subtraction), from: start,
      fixes: (isAfterIn ? [date, span, subtraction] : [date, subtraction]).map {
        .init(range: whole, replacement: $0)
      })
  }

  /// Only there a range may stand, so only there it mends the statement.
  private var isAfterIn: Bool { lexemes.list.last?.keyword == .in }

  private static func span(of parts: [Part]) -> String {
    "\(parts.first?.text ?? "")..\(parts.last?.text ?? "")"
  }

  private static func nearestDate(to parts: [Part]) -> String {
    guard let first = parts.first, first.text.count == 4, first.value > 0, parts.count >= 2 else {
      if parts.count == 3, parts[2].text.count == 4, parts[2].value > 0,
        CalendarRules.isDay(parts[2].value, parts[1].value, parts[0].value)
      {
        return PeriodLiteral.day(parts[2].value, parts[1].value, parts[0].value).text
      }
      return "2010-05"
    }
    let month = min(max(parts[1].value, 1), 12)
    guard parts.count >= 3 else { return PeriodLiteral.month(first.value, month).text }
    let last = CalendarRules.days(in: month, of: first.value)
    return PeriodLiteral.day(first.value, month, min(max(parts[2].value, 1), last)).text
  }

  /// `2010Q3`, `2010W20`, `2010年5月` are written with hyphens here.
  mutating func lexGluedPeriod(from start: Int) -> Bool {
    let end = offset
    let year = text(from: start)
    var replacement: String?
    if Self.isPeriodLetter(byte(at: offset)), digit(at: offset + 1) != nil {
      let part = lexPart()
      let letter = String(Unicode.Scalar(part.letter ?? UInt8(ascii: "Q")))
      if !continuesName(at: offset),
        Self.period(of: [Part(text: year, value: Int(year) ?? 0), part]) != nil
      {
        replacement = "\(year)-\(letter)\(part.text)"
      }
    } else if let (scalar, length) = scalar(at: offset), scalar == "年" {
      offset += length
      replacement = year
      for unit in ["月", "日"] as [Unicode.Scalar] where digit(at: offset) != nil {
        let before = offset
        let part = lexPart()
        if let (scalar, length) = self.scalar(at: offset), scalar == unit, part.value < 100 {
          offset += length
          replacement = (replacement ?? "") + (part.value < 10 ? "-0" : "-") + String(part.value)
        } else {
          offset = before
        }
      }
    }
    guard let replacement else {
      offset = end
      return false
    }
    appendBroken(
      .glued(text(from: start), replacement), from: start,
      fixes: [.init(range: SourceRange(start, offset), replacement: replacement)])
    return true
  }

  private mutating func skipName() {
    while continuesName(at: offset) || byte(at: offset) == UInt8(ascii: ":") {
      offset += byte(at: offset) < 0x80 ? 1 : scalar(at: offset)?.length ?? 1
    }
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }
}

extension Lexer.Part {
  init(text: String, value: Int) {
    self.init(letter: nil, text: text, value: value)
  }
}

extension String {
  fileprivate static func dateForms(_ written: String) -> String {
    "\(written) is no date; dates are written 2010, 2010-05, 2010-Q3, 2010-W20, 2010-05-17"
  }
  fileprivate static func glued(_ written: String, _ ours: String) -> String {
    "\(written) is written \(ours)"
  }
  fileprivate static let noZones = "a date-time has no zone"
  fileprivate static func noMoment(_ written: String) -> String {
    "\(written) is no date-time; one is written 2010-05-17T08:30"
  }
  fileprivate static func readings(
    _ written: String, date: String, span: String, subtraction: String
  ) -> String {
    "\(written) reads in several ways: a date is written \(date), a range \(span),"
      + " a subtraction \(subtraction)"
  }
  fileprivate static func slashes(
    _ written: String, date: String, span: String, division: String
  ) -> String {
    "\(written) reads in several ways: a date is written \(date.isEmpty ? "2010-05-17" : date),"
      + " a range \(span), a division \(division)"
  }
}
