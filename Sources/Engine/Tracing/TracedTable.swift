import Records
import Semantics

/// The records behind an answer as a table: where each stands, what the question reads of it, and
/// what became of it.
final class TracedTable {
  private let tracer: Tracer
  private(set) var notes: NoteBook
  private var fields: [Field] = []
  private var names: Set<String> = []

  init(_ tracer: Tracer, _ notes: NoteBook) {
    self.tracer = tracer
    self.notes = notes
  }

  /// - Shape: the entries stand in the order of the answer's rows
  func records(_ entries: [Tracer.Placed]) -> RecordSet {
    let told = telling(entries)
    let ordered = told.enumerated().sorted { a, b in
      let (x, y) = (record(a.element), record(b.element))
      return (a.element.place, x.states.first?.rank ?? 0, a.offset)
        < (b.element.place, y.states.first?.rank ?? 0, b.offset)
    }.map { record($0.element) }
    let leaves = Set(ordered.map(\.leaf)).sorted()
    let places = ordered.map { record in
      let lineage = tracer.leaves[record.leaf].lineage
      return Value.text(lineage.base.place(of: lineage.record(of: record.row)))
    }
    add("place", .text, places)
    for leaf in leaves { addKey(of: leaf, ordered) }
    for leaf in leaves {
      for key in tracer.leaves[leaf].keys { add(key, of: leaf, ordered) { $0.group } }
    }
    for leaf in leaves {
      let set = tracer.leaves[leaf].set
      for index in tracer.leaves[leaf].columns {
        var field = set.fields[index]
        if let name = tracer.leaves[leaf].otherNames[index], names.contains(field.name) {
          field.name = name
        }
        add(field, of: leaf, ordered) { $0.row }
      }
      addLookedUp(of: leaf, ordered)
    }
    for leaf in leaves {
      let lineage = tracer.leaves[leaf].lineage
      let records = ordered.filter { $0.leaf == leaf }.map { lineage.record(of: $0.row) }
      let said = TracedTable.notesOnRanges(of: lineage.base, records: records, among: names)
      for note in said { notes.add(note) }
    }
    addStates(leaves, ordered)
    return RecordSet(
      name: leaves.first.map { tracer.leaves[$0].set.name } ?? "", fields: fields,
      count: ordered.count, lineage: lineage(of: ordered, leaves))
  }

  /// Records that are behind no row, with what left each of them out.
  func leftOut(_ rows: [Int], of leaf: Leaf) -> RecordSet {
    tracer.leaves = [leaf]
    let ordered = rows.map { TracedRecord(leaf: 0, row: $0) }
    let records = rows.map { leaf.lineage.record(of: $0) }
    add("place", .text, records.map { .text(leaf.lineage.base.place(of: $0)) })
    addKey(of: 0, ordered)
    for index in leaf.columns { add(leaf.set.fields[index], of: 0, ordered) { $0.row } }
    add(
      "left out by", .text,
      records.map { tracer.removedBy[$0].map { .text($0) } ?? .missing })
    return RecordSet(
      name: leaf.set.name, fields: fields, count: rows.count, lineage: lineage(of: ordered, [0]))
  }

  private func record(_ placed: Tracer.Placed) -> TracedRecord {
    tracer.traced[Int(placed.entry)]
  }

  /// Without the records that have nothing to count, unless there are no others; a note tells them.
  private func telling(_ entries: [Tracer.Placed]) -> [Tracer.Placed] {
    let told = entries.filter { entry in
      let states = record(entry).states
      return states.isEmpty || !states.allSatisfy(\.isIdle)
    }
    let silent = entries.count - told.count
    guard silent > 0, !told.isEmpty else { return entries }
    var names: [String] = []
    for leaf in Set(entries.map { record($0).leaf }).sorted() {
      for feed in tracer.leaves[leaf].feeds {
        for name in feed.required.map({ feed.operands[$0].text }) where !names.contains(name) {
          names.append(name)
        }
      }
    }
    let what = names.isEmpty ? "meet no condition of an aggregate" : "no value in \(names.listed)"
    let verb = names.isEmpty ? "" : silent == 1 ? "has " : "have "
    notes.add(Note(.missing, "\(NoteText.records(silent)) more \(verb)\(what)", count: silent))
    return told
  }

  // MARK: Columns

