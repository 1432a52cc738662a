import Records
import Semantics

/// What a sum over rows takes in twice.
extension WindowPass {
  func sayTwice(_ rows: WindowRows, _ figures: WindowFigures) {
    sayKin(rows, figures)
    sayRepeats(rows, figures)
  }

  /// Groups may overlap, or leave out what another has; then their sum is no total.
  func sayRowsOnly() {
    guard stage.taken != nil, stage.run.notes.notes.contains(where: { $0.kind == .notAdditive })
    else { return }
    let whole = window.per.isEmpty ? "the sum of the rows" : "the sum of the rows of each group"
    stage.run.notes.add(
      Note(.notAdditive, "\(window.text) is of \(whole), not of the total of their records"))
  }

  /// A record that was looked up stands in many rows.
  private func sayRepeats(_ rows: WindowRows, _ figures: WindowFigures) {
    let set = stage.frame.set
    guard let counted = CountedRecords(window.strands, of: set, slots: nil) else { return }
    var repeats = 0
    for (group, indices) in rows.groups.enumerated() {
      for index in indices where figures.isPresent(Int(rows.places[index])) {
        let row = stage.frame.row(at: Int(rows.places[index]))
        if counted.isToldAgain(row, in: group) { repeats += 1 }
      }
    }
    guard repeats > 0 else { return }
    let verb = repeats == 1 ? "tells" : "tell"
    say(
      .joined,
      "\(window.text) counts every row, also the \(WindowPass.rows(repeats)) that \(verb) a "
        + "record of \(counted.title) again", count: repeats)
  }

  /// A sum over rows that are records takes in parts beside their wholes, which an aggregate would
  /// leave out.
  private func sayKin(_ rows: WindowRows, _ figures: WindowFigures) {
    guard let operand = window.operand, operand.type.numberType?.style != .year,
      let kin = Kinship(stage.frame.set.lineage, isShared: false)
    else { return }
    for (group, indices) in rows.groups.enumerated() {
      for index in indices where figures.isPresent(Int(rows.places[index])) {
        kin.mark(row: stage.frame.row(at: Int(rows.places[index])), group: group)
      }
    }
    for (group, indices) in rows.groups.enumerated() {
      for index in indices where figures.isPresent(Int(rows.places[index])) {
        _ = kin.counts(row: stage.frame.row(at: Int(rows.places[index])), group: group)
      }
    }
    let count = kin.leftOut.count
    guard count > 0 else { return }
    let keys = kin.leftOut.map { kin.base.shortLabel(of: $0.record) }
    let what =
      count == 1
      ? "that is a part of another here or repeats it"
      : "that are parts of others here or repeat them"
    say(
      .parts,
      "\(window.text) counts \(NoteText.records(count)) \(what), too: \(NoteText.keys(keys))",
      count: count)
  }
}
