import Records
import Semantics
import Syntax

/// The records behind one stage, with their places and what became of each.
struct RecordsBehind {
  private let run: Run
  private let stage: PlanStage
  private let source: RecordSet
  /// The source with what was looked up for it.
  private let input: RecordSet

  private struct Entry {
    var row: Int
    /// The place of its group in the answer.
    var group: Int
    var states: [RecordState]
  }

  init(_ run: Run, _ stage: PlanStage, _ source: RecordSet) throws(ExecutionError) {
    self.run = run
    self.stage = stage
    self.source = source
    let joined = StageRun(run, stage, over: source)
    try joined.perform(
      first: stage.steps.prefix { if case .join = $0 { true } else { false } }.count)
    input = joined.frame.set
  }

  func answer(narrowedTo records: Set<Int>?) throws(ExecutionError) -> RecordSet {
    let stageRun = StageRun(run, stage, over: source)
    // Projections of a summary, and of a show, do not change which rows there are.
    try stageRun.perform(first: stepsBehind)
    run.notes = NoteBook()
    try sayRemoved(stageRun)
    guard let taken = stageRun.taken else {
      let rows = (0..<stageRun.frame.count).map { stageRun.frame.row(at: $0) }
      let entries = rows.map { Entry(row: $0, group: 0, states: []) }
      return try table(narrowed(entries, records), keys: [], states: [])
    }
    let summariser = taken.summariser
    let places = taken.places(in: stageRun.frame)
    var entries: [Entry] = []
    try summariser.revisit { (grouped) throws(ExecutionError) in
      var states: [[RecordState]] = []
      for feed in summariser.feeds { states.append(try feed.states(grouped)) }
      for index in 0..<grouped.count {
        guard let place = places[grouped.groups.map { $0[index] } ?? 0] else { continue }
        let position = grouped.expansion.map { Int($0[index]) } ?? index
        entries.append(
          Entry(
            row: grouped.base.rows[position], group: place, states: states.map { $0[index] }))
      }
    }
    let ordered = telling(narrowed(entries, records), summariser.feeds).enumerated().sorted {
      a, b in
      (a.element.group, a.element.states.first?.rank ?? 0, a.offset)
        < (b.element.group, b.element.states.first?.rank ?? 0, b.offset)
    }
    let kept = ordered.map(\.element)
    let selection = Vector(kept.map { UInt32(stageRun.frame.row(at: $0.group)) })
    // Keys that are fields stand among the fields.
    let keyCount = taken.rowKeyCount ?? summariser.keys.count
    let keys = summariser.keys.prefix(keyCount).enumerated().compactMap { index, key -> Field? in
      if case .column = key.key.expr.kind, !key.key.isEach { return nil }
      let field = stageRun.frame.set.fields[index]
      return Field(
        name: field.name, type: field.type, column: Gathering.column(field.column, selection))
    }
    return try table(kept, keys: keys, states: summariser.feeds)
  }

  /// How many steps say which rows there are: those before the projection that the answer is.
  private var stepsBehind: Int {
    let spread = stage.steps.firstIndex { if case .across = $0 { true } else { false } }
    let start = spread.map { $0 + 1 } ?? 0
    return stage.steps[start...].firstIndex { if case .project = $0 { true } else { false } }
      ?? stage.steps.count
  }

  private func narrowed(_ entries: [Entry], _ records: Set<Int>?) -> [Entry] {
    guard let records, let lineage = input.lineage else { return entries }
    return entries.filter { records.contains(lineage.record(of: $0.row)) }
  }

  /// Without the records that have nothing to count, unless there are no others; a note tells them.
  private func telling(_ entries: [Entry], _ feeds: [Feed]) -> [Entry] {
    guard !feeds.isEmpty else { return entries }
    let told = entries.filter { !$0.states.allSatisfy(\.isIdle) }
    let silent = entries.count - told.count
    guard silent > 0, !told.isEmpty else { return entries }
    var names: [String] = []
    for feed in feeds {
      for name in feed.required.map({ feed.operands[$0].text }) where !names.contains(name) {
        names.append(name)
      }
    }
    let what = names.isEmpty ? "meet no condition of an aggregate" : "no value in \(names.listed)"
    let verb = names.isEmpty ? "" : silent == 1 ? "has " : "have "
    run.notes.add(
      Note(
        .missing, "\(NoteText.records(silent)) more \(verb)\(what)",
        count: silent))
    return told
  }

  // MARK: Columns

  private func table(
    _ entries: [Entry], keys: [Field], states feeds: [Feed]
  ) throws(ExecutionError) -> RecordSet {
    guard let lineage = input.lineage else { preconditionFailure("records have a lineage") }
    let base = lineage.base
    let rows = Vector(entries.map { UInt32($0.row) })
    let places = entries.map { Value.text(base.place(of: lineage.record(of: $0.row))) }
    var fields = [Field(name: "place", type: .text, column: Column(places, type: .text))]
    var names: Set<String> = ["place"]
    func add(_ field: Field) {
      if names.insert(field.name).inserted { fields.append(field) }
    }
    if let keyField = base.keyField {
      let records = Vector(entries.map { UInt32(lineage.record(of: $0.row)) })
      let key = base.fields[keyField]
      add(Field(name: key.name, type: key.type, column: Gathering.column(key.column, records)))
    }
    for key in keys { add(key) }
    let qualified = qualifiedNames
    for index in namedColumns {
      let field = input.fields[index]
      let name = names.contains(field.name) ? qualified[index] ?? field.name : field.name
      add(Field(name: name, type: field.type, column: Gathering.column(field.column, rows)))
    }
    addPlaces(of: entries, &fields)
    let records = entries.map { lineage.record(of: $0.row) }
    for note in Self.notesOnRanges(of: base, records: records, among: names) { run.notes.add(note) }
    for (index, feed) in feeds.enumerated() {
      let texts = entries.map {
        Value.text(text(of: $0.states[index], feed, feed.kin?.base ?? base))
      }
      let name = feeds.count == 1 ? "used" : feed.call.text
      add(Field(name: name, type: .text, column: Column(texts, type: .text)))
    }
    let set = Frame(input, selection: rows)
    return RecordSet(
      name: input.name, fields: fields, count: entries.count, lineage: set.lineage)
  }

