/// A written form of dates, as in `date as "DD/MM/YYYY"`.
///
/// `YYYY` four digits, `YY` two (70–99 are 19…, 00–69 are 20…), `MM` or `M` a month, `MMM` or `MMMM`
/// its English name, `DD` or `D` a day, `hh` or `HH` an hour, `mm` a minute, `ss` a second; `mm` is a
/// month where no other part is one. Anything else but a letter of ASCII stands for itself.
package struct DateFormat: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case year, shortYear, month, monthName, day, hour, minute, second
    case literal([UInt8])
    /// One space or more.
    case space
  }

  let parts: [Part]
  /// The period that a date of this form is; a day where it has a time.
  package let grain: Grain
  package let hasTime: Bool

  /// `nil` where the pattern has no year, a part twice, a day without a month, or a letter that
  /// means nothing.
  package init?(_ pattern: String) {
    guard let parts = DateFormat.parts(of: pattern) else { return nil }
    func has(_ part: Part) -> Bool { parts.contains(part) }
    let isNumbered = parts.filter { part in
      if case .literal = part { false } else { part != .space }
    }
    guard has(.year) != has(.shortYear), !(has(.month) && has(.monthName)) else { return nil }
    for (index, part) in isNumbered.enumerated() where isNumbered[..<index].contains(part) {
      return nil
    }
    let hasMonth = has(.month) || has(.monthName)
    if has(.day), !hasMonth { return nil }
    hasTime = has(.hour)
    if has(.hour), !has(.minute) || !has(.day) { return nil }
    if !has(.hour), has(.minute) || has(.second) { return nil }
    if has(.second), !has(.minute) { return nil }
    grain = has(.day) ? .day : hasMonth ? .month : .year
    self.parts = parts
  }

  private static func parts(of pattern: String) -> [Part]? {
    var runs: [(letter: UInt8, count: Int)] = []
    for byte in pattern.utf8 {
      if let last = runs.last, last.letter == byte {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((byte, 1))
      }
    }
    let hasCapitalMonth = runs.contains { $0.letter == UInt8(ascii: "M") }
    let hasHour = runs.contains { $0.letter == UInt8(ascii: "h") || $0.letter == UInt8(ascii: "H") }
    var parts: [Part] = []
    for (letter, count) in runs {
      switch letter {
      case UInt8(ascii: "Y"), UInt8(ascii: "y"):
        guard count == 4 || count == 2 else { return nil }
        parts.append(count == 4 ? .year : .shortYear)
      case UInt8(ascii: "M"):
        guard count <= 4 else { return nil }
        parts.append(count > 2 ? .monthName : .month)
      case UInt8(ascii: "m"):
        guard count <= 2 else { return nil }
        let isMonth = !hasCapitalMonth && (!hasHour || !parts.contains(.hour))
        parts.append(isMonth && !parts.contains(.month) ? .month : .minute)
      case UInt8(ascii: "D"), UInt8(ascii: "d"):
        guard count <= 2 else { return nil }
        parts.append(.day)
      case UInt8(ascii: "H"), UInt8(ascii: "h"):
        guard count <= 2 else { return nil }
        parts.append(.hour)
      case UInt8(ascii: "S"), UInt8(ascii: "s"):
        guard count <= 2 else { return nil }
        parts.append(.second)
      case UInt8(ascii: " "): parts.append(.space)
      default:
        // `T` between date and time is the one letter that stands for itself.
        let isLetter = letter | 0x20 >= UInt8(ascii: "a") && letter | 0x20 <= UInt8(ascii: "z")
        if isLetter, letter != UInt8(ascii: "T") { return nil }
        let bytes = [UInt8](repeating: letter, count: count)
        if case .literal(let before) = parts.last {
          parts[parts.count - 1] = .literal(before + bytes)
        } else {
          parts.append(.literal(bytes))
        }
      }
    }
    return parts
  }
}
