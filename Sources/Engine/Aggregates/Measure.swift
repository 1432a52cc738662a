import Records
import Semantics
import Syntax

/// One aggregate of a summary: where its figures are kept, and how they become a column.
final class Measure {
  private enum Figure {
    case count
    case distinct(DistinctAccumulator)
    case sum(SumAccumulator)
    case average(SumAccumulator)
    case extreme(ExtremeAccumulator)
    case pick(PickAccumulator)
    case mode(ModeAccumulator)
    case list(ListAccumulator)
    case rank(RankAccumulator, share: FixedDecimal)
    case spread(MomentAccumulator)
  }

  let call: AggregateCall
  let feed: Feed
  private let figure: Figure

  init(_ call: AggregateCall, _ feed: Feed, slots: Int?, over frame: Frame) {
    self.call = call
    self.feed = feed
    guard let operand = feed.operands.first else {
      figure = .count
      return
    }
    /// Sums that several measures ask for are kept once.
    func shared<Kind: Accumulator>(_ make: () -> Kind) -> Kind {
      if let known = feed.accumulators.lazy.compactMap({ $0 as? Kind }).first { return known }
      let made = make()
      feed.accumulators.append(made)
      return made
    }
    func own<Kind: Accumulator>(_ made: Kind) -> Kind {
      feed.accumulators.append(made)
      return made
    }
    if let extremum = call.at {
      let told = (operand, KeyEncoder(operand, over: frame))
      figure = .pick(
        own(
          PickAccumulator(
            extremum == .max ? .largest : .smallest, rankedBy: 1, telling: told)))
      return
    }
    switch call.function {
    case .count:
      figure = .distinct(own(DistinctAccumulator(KeyEncoder(operand, over: frame), slots: slots)))
    case .sum: figure = .sum(shared { SumAccumulator(operand.form) })
    case .average: figure = .average(shared { SumAccumulator(operand.form) })
    case .min, .max:
      let isMax = call.function == .max
      if case .number = operand.type {
        figure = .extreme(own(ExtremeAccumulator(operand.form, isMax: isMax)))
      } else {
        figure = .pick(own(PickAccumulator(isMax ? .largest : .smallest)))
      }
    case .first: figure = .pick(own(PickAccumulator(.first)))
    case .last: figure = .pick(own(PickAccumulator(.last)))
    case .mode: figure = .mode(own(ModeAccumulator(KeyEncoder(operand, over: frame))))
    case .list: figure = .list(own(ListAccumulator()))
    case .median: figure = .rank(shared { RankAccumulator(operand.form) }, share: FixedDecimal(50))
    case .percentile:
      figure = .rank(shared { RankAccumulator(operand.form) }, share: Measure.share(call))
    case .stddev, .variance, .correlation:
      figure = .spread(shared { MomentAccumulator(operand.form) })
    }
  }

  private static func share(_ call: AggregateCall) -> FixedDecimal {
    guard call.operands.count > 1, case .constant(.number(let number, _)) = call.operands[1].kind
    else { return FixedDecimal(50) }
    switch number {
    case .exact(let decimal): return decimal
    case .double(let double): return FixedDecimal(shortest: double) ?? FixedDecimal(50)
    }
  }

  /// One figure a group, in their order, and in how many another value is as good.
  func column(
    _ groups: [UInt32], _ records: GroupArray<Int64>, slots: Int, _ run: Run
  ) throws(ExecutionError) -> (column: Column, ties: Int) {
    // How many values went into the figure of each group.
    let counts = Measure.picked(
      feed.isComplete ? records.values : feed.counts.values, groups)
    switch figure {
    case .count: return (Measure.whole(counts), 0)
    case .distinct(let accumulator):
      return (Measure.whole(groups.map { accumulator.count(of: Int($0)) }), 0)
    case .sum(let accumulator): return (try sums(accumulator, groups, counts), 0)
    case .average(let accumulator): return (try averages(accumulator, groups, counts), 0)
    case .extreme(let accumulator): return (extremes(accumulator, groups, counts), 0)
    case .pick(let accumulator):
      let rows = groups.map { accumulator.row(of: Int($0)) }
      let column = try run.column(of: feed.operands[0], rows: rows)
      return (column, accumulator.ties(among: groups))
    case .mode(let accumulator):
      let (rows, tied) = accumulator.modes(slots: slots)
      let column = try run.column(of: feed.operands[0], rows: groups.map { rows[Int($0)] })
      return (column, tied.count)
    case .list(let accumulator): return (accumulator.lists(of: groups, slots: slots), 0)
    case .rank(let accumulator, let share):
      let figures = try accumulator.percentiles(share, of: groups, slots: slots, run)
      let column = Column(
        figures.map { figure in figure.map { .number($0.number, $0.qualifier) } ?? .missing },
        type: call.type)
      return (column, 0)
    case .spread(let accumulator): return (spreads(accumulator, groups), 0)
    }
  }

  private static func picked(
    _ values: UnsafePointer<Int64>, _ groups: [UInt32]
  ) -> [Int64] {
    [Int64](unsafeUninitializedCapacity: groups.count) { target, filled in
      groups.withUnsafeBufferPointer { groups in
        for index in 0..<groups.count { target[index] = values[Int(groups[index])] }
      }
      filled = groups.count
    }
  }

  private static func whole(_ counts: [Int64]) -> Column {
    Column(.integers(Narrowing.integers(counts), scale: 0), count: counts.count)
  }