  /// What the fields of sets that were looked up are called where a name is taken.
  private var qualifiedNames: [Int: String] {
    var names: [Int: String] = [:]
    var width = source.fields.count
    for case .join(let join) in stage.steps {
      for (index, field) in join.right.fields.enumerated() {
        names[width + index] = "\(join.qualifier ?? join.title).\(field.name)"
      }
      width += join.right.fields.count
    }
    return names
  }

  /// Where the records stand that were looked up.
  private func addPlaces(of entries: [Entry], _ fields: inout [Field]) {
    for strand in input.strands.dropFirst() {
      guard let base = strand.lineage?.base else { continue }
      let places = entries.map { entry in
        strand.record(of: entry.row).map { Value.text(base.place(of: $0)) } ?? .missing
      }
      fields.append(
        Field(
          name: "\(strand.title) place", type: .text, column: Column(places, type: .text)))
    }
  }

  private func text(of state: RecordState, _ feed: Feed, _ base: LoadedRecords) -> String {
    switch state {
    case .counted: return "counted"
    case .part(let whole): return "part of \(base.shortLabel(of: whole))"
    case .repetition(let original): return "repeats \(base.shortLabel(of: original))"
    case .again: return "counted once already"
    case .noValue:
      return "no value in \(feed.required.map { feed.operands[$0].text }.listed)"
    case .outsideCondition: return "outside its condition"
    }
  }

  /// The columns of the input that the stage reads, in the order of the set.
  private var namedColumns: [Int] {
    var named: Set<Int> = []
    for step in stage.steps {
      switch step {
      case .figures(let figures):
        for figure in figures {
          named.formUnion(figure.call.columns)
          for key in figure.per { named.formUnion(key.columns) }
        }
      case .windows(let windows):
        for window in windows {
          for expr in window.order.map(\.expr) + window.per { named.formUnion(expr.columns) }
          named.formUnion(window.operand?.columns ?? [])
        }
      case .filter(let filter):
        if !filter.testsGroups { named.formUnion(filter.predicate.columns) }
      case .summarise(let summary):
        for key in summary.keys { named.formUnion(key.expr.columns) }
        for call in summary.aggregates {
          for expr in call.operands + call.oncePer { named.formUnion(expr.columns) }
          if let filter = call.filter { named.formUnion(filter.columns) }
        }
        return fieldsOfRecords(named)
      case .project(let projection):
        for item in projection.items { named.formUnion(item.expr.columns) }
        return fieldsOfRecords(named)
      case .sort(let terms): for term in terms { named.formUnion(term.expr.columns) }
      case .top(let top): named.formUnion(top.term.expr.columns)
      case .join, .fill, .across, .totals, .unpivot, .compare, .distinct, .limit, .append: break
      }
    }
    return fieldsOfRecords(named)
  }

  /// Without the columns that a step before made, which are no fields of the records.
  private func fieldsOfRecords(_ columns: Set<Int>) -> [Int] {
    columns.filter { $0 < input.fields.count }.sorted()
  }

  // MARK: Conditions

  /// How many records each condition leaves out of those before it.
  private func sayRemoved(_ stageRun: StageRun) throws(ExecutionError) {
    // Conditions may look at figures beside the records.
    let leading = StageRun(run, stage, over: source)
    try leading.perform(first: stage.steps.prefix(while: \.widensRecords).count)
    let set = leading.frame.set
    run.notes = NoteBook()
    let preparer = Preparer(run, stageRun.context, over: set)
    var rows = Frame(set)
    for step in stage.steps {
      guard case .filter(let filter) = step, !filter.testsGroups else { continue }
      for part in filter.parts {
        let node = try preparer.node(part.predicate)
        var kept: [UInt32] = []
        try run.forEachBatch(of: rows, Tally()) { (batch) throws(ExecutionError) in
          let flags = try node.truth(batch)
          for index in 0..<batch.count where flags[index] != 0 {
            kept.append(UInt32(batch.rows[index]))
          }
        }
        let removed = rows.count - kept.count
        if removed > 0 {
          run.notes.add(
            Note(
              .skipped,
              "\(part.text) leaves out \(NoteText.count(removed)) of \(NoteText.records(rows.count))",
              count: removed))
        }
        rows = Frame(set, selection: Vector(kept))
      }
    }
  }
}

extension PlanStep {
  /// Whether it puts columns behind those of the records, before any of them is tested.
  fileprivate var widensRecords: Bool {
    switch self {
    case .join, .figures: true
    case .filter, .summarise, .fill, .windows, .project, .across, .totals, .unpivot, .compare,
      .distinct,
      .sort, .top, .limit, .append:
      false
    }
  }
}
