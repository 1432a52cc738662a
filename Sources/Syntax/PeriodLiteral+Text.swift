extension PeriodLiteral {
  /// The date as it is written in a question.
  package var text: String {
    switch self {
    case .year(let year): Self.padded(year, 4)
    case .quarter(let year, let quarter): "\(Self.padded(year, 4))-Q\(quarter)"
    case .month(let year, let month): "\(Self.padded(year, 4))-\(Self.padded(month, 2))"
    case .week(let year, let week): "\(Self.padded(year, 4))-W\(Self.padded(week, 2))"
    case .day(let year, let month, let day):
      "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    case .moment(let year, let month, let day, let hour, let minute, let second):
      PeriodLiteral.day(year, month, day).text
        + "T\(Self.padded(hour, 2)):\(Self.padded(minute, 2))"
        + (second.map { ":" + Self.padded($0, 2) } ?? "")
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
