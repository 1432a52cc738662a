extension DateFormat {
  package func period(_ cell: UnsafeBufferPointer<UInt8>) -> Period? {
    guard let found = fields(of: cell) else { return nil }
    switch grain {
    case .day: return Period(year: found.year, month: found.month, day: found.day)
    case .month: return Period(year: found.year, month: found.month)
    case .week, .quarter, .year: return Period(year: found.year)
    }
  }

  /// - Units: seconds from 1970-01-01T00:00
  package func moment(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard grain == .day, let found = fields(of: cell),
      let date = Period(year: found.year, month: found.month, day: found.day)
    else { return nil }
    return DateText.seconds(
      day: date.start, hour: found.hour, minute: found.minute, second: found.second)
  }

  package func period(_ text: String) -> Period? {
    var text = text
    return text.withUTF8(period)
  }

  package func moment(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8(moment)
  }

  private struct Fields {
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
  }

  private func fields(of cell: UnsafeBufferPointer<UInt8>) -> Fields? {
    var fields = Fields()
    var index = 0
    for (place, part) in parts.enumerated() {
      // Two numbers without anything between them have their full widths.
      let isTight =
        place + 1 < parts.count && parts[place + 1].isNumber
        || place > 0 && part.isNumber && parts[place - 1].isNumber
      func number(_ width: Int, _ fewest: Int) -> Int? {
        DateFormat.number(cell, &index, isTight ? width : fewest, width)
      }
      switch part {
      case .year:
        guard let year = number(4, 4) else { return nil }
        fields.year = year
      case .shortYear:
        guard let year = number(2, 2) else { return nil }
        fields.year = year < 70 ? 2000 + year : 1900 + year
      case .month:
        guard let month = number(2, 1) else { return nil }
        fields.month = month
      case .monthName:
        guard let month = DateFormat.monthName(cell, &index) else { return nil }
        fields.month = month
      case .day:
        guard let day = number(2, 1) else { return nil }
        fields.day = day
      case .hour:
        guard let hour = number(2, 1) else { return nil }
        fields.hour = hour
      case .minute:
        guard let minute = number(2, 2) else { return nil }
        fields.minute = minute
      case .second:
        guard let second = number(2, 2) else { return nil }
        fields.second = second
      case .space:
        let start = index
        while index < cell.count, cell[index] == UInt8(ascii: " ") { index += 1 }
        guard index > start else { return nil }
      case .literal(let bytes):
        guard index + bytes.count <= cell.count else { return nil }
        for byte in bytes {
          guard cell[index] == byte else { return nil }
          index += 1
        }
      }
    }
    return index == cell.count ? fields : nil
  }

  private static func number(
    _ cell: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ fewest: Int, _ most: Int
  ) -> Int? {
    var result = 0
    var count = 0
    while index < cell.count, count < most, cell[index] >= 48, cell[index] <= 57 {
      result = result * 10 + Int(cell[index] - 48)
      index += 1
      count += 1
    }
    return count >= fewest ? result : nil
  }

  /// `May`, `may`, `Sept`, `September`.
  private static func monthName(_ cell: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
    var letters: [UInt8] = []
    while index < cell.count, letters.count < 10 {
      let small = cell[index] | 0x20
      guard small >= UInt8(ascii: "a"), small <= UInt8(ascii: "z") else { break }
      letters.append(small)
      index += 1
    }
    for (place, name) in monthNames.enumerated() {
      let isShort = letters.count == 3 || letters.count == 4 && place == 8
      if letters == name || isShort && name.starts(with: letters) { return place + 1 }
    }
    return nil
  }

  private static let monthNames: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }
}

extension DateFormat.Part {
  fileprivate var isNumber: Bool {
    switch self {
    case .year, .shortYear, .month, .day, .hour, .minute, .second: true
    case .monthName, .literal, .space: false
    }
  }
}
