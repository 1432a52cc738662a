import Records
import Semantics
import Syntax

extension StageRun {
  /// Adds the groups that are not there: every combination of the keys' values.
  func fill(_ fill: Fill) throws(ExecutionError) {
    try settle()
    let input = frame
    guard let taken, input.count > 0 else { return }
    let keys = taken.summary.keys
    var domains: [KeyDomain] = []
    var total = 1
    for index in keys.indices {
      let domain = try KeyDomain(
        self, input, index, fill.keys[index], atMost: Fill.mostGroups, at: fill.range)
      domains.append(domain)
      total *= domain.values.count
      if total > Fill.mostGroups { throw KeyDomain.tooMany(keys, domains, at: fill.range) }
    }
    // The first key changes slowest, so that the groups stand in the order of their keys.
    var rowOf = [UInt32](repeating: 0, count: input.count)
    for domain in domains {
      let size = UInt32(domain.values.count)
      for place in rowOf.indices { rowOf[place] = rowOf[place] * size + domain.places[place] }
    }
    var sources = [UInt32?](repeating: nil, count: total)
    for place in rowOf.indices { sources[Int(rowOf[place])] = UInt32(input.row(at: place)) }

    var fields: [Field] = []
    var stride = total
    for (index, domain) in domains.enumerated() {
      let size = domain.values.count
      stride /= size
      let field = input.set.fields[index]
      let values = Column(domain.values, type: field.type)
      let rows = (0..<total).map { UInt32($0 / stride % size) }
      fields.append(
        Field(name: field.name, type: field.type, column: Gathering.column(values, Vector(rows))))
    }
    for (index, call) in taken.summary.aggregates.enumerated() {
      let field = input.set.fields[keys.count + index]
      let expr = TypedExpr(.column(keys.count + index), field.type, at: SourceRange(0, 0))
      var column = try run.column(of: try preparer.node(expr), rows: sources)
      if call.function == .count { column = column.countingNone(sources) }
      fields.append(Field(name: field.name, type: field.type, column: column))
    }
    self.taken?.move(from: input, to: rowOf)
    filled = rowOf
    frame = Frame(RecordSet(name: input.set.name, fields: fields, count: total))
    for (key, domain) in zip(keys, domains) {
      guard let obstacle = domain.obstacle else { continue }
      run.notes.add(
        Note(.emptyGroups, "\(key.name) has \(obstacle), so none is added between them"))
    }
    let added = total - input.count
    guard added > 0 else { return }
    let groups = added == 1 ? "1 group that has" : "\(NoteText.count(added)) groups that have"
    run.notes.add(Note(.emptyGroups, "added \(groups) no record", count: added))
  }
}
