import Records
import Semantics

extension StageRun {
  /// Appends the columns of the right behind those at hand.
  func join(_ join: Join) throws(ExecutionError) {
    let right = try run.source(join.source, enclosing: nil)
    var left = frame.materialised(name: frame.set.name)
    for key in join.keys where key.isEach { left = try takenApart(left, key, join) }
    let found = try LookUp(join, left, right, run)
    say(join, found, left, right)
    var strands = left.strands
    if strands.isEmpty {
      strands = [
        Strand(title: join.leftTitle, count: left.count, rows: nil, lineage: nil)
      ]
    }
    strands.append(
      Strand(title: join.title, count: right.count, rows: found.rows, lineage: right.lineage))
    let gathering = LookUpGathering(found, right.count)
    for (index, field) in right.fields.enumerated() {
      let isRead = join.read?.contains(index) ?? true
      let column = isRead ? gathering.column(of: field) : gathering.unread
      left.fields.append(Field(name: field.name, type: field.type, column: column))
    }
    left.strands = strands
    frame = Frame(left)
    context.input = left
  }

  /// A row for each member of a list; a record without one keeps its row.
  private func takenApart(
    _ set: RecordSet, _ key: Join.Key, _ join: Join
  ) throws(ExecutionError) -> RecordSet {
    let column = set.fields[key.left].column
    guard case .lists(let codes, let lists) = column.storage else {
      preconditionFailure("each takes a list apart")
    }
    var rows: [UInt32] = []
    var members: [UInt32] = []
    var isValid: [Bool] = []
    var apart = 0
    try run.forEachChunk(of: set.count) { chunk in
      for row in chunk {
        let own = column.isValid(row) ? lists.memberCodes(of: codes[row]) : []
        if own.count > 1 { apart += 1 }
        for member in own {
          rows.append(UInt32(row))
          members.append(member)
          isValid.append(true)
        }
        if own.isEmpty {
          rows.append(UInt32(row))
          members.append(0)
          isValid.append(false)
        }
      }
    }
    let texts = lists.members.count == 0 ? TextDictionary([""]) : lists.members
    let selection = Vector(rows)
    var result = RecordSet(
      name: set.name, fields: set.fields, count: rows.count,
      lineage: Frame(set, selection: selection).lineage)
    for (index, field) in set.fields.enumerated() where index != key.left {
      result.fields[index].column = Gathering.column(field.column, selection)
    }
    result.fields[key.left].type = .text
    result.fields[key.left].column = Column(
      .text(CodeStorage(narrowing: members, cardinality: texts.count), texts), count: rows.count,
      validity: Validity(isValid))
    let strands =
      set.strands.isEmpty
      ? [Strand(title: join.leftTitle, count: set.count, rows: nil, lineage: nil)] : set.strands
    result.strands = strands.map { $0.repeating(selection) }
    if apart > 0 {
      let verb = apart == 1 ? "stands" : "stand"
      run.notes.add(
        Note(
          .overlap,
          "\(NoteText.records(apart)) \(verb) under several values of \(key.leftName), in a row for "
            + "each", count: apart))
    }
    return result
  }
}

/// Brings the columns of the right to the rows of the left.
struct LookUpGathering {
  private let isEmpty: Bool
  private let count: Int
  /// A row of the right for each of the left, `Strand.none` where there is none.
  private let rows: Vector<UInt32>
  private let matched: Validity?
  /// In the place of a column that nobody reads.
  let unread: Column

  init(_ found: LookUp, _ rightCount: Int) {
    let count = found.rows.count
    self.count = count
    isEmpty = rightCount == 0
    rows = found.rows
    matched = found.matched
    unread = Column(
      .booleans(Vector(repeating: 0, count: count)), count: count,
      validity: Validity(words: Vector(repeating: 0, count: (count + 63) / 64), count: count))
  }

  func column(of field: Field) -> Column {
    if isEmpty {
      var assembler = ColumnAssembler(field.type, .exact(scale: 0))
      assembler.appendMissing(count)
      return assembler.finish()
    }
    let column = Gathering.column(field.column, rows)
    guard let matched else { return column }
    let validity = column.validity.map { own in
      let words = Vector<UInt64>(count: own.words.count) { target in
        for index in 0..<own.words.count {
          target[index] = own.words[index] & matched.words[index]
        }
      }
      return Validity(words: words, count: count)
    }
    return Column(
      column.storage, count: count, validity: validity ?? matched, qualifiers: column.qualifiers)
  }
}
