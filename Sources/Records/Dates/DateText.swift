/// Reads and prints dates in the forms of the language: `2010`, `2010-Q3`, `2010-05`, `2010-W20`,
/// `2010-05-17`, `2010-05-17T08:30`. There are no time zones.
package enum DateText {
  package static func period(_ cell: UnsafeBufferPointer<UInt8>) -> Period? {
    guard cell.count >= 4, cell.count <= 10, let year = number(cell, 0..<4), year > 0 else {
      return nil
    }
    if cell.count == 4 { return Period(year: year) }
    guard cell[4] == UInt8(ascii: "-") else { return nil }
    switch cell.count {
    case 7:
      switch cell[5] {
      case UInt8(ascii: "Q"), UInt8(ascii: "q"):
        return number(cell, 6..<7).flatMap { Period(year: year, quarter: $0) }
      default: return number(cell, 5..<7).flatMap { Period(year: year, month: $0) }
      }
    case 8:
      guard cell[5] == UInt8(ascii: "W") || cell[5] == UInt8(ascii: "w") else { return nil }
      return number(cell, 6..<8).flatMap { Period(year: year, week: $0) }
    case 10:
      guard cell[7] == UInt8(ascii: "-"), let month = number(cell, 5..<7),
        let day = number(cell, 8..<10)
      else { return nil }
      return Period(year: year, month: month, day: day)
    default: return nil
    }
  }

  /// A date-time, `T` or a space between its parts, with or without seconds.
  ///
  /// - Units: seconds from 1970-01-01T00:00
  package static func moment(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard cell.count == 16 || cell.count == 19,
      cell[10] == UInt8(ascii: "T") || cell[10] == UInt8(ascii: " "),
      let date = period(UnsafeBufferPointer(rebasing: cell[0..<10])), date.grain == .day,
      cell[13] == UInt8(ascii: ":"), let hour = number(cell, 11..<13),
      let minute = number(cell, 14..<16)
    else { return nil }
    var second = 0
    if cell.count == 19 {
      guard cell[16] == UInt8(ascii: ":"), let found = number(cell, 17..<19) else { return nil }
      second = found
    }
    return seconds(day: date.start, hour: hour, minute: minute, second: second)
  }

  package static func period(_ text: String) -> Period? {
    var text = text
    return text.withUTF8(period)
  }

  package static func moment(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8(moment)
  }

  /// `nil` where a day has no such time.
  package static func seconds(day: Int32, hour: Int, minute: Int, second: Int) -> Int64? {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
      return nil
    }
    return Int64(day) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// `2010-05-17T08:30`, with seconds where there are any.
  package static func text(ofMoment seconds: Int64) -> String {
    let day = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
    let rest = Int((seconds % 86_400 + 86_400) % 86_400)
    let date = Period(start: Int32(clamping: day), grain: .day).text
    let minutes = "\(date)T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2))"
    return rest % 60 == 0 ? minutes : "\(minutes):\(padded(rest % 60, 2))"
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  private static func number(_ cell: UnsafeBufferPointer<UInt8>, _ places: Range<Int>) -> Int? {
    var result = 0
    for place in places {
      guard cell[place] >= 48, cell[place] <= 57 else { return nil }
      result = result * 10 + Int(cell[place] - 48)
    }
    return result
  }
}
