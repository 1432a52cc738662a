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
      let encoder = KeyEncoder(operand, over: frame)
      figure = .pick(
        own(
          PickAccumulator(
            extremum == .max ? .largest : .smallest, rankedBy: 1, telling: encoder)))
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

  /// How many values went into the figure of a group.
  private func count(of group: Int, _ summariser: Summariser) -> Int64 {
    feed.isComplete ? summariser.records[group] : feed.counts[group]
  }

  /// One figure a group, in their order.
  func column(
    _ groups: [UInt32], _ summariser: Summariser, _ run: Run
  ) throws(ExecutionError) -> Column {
    let counts = groups.map { count(of: Int($0), summariser) }
    switch figure {
    case .count: return Measure.whole(counts)
    case .distinct(let accumulator):
      return Measure.whole(groups.map { accumulator.count(of: Int($0)) })
    case .sum(let accumulator): return try sums(accumulator, groups, counts)
    case .average(let accumulator): return try averages(accumulator, groups, counts)
    case .extreme(let accumulator): return extremes(accumulator, groups, counts)
    case .pick(let accumulator):
      noteTies(accumulator.ties(among: groups), run)
      return try run.column(
        of: feed.operands[0], rows: groups.map { accumulator.row(of: Int($0)) })
    case .mode(let accumulator):
      let (rows, tied) = accumulator.modes(slots: summariser.slots)
      noteTies(tied.count, run)
      return try run.column(of: feed.operands[0], rows: groups.map { rows[Int($0)] })
    case .list(let accumulator): return accumulator.lists(of: groups, slots: summariser.slots)
    case .rank(let accumulator, let share):
      let figures = accumulator.percentiles(share, of: groups, slots: summariser.slots)
      return Column(
        figures.map { figure in figure.map { .number($0.number, $0.qualifier) } ?? .missing },
        type: call.type)
    case .spread(let accumulator): return spreads(accumulator, groups)
    }
  }

  private static func whole(_ counts: [Int64]) -> Column {
    Column(.integers(Narrowing.integers(counts), scale: 0), count: counts.count)
  }

  private func sums(
    _ accumulator: SumAccumulator, _ groups: [UInt32], _ counts: [Int64]
  ) throws(ExecutionError) -> Column {
    let validity = Validity(counts.map { $0 > 0 })
    let qualifiers = Measure.marks(groups.map { accumulator.qualifier(of: Int($0)) })
    guard case .exact(let scale) = accumulator.form else {
      return Column(
        .doubles(Vector(groups.map { accumulator.double(of: Int($0)) })), count: groups.count,
        validity: validity, qualifiers: qualifiers)
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
    for (group, count) in zip(groups, counts) {
      if case .exact(let scale) = accumulator.form {
        guard let total = accumulator.total(of: Int(group)) else { throw tooLarge }
        let sum = FixedDecimal(total, scale: scale)
        averages.append(sum.quotient(by: FixedDecimal(Int128(count))) ?? 0)
      } else {
        averages.append(count == 0 ? 0 : accumulator.double(of: Int(group)) / Double(count))
      }
    }
    return Column(
      .doubles(Vector(averages)), count: groups.count, validity: Validity(counts.map { $0 > 0 }),
      qualifiers: Measure.marks(groups.map { accumulator.qualifier(of: Int($0)) }))
  }

  private func extremes(
    _ accumulator: ExtremeAccumulator, _ groups: [UInt32], _ counts: [Int64]
  ) -> Column {
    Column(
      zip(groups, counts).map { group, count in
        count == 0
          ? .missing
          : .number(accumulator.number(of: Int(group)), accumulator.qualifier(of: Int(group)))
      }, type: call.type)
  }

  private func spreads(_ accumulator: MomentAccumulator, _ groups: [UInt32]) -> Column {
    Column(
      groups.map { group -> Value in
        let figure =
          switch call.function {
          case .correlation: accumulator.correlation(of: Int(group))
          case .stddev: accumulator.variance(of: Int(group))?.squareRoot()
          default: accumulator.variance(of: Int(group))
          }
        return figure.map { .number(.double($0), accumulator.qualifier(of: Int(group))) }
          ?? .missing
      }, type: call.type)
  }

  private static func marks(_ qualifiers: [Qualifier]) -> Vector<UInt8>? {
    qualifiers.contains { $0 != .exact } ? Vector(qualifiers.map(\.rawValue)) : nil
  }

  private var tooLarge: ExecutionError {
    let range = call.operands.first?.range ?? SourceRange(0, 0)
    return .failed(Diagnostic("\(call.text) has more than 38 digits", at: range))
  }

  private func noteTies(_ count: Int, _ run: Run) {
    guard count > 0 else { return }
    let text =
      count == 1
      ? "\(call.text) takes the first among values that tie"
      : "\(call.text) takes the first among values that tie, in \(NoteText.count(count)) groups"
    run.notes.add(Note(.tieTaken, text, count: count))
  }
}
