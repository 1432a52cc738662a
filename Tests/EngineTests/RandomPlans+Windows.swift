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

  /// Groups by a text and a number, some left out, and windows over them.
  mutating func groupWindowPlan() -> Plan {
    let keys = [
      (Making.column(0, RandomPlans.types[0]), false),
      (Making.column(6, RandomPlans.types[6]), false),
    ]
    let calls = [
      Making.aggregate(.sum, [Making.column(2, Making.number)], text: "sum"),
      Making.aggregate(.count, [], text: "count"),
    ]
    var steps: [PlanStep] = [Making.summary(keys, calls)]
    if generator.chance(oneIn: 2) {
      steps.append(
        Making.filter(
          Making.compare(.greater, Making.column(3, Making.number), Making.whole(1))))
    }
    let windows = Window.Function.allCases.map { function in
      let order = [1, 0].map { index in
        SortTerm(
          expr: Making.column(index, index == 0 ? .text : Making.number),
          isDescending: generator.chance(oneIn: 2), text: "key")
      }
      return Window(
        function,
        operand: function == .rowNumber
          ? nil : Making.column(2 + generator.below(2), Making.number),
        count: function == .movingAverage ? 2 : 1, order: function.needsOrder ? order : [],
        per: generator.chance(oneIn: 2) ? [Making.column(0, .text)] : [], text: "window",
        type: Making.number, at: Making.place)
    }
    return Making.plan(steps + [.windows(windows)])
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