  private func add(_ name: String, _ type: ValueType, _ values: [Value]) {
    guard names.insert(name).inserted else { return }
    fields.append(Field(name: name, type: type, column: Column(values, type: type)))
  }

  /// A column of one leaf, and of the others of that name and type; records of a leaf without one
  /// have no value there.
  private func add(
    _ field: Field, of leaf: Int, _ records: [TracedRecord], row: (TracedRecord) -> Int
  ) {
    if let known = fields.first(where: { $0.name == field.name }), known.type != field.type {
      // The same name in another unit or of another type is another field.
      var other = field
      other.name = "\(tracer.leaves[leaf].set.name).\(field.name)"
      if !names.contains(other.name) { add(other, of: leaf, records, row: row) }
      return
    }
    guard !names.contains(field.name) else {
      fill(field, of: leaf, records, row: row)
      return
    }
    if records.allSatisfy({ $0.leaf == leaf }) {
      names.insert(field.name)
      let rows = Vector(records.map { UInt32(row($0)) })
      fields.append(
        Field(name: field.name, type: field.type, column: Gathering.column(field.column, rows)))
      return
    }
    add(
      field.name, field.type,
      records.map { $0.leaf == leaf ? field.column.value(at: row($0)) : .missing })
  }

  /// Cells of a further leaf in a column that is there.
  private func fill(
    _ field: Field, of leaf: Int, _ records: [TracedRecord], row: (TracedRecord) -> Int
  ) {
    guard let index = fields.firstIndex(where: { $0.name == field.name }),
      fields[index].type == field.type, index > 0,
      records.contains(where: { $0.leaf != leaf })
    else { return }
    let column = fields[index].column
    let values = records.indices.map { place in
      records[place].leaf == leaf && !column.isValid(place)
        ? field.column.value(at: row(records[place])) : column.value(at: place)
    }
    fields[index].column = Column(values, type: field.type)
  }

  private func addKey(of leaf: Int, _ records: [TracedRecord]) {
    let lineage = tracer.leaves[leaf].lineage
    guard let keyField = lineage.base.keyField else { return }
    add(lineage.base.fields[keyField], of: leaf, records) { lineage.record(of: $0.row) }
  }

  /// Where the records stand that were looked up.
  private func addLookedUp(of leaf: Int, _ records: [TracedRecord]) {
    for strand in tracer.leaves[leaf].set.strands.dropFirst() {
      guard let base = strand.lineage?.base else { continue }
      add(
        "\(strand.title) place", .text,
        records.map { record in
          guard record.leaf == leaf, let number = strand.record(of: record.row) else {
            return .missing
          }
          return .text(base.place(of: number))
        })
    }
  }

  private func addStates(_ leaves: [Int], _ records: [TracedRecord]) {
    let one = leaves.allSatisfy { tracer.leaves[$0].feeds.count <= 1 }
    var columns: [(name: String, values: [Value])] = []
    for leaf in leaves {
      for (index, feed) in tracer.leaves[leaf].feeds.enumerated() {
        let name = one ? "used" : feed.call.text
        if !columns.contains(where: { $0.name == name }) {
          columns.append((name, [Value](repeating: .missing, count: records.count)))
        }
        guard let column = columns.firstIndex(where: { $0.name == name }) else { continue }
        let base = tracer.leaves[leaf].lineage.base
        for (place, record) in records.enumerated() where record.leaf == leaf {
          columns[column].values[place] = .text(
            text(of: record.states[index], feed, feed.kin?.base ?? base))
        }
      }
    }
    for column in columns { add(column.name, .text, column.values) }
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

  private func lineage(of records: [TracedRecord], _ leaves: [Int]) -> Lineage? {
    guard leaves.count == 1, let leaf = leaves.first else { return nil }
    let rows = Vector(records.map { UInt32($0.row) })
    return Frame(tracer.leaves[leaf].set, selection: rows).lineage
  }
}

extension Tracer {
  /// A traced record and the row of the answer that it is behind.
  struct Placed {
    var entry: UInt32
    var place: Int
  }

  /// The records behind some rows of an answer, each at the first row that it is behind.
  func entries(of trail: [[UInt32]], rows: Set<Int>?) -> [Placed] {
    var met = Set<UInt32>()
    var result: [Placed] = []
    for place in trail.indices where rows?.contains(place) ?? true {
      for entry in trail[place] where met.insert(entry).inserted {
        result.append(Placed(entry: entry, place: place))
      }
    }
    return result
  }
}
