import Records
import Semantics

extension WindowPass {
  /// For every place the place it looks at, or -1 where there is none.
  func neighbours(_ rows: WindowRows) throws(ExecutionError) -> [Int32] {
    if window.looksAtPeriods { return try calendarNeighbours(rows) }
    var sources = [Int32](repeating: -1, count: stage.frame.count)
    let distance = window.function == .next ? window.count : -window.count
    for group in rows.groups {
      for index in group where group.contains(index + distance) {
        sources[Int(rows.places[index])] = Int32(rows.places[index + distance])
      }
    }
    return sources
  }

  /// The row of the period that lies some periods away; one without a row gives nothing.
  private func calendarNeighbours(_ rows: WindowRows) throws(ExecutionError) -> [Int32] {
    let positions = CalendarPositions(try stage.cells(of: window.order[0].expr))
    let distance = window.function == .next ? window.count : -window.count
    var sources = [Int32](repeating: -1, count: stage.frame.count)
    var gaps = 0
    for group in rows.groups {
      // Rows without a period stand behind all others.
      var end = group.upperBound
      while end > group.lowerBound, !positions.isPresent(Int(rows.places[end - 1])) { end -= 1 }
      let present = group.lowerBound..<end
      guard let first = present.first, let last = present.last else { continue }
      let ends =
        positions.key(Int(rows.places[first]))...positions.key(Int(rows.places[last]))
      for index in present {
        let place = Int(rows.places[index])
        guard let wanted = positions.key(place, movedBy: distance) else { continue }
        if let found = positions.find(wanted, in: rows.places, present) {
          sources[place] = Int32(found)
        } else if ends.contains(wanted) {
          gaps += 1
        }
      }
    }
    sayGaps(gaps)
    return sources
  }

  private func sayGaps(_ gaps: Int) {
    guard gaps > 0 else { return }
    let which = window.function == .next ? "after" : "before"
    let distance =
      window.count == 1 ? "the period right \(which)" : "the period \(window.count) \(which)"
    let offer = window.hasEmptyForm ? " (with empty adds the absent ones)" : ""
    say(
      .missing,
      "\(window.text) is missing in \(WindowPass.rows(gaps)), where \(distance) is not there"
        + offer, count: gaps, suggestion: window.hasEmptyForm ? "with empty" : nil)
  }

  // MARK: Figures of two rows

  func changes(
    _ sources: [Int32], _ figures: WindowFigures
  ) throws(ExecutionError) -> Column {
    var cells = WindowCells(sources.count, hasBounds: figures.hasBounds)
    func mark(_ place: Int, _ source: Int) {
      cells.set(
        place, Bounds.difference(figures.qualifier(place), figures.qualifier(source)))
    }
    switch figures.cells {
    case .exact(let integers, let scale):
      var result = [Int128](repeating: 0, count: sources.count)
      for place in sources.indices {
        guard let source = pair(place, sources, figures) else { continue }
        let (difference, overflow) = integers[place].subtractingReportingOverflow(integers[source])
        guard !overflow, FixedDecimal(difference).fits else { throw tooLarge(at: place) }
        result[place] = difference
        mark(place, source)
      }
      return cells.column(exact: result, scale: scale)
    case .doubles(let doubles):
      var result = [Double](repeating: 0, count: sources.count)
      for place in sources.indices {
        guard let source = pair(place, sources, figures) else { continue }
        result[place] = doubles[place] - doubles[source]
        mark(place, source)
      }
      return cells.column(doubles: result)
    }
  }

  /// The change as a share of what was before; from nothing or from below it has no meaning.
  func growths(
    _ sources: [Int32], _ figures: WindowFigures
  ) throws(ExecutionError) -> Column {
    var cells = WindowCells(sources.count, hasBounds: figures.hasBounds)
    var result = [Double](repeating: 0, count: sources.count)
    var zeros = 0
    var negatives = 0
    for place in sources.indices {
      guard let source = pair(place, sources, figures) else { continue }
      let sign = figures.sign(source)
      guard sign > 0 else {
        zeros += sign == 0 ? 1 : 0
        negatives += sign < 0 ? 1 : 0
        continue
      }
      switch figures.cells {
      case .exact(let integers, let scale):
        let before = FixedDecimal(integers[source], scale: scale)
        let (difference, overflow) = integers[place].subtractingReportingOverflow(integers[source])
        guard !overflow, FixedDecimal(difference).fits else { throw tooLarge(at: place) }
        result[place] = FixedDecimal(difference, scale: scale).quotient(by: before) ?? 0
      case .doubles(let doubles):
        result[place] = (doubles[place] - doubles[source]) / doubles[source]
      }
      cells.set(place, Bounds.quotient(figures.operand(place), figures.operand(source)))
    }
    if zeros > 0 {
      say(
        .divisionByZero, "\(window.text) grows from 0 in \(WindowPass.rows(zeros)): missing there",
        count: zeros)
    }
    if negatives > 0 {
      say(
        .outsideDomain,
        "\(window.text) grows from below 0 in \(WindowPass.rows(negatives)): missing there",
        count: negatives)
    }
    return cells.column(doubles: result)
  }

  /// The place looked at, where both have a figure.
  private func pair(_ place: Int, _ sources: [Int32], _ figures: WindowFigures) -> Int? {
    let source = Int(sources[place])
    guard source >= 0, figures.isPresent(place), figures.isPresent(source) else { return nil }
    return source
  }
}
