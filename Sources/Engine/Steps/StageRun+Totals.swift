import Records
import Semantics
import Syntax

extension StageRun {
  /// Totals of the rows at hand, for each few of their first keys and for all of them.
  func totals(_ beside: Beside) throws(ExecutionError) {
    try settle()
    guard let taken else { return }
    aside.total = frame.count
    for width in (0..<beside.keyCount).reversed() {
      let groups =
        width == 0
        ? [UInt32](repeating: 0, count: frame.count)
        : try self.groups(by: try columns(0..<width, of: frame))
      var owner = [UInt32](repeating: .max, count: frame.set.count)
      var firstRows: [UInt32] = []
      var numbers: [UInt32: UInt32] = [:]
      for (place, group) in groups.enumerated() {
        let row = frame.row(at: place)
        if numbers[group] == nil {
          numbers[group] = UInt32(firstRows.count)
          firstRows.append(UInt32(row))
        }
        owner[row] = numbers[group] ?? 0
      }
      let count = width == 0 ? 1 : firstRows.count
      let keys = ShownKeys(keys: Set(0..<width), rows: firstRows)
      let figures = try figures(beside, taken, owner, keys, slots: count)
      let rows = (0..<count).map { row in
        keyCells(beside, showing: Set(0..<width), of: firstRows.isEmpty ? nil : firstRows[row]) {
          "total"
        } + figures[row]
      }
      aside.levels.append(Aside.Level(rows: rows, owner: owner, isOfAll: width == 0))
    }
  }

  /// What a top did not choose, together, or together in each of its groups.
  func others(
    _ beside: Beside, _ top: Top, chosen: [UInt32], groups: [UInt32]?
  ) throws(ExecutionError) {
    guard let taken else { return }
    var isChosen = [Bool](repeating: false, count: frame.count)
    for place in chosen { isChosen[Int(place)] = true }
    var owner = [UInt32](repeating: .max, count: frame.set.count)
    var belonging = owner
    var firstRows: [UInt32] = []
    var counts: [Int] = []
    var numbers: [UInt32: UInt32] = [:]
    for place in 0..<frame.count where !isChosen[place] {
      let group = groups?[place] ?? 0
      let row = frame.row(at: place)
      if numbers[group] == nil {
        numbers[group] = UInt32(firstRows.count)
        firstRows.append(UInt32(row))
        counts.append(0)
      }
      let number = numbers[group] ?? 0
      owner[row] = number
      counts[Int(number)] += 1
    }
    guard !firstRows.isEmpty else { return }
    for place in 0..<frame.count where isChosen[place] {
      belonging[frame.row(at: place)] = numbers[groups?[place] ?? 0] ?? .max
    }
    let shown = Set(top.per.compactMap { $0.columns.first })
    let keys = ShownKeys(keys: shown, rows: firstRows)
    let figures = try figures(beside, taken, owner, keys, slots: firstRows.count)
    let rows = firstRows.indices.map { row in
      keyCells(beside, showing: shown, of: firstRows[row]) {
        "all others (\(NoteText.count(counts[row])))"
      } + figures[row]
    }
    let level = Aside.Level(rows: rows, owner: belonging, isOfAll: top.per.isEmpty)
    let place = top.per.isEmpty ? aside.levels.firstIndex(where: \.isOfAll) : 0
    aside.levels.insert(level, at: place ?? aside.levels.count)
  }

  /// The keys of a row beside: some of them, then what it is, then nothing.
  private func keyCells(
    _ beside: Beside, showing shown: Set<Int>, of row: UInt32?, _ label: () -> String
  ) -> [Totals.Cell] {
    var isLabelled = false
    return (0..<beside.keyCount).map { index in
      if shown.contains(index), let row {
        return .value(frame.set.fields[index].column.value(at: Int(row)))
      }
      if isLabelled { return .blank }
      isLabelled = true
      return .label(label())
    }
  }

  // MARK: Figures

