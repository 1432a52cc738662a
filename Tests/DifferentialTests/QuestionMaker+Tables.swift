import TestSupport

/// Cross tables and back.
extension QuestionMaker {
  /// Makes the summary at a place a cross table by chance; its columns are what SQLite finds.
  mutating func spread(_ question: inout Question, at index: Int) throws -> Bool {
    guard case .summary(let measures, let keys, let groupFilter) = question.stages[index].head,
      random.chance(oneIn: 5), !measures.contains(where: \.phrase.isWindow)
    else { return false }
    let before = index == 0 ? question.sourceColumns : question.stages[index - 1].columns
    guard let key = acrossKey(before), !keys.contains(where: { $0.phrase == key.phrase }) else {
      return false
    }
    var stage = question.stages[index]
    stage.across = Stage.Across(key: key, values: [])
    stage.top = nil
    stage.sort = []
    var trial = question
    trial.stages[index] = stage
    trial.stages.removeSubrange((index + 1)...)
    try trial.resolve(in: database)
    let columns = trial.columns
    guard columns.count <= 80, Set(columns.map(\.name)).count == columns.count else {
      return false
    }
    stage = trial.stages[index]
    var phrases = keys.map { Phrase.column($0.column) }
    phrases += columns.suffix(columns.count - keys.count).map { .column($0) }
    if groupFilter == nil { phrases += measures.map { .column($0.column) } }
    order(&stage, by: phrases)
    if stage.top?.isByWritten == false { stage.top = nil }
    // Rows of a cross table are chosen among their own columns.
    let names = Set(columns.map(\.name))
    stage.top?.per.removeAll { !names.contains($0.name) }
    question.stages[index] = stage
    return true
  }

  private mutating func acrossKey(_ columns: [Column]) -> Item? {
    let column = random.pick(columns)
    switch column.shape {
    case .text, .yesNo, .period:
      return Item(phrase: .column(column), name: column.name, isNamed: false)
    case .exact(let scale, let reach):
      guard reach < 100 else { return nil }
      _ = scale
      return Item(phrase: .column(column), name: column.name, isNamed: false)
    case .day:
      let call = random.pick([Phrase.Call.year, .quarter, .weekday])
      return Item(phrase: .call(call, [.column(column)]), name: name())
    case .real, .rough, .percent, .days: return nil
    }
  }

  /// The columns of one measure of a cross table, back to rows.
  mutating func unpivotAcross(_ stage: Stage) -> Stage? {
    guard case .summary(let measures, let keys, _) = stage.head, let across = stage.across,
      across.values.count > 1
    else { return nil }
    let place = random.below(measures.count)
    let wide = Array(stage.columns.dropFirst(keys.count))
    let columns = across.values.indices.map { wide[$0 * measures.count + place] }
    let unpivot = Stage.Unpivot(
      columns: columns, labels: across.values,
      key: Column(name: name(), shape: across.key.phrase.shape),
      value: Column(name: name(), shape: measures[place].phrase.shape))
    return Stage(head: .unpivot(unpivot, of: stage.columns))
  }

  /// Columns of one kind whose names are words.
  mutating func unpivot(over columns: [Column]) -> Stage? {
    let plain = columns.filter(\.isPlain)
    guard !plain.isEmpty else { return nil }
    let first = random.pick(plain)
    let alike = plain.filter {
      if case .exact = first.shape { return $0.shape.isNumber && $0.shape != .real }
      return $0.shape == first.shape
    }
    guard alike.count > 1, first.shape != .rough else { return nil }
    let shape = alike.dropFirst().reduce(alike[0].shape) { Phrase.aligned($0, $1.shape) }
    if case .exact(_, let reach) = shape, reach > PhraseMaker.reach { return nil }
    let unpivot = Stage.Unpivot(
      columns: alike, labels: alike.map { .text($0.name) },
      key: Column(name: name(), shape: .text), value: Column(name: name(), shape: shape))
    return Stage(head: .unpivot(unpivot, of: columns))
  }
}

extension Question {
  var sourceColumns: [Column] {
    switch source {
    case .set(_, let columns), .around(let columns): columns
    }
  }

  /// Finds the columns of its cross tables.
  mutating func resolve(in database: Database) throws {
    for index in stages.indices {
      guard let across = stages[index].across else { continue }
      let values = try Translation.values(of: across, in: self, upTo: index, database)
      stages[index].across?.values = values
    }
  }
}
