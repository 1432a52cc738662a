package import Engine
package import Records
package import Semantics
import Syntax

/// A plan as text: its source, then stage by stage the steps, one a line; what `explain` prints.
package struct PlanText {
  var lines: [String] = []
  /// The names of the columns that the step being written reads.
  private var names: [String] = []
  /// The line of each step of the plan itself, its source first.
  private(set) var stepLines: [Int] = []

  package static func text(of plan: Plan, profile: Profile? = nil) -> String {
    var writer = PlanText()
    writer.write(plan, indent: 0)
    if let profile { writer.write(profile) }
    for save in plan.saves {
      writer.lines.append("save to \(save.path) as \(save.form.rawValue)")
    }
    for chart in plan.charts { writer.lines.append(text(of: chart, plan.output)) }
    return writer.lines.joined(separator: "\n")
  }

  private mutating func write(_ plan: Plan, indent: Int) {
    let margin = String(repeating: "  ", count: indent)
    if indent == 0 { stepLines.append(lines.count) }
    writeSource(plan.source, indent: indent)
    for (index, stage) in plan.stages.enumerated() {
      if index > 0 { lines.append("\(margin)then") }
      names = stage.input.fields.map(\.name)
      for step in stage.steps {
        if indent == 0 { stepLines.append(lines.count) }
        write(step, indent: indent + 1)
      }
      let fields = stage.output.fields.map { "\($0.name) \(PlanText.typeText($0.type))" }
      let form = stage.form == .value ? "one value" : "a table"
      lines.append("\(margin)  → \(form): \(fields.joined(separator: ", "))")
    }
  }

  private mutating func writeSource(_ source: Plan.Source, indent: Int) {
    let margin = String(repeating: "  ", count: indent)
    switch source {
    case .set(let name): lines.append("\(margin)read \(name)")
    case .lastAnswer: lines.append("\(margin)read the last answer")
    case .enclosing: lines.append("\(margin)read what the sentence around it reads")
    case .query(let inner):
      lines.append("\(margin)read the answer of")
      write(inner, indent: indent + 1)
    }
  }

  private mutating func write(_ step: PlanStep, indent: Int) {
    let margin = String(repeating: "  ", count: indent)
    switch step {
    case .join(let join): write(join, indent: indent)
    case .figures(let figures):
      for figure in figures {
        let per = figure.per.map(text).listedPlainly
        lines.append("\(margin)beside each record \(text(of: figure.call)) per \(per)")
        names.append(figure.call.text)
      }
    case .filter(let filter):
      lines.append("\(margin)keep \(filter.testsGroups ? "groups" : "records") where")
      for part in filter.parts { lines.append("\(margin)  \(text(of: part.predicate))") }
      for watch in filter.watches { lines.append("\(margin)  watching \(text(of: watch.kind))") }
    case .summarise(let summary):
      let keys = summary.keys.map { ($0.isEach ? "each " : "") + text(of: $0.expr) }
      lines.append("\(margin)summarise" + (keys.isEmpty ? "" : " by \(keys.listedPlainly)"))
      for call in summary.aggregates { lines.append("\(margin)  \(text(of: call))") }
      names = summary.keys.map(\.name) + summary.aggregates.map(\.text)
    case .windows(let windows):
      for window in windows {
        lines.append("\(margin)beside each row \(text(of: window))")
        names.append(window.text)
      }
    case .project(let projection):
      let items = projection.items.map { item in
        let expr = text(of: item.expr)
        return expr == item.name ? expr : "\(expr) as \(item.name)"
      }
      let kind = projection.keepsRecords ? "show" : "project"
      lines.append("\(margin)\(kind) \(items.listedPlainly)")
      names = projection.items.map(\.name)
    case .fill(let fill):
      let steps = zip(names, fill.keys).map { name, step in
        switch step {
        case .occurring: name
        case .whole(let width): "\(name) in steps of \(width)"
        case .edges(let edges): "\(name) at \(edges.map(\.description).listedPlainly)"
        case .calendar: "\(name) by the calendar"
        }
      }
      lines.append("\(margin)add the groups not there: \(steps.listedPlainly)")
    case .across(let across):
      let columns = across.names.map(Printer.text(ofName:)).listedPlainly
      let key = (across.key.isEach ? "each " : "") + Printer.text(ofName: across.key.name)
      lines.append("\(margin)across \(key): \(columns)")
      let keys = names.prefix(across.rowKeyCount)
      names = keys + across.names
      if !across.wholes.isEmpty {
        let wholes = across.wholes.map(\.name)
        lines.append("\(margin)  and of all records of a row \(wholes.listedPlainly)")
        names += wholes
      }
    case .totals(let beside):
      let keys = names.prefix(beside.keyCount)
      let prefixes = keys.indices.dropFirst().reversed().map { keys[..<$0].joined(separator: ", ") }
      lines.append(
        "\(margin)beside them the totals"
          + (prefixes.isEmpty ? "" : " by \(prefixes.joined(separator: ", by ")), and of all"))
    case .unpivot(let unpivot):
      let columns = unpivot.columns.map { text(of: $0.expr) }.listedPlainly
      let keyName = Printer.text(ofName: unpivot.key.name)
      let valueName = Printer.text(ofName: unpivot.value.name)
      lines.append("\(margin)unpivot \(columns) as \(keyName), \(valueName)")
      let known = names
      names = unpivot.kept.map { known[$0] } + [unpivot.key.name, unpivot.value.name]
    case .compare(let compare): write(compare, indent: indent)
    case .distinct: lines.append("\(margin)distinct")
    case .sort(let terms):
      lines.append("\(margin)sort by \(terms.map(text).listedPlainly)")
    case .top(let top):
      let per = top.per.isEmpty ? "" : " per \(top.per.map(text).listedPlainly)"
      let ties =
        (top.keepsTies ? " with ties" : "") + (top.rest == nil ? "" : " with the rest beside")
      lines.append("\(margin)first \(top.count) by \(text(of: top.term))\(per)\(ties)")
    case .limit(let count, let offset):
      lines.append("\(margin)limit \(count)" + (offset > 0 ? " offset \(offset)" : ""))
    case .append(let append):
      lines.append("\(margin)append \(append.columns.map(\.name).listedPlainly) of")
      writeSource(append.source, indent: indent + 1)
      names = append.columns.map(\.name)
    }
  }

  private mutating func write(_ compare: Compare, indent: Int) {
    let margin = String(repeating: "  ", count: indent)
    lines.append(
      "\(margin)compare with \(compare.title) on \(compare.keys.map(\.name).listedPlainly)")
    if case .query(let plan) = compare.source { write(plan, indent: indent + 1) }
    if !compare.fields.isEmpty {
      lines.append("\(margin)  comparing \(compare.fields.map(\.name).listedPlainly)")
    }
  }

  private mutating func write(_ join: Join, indent: Int) {
    let margin = String(repeating: "  ", count: indent)
    let keys = join.keys.map { key in
      let scaled = key.ratio.map { " × \($0.numerator)/\($0.denominator)" } ?? ""
      return "\(key.isEach ? "each " : "")\(key.leftName)\(scaled) = \(key.rightName)"
    }
    lines.append("\(margin)look up \(join.title) on \(keys.listedPlainly)")
    if case .query(let plan) = join.source {
      let outer = names
      write(plan, indent: indent + 1)
      names = outer
    }
    if let read = join.read {
      lines.append("\(margin)  for \(read.map { join.right.fields[$0].name }.listedPlainly)")
    }
    names += join.right.fields.map(\.name)
  }

  private func text(of window: Window) -> String {
    var words = [window.function.rawValue]
    if let operand = window.operand { words.append("(\(text(of: operand)))") }
    if window.count != 1 { words.append("of \(window.count)") }
    if !window.order.isEmpty { words.append("along \(window.order.map(text).listedPlainly)") }
    if window.looksAtPeriods { words.append("in the calendar") }
    if !window.per.isEmpty { words.append("per \(window.per.map(text).listedPlainly)") }
    return words.joined(separator: " ") + ": \(PlanText.typeText(window.type))"
  }

  private func text(of term: SortTerm) -> String {
    text(of: term.expr) + (term.isDescending ? " descending" : "")
  }

  private func text(of call: AggregateCall) -> String {
    var words = [call.function.rawValue]
    if let at = call.at { words.append("at \(at.rawValue)") }
    if call.isEvery { words.append("every") }
    if call.isDistinct { words.append("distinct") }
    if !call.operands.isEmpty { words.append("(\(call.operands.map(text).listedPlainly))") }
    if let filter = call.filter { words.append("where \(text(of: filter))") }
    if !call.oncePer.isEmpty { words.append("once per \(call.oncePer.map(text).listedPlainly)") }
    return words.joined(separator: " ") + ": \(PlanText.typeText(call.type))"
  }

  private func text(of kind: Watch.Kind) -> String {
    switch kind {
    case .sharedWithOthers(_, let value, _): "records that name \(value) among others"
    case .missingTakenIn(let field): "records without \(field)"
    case .missingDecides(let condition, let field, _): "\(condition) without \(field)"
    case .undecided(let condition): "bounds that leave \(condition) open"
    case .longerPeriod(let condition): "periods longer than \(condition) asks for"
    case .letterCase(let field, let value, _): "\(field) that is \(value) in another case"
    }
  }

  package static func typeText(_ type: ValueType) -> String {
    switch type {
    case .text: "text"
    case .yesNo: "yes/no"
    case .date: "date"
    case .dateTime: "datetime"
    case .list: "list"
    case .number(let number):
      switch number.style {
      case .year: "year"
      case .percent: "number [%]"
      case .plain: number.unit.isNone ? "number" : "number [\(number.unit.text)]"
      }
    }
  }
}