  /// The measures of some rows together, in the order of the answer's columns.
  private func figures(
    _ beside: Beside, _ taken: Taken, _ owner: [UInt32], _ keys: ShownKeys, slots: Int
  ) throws(ExecutionError) -> [[Totals.Cell]] {
    let targets = taken.groups.indices.map { owner[taken.row($0)] }
    let wholes = try cells(beside, taken, targets, keys, slots: slots)
    guard let across = stage.across, let columns = taken.columns else { return wholes }
    let width = UInt32(max(1, across.values.count))
    let spread = zip(targets, columns).map { target, column -> UInt32 in
      target == .max || column == .max ? .max : target * width + column
    }
    let all = try cells(
      beside, taken, spread, keys.repeated(Int(width)), slots: slots * Int(width))
    let isThere = Set(spread)
    return (0..<slots).map { slot in
      var row: [Totals.Cell] = []
      for value in across.values.indices {
        let place = slot * Int(width) + value
        for (measure, cell) in all[place].enumerated() {
          let isNone = !across.measures[measure].isCount && !isThere.contains(UInt32(place))
          row.append(isNone && cell != .blank ? .value(.missing) : cell)
        }
      }
      let hidden =
        !stage.hasTotals
        ? [] : zip(beside.measures, wholes[slot]).filter { $0.0 != nil }.map(\.1)
      return row + hidden
    }
  }

  /// - Shape: one row a slot, one cell a measure
  private func cells(
    _ beside: Beside, _ taken: Taken, _ targets: [UInt32], _ shown: ShownKeys, slots: Int
  ) throws(ExecutionError) -> [[Totals.Cell]] {
    let calls = taken.summary.aggregates
    let figures = try figures(of: taken, targets: targets, slots: slots)
    let keys = taken.summary.keys.enumerated().map { index, key in
      let type = key.isEach ? ValueType.text : key.expr.type
      let column =
        shown.keys.contains(index)
        ? Gathering.column(frame.set.fields[index].column, Vector(shown.rows))
        : Column([Value](repeating: .missing, count: slots), type: type)
      return Field(name: key.name, type: type, column: column)
    }
    let fields =
      keys + zip(calls, figures).map { Field(name: $0.text, type: $0.type, column: $1) }
    let set = RecordSet(name: "", fields: fields, count: slots)
    let preparer = Preparer(run, context, over: set)
    let quiet = run.notes
    defer { run.notes = quiet }
    var rows = [[Totals.Cell]](repeating: [], count: slots)
    for measure in beside.measures {
      let column: Column?
      let read = (measure?.columns ?? []).filter { $0 < beside.keyCount }
      if let measure, read.isSubset(of: shown.keys) {
        let node = try preparer.node(measure)
        column = try run.column(of: node, rows: (0..<slots).map { UInt32($0) })
      } else {
        column = nil
      }
      for slot in 0..<slots {
        rows[slot].append(column.map { .value($0.value(at: slot)) } ?? .blank)
      }
    }
    return rows
  }

  // MARK: The answer

  /// What stands beside the answer; hidden columns of a cross table become columns of totals.
  func totals(beside records: inout RecordSet) -> Totals? {
    guard stage.hasTotals || !aside.levels.isEmpty else { return nil }
    var totals = Totals(rows: aside.placed(among: frame))
    let width = stage.output.fields.count
    if records.fields.count > width {
      let isSeveral = (stage.across?.measures.count ?? 1) > 1
      totals.columns = records.fields.dropFirst(width).map { field in
        var field = field
        field.name = isSeveral ? "total \(field.name)" : "total"
        return field
      }
      records.fields.removeSubrange(width...)
    }
    if let total = aside.total, total > records.count, !aside.levels.isEmpty {
      let rows = total == 1 ? "1 row" : "\(NoteText.count(total)) rows"
      run.notes.add(
        Note(.totals, "totals are of all \(rows), also of those not chosen", count: total))
    }
    return totals
  }
}

/// The keys that rows beside a table show, and a row of the table that has their values.
private struct ShownKeys {
  var keys: Set<Int>
  var rows: [UInt32]

  /// Each row so many times.
  func repeated(_ count: Int) -> ShownKeys {
    ShownKeys(
      keys: keys, rows: rows.flatMap { [UInt32](repeating: $0, count: count) })
  }
}

extension PlanStage {
  var across: Across? {
    for case .across(let across) in steps { return across }
    return nil
  }

  /// Whether totals are asked for.
  var hasTotals: Bool {
    steps.contains { if case .totals = $0 { true } else { false } }
  }
}
