import Records

/// A set between two steps: some of its rows in some order.
struct Frame {
  let set: RecordSet
  /// The rows in order; `nil` where they are all as they stand.
  let selection: Vector<UInt32>?

  init(_ set: RecordSet, selection: Vector<UInt32>? = nil) {
    self.set = set
    self.selection = selection
  }

  var count: Int { selection?.count ?? set.count }

  /// The row of the set at a place of the frame.
  func row(at place: Int) -> Int { selection.map { Int($0[place]) } ?? place }

  func rows(from start: Int, count: Int) -> Rows {
    guard let selection else { return .range(start, count: count) }
    // The frame is held while its batches are used, so the pointer may leave the closure.
    return .picked(selection.withPointer { $0 } + start, count: count)
  }

  /// The rows at some places, in that order.
  func picking(_ places: [UInt32]) -> Frame { picking(Vector(places)) }

  func picking(_ places: Vector<UInt32>) -> Frame {
    guard let selection else { return Frame(set, selection: places) }
    let rows = Vector<UInt32>(count: places.count) { target in
      for index in 0..<places.count { target[index] = selection[Int(places[index])] }
    }
    return Frame(set, selection: rows)
  }

  /// A set of its own: cells gathered where rows were chosen, dictionaries shared.
  func materialised(name: String, fieldNames: [String]? = nil) -> RecordSet {
    let fields = set.fields.enumerated().map { index, field in
      Field(
        name: fieldNames?[index] ?? field.name, type: field.type,
        column: selection.map { Gathering.column(field.column, $0) } ?? field.column)
    }
    var result = RecordSet(name: name, fields: fields, count: count, lineage: lineage)
    result.strands = strands
    return result
  }

  /// The joined sets' records that the rows are.
  var strands: [Strand] {
    guard let selection else { return set.strands }
    return set.strands.map { $0.picking(selection) }
  }

  /// The loaded records that the rows are.
  var lineage: Lineage? {
    guard let lineage = set.lineage, let selection else { return set.lineage }
    guard let records = lineage.records else {
      return Lineage(base: lineage.base, records: selection)
    }
    let mapped = Vector<UInt32>(count: selection.count) { target in
      for index in 0..<selection.count { target[index] = records[Int(selection[index])] }
    }
    return Lineage(base: lineage.base, records: mapped)
  }
}
