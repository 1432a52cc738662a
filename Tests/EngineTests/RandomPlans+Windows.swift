import Records
import Semantics
import Syntax
import TestSupport

extension RandomPlans {
  /// A show with figures of groups beside its records and windows over them.
  mutating func windowPlan() -> Plan {
    var steps: [PlanStep] = []
    var numbers = [1, 2, 6]
    var width = RandomPlans.types.count
    if generator.chance(oneIn: 2) {
      let figures = (0...generator.below(2)).map { _ in figure(reading: numbers) }
      steps.append(.figures(figures))
      for _ in figures {
        numbers.append(width)
        width += 1
      }
    }
    if generator.chance(oneIn: 2) {
      let test = Making.compare(
        .greater, Making.column(generator.pick(numbers), Making.number), Making.whole(0))
      steps.append(Making.filter(generator.chance(oneIn: 2) ? test : condition(depth: 1)))
    }
    var windows: [Window] = []
    for _ in 0...generator.below(3) {
      let window = window(reading: numbers)
      windows.append(window)
      // Averages are doubles, which the interpreter does not calculate with.
      switch window.function {
      case .growth, .share, .movingAverage: break
      case .running, .change, .previous, .next, .rowNumber, .rank:
        if window.operand?.type.numberType != nil || window.function == .rowNumber {
          numbers.append(width)
        }
      }
      width += 1
    }
    steps.append(.windows(windows))
    let items = (RandomPlans.types.count..<width).map { index in
      Projection.Item(expr: Making.column(index, type(of: index, steps)), name: "item\(index)")
    }
    steps.append(.project(Projection(items: items, keepsRecords: true)))
    return Making.plan(steps)
  }

  private func type(of index: Int, _ steps: [PlanStep]) -> ValueType {
    var types = RandomPlans.types
    for step in steps {
      if case .figures(let figures) = step { types += figures.map(\.call.type) }
      if case .windows(let windows) = step { types += windows.map(\.type) }
    }
    return types[index]
  }

  private mutating func figure(reading numbers: [Int]) -> RecordFigure {
    let operand = Making.column(generator.pick(numbers), Making.number)
    let filter = generator.chance(oneIn: 3) ? condition(depth: 1) : nil
    let call =
      generator.chance(oneIn: 4)
      ? Making.aggregate(.count, [], text: "count", filter: filter)
      : Making.aggregate(
        generator.pick([.sum, .min, .max]), [operand], text: "figure", filter: filter)
    return RecordFigure(call: call, per: keys())
  }

  private mutating func keys() -> [TypedExpr] {
    (0...generator.below(2)).map { _ in
      let index = generator.pick([0, 3, 4, 5, 6])
      return Making.column(index, RandomPlans.types[index])
    }
  }

  private mutating func window(reading numbers: [Int]) -> Window {
    let function = generator.pick(Window.Function.allCases)
    var operand: TypedExpr?
    switch function {
    case .rowNumber: break
    case .previous, .next, .rank:
      if generator.chance(oneIn: 2) {
        let index = generator.pick(function == .rank ? [0, 3] : [0, 3, 4, 5])
        operand = Making.column(index, RandomPlans.types[index])
      } else {
        operand = Making.column(generator.pick(numbers), Making.number)
      }
    case .running, .change, .growth, .movingAverage, .share:
      operand = Making.column(generator.pick(numbers), Making.number)
    }
    var order: [SortTerm] = []
    if function.needsOrder {
      for index in generator.chance(oneIn: 2) ? [generator.pick([0, 3, 6])] : [] {
        order.append(
          SortTerm(
            expr: Making.column(index, RandomPlans.types[index]),
            isDescending: generator.chance(oneIn: 2), text: "x"))
      }
      order.append(
        SortTerm(
          expr: Making.column(RandomPlans.identity, Making.number),
          isDescending: generator.chance(oneIn: 2), text: "identity"))
    }
    let takesCount = [.previous, .next, .movingAverage].contains(function)
    let type: ValueType =
      [.previous, .next].contains(function) ? operand?.type ?? Making.number : Making.number
    return Window(
      function, operand: operand, count: takesCount ? 1 + generator.below(3) : 1, order: order,
      per: generator.chance(oneIn: 2) ? keys() : [], text: "window", type: type, at: Making.place)
  }

  /// A set of figures at different periods or years, and windows that look at their neighbours.
  mutating func calendar(rows: Int) -> (RecordSet, Plan) {
    let isYear = generator.chance(oneIn: 2)
    var positions: [Value] = []
    for _ in 0..<rows {
      let year = 2008 + generator.below(6)
      let month = 1 + generator.below(12)
      let day = CivilDay(year: year, month: month, day: 1 + generator.below(28)).dayNumber
      let position: Value =
        isYear
        ? Making.exact(Int128(year))
        : .period(.containing(day: day, grain: generator.pick(Grain.allCases)))
      if !positions.contains(position) { positions.append(position) }
    }
    positions.append(.missing)
    let type: ValueType = isYear ? .number(NumberType(style: .year)) : .date
    let figures = positions.map { _ in Making.exact(Int128(generator.below(9)) - 2, scale: 1) }
    let set = Making.set([("position", type, positions), ("figure", Making.number, figures)])
    let order = SortTerm(expr: Making.column(0, type), isDescending: false, text: "position")
    let windows = [Window.Function.previous, .next, .change, .growth].map { function in
      Window(
        function, operand: Making.column(1, Making.number), count: 1 + generator.below(2),
        order: [order], looksAtPeriods: true, text: "window", type: Making.number,
        at: Making.place)
    }
    return (set, Making.plan([.windows(windows)]))
  }
}