extension PlanText {
  /// An expression of a plan; its brackets are complete.
  private func text(of expr: TypedExpr) -> String {
    switch expr.kind {
    case .column(let index):
      names.indices.contains(index) ? Printer.text(ofName: names[index]) : "#\(index)"
    case .constant(let value): text(of: value, expr.type)
    case .negate(let operand): "-\(text(of: operand))"
    case .arithmetic(let op, let left, let right):
      "(\(text(of: left)) \(op.rawValue) \(text(of: right)))"
    case .scaled(let operand, let ratio):
      "(\(text(of: operand)) × \(ratio.numerator)/\(ratio.denominator))"
    case .concatenated(let left, let right): "(\(text(of: left)) & \(text(of: right)))"
    case .comparison(let comparison, let left, let right):
      "(\(text(of: left)) \(comparison.rawValue) \(text(of: right)))"
    case .both(let left, let right): "(\(text(of: left)) and \(text(of: right)))"
    case .either(let left, let right): "(\(text(of: left)) or \(text(of: right)))"
    case .complement(let operand): "not \(text(of: operand))"
    case .isIn(let subject, let values):
      "\(text(of: subject)) in (\(values.map { text(of: $0, subject.type) }.listedPlainly))"
    case .isWithin(let subject, let low, let high, let opens):
      "\(text(of: subject)) in \(text(of: low))..\(text(of: high))"
        + (opens ? " open at missing ends" : "")
    case .isInAnswer(let subject, let plan): "\(text(of: subject)) in answer of {\(plan.text)}"
    case .textTest(let test, let subject, let pattern):
      "\(text(of: subject)) \(test.rawValue) \(text(of: pattern))"
    case .matches(let subject, let pattern, let ignoresCase):
      "\(text(of: subject)) matches /\(pattern)/\(ignoresCase ? "i" : "")"
    case .listTest(let test, let subject, let members):
      "\(text(of: subject)) \(test.rawValue) (\(members.listedPlainly))"
    case .isMissing(let operand): "\(text(of: operand)) is missing"
    case .isExact(let operand): "\(text(of: operand)) is exact"
    case .isUndecided(let comparison, let left, let right):
      "open(\(text(of: left)) \(comparison.rawValue) \(text(of: right)))"
    case .isLonger(let left, let right): "longer(\(text(of: left)), \(text(of: right)))"
    case .call(let function, let arguments):
      "\(function.rawValue)(\(arguments.map(text).listedPlainly))"
    case .conditional(let condition, let then, let otherwise):
      "if \(text(of: condition)) then \(text(of: then)) else \(text(of: otherwise))"
    case .defaulting(let operand, let fallback):
      "(\(text(of: operand)) default \(text(of: fallback)))"
    case .scalar(let plan): "{\(plan.text)}"
    case .atDigits(let operand, let digits): "(\(text(of: operand)) at \(digits) digits)"
    }
  }

  private func text(of value: Value, _ type: ValueType) -> String {
    if case .text(let text) = value { return "\"\(text)\"" }
    return ValueText.text(value, type: type)
  }
}

extension [String] {
  fileprivate var listedPlainly: String { joined(separator: ", ") }
}
