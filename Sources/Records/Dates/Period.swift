/// How long a period is, the shortest first.
package enum Grain: UInt8, Sendable, CaseIterable {
  case day, week, month, quarter, year
}

/// A day, week, month, quarter or year; days are counted from 1970-01-01.
package struct Period: Sendable, Hashable {
  package var start: Int32
  package var grain: Grain

  package init(start: Int32, grain: Grain) {
    self.start = start
    self.grain = grain
  }

  /// The first day after the period.
  package var end: Int32 {
    switch grain {
    case .day: return start &+ 1
    case .week: return start &+ 7
    case .month: return CivilDay(start).addingMonths(1).dayNumber
    case .quarter: return CivilDay(start).addingMonths(3).dayNumber
    case .year: return CivilDay(start).addingMonths(12).dayNumber
    }
  }

  /// The period of the same length that lies some periods later, or earlier where below 0.
  package func moved(by count: Int) -> Period {
    let (days, months): (Int, Int) =
      switch grain {
      case .day: (1, 0)
      case .week: (7, 0)
      case .month: (0, 1)
      case .quarter: (0, 3)
      case .year: (0, 12)
      }
    if months > 0 {
      let far = count.multipliedReportingOverflow(by: months)
      let civil = CivilDay(start).addingMonths(far.overflow ? 12_000_000 : far.partialValue)
      return Period(start: civil.dayNumber, grain: grain)
    }
    let far = count.multipliedReportingOverflow(by: days)
    let sum = Int(start).addingReportingOverflow(far.partialValue)
    let isBeyond = far.overflow || sum.overflow
    return Period(
      start: isBeyond ? (count > 0 ? .max : .min) : Int32(clamping: sum.partialValue), grain: grain)
  }

  /// The period of a grain that holds a day.
  package static func containing(day: Int32, grain: Grain) -> Period {
    switch grain {
    case .day: return Period(start: day, grain: grain)
    case .week:
      // 1970-01-01 was a Thursday; ISO weeks start on Monday.
      let sinceMonday = ((Int(day) + 3) % 7 + 7) % 7
      return Period(start: Int32(clamping: Int(day) - sinceMonday), grain: grain)
    case .month, .quarter, .year:
      var civil = CivilDay(day)
      civil.day = 1
      if grain == .quarter { civil.month = (civil.month - 1) / 3 * 3 + 1 }
      if grain == .year { civil.month = 1 }
      return Period(start: civil.dayNumber, grain: grain)
    }
  }
}

/// A day as year, month and day of the proleptic Gregorian calendar.
package struct CivilDay: Sendable, Equatable {
  package var year: Int
  package var month: Int
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  package init(_ dayNumber: Int32) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01; years are kept within ±1,000,000.
  package var dayNumber: Int32 {
    let bounded = max(-1_000_000, min(1_000_000, year))
    let shiftedYear = month <= 2 ? bounded - 1 : bounded
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(clamping: era * 146_097 + dayOfEra - 719_468)
  }

  /// The same day some months later, or the last day of that month where there is none.
  package func addingMonths(_ count: Int) -> CivilDay {
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(count)
    let months = overflow ? (count > 0 ? 12_000_000 : -12_000_000) : total
    let newYear = months >= 0 ? months / 12 : (months - 11) / 12
    let newMonth = months - newYear * 12 + 1
    return CivilDay(
      year: newYear, month: newMonth,
      day: min(day, CivilDay.daysInMonth(newMonth, year: newYear)))
  }

  package static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether the calendar has this day.
  package var exists: Bool {
    month >= 1 && month <= 12 && day >= 1 && day <= CivilDay.daysInMonth(month, year: year)
  }
}
