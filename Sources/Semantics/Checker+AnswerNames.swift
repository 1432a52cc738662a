import Records
import Syntax

extension Checker {
  func output(_ items: [Projection.Item], over scope: Scope) -> Schema {
    var schema = Schema(
      fields: items.map { item in
        var field = Schema.Field(name: item.name, type: item.expr.type)
        if case .column(let index) = item.expr.kind, index < scope.fields.count {
          field.origin = scope.fields[index].origin
          field.isKey = scope.fields[index].isKey
          // A column that was given another name is that, not a value of a key.
          if scope.fields[index].name == item.name { field.label = scope.fields[index].label }
        }
        let strands = scope.strands(of: [item.expr])
        field.strands = strands == [0] ? [] : strands
        return field
      })
    schema.strandTitles = scope.strandTitles
    return schema
  }

  /// `sum funds` is `sum_funds`, a field keeps its name, anything else is its canonical text.
  func defaultName(of expr: Expr) -> String {
    switch expr.kind {
    case .name(let name, let qualifier?):
      let whole = "\(qualifier.text).\(name.text)"
      if scope.fields.contains(where: { $0.name == whole }) { return whole }
      return scope.index(of: name, qualifier: qualifier).map { scope.fields[$0].name } ?? name.text
    case .name(let name, nil):
      return scope.index(of: name).map { scope.fields[$0].name } ?? name.text
    case .aggregate(let aggregate):
      let isPlain =
        !aggregate.isDistinct && !aggregate.isEvery && aggregate.filter == nil
        && aggregate.oncePer.isEmpty && aggregate.per.isEmpty && aggregate.at == nil
      if isPlain, aggregate.operands.isEmpty { return aggregate.function.rawValue }
      if isPlain, aggregate.operands.count == 1,
        case .name(let name, _) = aggregate.operands[0].kind
      {
        let field = records.index(of: name).map { records.fields[$0].name } ?? name.text
        return "\(aggregate.function.rawValue)_\(field)"
      }
      return Printer.text(of: expr)
    default: return Printer.text(of: expr)
    }
  }

  func refuseEqualName(
    _ name: String, among items: [Projection.Item], at range: SourceRange
  ) throws(Diagnostic) {
    guard items.contains(where: { $0.name == name }) else { return }
    throw Diagnostic(
      "two columns of the answer are named \(name)", at: range,
      notes: ["as gives one of them another name"])
  }

  /// `by county and year`: several keys or items stand between commas.
  func refuseAndBetweenFields(_ expr: Expr) throws(Diagnostic) {
    var names: [Expr] = []
    func collect(_ expr: Expr) -> Bool {
      switch expr.kind {
      case .infix(.and, _, let left, let right): return collect(left) && collect(right)
      case .name(let name, nil):
        names.append(expr)
        guard definitions[name.text] == nil else { return false }
        return scope.index(of: name).map { scope.fields[$0].type != .yesNo } ?? false
      default: return false
      }
    }
    guard case .infix(.and, _, _, _) = expr.kind, collect(expr) else { return }
    let text = names.map { Printer.text(of: $0) }.joined(separator: ", ")
    throw Diagnostic(
      "several fields stand between commas: \(text)", at: expr.range,
      fixes: [.init(range: expr.range, replacement: text)])
  }
}
