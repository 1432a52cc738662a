import TestSupport

/// Makes random phrases that the language accepts.
struct PhraseMaker {
  var random: SeededGenerator
  /// The fields that a phrase may name.
  var columns: [Column] = []
  /// In a summary: the fields that aggregates may name, while `columns` are the keys.
  var records: [Column]?
  /// Whether an aggregate stands for the whole set, as in a `show`.
  var isShown = false
  /// The sets that a query in brackets may read; none inside one.
  var sets: [World.SetOfRecords] = []

  /// Beyond this a whole number is no double without loss.
  static let reach = 4e15

  init(random: SeededGenerator) { self.random = random }

  // MARK: Numbers

  mutating func number(_ depth: Int = 2) -> Phrase {
    for _ in 0..<4 {
      let made = anyNumber(depth)
      if case .exact(let scale, let reach) = made.shape {
        // Aggregates of it must fit too.
        if reach <= (records == nil ? PhraseMaker.reach / 100 : PhraseMaker.reach), scale <= 8 {
          return made
        }
      } else {
        return made
      }
    }
    return leaf()
  }

  /// A number that is no double.
  mutating func exactNumber(_ depth: Int = 1) -> Phrase {
    for _ in 0..<6 {
      let made = number(depth)
      if case .exact = made.shape { return made }
    }
    return literal()
  }

  private mutating func leaf() -> Phrase {
    if let records, !random.chance(oneIn: 4) || columns.isEmpty {
      return .figure(figure(of: records, wanting: \.isNumber, depth: 0))
    }
    let numbers = columns.filter(\.shape.isNumber)
    return numbers.isEmpty || random.chance(oneIn: 5) ? literal() : .column(random.pick(numbers))
  }

  mutating func literal() -> Phrase {
    switch random.below(4) {
    case 0: .number(random.below(1_000) - 200, scale: 2)
    case 1: .number(random.below(60) - 20, scale: 1)
    default: .number(random.below(20) - 4, scale: 0)
    }
  }

  private mutating func anyNumber(_ depth: Int) -> Phrase {
    if depth == 0 || random.chance(oneIn: 3) { return leaf() }
    switch random.below(14) {
    case 0, 1:
      return .math(random.pick([.plus, .minus]), number(depth - 1), number(depth - 1))
    case 2: return .math(.times, number(depth - 1), number(depth - 1))
    case 3:
      let divisor: Phrase =
        random.chance(oneIn: 2)
        ? .number(random.pick([2, 3, 4, 5, 7, 8, 10]), scale: 0) : number(depth - 1)
      return .math(.over, number(depth - 1), divisor)
    case 4: return .negative(positive(number(depth - 1)))
    case 5: return .choice(condition(1), number(depth - 1), number(depth - 1))
    case 6: return .filled(number(depth - 1), literal())
    case 7:
      let places = Phrase.number(random.below(4) - 1, scale: 0)
      return .call(.round, [exactNumber(depth - 1), places])
    case 8: return .call(random.pick([.floor, .ceiling, .round]), [exactNumber(depth - 1)])
    case 9: return .call(.abs, [number(depth - 1)])
    case 10: return .call(.mod, [exactNumber(depth - 1), exactNumber(0)])
    case 11:
      return .call(
        random.pick([.larger, .smaller, .total]), [number(depth - 1), number(depth - 1)])
    case 12:
      return random.chance(oneIn: 2)
        ? .raised(exactNumber(0), 2)
        : .call(.bin, [exactNumber(depth - 1), .number(random.pick([5, 10, 25]), scale: 1)])
    default: return numberOfOther(depth)
    }
  }

  /// A literal below zero is a minus and a number already.
  private func positive(_ phrase: Phrase) -> Phrase {
    if case .number(let whole, let scale) = phrase {
      .number(abs(whole), scale: scale)
    } else {
      phrase
    }
  }

