import Records
import Semantics
import Syntax

extension Preparer {
  func call(
    _ expr: TypedExpr, _ function: Function, _ arguments: [TypedExpr]
  ) throws(ExecutionError) -> Node {
    let nodes = try nodes(arguments)
    switch function {
    case .lower: return TextMapNode(expr, subject, nodes) { text, _ in text.lowercased() }
    case .upper: return TextMapNode(expr, subject, nodes) { text, _ in text.uppercased() }
    case .trim: return TextMapNode(expr, subject, nodes) { text, _ in TextFunctions.trim(text) }
    case .left: return TextMapNode(expr, subject, nodes, TextFunctions.left)
    case .right: return TextMapNode(expr, subject, nodes, TextFunctions.right)
    case .replace: return TextMapNode(expr, subject, nodes, TextFunctions.replace)
    case .length, .number, .date, .split: return textMeasure(expr, function, nodes)
    case .abs: return MagnitudeNode(expr, subject, nodes[0])
    case .round, .floor, .ceiling, .bin, .binEdges: return try rounding(expr, function, nodes)
    case .sqrt, .ln, .log10, .exp: return DoubleFunctionNode(expr, subject, nodes[0], function)
    case .mod: return RemainderNode(expr, subject, nodes[0], nodes[1])
    case .larger, .smaller, .total: return ChosenNumberNode(expr, subject, function, nodes)
    case .size: return SizeNode(expr, subject, nodes[0])
    case .text: return WrittenNode(expr, subject, nodes[0])
    case .today:
      return ConstantNode(expr, subject, .period(Period(start: run.settings.today, grain: .day)))
    case .year: return PeriodNode(expr, subject, nodes[0], .year)
    case .quarter: return PeriodNode(expr, subject, nodes[0], .quarter)
    case .month: return PeriodNode(expr, subject, nodes[0], .month)
    case .week: return PeriodNode(expr, subject, nodes[0], .week)
    case .monthNumber, .quarterNumber, .weekNumber, .day, .weekday:
      return DayNumberNode(expr, subject, nodes[0], function)
    case .addDays: return ShiftNode(expr, subject, nodes[0], nodes[1], isMonths: false)
    case .addMonths: return ShiftNode(expr, subject, nodes[0], nodes[1], isMonths: true)
    case .daysBetween: return DistanceNode(expr, subject, nodes[0], nodes[1])
    }
  }

  private func textMeasure(_ expr: TypedExpr, _ function: Function, _ nodes: [Node]) -> Node {
    switch function {
    case .length:
      return TextMeasureNode(expr, subject, nodes[0], counts: false) { text in
        .number(.exact(FixedDecimal(Int128(text.count))), .exact)
      }
    case .number:
      let units = UnitTable()
      return TextMeasureNode(expr, subject, nodes[0], counts: true) { text in
        guard let cell = NumberText.read(text, units: units), cell.unit == nil else {
          return .missing
        }
        return .number(.exact(cell.decimal), cell.qualifier)
      }
    case .split:
      let separator = constantText(nodes, 1) ?? ";"
      return TextMeasureNode(expr, subject, nodes[0], counts: false) {
        TextFunctions.split($0, separator)
      }
    default:
      if nodes[0].type != .text { return DayNode(expr, subject, nodes[0]) }
      let format = constantText(nodes, 1).flatMap { DateFormat($0) }
      return TextMeasureNode(expr, subject, nodes[0], counts: true) { text in
        let period = format.map { $0.period(text) } ?? DateText.period(text)
        return period.map { .period($0) } ?? .missing
      }
    }
  }

  private func constantText(_ nodes: [Node], _ index: Int) -> String? {
    guard index < nodes.count, let node = nodes[index] as? ConstantNode,
      case .text(let text) = node.value
    else { return nil }
    return text
  }

  private func rounding(
    _ expr: TypedExpr, _ function: Function, _ nodes: [Node]
  ) throws(ExecutionError) -> Node {
    var constants: [FixedDecimal] = []
    for node in nodes.dropFirst() {
      guard let constant = node as? ConstantNode,
        case .number(.exact(let decimal), _) = constant.value
      else {
        throw .failed(
          Diagnostic(
            "\(function.rawValue) takes \(node.text) only as a number", at: node.expr.range))
      }
      constants.append(decimal.normalized)
    }
    switch function {
    case .floor: return RoundingNode(expr, subject, nodes[0], .places(0, .down))
    case .ceiling: return RoundingNode(expr, subject, nodes[0], .places(0, .up))
    case .bin:
      return RoundingNode(expr, subject, nodes[0], .multiple(of: constants[0]))
    case .binEdges: return RoundingNode(expr, subject, nodes[0], .edges(constants))
    default:
      let places = constants.first.map { Int(clamping: $0.rounded(to: 0, .down)?.coefficient ?? 0) }
      return RoundingNode(
        expr, subject, nodes[0], .places(max(-38, min(38, places ?? 0)), .nearest))
    }
  }
}
