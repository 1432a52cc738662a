import Records
import Semantics

/// A summary that was taken in, and which of its groups the rows at hand are.
struct Taken {
  let summariser: Summariser
  let summary: Summary
  /// The group of each row of the set; where rows are made of several groups, all of them.
  private(set) var groups: [UInt32]
  /// The row that each of the groups is in, where that is not its own.
  private(set) var rows: [UInt32]?
  /// How many keys the rows of a cross table have.
  private(set) var rowKeyCount: Int?

  init(summariser: Summariser, summary: Summary, groups: [UInt32]) {
    self.summariser = summariser
    self.summary = summary
    self.groups = groups
  }

  /// A set of its own was made of some rows.
  mutating func pick(_ selection: Vector<UInt32>) {
    groups = (0..<selection.count).map { groups[Int(selection[$0])] }
  }

  /// Rows were made of several groups each.
  mutating func spread(over rows: [UInt32], rowKeyCount: Int) {
    self.rows = rows
    self.rowKeyCount = rowKeyCount
  }

  /// The place in a frame of the row that each group is in.
  func places(in frame: Frame) -> [UInt32: Int] {
    var placeOfRow: [Int: Int] = [:]
    for place in 0..<frame.count { placeOfRow[frame.row(at: place)] = place }
    var places: [UInt32: Int] = [:]
    for (index, group) in groups.enumerated() {
      places[group] = placeOfRow[rows.map { Int($0[index]) } ?? index]
    }
    return places
  }
}
