import Records
import Syntax

/// What a window goes along: `along`, else the sentence's sort, else its only key.
extension Checker {
  /// Whether the order is the sentence's sort, which is known when the stage is done.
  mutating func setOrder(
    of window: inout Window, _ call: Call, _ expr: Expr
  ) throws(Diagnostic) -> Bool {
    if isDefinition, call.along.isEmpty { return false }
    if !call.along.isEmpty {
      try setAlong(of: &window, call)
      return false
    }
    let texts = call.per.map { Printer.text(of: $0) }
    let keys = keyIndices
    let isSorted = !sentenceSort.isEmpty && !sentenceSort.contains { containsWindow($0.expr) }
    let sortsByKey = sentenceSort.contains { namesKey($0.expr) }
    if isSorted, place != .group || keys.count == 1 || !sortsByKey {
      window.written = Window.Written(head: "", tail: "", order: sortText, per: listed(texts))
      if place == .group { note(.windowOrder, "\(window.text) goes along \(sortText)") }
      return true
    }
    if keys.isEmpty, place == .shown { throw withoutOrder(call, expr) }
    let free = freeKeys(besides: window.per)
    guard free.count == 1 else { throw unclearOrder(call, expr, free) }
    let key = scope.fields[free[0]]
    setOrder(of: &window, call, along: [keyText(key)], per: texts)
    window.order = [
      SortTerm(
        expr: TypedExpr(.column(free[0]), key.type, at: expr.range), isDescending: false,
        text: keyText(key))
    ]
    lookAtPeriods(&window)
    // The rows may stand in another order by now.
    if place == .shown { note(.windowOrder, "\(window.text) goes along \(keyText(key))") }
    return false
  }

  /// The keys of the groups that the rows are.
  private var keyIndices: [Int] {
    scope.fields.indices.filter { place == .group || scope.fields[$0].isKey }
  }

  private mutating func setAlong(of window: inout Window, _ call: Call) throws(Diagnostic) {
    for key in call.along {
      let checked = try check(key)
      if checked.columns.isEmpty {
        throw Diagnostic(
          "\(Printer.text(of: key)) is the same in every row, so it orders nothing", at: key.range)
      }
      window.order.append(
        SortTerm(expr: checked, isDescending: false, text: Printer.text(of: key)))
    }
    var per = call.per.map { Printer.text(of: $0) }
    let keys = keyIndices
    if keys.count > 1, call.per.isEmpty {
      let along = window.order.reduce(into: Set<Int>()) { $0.formUnion($1.expr.columns) }
      if keys.contains(where: along.contains) {
        for index in keys where !along.contains(index) {
          let key = scope.fields[index]
          per.append(keyText(key))
          window.per.append(TypedExpr(.column(index), key.type, at: window.range))
        }
      }
    }
    setOrder(of: &window, call, along: call.along.map { Printer.text(of: $0) }, per: per)
    lookAtPeriods(&window)
  }

  private func setOrder(
    of window: inout Window, _ call: Call, along: [String], per: [String]
  ) {
    let written = call.per.isEmpty ? "" : " per \(listed(per))"
    window.written = Window.Written(
      head: headText(call, along: along), tail: "\(written))", order: listed(along),
      per: listed(per))
  }

  /// Neighbours of a single period or year are those of the calendar, whichever way rows are sorted.
  private func lookAtPeriods(_ window: inout Window) {
    guard window.function.looksAtNeighbour, window.order.count == 1 else { return }
    let type = window.order[0].expr.type
    guard type == .date || type.numberType?.style == .year else { return }
    window.looksAtPeriods = true
    window.order[0].isDescending = false
    window.hasEmptyForm = place == .group && isKey(window.order[0].expr)
  }

  /// Gives the windows that follow the sentence's sort its terms.
  mutating func settleSortedWindows(_ steps: [PlanStep]) {
    for case .sort(let terms) in steps {
      for index in sortedWindows {
        windows[index].order = terms
        lookAtPeriods(&windows[index])
      }
    }
    sortedWindows = []
  }

  // MARK: Keys

  private func freeKeys(besides per: [TypedExpr]) -> [Int] {
    let taken = per.reduce(into: Set<Int>()) { $0.formUnion($1.columns) }
    return keyIndices.filter { !taken.contains($0) }
  }

  private func isKey(_ expr: TypedExpr) -> Bool {
    if case .column(let index) = expr.kind { scope.fields.indices.contains(index) } else { false }
  }

  private func namesKey(_ expr: Expr) -> Bool {
    let text = Printer.text(of: expr)
    return keyIndices.contains { scope.fields[$0].text == text || scope.fields[$0].name == text }
  }

  private func keyText(_ field: Scope.Field) -> String { field.name.asName }

  // MARK: Texts

  private var sortText: String {
    listed(sentenceSort.map { Printer.text(of: $0.expr) + ($0.isDescending ? " descending" : "") })
  }

  private func listed(_ texts: [String]) -> String { texts.joined(separator: ", ") }

  /// `running(sum funds along year`
  private func headText(_ call: Call, along: [String]) -> String {
    let arguments = listed(call.arguments.map { Printer.text(of: $0) })
    let order = "along \(listed(along))"
    return "\(call.name.text)(" + (arguments.isEmpty ? order : "\(arguments) \(order)")
  }

  private func form(_ call: Call, along: [String]) -> String {
    let per = call.per.isEmpty ? "" : " per \(listed(call.per.map { Printer.text(of: $0) }))"
    return "\(headText(call, along: along))\(per))"
  }

  private func unclearOrder(_ call: Call, _ expr: Expr, _ free: [Int]) -> Diagnostic {
    let text = Printer.text(of: expr)
    guard !free.isEmpty else {
      return Diagnostic(
        "\(text) has no key to go along", at: expr.range,
        notes: ["along says what orders the rows, sort by orders them all"])
    }
    let forms = free.map { form(call, along: [keyText(scope.fields[$0])]) }
    let keys = free.map { scope.fields[$0].name }
    return Diagnostic(
      "\(text) could go along \(keys.dropLast().joined(separator: ", ")) or \(keys.last ?? "")",
      at: expr.range,
      notes: call.per.isEmpty ? ["the keys that are not named along are then per"] : [],
      fixes: forms.map { .init(range: expr.range, replacement: $0) })
  }

  /// A `show` orders its rows by nothing.
  private func withoutOrder(_ call: Call, _ expr: Expr) -> Diagnostic {
    let dates = scope.fields.filter { $0.type == .date || $0.type == .dateTime }
    let years = scope.fields.filter { $0.type.numberType?.style == .year }
    let date = (dates + years).first?.name.asName
    let key = keyField?.asName
    let along = [date, key].compactMap { $0 }
    let example = along.isEmpty ? scope.names.prefix(1).map(\.asName) : along
    return Diagnostic(
      "\(Printer.text(of: expr)) goes along the rows in an order, and these have none",
      at: expr.range,
      notes: ["along says it, as in \(form(call, along: example)); so does sort by"],
      fixes: key == nil
        ? [] : [.init(range: expr.range, replacement: form(call, along: along))])
  }

  /// The field whose values are one record's each.
  private var keyField: String? {
    for field in scope.fields {
      guard let origin = field.origin, let lineage = catalog.sets[origin.set]?.lineage,
        let index = lineage.base.keyField, lineage.base.fields[index].name == origin.field
      else { continue }
      return field.name
    }
    return nil
  }
}