  private mutating func numberOfOther(_ depth: Int) -> Phrase {
    if isShown, records == nil, random.chance(oneIn: 2), let figure = figurePer() { return figure }
    if records == nil, let day = dayOrNone() {
      return .call(
        random.pick([.year, .monthNumber, .quarterNumber, .weekNumber, .day, .weekday]), [day])
    }
    if isShown, records == nil, columns.contains(where: \.shape.isNumber), random.chance(oneIn: 2) {
      var figure = figure(of: columns, wanting: \.isNumber, depth: 0)
      figure.filter = nil
      let isSimple = [.sum, .average, .min, .max, .count, .countDistinct].contains(figure.function)
      return isSimple ? .figureOfAll(figure) : leaf()
    }
    return answer(wanting: \.isNumber) ?? leaf()
  }

  /// `average(amount per kind)`
  private mutating func figurePer() -> Phrase? {
    let groups = columns.filter { [.text, .yesNo, .day].contains($0.shape) }
    // A looked-up record would count once a group.
    let own = columns.filter { $0.strand == 0 }
    guard !groups.isEmpty, own.contains(where: \.shape.isNumber) else { return nil }
    var figure = figure(of: own, wanting: \.isNumber, depth: 0)
    let isSimple = [.sum, .average, .min, .max, .count].contains(figure.function)
    guard isSimple, figure.operands.allSatisfy({ $0.shape != .real }) else { return nil }
    if figure.function == .count, figure.filter == nil { figure.operands = [] }
    let per = random.pick(groups)
    let other = random.pick(groups)
    return .figurePer(figure, random.chance(oneIn: 3) && other != per ? [per, other] : [per])
  }

  // MARK: Windows

  /// A window over the records in the order of a field that tells them apart.
  mutating func window(along unique: Column?, per groups: [Column], isPerWritten: Bool) -> Phrase? {
    let operand = exactNumber(1)
    guard operand.isVaried, records == nil || operand.hasFigure else { return nil }
    var functions: [Window.Function] = [.rank, .share]
    if unique != nil {
      functions += [
        .running, .running, .previous, .next, .change, .growth, .rowNumber, .movingAverage,
      ]
    }
    let function = random.pick(functions)
    var window = Window(
      function: function, operand: operand, count: 1, along: unique, per: groups,
      isPerWritten: isPerWritten)
    switch function {
    case .rowNumber: window.operand = nil
    case .rank, .share:
      window.along = nil
      if !isPerWritten { window.per = [] }
    case .movingAverage: window.count = 2 + random.below(3)
    case .previous, .next: window.count = 1 + random.below(2)
    case .running, .change, .growth: break
    }
    return .window(window)
  }

  // MARK: Texts and days

  mutating func text(_ depth: Int = 1) -> Phrase? {
    let texts = columns.filter { $0.shape == .text }
    guard !texts.isEmpty else { return nil }
    let column = Phrase.column(random.pick(texts))
    guard depth > 0, random.chance(oneIn: 3) else { return column }
    switch random.below(8) {
    case 0: return .call(random.pick([.lower, .upper, .trim]), [column])
    case 1:
      return .call(random.pick([.left, .right]), [column, .number(random.below(5), scale: 0)])
    case 2: return .call(.replace, [column, .quoted(random.pick(["a", "an", "b"])), .quoted("ō")])
    case 3: return .joined(column, .quoted(random.pick(["-", " of "])))
    case 4: return .joined(.column(random.pick(texts)), column)
    case 5: return .filled(column, .quoted("nowhere"))
    case 6: return .choice(condition(1), column, .quoted("other"))
    default:
      let whole = columns.filter { if case .exact(0, _) = $0.shape { true } else { false } }
      return whole.isEmpty ? column : .joined(column, .column(random.pick(whole)))
    }
  }

  private mutating func dayOrNone() -> Phrase? {
    let days = columns.filter { $0.shape == .day }
    return days.isEmpty ? nil : .column(random.pick(days))
  }

