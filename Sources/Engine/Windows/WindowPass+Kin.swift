import Records
import Semantics

extension WindowPass {
  /// A sum over rows that are records takes in parts beside their wholes, which an aggregate would
  /// leave out.
  func sayKin(_ rows: WindowRows, _ figures: WindowFigures) {
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
