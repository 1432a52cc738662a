import Records
import Semantics
import Syntax

extension StageRun {
  /// Says what the watches of filters found.
  func say(_ filters: [FilterPass]) throws(ExecutionError) {
    for filter in filters {
      for finding in filter.findings { try say(finding, filter) }
    }
  }

  private func say(_ finding: WatchPass, _ filter: FilterPass) throws(ExecutionError) {
    let count = finding.rows.count
    let records = NoteText.records(count)
    switch finding.watch.kind {
    case .sharedWithOthers(let column, let value, let suggestion):
      try sayShared(finding.rows, filter.set, column, value, suggestion)
    case .missingTakenIn(let field):
      let verb = count == 1 ? "is" : "are"
      run.notes.add(
        Note(.missing, "\(records) in which \(field) is missing \(verb) taken in", count: count))
    case .missingDecides(let condition, let field, let answer):
      run.notes.add(
        Note(
          .missing,
          "\(condition) is \(answer ? "yes" : "no") in \(records) in which \(field) is missing",
          count: count))
    case .undecided(let condition):
      run.notes.add(
        Note(
          .undecided,
          "\(condition) is decided by the stated figure in \(records) whose bound leaves it open",
          count: count))
    case .longerPeriod(let condition):
      let period = count == 1 ? "a period" : "periods"
      run.notes.add(
        Note(
          .longerPeriod,
          "\(records) with \(period) longer than asked: \(condition) is false there", count: count))
    case .letterCase(let field, let value, let other):
      let verb = count == 1 ? "has" : "have"
      run.notes.add(
        Note(
          .letterCase,
          "\(records) \(verb) \(other.asValue) as \(field), which differs from \(value.asValue) only "
            + "in letter case", count: count, suggestion: other))
    }
  }

  /// `1 record more names Daning together with Jialing, Nanbu and Yonghe: 2,000,000 yuan (county has
  /// Daning)`
  private func sayShared(
    _ rows: [UInt32], _ set: RecordSet, _ column: Int, _ value: String, _ suggestion: String
  ) throws(ExecutionError) {
    var rows = rows
    var figure: String?
    if let call = firstMeasure, let operand = call.operands.first, call.function != .count {
      let subset = Frame(set, selection: Vector(rows))
      let node = try Preparer(run, context, over: set).node(operand)
      let column = try run.column(of: node, rows: rows)
      rows = rows.indices.filter { column.isValid($0) }.map { rows[$0] }
      guard !rows.isEmpty else { return }
      let quiet = run.notes
      defer { run.notes = quiet }
      let summary = Summary(keys: [], aggregates: [call])
      let summariser = try Summariser(
        run, subset, [], summary, Preparer(run, context, over: set))
      try summariser.take()
      let result = try summariser.finish([0])
      if result[0].isValid(0) { figure = NoteText.figure(result[0].value(at: 0), call.type) }
    }
    let count = rows.count
    let verb = count == 1 ? "names" : "name"
    var text = "\(NoteText.records(count)) more \(verb) \(value) together with "
    text += count == 1 ? others(than: value, in: set.fields[column].column, rows[0]) : "others"
    if let figure { text += ": \(figure)" }
    text += " (\(suggestion))"
    run.notes.add(Note(.shared, text, count: count, suggestion: suggestion))
  }

  private func others(than value: String, in column: Column, _ row: UInt32) -> String {
    guard case .list(let members) = column.value(at: Int(row)) else { return "others" }
    return members.filter { $0 != value }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .listed
  }

  /// The first aggregate of this stage, which its first measure is made of.
  private var firstMeasure: AggregateCall? {
    for step in stage.steps {
      if case .summarise(let summary) = step { return summary.aggregates.first }
    }
    return nil
  }
}
