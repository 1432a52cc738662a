import Records
import Semantics
import Syntax

/// Runs the steps of one stage.
///
/// Filters wait for the step behind them: a summary tests and takes in a batch in one go, so the
/// rows that pass are written down only where a later step needs them.
final class StageRun {
  let run: Run
  let stage: PlanStage
  let context: StageContext
  var frame: Frame
  var pending: [FilterPass] = []
  /// The last summary as it was taken in, with the group of each of its rows.
  private(set) var taken: (summariser: Summariser, groups: [UInt32])?
  /// What to say where a single value is missing.
  private var reason: String?

  struct Outcome {
    var records: RecordSet
    var reason: String?
  }

  init(_ run: Run, _ stage: PlanStage, over input: RecordSet) {
    self.run = run
    self.stage = stage
    context = StageContext(input)
    frame = Frame(input)
  }

  /// Performs steps of the stage up to the first that a test stops at.
  func perform(until isEnd: (PlanStep) -> Bool = { _ in false }) throws(ExecutionError) {
    for step in stage.steps {
      if isEnd(step) { break }
      try perform(step)
    }
    try settle()
  }

  func outcome() throws(ExecutionError) -> Outcome {
    try perform()
    let names = stage.output.fields.map(\.name)
    let records = frame.materialised(
      name: frame.set.name, fieldNames: names.count == frame.set.fields.count ? names : nil)
    var reason: String?
    if stage.form == .value, records.count == 1,
      records.fields.first?.column.isValid(0) == false
    {
      reason = self.reason
    }
    return Outcome(records: records, reason: reason)
  }

  private func perform(_ step: PlanStep) throws(ExecutionError) {
    switch step {
    case .filter(let filter): pending.append(try FilterPass(filter, preparer))
    case .summarise(let summary): try summarise(summary)
    case .project(let projection): try project(projection)
    case .distinct: try distinct()
    case .sort(let terms): try sort(terms)
    case .top(let top): try self.top(top)
    case .limit(let count, let offset): try limit(count, offset)
    }
  }

  var preparer: Preparer { Preparer(run, context, over: frame.set) }

  /// Writes down the rows that pass the filters that wait.
  func settle() throws(ExecutionError) {
    guard !pending.isEmpty else { return }
    let filters = pending
    pending = []
    var kept: [UInt32] = []
    let tally = Tally()
    try run.forEachBatch(of: frame, tally) { (whole) throws(ExecutionError) in
      var batch = whole
      for filter in filters {
        if batch.count > 0 { batch = try filter.passed(batch, isWatching: true) }
      }
      switch batch.rows {
      case .range(let start, let count):
        kept.append(contentsOf: UInt32(start)..<UInt32(start + count))
      case .picked(let rows, let count):
        kept.append(contentsOf: UnsafeBufferPointer(start: rows, count: count))
      }
    }
    run.notes.add(tally.notes)
    try say(filters)
    if kept.count < frame.count { frame = Frame(frame.set, selection: Vector(kept)) }
  }

  // MARK: Steps

  private func summarise(_ summary: Summary) throws(ExecutionError) {
    let filters = pending
    pending = []
    let input = frame
    let summariser = try Summariser(run, input, filters, summary, preparer)
    try summariser.take()
    let met = summariser.metGroups()
    var columns = try summariser.keyColumns(met)
    let order = try sortedGroups(columns, summary)
    let groups = order.map { met[Int($0)] }
    let selection = Vector(order)
    columns = columns.map { Gathering.column($0, selection) }
    columns += try summariser.finish(groups)
    taken = (summariser, groups)
    let fields = zip(
      summary.keys.map { ($0.name, $0.isEach ? ValueType.text : $0.expr.type) }
        + summary.aggregates.map { ($0.text, $0.type) }, columns
    ).map { Field(name: $0.0, type: $0.1, column: $1) }
    frame = Frame(RecordSet(name: input.set.name, fields: fields, count: groups.count))
    try say(filters)
    let notes = SummaryNotes(self, summariser, summary, input, filters)
    try notes.say(columns)
    if summary.keys.isEmpty { reason = try notes.reason(columns) }
  }

  /// Groups come sorted by their keys, missing last.
  private func sortedGroups(
    _ columns: [Column], _ summary: Summary
  ) throws(ExecutionError) -> [UInt32] {
    guard let count = columns.first?.count else { return [0] }
    var terms: [Ordering.Term] = []
    for column in columns {
      var keys = OrderKeys()
      let scratch = Scratch()
      let node = ColumnNode(
        TypedExpr(.column(0), .text, at: .init(0, 0)),
        Subject(RecordSet(name: "", fields: [], count: count)), column)
      let rows = Rows.range(0, count: count)
      keys.append(try node.evaluate(Batch(rows: rows, scratch: scratch, tally: Tally())))
      keys.finish()
      terms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
    }
    return Ordering.order(terms, count: count)
  }

  private func project(_ projection: Projection) throws(ExecutionError) {
    try settle()
    let preparer = preparer
    let input = frame
    var nodes: [Node] = []
    for item in projection.items { nodes.append(try preparer.node(item.expr)) }
    let isPlain = nodes.allSatisfy { $0 is ColumnNode }
    var columns: [Column] = []
    if isPlain {
      columns = nodes.compactMap { ($0 as? ColumnNode)?.column }
    } else {
      columns = try projected(nodes, input)
    }
    let fields = zip(projection.items, columns).map { item, column in
      Field(name: item.name, type: item.expr.type, column: column)
    }
    let count = isPlain ? input.set.count : input.count
    var set = RecordSet(name: input.set.name, fields: fields, count: count)
    if projection.keepsRecords { set.lineage = isPlain ? input.set.lineage : input.lineage }
    frame = Frame(set, selection: isPlain ? input.selection : nil)
  }

