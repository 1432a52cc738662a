import Engine
import Records
import Semantics
import Syntax

extension Session {
  /// `funds?`: what is known of a field of the current set.
  func about(_ name: Name) throws(StatementError) -> Outcome {
    guard let current = catalog.current, let set = catalog.sets[current] else {
      throw .diagnostic(Checker.unknownSet(name, in: catalog))
    }
    guard let found = Catalog.find(name.text, in: set.fields.map(\.name)),
      let field = set.field(named: found)
    else { throw .diagnostic(Checker.unknownField(name, of: set)) }
    return .answer(Description.facts(of: field, in: set, example: Self.example(field, set)))
  }

  /// A question that names the field.
  private static func example(_ field: Field, _ set: RecordSet) -> String {
    let name = field.name.asName
    switch field.type {
    case .text: return "count by \(name) top 5"
    case .list: return "count by each \(name) top 5"
    case .yesNo: return "count by \(name)"
    case .date, .dateTime: return "count by year(\(name))"
    case .number(let type):
      guard type.style != .year else { return "count by \(name)" }
      let measure = type.style == .percent ? "average" : "sum"
      let key = set.fields.first { other in
        guard other.name != field.name, case .text(_, let dictionary) = other.column.storage
        else { return false }
        return dictionary.count > 1 && dictionary.count <= mostGroups
      }
      return "\(measure) \(name)" + (key.map { " by \($0.name.asName)" } ?? "")
    }
  }

  /// What is read at a glance.
  private static let mostGroups = 50
}
