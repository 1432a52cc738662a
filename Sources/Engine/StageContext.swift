import Records
import Semantics

/// What is the same for every expression of a stage: its input, and the answers of the queries in
/// brackets that were asked of it.
final class StageContext {
  /// With the columns that look-ups appended.
  var input: RecordSet
  private var values: [(plan: Plan, value: Value)] = []
  private var lists: [(plan: Plan, values: [Value])] = []

  private var asked: [(expr: TypedExpr, texts: TextDictionary, answers: AskedTexts)] = []

  init(_ input: RecordSet) { self.input = input }

  /// Where the answers to a test of a dictionary's texts are kept, for all that ask the same.
  func answers(to expr: TypedExpr, _ texts: TextDictionary) -> AskedTexts {
    if let known = asked.first(where: { $0.texts.isSame(as: texts) && $0.expr == expr }) {
      return known.answers
    }
    let answers = AskedTexts()
    asked.append((expr, texts, answers))
    return answers
  }

  /// The single value of a query in brackets.
  func value(of plan: Plan, _ run: Run) throws(ExecutionError) -> Value {
    if let known = values.first(where: { $0.plan == plan }) { return known.value }
    let answer = try run.answer(plan, enclosing: input)
    run.notes.add(answer.notes)
    let set = answer.records
    let value: Value = set.count > 0 ? set.fields.first?.column.value(at: 0) ?? .missing : .missing
    values.append((plan, value))
    return value
  }

  /// The distinct values of a query that answers one column.
  func members(of plan: Plan, _ run: Run) throws(ExecutionError) -> [Value] {
    if let known = lists.first(where: { $0.plan == plan }) { return known.values }
    let answer = try run.answer(plan, enclosing: input)
    run.notes.add(answer.notes)
    let values = answer.records.fields.first?.column.distinctValues() ?? []
    lists.append((plan, values))
    return values
  }
}

extension Column {
  /// The values that occur, without missing; each text and list once.
  func distinctValues() -> [Value] {
    switch storage {
    case .text(let codes, let dictionary):
      return Column.met(codes, count: count, isValid, below: dictionary.count).map {
        .text(dictionary.text(of: $0))
      }
    case .lists(let codes, let dictionary):
      return Column.met(codes, count: count, isValid, below: dictionary.count).map {
        .list(dictionary.texts(of: $0))
      }
    case .integers, .doubles, .booleans, .periods, .moments:
      return (0..<count).map { value(at: $0) }.filter { $0 != .missing }
    }
  }

  private static func met(
    _ codes: CodeStorage, count: Int, _ isValid: (Int) -> Bool, below total: Int
  ) -> [Int] {
    var isMet = [Bool](repeating: false, count: total)
    for row in 0..<count where isValid(row) { isMet[codes[row]] = true }
    return isMet.indices.filter { isMet[$0] }
  }
}
