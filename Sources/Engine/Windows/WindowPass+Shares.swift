import Records
import Semantics

extension WindowPass {
  /// Each figure as a part of the sum of its group.
  func shares(
    _ rows: WindowRows, _ figures: WindowFigures
  ) throws(ExecutionError) -> Column {
    if let column = try plainShares(rows, figures) { return column }
    var cells = WindowCells(figures.count, hasBounds: figures.hasBounds)
    var result = [Double](repeating: 0, count: figures.count)
    var zeros = 0
    for group in rows.groups {
      let places = group.map { Int(rows.places[$0]) }.filter { figures.isPresent($0) }
      guard !places.isEmpty else { continue }
      var qualifiers = QualifierCounts()
      for place in places { qualifiers.add(figures.qualifier(place)) }
      switch figures.cells {
      case .exact(let integers, let scale):
        var total: Int128 = 0
        for place in places {
          let (next, overflow) = total.addingReportingOverflow(integers[place])
          guard !overflow, FixedDecimal(next).fits else { throw tooLarge(at: place) }
          total = next
        }
        guard total != 0 else {
          zeros += places.count
          continue
        }
        let whole = FixedDecimal(total, scale: scale)
        for place in places {
          result[place] = FixedDecimal(integers[place], scale: scale).quotient(by: whole) ?? 0
        }
      case .doubles(let doubles):
        var sum = DoubleSum()
        for place in places { sum.add(doubles[place]) }
        guard sum.value != 0 else {
          zeros += places.count
          continue
        }
        for place in places { result[place] = doubles[place] / sum.value }
      }
      let hasNegative = figures.hasBounds && places.contains { figures.sign($0) < 0 }
      for place in places {
        cells.set(
          place, qualifier(place, places.count, qualifiers, figures, hasNegative: hasNegative))
      }
    }
    sayZeros(zeros)
    return cells.column(doubles: result)
  }

  func sayZeros(_ zeros: Int) {
    guard zeros > 0 else { return }
    say(
      .divisionByZero,
      "\(window.text) is of a total of 0 in \(WindowPass.rows(zeros)): missing there",
      count: zeros)
  }

  /// A share rises with its own figure and falls with the others', as long as none is below 0.
  private func qualifier(
    _ place: Int, _ count: Int, _ all: QualifierCounts, _ figures: WindowFigures,
    hasNegative: Bool
  ) -> Qualifier {
    // Alone it is the whole, whatever it is.
    if !figures.hasBounds || count == 1 { return .exact }
    if hasNegative { return all.ofSum == .exact ? .exact : .about }
    let own = figures.qualifier(place)
    var others = all
    others.add(own, -1)
    return Bounds.difference(own, others.ofSum)
  }
}
