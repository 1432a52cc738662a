import Records
import Testing

/// Cells and what they are read as, a line each: `>59 million => > 59000000`.
enum NumbersCellTable {
  private static let units = UnitTable()

  /// `value unit` as one line: `> 59000000 yuan`, `0.15 %`, or `-` where the cell is no number.
  private static func reading(of cell: String) -> String {
    guard let number = NumberText.read(cell, units: units) else { return "-" }
    let bytes = Array(cell.utf8)
    let again = bytes.withUnsafeBufferPointer { NumberText.read($0, units: units) }
    // The short way for plain digits and the long way must agree.
    guard again == number else { return "two readings of \(cell)" }
    var parts: [String] = []
    switch number.qualifier {
    case .exact: break
    case .atLeast: parts.append(">")
    case .atMost: parts.append("<")
    case .about: parts.append("~")
    }
    parts.append(number.decimal.description)
    if number.isPercent { parts.append("%") }
    if let unit = number.unit { parts.append(unit.text) }
    return parts.joined(separator: " ")
  }

  static func check(_ table: String) {
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: "=>", maxSplits: 1)
      guard halves.count == 2 else {
        Issue.record("a line of the table has no reading: \(line)")
        continue
      }
      let cell = String(halves[0].trimmingSpaces)
      let wanted = halves[1].split(separator: " ").joined(separator: " ")
      #expect(reading(of: cell) == wanted, "\(cell)")
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var rest = self
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
