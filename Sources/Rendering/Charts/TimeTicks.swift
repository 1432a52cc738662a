import Records

/// The ticks of an axis of dates: days, months or years, at equal steps of the calendar.
struct TimeTicks {
  private(set) var ticks: [(place: Double, text: String)] = []

  /// - Units: days from 1970-01-01, or seconds where the axis is one of moments
  init(from low: Double, to high: Double, isMoments: Bool, atMost count: Int) {
    let day: Double = isMoments ? 86_400 : 1
    let span = (high - low) / day
    let count = max(1, count)
    if isMoments, span < 2 {
      let steps: [Double] = [1, 5, 15, 60, 300, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200]
      let step = steps.first { (high - low) / $0 <= Double(count) } ?? 86_400
      var place = (low / step).rounded(.up) * step
      while place <= high, ticks.count < 200 {
        ticks.append((place, DateText.text(ofMoment: Int64(place))))
        place += step
      }
      if ticks.isEmpty { ticks = [(low, DateText.text(ofMoment: Int64(low.rounded())))] }
      return
    }
    let choices: [(grain: Grain, count: Int, days: Double)] = [
      (.day, 1, 1), (.day, 2, 2), (.day, 7, 7), (.day, 14, 14), (.month, 1, 30.4),
      (.month, 2, 60.8), (.month, 3, 91.3), (.month, 6, 182.6), (.year, 1, 365.2),
      (.year, 2, 730.5), (.year, 5, 1_826), (.year, 10, 3_652), (.year, 20, 7_305),
      (.year, 50, 18_262), (.year, 100, 36_525), (.year, 1_000, 365_250),
    ]
    let choice =
      choices.first { span / $0.days <= Double(count) } ?? (.year, 100_000, 36_525_000)
    let first = Int32(clamping: Int((low / day).rounded(.down)))
    var period = Period.containing(day: first, grain: choice.grain)
    if choice.grain != .day { period = TimeTicks.aligned(period, to: choice.count) }
    while ticks.count < 200 {
      let place = Double(period.start) * day
      if place > high { break }
      if place >= low { ticks.append((place, period.text)) }
      let next = period.moved(by: choice.count)
      if next.start <= period.start { break }
      period = next
    }
    if ticks.isEmpty {
      ticks = [(low, Period(start: first, grain: .day).text)]
    }
  }

  /// Every second year is an even one, every third month begins a quarter.
  private static func aligned(_ period: Period, to count: Int) -> Period {
    let civil = CivilDay(period.start)
    let number = period.grain == .year ? civil.year : civil.month - 1
    return period.moved(by: -(((number % count) + count) % count))
  }
}
