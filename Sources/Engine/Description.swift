package import Records
import Semantics

/// What `describe` answers: sets, or the fields of one.
package enum Description {
  package static func sets(_ sets: [RecordSet], current: String?) -> Answer {
    answer(
      "sets",
      [
        ("set", .text, sets.map { .text($0.name) }),
        ("records", .number(.plain), sets.map { whole($0.count) }),
        ("fields", .number(.plain), sets.map { whole($0.fields.count) }),
        ("current", .yesNo, sets.map { .yesNo($0.name == current) }),
      ])
  }

  package static func fields(of set: RecordSet) -> Answer {
    let facts = set.fields.map(FieldFacts.init)
    var result = answer(
      set.name,
      [
        ("field", .text, set.fields.map { .text($0.name) }),
        ("type", .text, set.fields.map { .text(typeName($0.type)) }),
        ("unit", .text, set.fields.map(unitName)),
        ("distinct", .number(.plain), facts.map { whole($0.distinct) }),
        ("missing", .number(.plain), set.fields.map { whole($0.column.missingCount) }),
        ("lowest", .text, facts.map { $0.lowest ?? blank }),
        ("highest", .text, facts.map { $0.highest ?? blank }),
        ("sample", .text, facts.map { $0.sample ?? blank }),
      ])
    let distributions = set.fields.map { field in
      let text = Distribution(field.column).text
      return text.isEmpty ? blank : Value.text(text)
    }
    // For the eye, and no part of what is written for other programs.
    result.totals = Totals(columns: [
      Field(name: "distribution", type: .text, column: Column(distributions, type: .text))
    ])
    return result
  }

  /// One field: its facts, and its most frequent values.
  package static func values(of field: Field, in set: RecordSet) -> Answer {
    let counts: [Int]
    let values: [Value]
    switch field.column.storage {
    case .text(let codes, let dictionary):
      counts = occurrences(codes, dictionary.count, field.column)
      values = dictionary.texts.map { .text($0) }
    case .lists(let codes, let lists):
      counts = occurrences(codes, lists.count, field.column)
      values = (0..<lists.count).map { .text(lists.texts(of: $0).joined(separator: " + ")) }
    case .integers, .doubles, .booleans, .periods, .moments:
      return fields(of: RecordSet(name: set.name, fields: [field], count: set.count))
    }
    let most = counts.indices.filter { counts[$0] > 0 }.sorted { counts[$0] > counts[$1] }
    let shown = most.prefix(20)
    var result = answer(
      field.name,
      [
        (field.name, .text, shown.map { values[$0] }),
        ("records", .number(.plain), shown.map { whole(counts[$0]) }),
      ])
    if most.count > shown.count {
      result.notes.append(
        Note(
          .skipped, "the \(shown.count) most frequent of \(most.count) values",
          suggestion: "count by \(field.name)"))
    }
    if field.column.missingCount > 0 {
      let count = field.column.missingCount
      result.notes.append(
        Note(.missing, "\(field.name) is missing in \(NoteText.records(count))", count: count))
    }
    return result
  }

  static func occurrences(
    _ codes: CodeStorage, _ cardinality: Int, _ column: Column
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: cardinality)
    for row in 0..<column.count where column.isValid(row) { counts[codes[row]] += 1 }
    return counts
  }

  static func answer(
    _ name: String, _ columns: [(String, ValueType, [Value])]
  ) -> Answer {
    let fields = columns.map { name, type, values in
      Field(name: name, type: type, column: Column(values, type: type))
    }
    let count = columns.first?.2.count ?? 0
    return Answer(form: .table, records: RecordSet(name: name, fields: fields, count: count))
  }

  private static func whole(_ count: Int) -> Value {
    .number(.exact(FixedDecimal(Int128(count))), .exact)
  }

  /// A blank rather than "missing": nothing is missing where a text has no unit.
  static let blank = Value.text("—")

  static func unitName(_ field: Field) -> Value {
    guard let type = field.type.numberType else { return blank }
    if type.style == .percent { return .text("%") }
    return type.unit.isNone ? blank : .text(type.unit.text)
  }

  static func typeName(_ type: ValueType) -> String {
    switch type {
    case .text: "text"
    case .number(let number): number.style == .year ? "year" : "number"
    case .yesNo: "yes/no"
    case .date: "date"
    case .dateTime: "datetime"
    case .list: "list"
    }
  }
}

/// Distinct values, ends and an example of one column.
struct FieldFacts {
  var distinct = 0
  var lowest: Value?
  var highest: Value?
  var sample: Value?

  init(_ field: Field) {
    let column = field.column
    guard let first = (0..<column.count).first(where: column.isValid) else { return }
    sample = .text(NoteText.figure(column.value(at: first), field.type))
    switch column.storage {
    case .text(let codes, let dictionary):
      distinct = FieldFacts.distinct(codes, dictionary.count, column)
    case .lists(let codes, let dictionary):
      distinct = FieldFacts.distinct(codes, dictionary.count, column)
    case .booleans(let booleans):
      distinct = Set((0..<column.count).filter(column.isValid).map { booleans[$0] }).count
    case .integers(let integers, _):
      order(field, by: { integers[$0] })
    case .doubles(let doubles):
      order(field, by: { doubles[$0] })
    case .periods(let days, let grains):
      order(field, by: { Int64(days[$0]) << 3 | Int64(grains[$0].rawValue) })
    case .moments(let seconds):
      order(field, by: { seconds[$0] })
    }
  }

  private static func distinct(_ codes: CodeStorage, _ cardinality: Int, _ column: Column) -> Int {
    var seen = [Bool](repeating: false, count: cardinality)
    for row in 0..<column.count where column.isValid(row) { seen[codes[row]] = true }
    return seen.count { $0 }
  }

  private mutating func order<Key: Comparable & Hashable>(_ field: Field, by key: (Int) -> Key) {
    let column = field.column
    var low: Int?
    var high: Int?
    var seen: Set<Key> = []
    for row in 0..<column.count where column.isValid(row) {
      let value = key(row)
      seen.insert(value)
      if low.map({ value < key($0) }) ?? true { low = row }
      if high.map({ key($0) < value }) ?? true { high = row }
    }
    distinct = seen.count
    if let low { lowest = .text(NoteText.figure(column.value(at: low), field.type)) }
    if let high { highest = .text(NoteText.figure(column.value(at: high), field.type)) }
  }
}
