import Records
import Syntax

/// `then compare with counties_2009 on county`
extension Checker {
  mutating func compareStage(
    _ source: Source, on names: [Name], _ step: Step
  ) throws(Diagnostic) -> PlanStage {
    let (plan, opened) = try open(source)
    var right = named(opened, source)
    if case .query = source.kind, source.alias == nil { right.title = "the other" }
    var keys: [Compare.Field] = []
    for name in names {
      let left = try index(of: name)
      guard let other = right.index(of: name) else {
        throw unknownKey(name, in: right)
      }
      guard let ratio = Checker.ratio(of: right.fields[other].type, to: scope.fields[left].type)
      else {
        throw Diagnostic(
          "\(name.text) is \(scope.fields[left].type.described) here and "
            + "\(right.fields[other].type.described) in \(right.title); keys are of one kind",
          at: name.range)
      }
      guard !keys.contains(where: { $0.left == left }) else {
        throw Diagnostic("\(name.text) is a key already", at: name.range)
      }
      keys.append(
        Compare.Field(left: left, right: other, ratio: ratio.factor, name: scope.fields[left].name))
    }
    let fields = comparedFields(keys, right)
    let compare = Compare(
      source: plan, keys: keys, fields: fields, leftTitle: scope.title, title: right.title,
      qualifier: right.fields.first?.qualifier ?? "other", range: step.range)
    return PlanStage(
      input: scope.schema, steps: [.compare(compare)], output: output(of: compare), form: .table)
  }

  private func unknownKey(_ name: Name, in right: Scope) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name.text, among: right.names)
    let tail =
      nearest.isEmpty
      ? "; it has \(right.names.prefix(12).joined(separator: ", "))"
      : "; nearest: \(nearest.joined(separator: ", "))"
    return Diagnostic(
      "no field of \(right.title) is named \(name.text)\(tail)", at: name.range,
      notes: ["both sides have the key; then rename gives it the same name"])
  }

  /// The fields that both have; what is on one side only cannot be compared.
  private mutating func comparedFields(
    _ keys: [Compare.Field], _ right: Scope
  ) -> [Compare.Field] {
    var fields: [Compare.Field] = []
    var unlike: [String] = []
    var alone: [String] = []
    for (index, field) in scope.fields.enumerated()
    where !keys.contains(where: { $0.left == index }) {
      guard let other = right.fields.firstIndex(where: { $0.name == field.name }) else {
        alone.append(field.name)
        continue
      }
      guard let ratio = Checker.ratio(of: right.fields[other].type, to: field.type) else {
        unlike.append(
          "\(field.name) is \(field.type.described) here and "
            + "\(right.fields[other].type.described) in \(right.title), so it is not compared")
        continue
      }
      fields.append(
        Compare.Field(left: index, right: other, ratio: ratio.factor, name: field.name))
    }
    for text in unlike { note(.compared, text) }
    let others = right.fields.enumerated().filter { index, field in
      !keys.contains { $0.right == index }
        && !scope.fields.contains { $0.name == field.name }
    }.map(\.element.name)
    sayAlone(alone, in: scope.title)
    sayAlone(others, in: right.title)
    return fields
  }

  private mutating func sayAlone(_ names: [String], in title: String) {
    guard !names.isEmpty else { return }
    let shown = names.prefix(8).joined(separator: ", ")
    let more = names.count > 8 ? " and \(names.count - 8) more" : ""
    note(.compared, "not compared, because only \(title) has it: \(shown)\(more)")
  }

  private func output(of compare: Compare) -> Schema {
    var fields: [Schema.Field] = []
    func add(_ field: Schema.Field) {
      var field = field
      while fields.contains(where: { $0.name == field.name }) { field.name += "_2" }
      fields.append(field)
    }
    for key in compare.keys {
      add(Schema.Field(name: key.name, type: scope.fields[key.left].type))
    }
    add(Schema.Field(name: "row", type: .text))
    add(Schema.Field(name: "fields", type: .list))
    for field in compare.fields {
      let type = scope.fields[field.left].type
      add(Schema.Field(name: field.name, type: type))
      add(Schema.Field(name: "\(compare.qualifier).\(field.name)", type: type))
    }
    return Schema(fields: fields)
  }

  /// What a value of one type is multiplied by to be one of another; `nil` where they do not agree.
  static func ratio(of type: ValueType, to other: ValueType) -> Scaling? {
    guard case .number(let a) = type, case .number(let b) = other else {
      return type == other ? Scaling(factor: nil) : nil
    }
    guard (a.style == .percent) == (b.style == .percent) else { return nil }
    if a.unit == b.unit { return Scaling(factor: nil) }
    guard a.unit.isNone == b.unit.isNone, let ratio = a.unit.ratio(to: b.unit) else { return nil }
    return Scaling(factor: ratio == .one ? nil : ratio)
  }

  /// How a value comes to another unit.
  struct Scaling {
    /// `nil` where it stays as it is.
    var factor: Ratio?
  }
}
