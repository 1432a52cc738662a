extension Period {
  package init?(year: Int) {
    guard Period.years.contains(year) else { return nil }
    self.init(start: CivilDay(year: year, month: 1, day: 1).dayNumber, grain: .year)
  }

  package init?(year: Int, quarter: Int) {
    guard Period.years.contains(year), (1...4).contains(quarter) else { return nil }
    let first = CivilDay(year: year, month: quarter * 3 - 2, day: 1)
    self.init(start: first.dayNumber, grain: .quarter)
  }

  package init?(year: Int, month: Int) {
    guard Period.years.contains(year), (1...12).contains(month) else { return nil }
    self.init(start: CivilDay(year: year, month: month, day: 1).dayNumber, grain: .month)
  }

  package init?(year: Int, month: Int, day: Int) {
    let civil = CivilDay(year: year, month: month, day: day)
    guard Period.years.contains(year), civil.exists else { return nil }
    self.init(start: civil.dayNumber, grain: .day)
  }

  /// An ISO week: the first of a year holds its first Thursday, so some years have 53.
  package init?(year: Int, week: Int) {
    guard Period.years.contains(year), (1...53).contains(week) else { return nil }
    let fourth = CivilDay(year: year, month: 1, day: 4).dayNumber
    let first = Period.containing(day: fourth, grain: .week).start
    self.init(start: first + Int32(week - 1) * 7, grain: .week)
    guard isoWeek.year == year else { return nil }
  }

  /// The years that are written with four digits.
  package static let years = 1...9999

  /// The ISO year and number of the week that holds the first day.
  package var isoWeek: (year: Int, week: Int) {
    let thursday = Period.containing(day: start, grain: .week).start + 3
    let year = CivilDay(thursday).year
    let first = CivilDay(year: year, month: 1, day: 1).dayNumber
    return (year, Int(thursday - first) / 7 + 1)
  }

  /// `2010`, `2010-Q3`, `2010-05`, `2010-W20`, `2010-05-17`.
  package var text: String {
    let civil = CivilDay(start)
    let year = DateText.padded(civil.year, 4)
    let month = DateText.padded(civil.month, 2)
    switch grain {
    case .year: return year
    case .quarter: return "\(year)-Q\((civil.month + 2) / 3)"
    case .month: return "\(year)-\(month)"
    case .week:
      let week = isoWeek
      return "\(DateText.padded(week.year, 4))-W\(DateText.padded(week.week, 2))"
    case .day: return "\(year)-\(month)-\(DateText.padded(civil.day, 2))"
    }
  }
}
