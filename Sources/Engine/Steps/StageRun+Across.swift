import Records
import Semantics
import Syntax

extension StageRun {
  /// Spreads the values of a key over columns.
  func across(_ across: Across) throws(ExecutionError) {
    try settle()
    let input = frame
    let rows = try rowNumbers(input, keyCount: across.rowKeyCount)
    let columnOf = try columnNumbers(input, across)
    let count = (rows.max().map { Int($0) + 1 }) ?? (across.rowKeyCount == 0 ? 1 : 0)
    var firstRows = [UInt32](repeating: 0, count: count)
    for place in rows.indices.reversed() {
      firstRows[Int(rows[place])] = UInt32(input.row(at: place))
    }
    var fields: [Field] = []
    let selection = Vector(firstRows)
    for field in input.set.fields.prefix(across.rowKeyCount) {
      fields.append(
        Field(
          name: field.name, type: field.type, column: Gathering.column(field.column, selection)))
    }
    var cells = [[UInt32?]](
      repeating: [UInt32?](repeating: nil, count: count), count: across.values.count)
    for place in rows.indices {
      guard let column = columnOf[place] else { continue }
      cells[column][Int(rows[place])] = UInt32(input.row(at: place))
    }
    var names = across.names.makeIterator()
    for value in across.values.indices {
      for (index, measure) in across.measures.enumerated() {
        let source = across.rowKeyCount + 1 + index
        let expr = TypedExpr(.column(source), measure.type, at: SourceRange(0, 0))
        var column = try run.column(of: try preparer.node(expr), rows: cells[value])
        if measure.isCount { column = column.countingNone(cells[value]) }
        fields.append(Field(name: names.next() ?? "", type: measure.type, column: column))
      }
    }
    taken?.spread(
      from: input, to: rows, columns: columnOf, rowKeyCount: across.rowKeyCount)
    // Where nothing was spread, a row of no columns would say nothing.
    let isEmpty = fields.isEmpty
    if !across.wholes.isEmpty {
      fields += try wholes(across.wholes, over: fields.prefix(across.rowKeyCount), across, count)
    }
    let set = RecordSet(name: input.set.name, fields: fields, count: count)
    frame = isEmpty ? Frame(set, selection: Vector([])) : Frame(set)
  }

  /// Rows in order of first appearance, which is that of their keys.
  private func rowNumbers(_ input: Frame, keyCount: Int) throws(ExecutionError) -> [UInt32] {
    if keyCount == 0 { return [UInt32](repeating: 0, count: input.count) }
    let groups = try self.groups(by: try columns(0..<keyCount, of: input))
    var numbers: [UInt32: UInt32] = [:]
    return groups.map { group in
      if let known = numbers[group] { return known }
      let next = UInt32(numbers.count)
      numbers[group] = next
      return next
    }
  }

  /// The column that each row's value of the key is in.
  private func columnNumbers(
    _ input: Frame, _ across: Across
  ) throws(ExecutionError) -> [Int?] {
    let groups = try self.groups(
      by: try columns(across.rowKeyCount..<across.rowKeyCount + 1, of: input))
    let key = input.set.fields[across.rowKeyCount].column
    var numbers: [UInt32: Int?] = [:]
    return groups.enumerated().map { place, group in
      if let known = numbers[group] { return known }
      let value = key.value(at: input.row(at: place))
      let number = across.values.firstIndex(of: value)
      numbers[group] = .some(number)
      return number
    }
  }

  func columns(
    _ range: Range<Int>, of input: Frame
  ) throws(ExecutionError) -> [Node] {
    let exprs = range.map { index in
      TypedExpr(.column(index), input.set.fields[index].type, at: SourceRange(0, 0))
    }
    return try preparer.nodes(exprs)
  }

  /// Measures of all records of each row, from the records.
  private func wholes(
    _ items: [Projection.Item], over keys: ArraySlice<Field>, _ across: Across, _ count: Int
  ) throws(ExecutionError) -> [Field] {
    guard let taken else { return [] }
    let rows = taken.groups.indices.map { UInt32(taken.row($0)) }
    let columns = try figures(of: taken, targets: rows, slots: count)
    let missing = Column(
      [Value](repeating: .missing, count: count), type: across.keyType)
    let calls = taken.summary.aggregates
    let fields =
      Array(keys) + [Field(name: across.key.name, type: across.keyType, column: missing)]
      + zip(calls, columns).map { Field(name: $0.text, type: $0.type, column: $1) }
    let set = RecordSet(name: "", fields: fields, count: count)
    let preparer = Preparer(run, context, over: set)
    var result: [Field] = []
    let quiet = run.notes
    for item in items {
      let node = try preparer.node(item.expr)
      let column = try run.column(of: node, rows: (0..<count).map { UInt32($0) })
      result.append(Field(name: item.name, type: item.expr.type, column: column))
    }
    run.notes = quiet
    return result
  }

  /// The aggregates of a summary's groups put together, from their records.
  func figures(
    of taken: Taken, targets: [UInt32], slots: Int
  ) throws(ExecutionError) -> [Column] {
    let quiet = run.notes
    defer { run.notes = quiet }
    let fine = taken.summariser
    let coarsening = Coarsening(fine, groups: taken.groups, targets: targets, slots: slots)
    let summariser = try Summariser(
      fine, coarsening, taken.summary.aggregates, fine.preparer(context))
    try summariser.take()
    _ = summariser.metGroups()
    return try summariser.finish((0..<slots).map { UInt32($0) })
  }
}

extension Column {
  /// 0 where no group is.
  func countingNone(_ rows: [UInt32?]) -> Column {
    guard rows.contains(where: { $0 == nil }), case .integers(let integers, let scale) = storage
    else { return self }
    let counts = rows.indices.map { rows[$0] == nil ? 0 : integers[$0] }
    return Column(.integers(IntegerStorage(narrowing: counts), scale: scale), count: count)
  }
}
