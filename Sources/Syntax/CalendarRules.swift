/// Which dates there are, in the calendar of ISO 8601.
enum CalendarRules {
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    year > 0 && (1...12).contains(month) && day >= 1 && day <= days(in: month, of: year)
  }

  /// 53 in the years that start or end on a Thursday, else 52.
  static func weeks(in year: Int) -> Int {
    func lastWeekday(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
    return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52
  }
}