  /// Columns as they are, gathered where rows were chosen, and the others evaluated.
  private func projected(_ nodes: [Node], _ input: Frame) throws(ExecutionError) -> [Column] {
    var assemblers = nodes.map { ColumnAssembler($0.type, $0.form) }
    let tally = Tally()
    try run.forEachBatch(of: input, tally) { (batch) throws(ExecutionError) in
      for (index, node) in nodes.enumerated() where !(node is ColumnNode) {
        assemblers[index].append(try node.evaluate(batch))
      }
    }
    run.notes.add(tally.notes)
    return zip(nodes, assemblers).map { node, assembler in
      guard let node = node as? ColumnNode else { return assembler.finish() }
      return input.selection.map { Gathering.column(node.column, $0) } ?? node.column
    }
  }

  private func distinct() throws(ExecutionError) {
    try settle()
    let preparer = preparer
    var nodes: [Node] = []
    for (index, field) in frame.set.fields.enumerated() {
      nodes.append(
        try preparer.node(TypedExpr(.column(index), field.type, at: .init(0, 0))))
    }
    let encoders = nodes.map { KeyEncoder($0, over: frame) }
    let grouper = Grouper(bounds: encoders.map { $0.isFixed ? $0.bound : nil }, rows: frame.count)
    let isMet = GroupArray<UInt8>(0)
    var kept: [UInt32] = []
    var place: UInt32 = 0
    try run.forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
      var codes: [UnsafePointer<UInt32>] = []
      for (node, encoder) in zip(nodes, encoders) {
        codes.append(encoder.codes(try node.evaluate(batch), batch.scratch))
      }
      let groups = grouper.groups(
        codes, bounds: encoders.map(\.bound), batch.count, batch.scratch)
      isMet.reserve(grouper.slots)
      for index in 0..<batch.count {
        let group = groups.map { Int($0[index]) } ?? 0
        if isMet[group] == 0 {
          isMet[group] = 1
          kept.append(place)
        }
        place += 1
      }
    }
    let picked = frame.picking(kept)
    var set = picked.set
    set.lineage = nil
    frame = Frame(set, selection: picked.selection)
  }

  private func sort(_ terms: [SortTerm]) throws(ExecutionError) {
    try settle()
    let preparer = preparer
    var orders: [Ordering.Term] = []
    let tally = Tally()
    for term in terms {
      let keys = try run.orderKeys(of: try preparer.node(term.expr), over: frame, tally)
      orders.append(.init(keys: keys, isDescending: term.isDescending))
    }
    run.notes.add(tally.notes)
    frame = frame.picking(Ordering.order(orders, count: frame.count))
  }

  private func limit(_ count: Int, _ offset: Int) throws(ExecutionError) {
    try settle()
    let first = min(max(0, offset), frame.count)
    let last = min(frame.count, first + min(max(0, count), frame.count))
    guard first > 0 || last < frame.count else { return }
    frame = frame.picking(Array(UInt32(first)..<UInt32(last)))
  }

  private func top(_ top: Top) throws(ExecutionError) {
    try settle()
    let preparer = preparer
    let tally = Tally()
    let node = try preparer.node(top.term.expr)
    if try fewest(top, node) { return }
    let keys = try run.orderKeys(of: node, over: frame, tally)
    var perTerms: [Ordering.Term] = []
    var groups: [UInt32]?
    if !top.per.isEmpty {
      let nodes = try preparer.nodes(top.per)
      for node in nodes {
        let keys = try run.orderKeys(of: node, over: frame, tally)
        perTerms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
      }
      groups = try self.groups(by: nodes)
    }
    run.notes.add(tally.notes)
    let pass = TopPass(
      top: top, term: .init(keys: keys, isDescending: top.term.isDescending), groups: groups,
      perTerms: perTerms, count: frame.count)
    let (places, ties, cut) = pass.chosen()
    if ties > 0, let cut {
      let row = frame.row(at: Int(cut))
      let value = try run.column(of: node, rows: [UInt32(row)]).value(at: 0)
      say(ties: ties, at: value, top)
    }
    frame = frame.picking(places)
  }

  private func groups(by nodes: [Node]) throws(ExecutionError) -> [UInt32] {
    let encoders = nodes.map { KeyEncoder($0, over: frame) }
    let grouper = Grouper(bounds: encoders.map { $0.isFixed ? $0.bound : nil }, rows: frame.count)
    var result: [UInt32] = []
    try run.forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
      var codes: [UnsafePointer<UInt32>] = []
      for (node, encoder) in zip(nodes, encoders) {
        codes.append(encoder.codes(try node.evaluate(batch), batch.scratch))
      }
      let groups = grouper.groups(
        codes, bounds: encoders.map(\.bound), batch.count, batch.scratch)
      for index in 0..<batch.count { result.append(groups.map { $0[index] } ?? 0) }
    }
    return result
  }

  func say(ties: Int, at value: Value, _ top: Top) {
    let figure = NoteText.figure(value, top.term.expr.type)
    let rows = ties == 1 ? "1 more row ties" : "\(NoteText.count(ties)) more rows tie"
    let place = top.per.isEmpty ? "with the last, at \(figure)" : "with the last of their group"
    run.notes.add(
      Note(
        .tieAtCut, "\(rows) \(place) (with ties keeps them)", count: ties, suggestion: "with ties"))
  }
}
