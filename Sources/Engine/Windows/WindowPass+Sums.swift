import Records
import Semantics

extension WindowPass {
  /// The sum of the figures so far; what is missing adds nothing.
  func running(
    _ rows: WindowRows, _ figures: WindowFigures
  ) throws(ExecutionError) -> Column {
    var cells = WindowCells(figures.count, hasBounds: figures.hasBounds)
    var skipped = 0
    let column: Column
    switch figures.cells {
    case .exact(let integers, let scale):
      var result = [Int128](repeating: 0, count: figures.count)
      for group in rows.groups {
        var sum: Int128 = 0
        var isMet = false
        var qualifiers = QualifierCounts()
        for index in group {
          let place = Int(rows.places[index])
          if figures.isPresent(place) {
            let (next, overflow) = sum.addingReportingOverflow(integers[place])
            guard !overflow, FixedDecimal(next).fits else { throw tooLarge(at: place) }
            sum = next
            isMet = true
            if figures.hasBounds { qualifiers.add(figures.qualifier(place)) }
          } else {
            skipped += 1
          }
          result[place] = sum
          if isMet { cells.set(place, qualifiers.ofSum) }
        }
      }
      column = cells.column(exact: result, scale: scale)
    case .doubles(let doubles):
      var result = [Double](repeating: 0, count: figures.count)
      for group in rows.groups {
        var sum = DoubleSum()
        var isMet = false
        var qualifiers = QualifierCounts()
        for index in group {
          let place = Int(rows.places[index])
          if figures.isPresent(place) {
            sum.add(doubles[place])
            isMet = true
            qualifiers.add(figures.qualifier(place))
          } else {
            skipped += 1
          }
          result[place] = sum.value
          if isMet { cells.set(place, qualifiers.ofSum) }
        }
      }
      column = cells.column(doubles: result)
    }
    if skipped > 0 {
      say(
        .missing,
        "\(window.text) adds nothing in \(WindowPass.rows(skipped)), where \(operandText) is missing",
        count: skipped)
    }
    return column
  }

  /// The average of this figure and those right before it, where all of them are there.
  func averages(
    _ rows: WindowRows, _ figures: WindowFigures
  ) throws(ExecutionError) -> Column {
    var cells = WindowCells(figures.count, hasBounds: figures.hasBounds)
    var result = [Double](repeating: 0, count: figures.count)
    let length = window.count
    var broken = 0
    for group in rows.groups {
      var sum = SlidingSum(figures)
      var present = 0
      var qualifiers = QualifierCounts()
      for index in group {
        let place = Int(rows.places[index])
        if figures.isPresent(place) {
          guard sum.add(place) else { throw tooLarge(at: place) }
          present += 1
          qualifiers.add(figures.qualifier(place))
        }
        let leaving = index - length
        if leaving >= group.lowerBound {
          let left = Int(rows.places[leaving])
          if figures.isPresent(left) {
            sum.remove(left)
            present -= 1
            qualifiers.add(figures.qualifier(left), -1)
          }
        }
        guard index - group.lowerBound >= length - 1 else { continue }
        guard present == length else {
          broken += 1
          continue
        }
        result[place] = sum.average(of: length)
        cells.set(place, qualifiers.ofSum)
      }
    }
    if broken > 0 {
      say(
        .missing,
        "\(window.text) is missing in \(WindowPass.rows(broken)), where \(operandText) is missing "
          + "in one of the \(length)", count: broken)
    }
    return cells.column(doubles: result)
  }
}

/// A sum that figures join and leave.
private struct SlidingSum {
  private let cells: WindowFigures.Cells
  private var exact: Int128 = 0
  private var double = DoubleSum()

  init(_ figures: WindowFigures) { cells = figures.cells }

  /// False past 38 digits.
  mutating func add(_ place: Int) -> Bool {
    switch cells {
    case .exact(let integers, _):
      let (next, overflow) = exact.addingReportingOverflow(integers[place])
      exact = next
      return !overflow && FixedDecimal(next).fits
    case .doubles(let doubles):
      double.add(doubles[place])
      return true
    }
  }

  mutating func remove(_ place: Int) {
    switch cells {
    case .exact(let integers, _): exact &-= integers[place]
    case .doubles(let doubles): double.add(-doubles[place])
    }
  }

  func average(of count: Int) -> Double {
    switch cells {
    case .exact(_, let scale):
      FixedDecimal(exact, scale: scale).quotient(by: FixedDecimal(Int128(count))) ?? 0
    case .doubles: double.value / Double(count)
    }
  }
}