  mutating func day(_ depth: Int = 1) -> Phrase? {
    guard let column = dayOrNone() else { return nil }
    guard depth > 0, random.chance(oneIn: 3) else { return column }
    switch random.below(4) {
    case 0: return .call(.addDays, [column, .number(random.below(800) - 400, scale: 0)])
    case 1: return .call(.addMonths, [column, .number(random.below(30) - 15, scale: 0)])
    case 2: return .filled(column, .date("2010-05-17"))
    default: return .choice(condition(1), column, dayOrNone() ?? column)
    }
  }

  // MARK: Aggregates

  mutating func figure(
    of columns: [Column], wanting isWanted: (Shape) -> Bool, depth: Int
  ) -> Figure {
    var inside = PhraseMaker(random: random)
    inside.columns = columns
    inside.sets = sets
    defer { random = inside.random }
    var figure = Figure(function: .count, operands: [], filter: nil)
    for _ in 0..<8 {
      figure = inside.anyFigure(depth)
      if isWanted(figure.shape) { break }
      figure = Figure(function: .count, operands: [], filter: nil)
    }
    if inside.random.chance(oneIn: 4), figure.function != .atMax, figure.function != .atMin {
      figure.filter = inside.condition(1)
    }
    figure.isCall = inside.random.chance(oneIn: 3)
    return figure
  }

  private mutating func anyFigure(_ depth: Int) -> Figure {
    let field = Phrase.column(random.pick(columns))
    let hasNumbers = columns.contains(where: \.shape.isNumber)
    let operand = hasNumbers ? exactNumber(depth) : field
    let functions: [Figure.Function] =
      hasNumbers
      ? [
        .count, .countDistinct, .sum, .sum, .average, .min, .max, .median, .percentile, .first,
        .last, .mode, .variance, .stddev, .atMax, .atMin,
      ] : [.count, .countDistinct, .first, .last, .mode]
    let function = random.pick(functions)
    switch function {
    case .count: return Figure(function: .count, operands: [], filter: nil)
    case .countDistinct, .first, .last, .mode:
      return Figure(function: function, operands: [field], filter: nil)
    case .min, .max:
      let ordered = columns.filter { [.text, .day].contains($0.shape) || $0.shape.isNumber }
      let own = ordered.isEmpty || random.chance(oneIn: 2) ? operand : .column(random.pick(ordered))
      return Figure(function: function, operands: [own], filter: nil)
    case .percentile:
      let share = Phrase.number(random.pick([0, 10, 25, 90, 100]), scale: 0)
      return Figure(function: .percentile, operands: [operand, share], filter: nil)
    case .variance, .stddev:
      // Its squares must fit.
      let small = columns.filter {
        if case .exact(_, let reach) = $0.shape { reach < 1e6 } else { false }
      }
      guard let column = small.first else {
        return Figure(function: .sum, operands: [operand], filter: nil)
      }
      return Figure(function: function, operands: [.column(column)], filter: nil)
    case .atMax, .atMin:
      let numbers = columns.filter { if case .exact = $0.shape { true } else { false } }
      guard let ranked = numbers.first else {
        return Figure(function: .count, operands: [], filter: nil)
      }
      return Figure(function: function, operands: [field, .column(ranked)], filter: nil)
    case .sum, .average, .median:
      return Figure(function: function, operands: [operand], filter: nil)
    }
  }

  // MARK: Queries in brackets

  mutating func answer(wanting isWanted: (Shape) -> Bool) -> Phrase? {
    guard !sets.isEmpty, random.chance(oneIn: 2) else { return nil }
    let set = random.pick(sets)
    let around = records ?? columns
    let readsAround = random.chance(oneIn: 2) && !around.isEmpty
    let fields = readsAround ? around : set.columns
    var inside = PhraseMaker(random: random)
    inside.columns = fields
    defer { random = inside.random }
    let figure = inside.figure(of: fields, wanting: isWanted, depth: 0)
    guard isWanted(figure.shape) else { return nil }
    let stage = Stage(
      head: .summary(
        measures: [Item(phrase: .figure(figure), name: "found")], keys: [], groupFilter: nil),
      filter: inside.condition(1))
    return .answer(
      Question(source: readsAround ? .around(fields) : .set(set.name, fields), stages: [stage]))
  }
}
