import Records
import Semantics
import Syntax

/// What is said beside a summary: what was left out, what is missing, what does not add up.
struct SummaryNotes {
  private let stage: StageRun
  private let summariser: Summariser
  private let summary: Summary
  private let input: Frame
  private let filters: [FilterPass]

  init(
    _ stage: StageRun, _ summariser: Summariser, _ summary: Summary, _ input: Frame,
    _ filters: [FilterPass]
  ) {
    self.stage = stage
    self.summariser = summariser
    self.summary = summary
    self.input = input
    self.filters = filters
  }

  private var run: Run { stage.run }

  func say(_ columns: [Column]) throws(ExecutionError) {
    sayWhatWasTaken()
    saySpreads(columns)
    sayOverlap()
    try sayTotals(columns)
  }

  /// Of how many records the figures are.
  func sayWhatWasTaken() {
    for feed in summariser.feeds {
      sayMissing(feed)
      sayLeftOut(feed)
      sayCountedOnce(feed)
      sayIdentity(feed)
    }
  }

  // MARK: Missing

  private func sayMissing(_ feed: Feed) {
    guard !feed.required.isEmpty, feed.valued < feed.asked, feed.asked > 0 else { return }
    let names = feed.required.map { feed.operands[$0].text }.listed
    let missing = feed.asked - feed.valued
    let verb = feed.required.count == 1 ? "has a value" : "have values"
    run.notes.add(
      Note(
        .missing,
        "\(names) \(verb) in \(NoteText.count(feed.valued)) of \(NoteText.records(feed.asked))",
        count: missing))
  }

  /// A spread of one value is none, which a table would show as missing without a word.
  private func saySpreads(_ columns: [Column]) {
    guard !summary.keys.isEmpty || summary.aggregates.count > 1 else { return }
    for (index, measure) in summariser.measures.enumerated() {
      let call = measure.call
      switch call.function {
      case .stddev, .variance, .correlation: break
      default: continue
      }
      guard call.at == nil, measure.feed.valued > 0 else { continue }
      let column = columns[summary.keys.count + index]
      let missing = (0..<column.count).count { !column.isValid($0) }
      guard missing > 0 else { continue }
      let groups = missing == 1 ? "group" : "groups"
      let place = summary.keys.isEmpty ? "" : " in \(NoteText.count(missing)) \(groups)"
      let condition =
        call.function == .correlation
        ? "needs several pairs of values that differ" : "needs more than 1 value"
      run.notes.add(
        Note(
          .missing, "\(call.text) \(condition), so it is missing\(place)", count: missing))
    }
  }

  // MARK: Wholes and parts

  private func sayLeftOut(_ feed: Feed) {
    guard let kin = feed.kin, !kin.leftOut.isEmpty else { return }
    let every = everyForm(of: feed.call)
    for reason in [Kinship.Reason.part, .repetition] {
      let left = kin.leftOut.filter { $0.reason == reason }
      guard !left.isEmpty else { continue }
      let keys = left.map { kin.base.shortLabel(of: $0.record) }
      let what: String
      switch (reason, left.count == 1) {
      case (.part, true): what = "that is a part of another here"
      case (.part, false): what = "that are parts of others here"
      case (.repetition, true): what = "that repeats another here"
      case (.repetition, false): what = "that repeat others here"
      }
      var text = "left out \(NoteText.records(left.count)) \(what): \(NoteText.keys(keys))"
      if let every { text += " (\(every) counts \(left.count == 1 ? "it" : "them"))" }
      run.notes.add(
        Note(
          reason == .part ? .parts : .repeats, text, count: left.count, suggestion: every))
    }
  }

  /// `sum every cadres`
  private func everyForm(of call: AggregateCall) -> String? {
    let word = call.function.rawValue + " "
    guard call.at == nil, call.text.hasPrefix(word) else { return nil }
    return word + "every " + call.text.dropFirst(word.count)
  }

  // MARK: Joined records

  /// `once per gift`: what was told again, and what has no gift.
  private func sayIdentity(_ feed: Feed) {
    guard let identity = feed.identity else { return }
    let names = feed.call.oncePer.map { ExprText(names: input.set.fields.map(\.name)).text(of: $0) }
    if identity.repeats > 0 {
      let what = identity.repeats == 1 ? "tells one" : "tell one"
      run.notes.add(
        Note(
          .repeats,
          "\(feed.call.text) leaves out \(NoteText.records(identity.repeats)) that \(what) again",
          count: identity.repeats))
    }
    if identity.unnamed > 0 {
      let verb = identity.unnamed == 1 ? "has" : "have"
      let count = identity.unnamed == 1 ? "it counts" : "each of them counts"
      run.notes.add(
        Note(
          .missing,
          "\(NoteText.records(identity.unnamed)) \(verb) no \(names.joined(separator: " or ")), so "
            + "\(count) by itself", count: identity.unnamed))
    }
  }

  /// A record that a look-up repeats is counted once.
  private func sayCountedOnce(_ feed: Feed) {
    guard let counted = feed.counted, counted.repeats > 0 else { return }
    switch feed.call.function {
    case .min, .max, .list: return
    case .count, .sum, .average, .median, .percentile, .stddev, .variance, .correlation, .mode,
      .first, .last:
      if feed.call.isDistinct { return }
    }
    let place = summary.keys.isEmpty ? "" : " in each group"
    run.notes.add(
      Note(
        .joined,
        "\(feed.call.text) counts each record of \(counted.title) once\(place), however many rows it "
          + "stands in", count: counted.repeats))
  }

  // MARK: Groups