  private static func validity(_ counts: [Int64]) -> Validity? {
    counts.contains(0) ? Validity(counts.map { $0 > 0 }) : nil
  }

  private func sums(
    _ accumulator: SumAccumulator, _ groups: [UInt32], _ counts: [Int64]
  ) throws(ExecutionError) -> Column {
    let validity = Measure.validity(counts)
    let qualifiers = marks(accumulator, groups)
    guard case .exact(let scale) = accumulator.form else {
      return Column(
        .doubles(Vector(groups.map { accumulator.double(of: Int($0)) })), count: groups.count,
        validity: validity, qualifiers: qualifiers)
    }
    if let sums = accumulator.plainSums {
      return Column(
        .integers(Narrowing.integers(Measure.picked(sums, groups)), scale: scale),
        count: groups.count, validity: validity, qualifiers: qualifiers)
    }
    var totals: [Int128] = []
    totals.reserveCapacity(groups.count)
    for group in groups {
      guard let total = accumulator.total(of: Int(group)) else { throw tooLarge }
      totals.append(total)
    }
    return Column(
      .integers(IntegerStorage(narrowing: totals), scale: scale), count: groups.count,
      validity: validity, qualifiers: qualifiers)
  }

  /// The correctly rounded quotient of the exact sum.
  private func averages(
    _ accumulator: SumAccumulator, _ groups: [UInt32], _ counts: [Int64]
  ) throws(ExecutionError) -> Column {
    var averages: [Double] = []
    averages.reserveCapacity(groups.count)
    let plain = accumulator.plainSums
    var unit: Int64?
    if case .exact(let scale) = accumulator.form, scale < 16 {
      unit = FixedDecimal.powerOfTen(scale).map { Int64($0) }
    }
    for (group, count) in zip(groups, counts) {
      if count == 0 {
        averages.append(0)
      } else if let plain, let unit,
        let quotient = Measure.quotient(plain[Int(group)], count, unit)
      {
        averages.append(quotient)
      } else if case .exact(let scale) = accumulator.form {
        guard let total = accumulator.total(of: Int(group)) else { throw tooLarge }
        let sum = FixedDecimal(total, scale: scale)
        averages.append(sum.quotient(by: FixedDecimal(Int128(count))) ?? 0)
      } else {
        averages.append(accumulator.double(of: Int(group)) / Double(count))
      }
    }
    return Column(
      .doubles(Vector(averages)), count: groups.count, validity: Measure.validity(counts),
      qualifiers: marks(accumulator, groups))
  }

  /// Where both sides are doubles without loss, the division rounds once.
  private static func quotient(_ sum: Int64, _ count: Int64, _ unit: Int64) -> Double? {
    let (divisor, overflow) = count.multipliedReportingOverflow(by: unit)
    guard !overflow, sum.magnitude < 1 << 53, divisor < 1 << 53 else { return nil }
    return Double(sum) / Double(divisor)
  }

  private func marks(_ accumulator: SumAccumulator, _ groups: [UInt32]) -> Vector<UInt8>? {
    if accumulator.isUnqualified { return nil }
    let qualifiers = groups.map { accumulator.qualifier(of: Int($0)) }
    return qualifiers.contains { $0 != .exact } ? Vector(qualifiers.map(\.rawValue)) : nil
  }

  private func extremes(
    _ accumulator: ExtremeAccumulator, _ groups: [UInt32], _ counts: [Int64]
  ) -> Column {
    if case .exact(let scale) = accumulator.form, let plain = accumulator.plainFigures {
      var figures = Measure.picked(plain, groups)
      for index in figures.indices where counts[index] == 0 { figures[index] = 0 }
      return Column(
        .integers(Narrowing.integers(figures), scale: scale), count: groups.count,
        validity: Measure.validity(counts))
    }
    return Column(
      zip(groups, counts).map { group, count in
        count == 0
          ? .missing
          : .number(accumulator.number(of: Int(group)), accumulator.qualifier(of: Int(group)))
      }, type: call.type)
  }

  private func spreads(_ accumulator: MomentAccumulator, _ groups: [UInt32]) -> Column {
    var figures: [Double] = []
    var isValid: [Bool] = []
    var marks: [UInt8] = []
    for group in groups {
      let figure =
        switch call.function {
        case .correlation: accumulator.correlation(of: Int(group))
        case .stddev: accumulator.variance(of: Int(group))?.squareRoot()
        default: accumulator.variance(of: Int(group))
        }
      figures.append(figure ?? 0)
      isValid.append(figure != nil)
      marks.append(
        figure == nil ? Qualifier.exact.rawValue : accumulator.qualifier(of: Int(group)).rawValue)
    }
    let exact = Qualifier.exact.rawValue
    return Column(
      .doubles(Vector(figures)), count: groups.count, validity: Validity(isValid),
      qualifiers: marks.contains { $0 != exact } ? Vector(marks) : nil)
  }

  private var tooLarge: ExecutionError {
    let range = call.operands.first?.range ?? SourceRange(0, 0)
    return .failed(Diagnostic("\(call.text) has more than 38 digits", at: range))
  }

  /// Says in how many groups a value was taken that is as good as another.
  func sayTies(_ count: Int, _ run: Run) {
    guard count > 0 else { return }
    let text =
      count == 1
      ? "\(call.text) takes the first among values that tie"
      : "\(call.text) takes the first among values that tie, in \(NoteText.count(count)) groups"
    run.notes.add(Note(.tieTaken, text, count: count))
  }
}
