import Records
import Semantics
import Syntax

extension StageRun {
  /// One row for each row and each of the columns that has a value there.
  func unpivot(_ unpivot: Unpivot) throws(ExecutionError) {
    try settle()
    let input = frame
    let preparer = preparer
    var nodes: [Node] = []
    for column in unpivot.columns { nodes.append(try preparer.node(column.expr)) }
    let tally = Tally()
    var values: [Column] = []
    for node in nodes {
      var assembler = ColumnAssembler(node.type, node.form)
      try run.forEachBatch(of: input, tally) { (batch) throws(ExecutionError) in
        assembler.append(try node.evaluate(batch))
      }
      values.append(assembler.finish())
    }
    run.notes.add(tally.notes)
    var rows: [UInt32] = []
    var labels: [UInt32] = []
    var places: [UInt32] = []
    var missing = 0
    for row in 0..<input.count {
      for column in values.indices {
        guard values[column].isValid(row) else {
          missing += 1
          continue
        }
        rows.append(UInt32(input.row(at: row)))
        labels.append(UInt32(column))
        places.append(UInt32(row))
      }
    }
    let selection = Vector(rows)
    var fields = unpivot.kept.map { index in
      let field = input.set.fields[index]
      return Field(
        name: field.name, type: field.type, column: Gathering.column(field.column, selection))
    }
    let label = Column(unpivot.columns.map(\.label), type: unpivot.key.type)
    fields.append(
      Field(
        name: unpivot.key.name, type: unpivot.key.type,
        column: Gathering.column(label, Vector(labels))))
    fields.append(
      Field(
        name: unpivot.value.name, type: unpivot.value.type,
        column: try run.interleaved(values, labels, places, type: unpivot.value.type)))
    if missing > 0 {
      let cells = missing == 1 ? "1 cell is" : "\(NoteText.count(missing)) cells are"
      run.notes.add(
        Note(.missing, "\(cells) missing and left out", count: missing))
    }
    unpivoted = rows
    frame = Frame(RecordSet(name: input.set.name, fields: fields, count: rows.count))
  }
}

extension Run {
  /// Cells of several columns as one column.
  ///
  /// - Shape: for each cell the column it is in and its row there
  fileprivate func interleaved(
    _ columns: [Column], _ sources: [UInt32], _ rows: [UInt32], type: ValueType
  ) throws(ExecutionError) -> Column {
    let values = sources.indices.map { index in
      columns[Int(sources[index])].value(at: Int(rows[index]))
    }
    return Column(values, type: type)
  }
}
