package import Records

extension Description {
  /// What is known of one field, a fact a row; `example` is a question that names it.
  package static func facts(of field: Field, in set: RecordSet, example: String) -> Answer {
    let facts = FieldFacts(field)
    let present = set.count - field.column.missingCount
    var rows: [(String, Value)] = [("type", .text(typeName(field.type)))]
    if unitName(field) != blank { rows.append(("unit", unitName(field))) }
    rows += [
      ("records", counted(set.count)), ("no value", counted(field.column.missingCount)),
      ("distinct", counted(facts.distinct)),
    ]
    if let lowest = facts.lowest { rows.append(("least", lowest)) }
    if let highest = facts.highest { rows.append(("most", highest)) }
    if facts.distinct > 0, facts.distinct == present, present > 1 {
      rows.append(("most frequent", .text("each value stands once")))
    } else {
      for (place, value) in frequent(field).enumerated() {
        let text = "\(NoteText.figure(value.value, field.type)) · \(NoteText.records(value.count))"
        rows.append((place == 0 ? "most frequent" : "\(ordinals[place]) most", .text(text)))
      }
    }
    let distribution = Distribution(field.column).text
    if !distribution.isEmpty { rows.append(("distribution", .text(distribution))) }
    rows.append(("to ask", .text(example)))
    return answer(
      field.name,
      [("about", .text, rows.map { .text($0.0) }), (field.name, .text, rows.map { $0.1 })])
  }

  private static let mostFrequent = 5
  private static let ordinals = ["", "second", "third", "fourth", "fifth"]

  private static func counted(_ count: Int) -> Value { .text(NoteText.count(count)) }

  /// The values that most records have; of equally many, those that stand first.
  private static func frequent(_ field: Field) -> [(value: Value, count: Int)] {
    let column = field.column
    switch column.storage {
    case .text(let codes, let dictionary):
      return frequent(occurrences(codes, dictionary.count, column)) {
        .text(dictionary.text(of: $0))
      }
    case .lists(let codes, let lists):
      return frequent(occurrences(codes, lists.count, column)) { .list(lists.texts(of: $0)) }
    case .booleans(let booleans): return frequent(column) { booleans[$0] }
    case .integers(let integers, _):
      return frequent(column) { Whole(number: integers[$0], mark: column.qualifier($0)) }
    case .doubles(let doubles): return frequent(column) { doubles[$0] }
    case .periods(let days, let grains):
      return frequent(column) { Int64(days[$0]) << 3 | Int64(grains[$0].rawValue) }
    case .moments(let seconds): return frequent(column) { seconds[$0] }
    }
  }

  private struct Whole: Hashable {
    var number: Int128
    var mark: Qualifier
  }

  private static func frequent(
    _ counts: [Int], _ value: (Int) -> Value
  ) -> [(value: Value, count: Int)] {
    counts.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(mostFrequent)
      .map { (value($0), counts[$0]) }
  }

  private static func frequent<Key: Hashable>(
    _ column: Column, by key: (Int) -> Key
  ) -> [(value: Value, count: Int)] {
    var seen: [Key: (count: Int, row: Int)] = [:]
    for row in 0..<column.count where column.isValid(row) {
      seen[key(row), default: (0, row)].count += 1
    }
    return seen.values.sorted { ($1.count, $0.row) < ($0.count, $1.row) }.prefix(mostFrequent)
      .map { (column.value(at: $0.row), $0.count) }
  }
}
