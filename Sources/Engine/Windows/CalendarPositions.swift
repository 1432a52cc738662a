import Records

/// Periods or years as whole numbers that stand in their order, so that neighbours can be found.
struct CalendarPositions {
  private enum Cells {
    case periods(Vector<Int32>, GrainStorage)
    /// years, and how many units of the column one of them is
    case years([Int128], step: Int128)
  }

  private let cells: Cells
  private let column: Column
  /// Where some years are no whole numbers, which have no neighbours.
  private var isWhole: [Bool]?

  init(_ column: Column) {
    self.column = column
    switch column.storage {
    case .periods(let days, let grains): cells = .periods(days, grains)
    case .integers(let integers, let scale):
      cells = .years(
        (0..<column.count).map { integers[$0] }, step: FixedDecimal.powerOfTen(scale) ?? 1)
    case .doubles(let doubles):
      let years = doubles.elements.map { Int128(exactly: $0) }
      cells = .years(years.map { $0 ?? 0 }, step: 1)
      isWhole = years.map { $0 != nil }
    case .text, .lists, .booleans, .moments:
      preconditionFailure("neighbours in the calendar are of periods or years")
    }
  }

  func isPresent(_ place: Int) -> Bool { column.isValid(place) && (isWhole?[place] ?? true) }

  func key(_ place: Int) -> Int128 {
    switch cells {
    case .periods(let days, let grains):
      Int128(OrderKeys.key(days[place], grains[place]))
    case .years(let years, _): years[place]
    }
  }

  /// The key of the period that lies some periods of the same length away.
  func key(_ place: Int, movedBy distance: Int) -> Int128? {
    switch cells {
    case .periods(let days, let grains):
      let moved = Period(start: days[place], grain: grains[place]).moved(by: distance)
      return Int128(OrderKeys.key(moved.start, moved.grain))
    case .years(let years, let step):
      let (way, overflow) = step.multipliedReportingOverflow(by: Int128(distance))
      let (key, beyond) = years[place].addingReportingOverflow(way)
      return overflow || beyond ? nil : key
    }
  }

  /// The place with a key, among places that stand there in the order of their keys.
  func find(_ wanted: Int128, in places: Vector<UInt32>, _ range: Range<Int>) -> UInt32? {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      let found = key(Int(places[middle]))
      if found == wanted { return places[middle] }
      if found < wanted { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
