/// What a cell looks like by itself.
enum CellKind: Sendable, Equatable {
  case number, date, dateTime, yesNo, text

  static func of(_ text: UnsafeBufferPointer<UInt8>, units: UnitTable) -> CellKind {
    if let first = text.first, first >= 48, first <= 57 {
      if text.count == 16 || text.count == 19, DateText.moment(text) != nil { return .dateTime }
      if text.count > 4, text.count <= 10, DateText.period(text) != nil { return .date }
    }
    if YesNoLoader.answer(text) != nil { return .yesNo }
    guard mayBeNumber(text), let cell = NumberText.read(text, units: units), !cell.hasLeadingZero,
      !cell.isRange
    else { return .text }
    return .number
  }

  static func of(_ text: String, units: UnitTable) -> CellKind {
    var text = text
    return text.withUTF8 { of(CellDecoder.trimmed($0), units: units) }
  }

  /// Words of plain letters are no number, and telling so early is most of the work.
  private static func mayBeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count <= 60 && text.contains { $0 >= 48 && $0 <= 57 || $0 >= 0x80 }
  }
}
