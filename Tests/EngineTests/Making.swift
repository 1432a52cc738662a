import Engine
import Records
import Semantics
import Syntax
import TestSupport

/// Sets, expressions and plans made by hand.
enum Making {
  static let place = SourceRange(0, 0)
  static let number = ValueType.number(.plain)

  static func set(named name: String = "records", _ columns: [(String, ValueType, [Value])])
    -> RecordSet
  {
    let fields = columns.map { name, type, values in
      Field(name: name, type: type, column: Column(values, type: type))
    }
    return RecordSet(name: name, fields: fields, count: columns.first?.2.count ?? 0)
  }

  static func exact(_ coefficient: Int128, scale: Int = 0, _ qualifier: Qualifier = .exact) -> Value
  {
    .number(.exact(FixedDecimal(coefficient, scale: scale)), qualifier)
  }

  static func column(_ index: Int, _ type: ValueType) -> TypedExpr {
    TypedExpr(.column(index), type, at: place)
  }

  static func constant(_ value: Value, _ type: ValueType) -> TypedExpr {
    TypedExpr(.constant(value), type, at: place)
  }

  static func whole(_ value: Int128) -> TypedExpr { constant(exact(value), number) }

  static func compare(_ comparison: Comparison, _ a: TypedExpr, _ b: TypedExpr) -> TypedExpr {
    TypedExpr(.comparison(comparison, a, b), .yesNo, at: place)
  }

  static func condition(_ kind: TypedExpr.Kind) -> TypedExpr { TypedExpr(kind, .yesNo, at: place) }

  static func figure(_ kind: TypedExpr.Kind) -> TypedExpr { TypedExpr(kind, number, at: place) }

  static func call(_ function: Function, _ type: ValueType, _ arguments: [TypedExpr]) -> TypedExpr {
    TypedExpr(.call(function, arguments), type, at: place)
  }

  static func filter(_ predicate: TypedExpr, _ texts: [String] = []) -> PlanStep {
    let parts = texts.isEmpty ? [] : [Filter.Part(text: texts[0], predicate: predicate)]
    return .filter(Filter(predicate: predicate, testsGroups: false, parts: parts))
  }

  static func aggregate(
    _ function: AggregateFunction, _ operands: [TypedExpr], _ type: ValueType = number,
    text: String? = nil, isDistinct: Bool = false, isEvery: Bool = false, filter: TypedExpr? = nil,
    at: Aggregate.Extremum? = nil, once: [TypedExpr] = []
  ) -> AggregateCall {
    AggregateCall(
      function: function, operands: operands, at: at, isDistinct: isDistinct, isEvery: isEvery,
      filter: filter, oncePer: once, text: text ?? "\(function.rawValue) x", type: type)
  }

  static func summary(_ keys: [(TypedExpr, Bool)], _ calls: [AggregateCall]) -> PlanStep {
    .summarise(
      Summary(
        keys: keys.enumerated().map {
          Summary.Key(expr: $1.0, isEach: $1.1, name: "key\($0)")
        }, aggregates: calls))
  }

  static func plan(
    _ steps: [PlanStep], from name: String = "records", form: PlanForm = .table
  ) -> Plan {
    Plan(
      source: .set(name),
      stages: [PlanStage(steps: steps, output: Schema(fields: []), form: form)])
  }

  /// One thread, two, and more than there are cores.
  static let workers = [1, 2, 7].map { Workers(count: $0) }

  /// - Shape: `way` chooses how many threads share the rows and how many rows are worth it
  static func answer(
    _ plan: Plan, _ set: RecordSet, batchSize: Int = 1_024, way: Int = 0
  ) throws(ExecutionError) -> Answer {
    var executor = Executor(sets: [set.name: set], isCancelled: { false })
    executor.settings.batchSize = batchSize
    executor.settings.spanRows = [1 << 16, 1, 4, 9][way % 4]
    executor.settings.workers = workers[way % 3]
    executor.settings.mostSlots = [1 << 20, 0][way / 4 % 2]
    executor.settings.partRows = 1 + way % 5
    return try executor.run(plan)
  }

  /// The cells of an answer, row by row; members of lists in alphabetical order.
  static func rows(_ set: RecordSet) -> [[Value]] {
    (0..<set.count).map { row in
      set.fields.map { field in
        if case .list(let members) = field.column.value(at: row) { return .list(members.sorted()) }
        return field.column.value(at: row)
      }
    }
  }
}

extension Answer {
  var rows: [[Value]] { Making.rows(records) }
  var value: Value { rows.first?.first ?? .missing }
}