  private func sayOverlap() {
    guard summariser.sharedRows > 0 else { return }
    let names = summariser.keys.filter(\.key.isEach).map(\.key.name).listed
    let count = summariser.sharedRows
    let verb = count == 1 ? "stands" : "stand"
    run.notes.add(
      Note(
        .overlap, "\(NoteText.records(count)) \(verb) under several values of \(names)",
        count: count))
  }

  /// Where groups do not add up to the total of their records, the total is given.
  private func sayTotals(_ columns: [Column]) throws(ExecutionError) {
    guard !summary.keys.isEmpty else { return }
    let hasEach = summary.keys.contains(where: \.isEach)
    let additive = summary.aggregates.indices.filter { index in
      let call = summary.aggregates[index]
      guard !call.isDistinct, call.at == nil else { return false }
      let feed = summariser.measures[index].feed
      let isShared = hasEach || feed.counted != nil
      switch call.function {
      case .sum: return isShared || feed.kin != nil || !call.oncePer.isEmpty
      case .count: return isShared && call.operands.isEmpty
      default: return false
      }
    }
    guard !additive.isEmpty else { return }
    let quiet = run.notes
    let whole = Summary(keys: [], aggregates: additive.map { summary.aggregates[$0] })
    let totals = try totals(of: whole)
    run.notes = quiet
    for (place, index) in additive.enumerated() {
      let call = summary.aggregates[index]
      let groups = SummaryNotes.added(columns[summary.keys.count + index])
      let total = totals[place].value(at: 0)
      guard groups != SummaryNotes.number(of: total) else { continue }
      if stage.stage.hasTotals {
        run.notes.add(
          Note(
            .notAdditive,
            "\(call.text) of the groups does not add up to the total, which is of their records"))
        continue
      }
      run.notes.add(
        Note(
          .notAdditive,
          "the groups do not add up to the total of their records: \(call.text) is "
            + NoteText.figure(total, call.type)))
    }
  }

  private func totals(of summary: Summary) throws(ExecutionError) -> [Column] {
    let preparer = Preparer(run, stage.context, over: input.set)
    var passes: [FilterPass] = []
    for pass in filters {
      var filter = pass.filter
      filter.watches = []
      passes.append(try FilterPass(filter, preparer))
    }
    let summariser = try Summariser(run, input, passes, summary, preparer)
    try summariser.take()
    return try summariser.finish([0])
  }

  /// The sum of a column's figures, to compare with the total.
  private static func added(_ column: Column) -> Number? {
    var sum: FixedDecimal? = FixedDecimal(0)
    var double = DoubleSum()
    var isDouble = false
    for row in 0..<column.count {
      guard case .number(let number, _) = column.value(at: row) else { continue }
      switch number {
      case .exact(let decimal): sum = sum.flatMap { $0.adding(decimal) }
      case .double(let value):
        isDouble = true
        double.add(value)
      }
    }
    return isDouble ? .double(double.value) : sum.map { .exact($0) }
  }

  private static func number(of value: Value) -> Number? {
    if case .number(let number, _) = value { number } else { .exact(FixedDecimal(0)) }
  }

  // MARK: Reasons

  /// Why the first figure is missing, where it is.
  func reason(_ columns: [Column]) throws(ExecutionError) -> String? {
    for (measure, column) in zip(summariser.measures, columns) where !column.isValid(0) {
      return try reason(for: measure)
    }
    return nil
  }

  private func reason(for measure: Measure) throws(ExecutionError) -> String? {
    let parts = filters.flatMap(\.filter.parts)
    let condition = parts.map(\.text).joined(separator: " and ")
    if summariser.rowCount == 0 {
      if input.count == 0 { return "there is no record" }
      for part in parts where try matchesNothing(part) { return "no record has \(part.text)" }
      return "no record has \(condition)"
    }
    let feed = measure.feed
    if feed.asked == 0, feed.filter == nil, let counted = feed.counted {
      return "no record was found in \(counted.title)"
    }
    if feed.asked == 0 { return "no record meets the condition of \(measure.call.text)" }
    let names = feed.required.map { feed.operands[$0].text }.listed
    guard feed.valued == 0 else {
      // Some figures need more than one value, as a spread does.
      return "\(measure.call.text) needs more than \(NoteText.count(feed.valued)) "
        + (feed.valued == 1 ? "value" : "values")
    }
    if measure.call.filter != nil {
      let records = "record\(feed.asked == 1 ? "" : "s")"
      let met = "the condition of \(measure.call.text)"
      return feed.asked == 1
        ? "the only \(records) that meets \(met) has no value in \(names)"
        : "none of the \(NoteText.count(feed.asked)) \(records) that meet \(met) has a value in "
          + names
    }
    let of = NoteText.records(summariser.rowCount)
    let place = condition.isEmpty ? "" : " where \(condition)"
    if summariser.rowCount == 1 { return "the only record\(place) has no value in \(names)" }
    return "none of the \(of)\(place) has a value in \(names)"
  }

  private func matchesNothing(_ part: Filter.Part) throws(ExecutionError) -> Bool {
    let quiet = run.notes
    defer { run.notes = quiet }
    let node = try Preparer(run, stage.context, over: input.set).node(part.predicate)
    var found = 0
    do {
      try run.forEachBatch(of: input, Tally()) { (batch) throws(ExecutionError) in
        if found == 0 { found += countOnes(try node.truth(batch), batch.count) }
      }
    } catch {
      // A part may meet records that an earlier one kept from it; then it matched something.
      if case .cancelled = error { throw error }
      return false
    }
    return found == 0
  }
}
