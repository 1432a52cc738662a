import Records
import Syntax

/// `append`: fields of one name are one field, where their types and dimensions agree.
extension Checker {
  mutating func appendStage(
    _ appended: Source, over scope: Scope
  ) throws(Diagnostic) -> PlanStage {
    let (source, other) = try open(appended)
    var title = appended.alias?.text ?? other.title
    if case .query = appended.kind, appended.alias == nil { title = "what is appended" }
    var columns: [Append.Column] = []
    var fields: [Schema.Field] = []
    var taken: Set<Int> = []
    for (index, field) in scope.fields.enumerated() {
      let name = Name(field.name, isQuoted: true, at: appended.range)
      guard let place = other.index(of: name), taken.insert(place).inserted else {
        columns.append(
          Append.Column(name: field.name, type: field.type, upper: index, lower: nil))
        fields.append(Schema.Field(name: field.name, type: field.type, origin: field.origin))
        continue
      }
      let below = other.fields[place]
      if below.name != field.name {
        note(.decided, "\(below.name) of \(title) is appended to \(field.name)")
      }
      let expr = TypedExpr(.column(place), below.type, at: appended.range)
      let (type, lower) = try joined(field, below, expr, title, at: appended.range)
      columns.append(Append.Column(name: field.name, type: type, upper: index, lower: lower))
      fields.append(
        Schema.Field(name: field.name, type: type, origin: joined(field.origin, below.origin)))
    }
    guard !taken.isEmpty else {
      throw Diagnostic(
        "\(title) has no field of \(scope.title), so nothing of it stands below anything",
        at: appended.range,
        notes: ["\(scope.title) has \(scope.names.listed); \(title) has \(other.names.listed)"])
    }
    for (place, field) in other.fields.enumerated() where !taken.contains(place) {
      let expr = TypedExpr(.column(place), field.type, at: appended.range)
      columns.append(Append.Column(name: field.name, type: field.type, upper: nil, lower: expr))
      fields.append(Schema.Field(name: field.name, type: field.type, origin: field.origin))
    }
    let append = Append(
      source: source, columns: columns, upperTitle: scope.title, lowerTitle: title)
    return PlanStage(
      input: scope.schema, steps: [.append(append)], output: Schema(fields: fields), form: .table)
  }

  /// The type of both, and the lower cells as such.
  private mutating func joined(
    _ upper: Scope.Field, _ lower: Scope.Field, _ expr: TypedExpr, _ title: String,
    at range: SourceRange
  ) throws(Diagnostic) -> (ValueType, TypedExpr) {
    if upper.type == lower.type { return (upper.type, expr) }
    guard case .number(var type) = upper.type, case .number(let other) = lower.type,
      (type.style == .percent) == (other.style == .percent),
      let ratio = other.unit.ratio(to: type.unit), type.unit.isNone == other.unit.isNone
    else { throw unlike(upper, lower, title, at: range) }
    // Years among other numbers are numbers.
    if type.style != other.style { type.style = .plain }
    if ratio == .one { return (.number(type), TypedExpr(expr.kind, .number(type), at: range)) }
    note(
      .converted,
      "\(upper.name) of \(title) is converted from \(other.unit.text) to \(type.unit.text)")
    var result = scaled(expr, by: ratio, to: type.unit)
    result = TypedExpr(result.kind, .number(type), at: range)
    return (.number(type), result)
  }

  private func unlike(
    _ upper: Scope.Field, _ lower: Scope.Field, _ title: String, at range: SourceRange
  ) -> Diagnostic {
    var notes = ["rename or drop keeps unlike fields apart; text(…) makes text of a value"]
    if upper.type.numberType != nil, lower.type.numberType != nil {
      notes = [
        "where both are the same amount, the load can say so: \(lower.name.asName) number in …"
      ]
      if upper.type.numberType?.style == .percent || lower.type.numberType?.style == .percent {
        notes = ["15% is 0.15; one of them can be written anew with add"]
      }
    }
    return Diagnostic(
      "\(upper.name) is \(Self.described(upper.type)) here and \(Self.described(lower.type)) in \(title)",
      at: range, notes: notes)
  }

  private static func described(_ type: ValueType) -> String {
    guard let number = type.numberType else { return type.described }
    if number.style == .percent { return "a number in %" }
    return number.unit.isNone ? type.described : "a number in \(number.unit.text)"
  }

  private func joined(_ upper: Schema.Origin?, _ lower: Schema.Origin?) -> Schema.Origin? {
    guard var origin = upper, let lower else { return nil }
    for other in [lower] + lower.also {
      var plain = other
      plain.also = []
      let isKnown = origin.set == plain.set && origin.field == plain.field
      if !isKnown, !origin.also.contains(plain) { origin.also.append(plain) }
    }
    return origin
  }
}
