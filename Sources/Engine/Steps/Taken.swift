import Records
import Semantics

/// A summary that was taken in, and which of its groups the rows at hand are.
///
/// The rows are those of the set of the stage's frame, chosen or not; what changes them tells it.
struct Taken {
  let summariser: Summariser
  let summary: Summary
  /// The groups that are in some row.
  private(set) var groups: [UInt32]
  /// The row that each of the groups is in, where group i is not in row i.
  private var rows: [UInt32]?
  /// The column of a cross table that each of the groups is in.
  private(set) var columns: [UInt32]?
  /// How many keys the rows of a cross table have.
  private(set) var rowKeyCount: Int?

  init(summariser: Summariser, summary: Summary, groups: [UInt32]) {
    self.summariser = summariser
    self.summary = summary
    self.groups = groups
  }

  /// The row that the group at an index is in.
  func row(_ index: Int) -> Int { rows.map { Int($0[index]) } ?? index }

  /// A set of its own was made of some rows; groups in no row are let go.
  mutating func pick(_ selection: Vector<UInt32>) {
    if rows == nil {
      groups = (0..<selection.count).map { groups[Int(selection[$0])] }
      return
    }
    var places: [UInt32: UInt32] = [:]
    for place in 0..<selection.count { places[selection[place]] = UInt32(place) }
    move { places[UInt32($0)] }
  }

  /// The rows of a frame became other rows.
  ///
  /// - Shape: one new row a row of the frame
  mutating func move(from frame: Frame, to targets: [UInt32]) {
    if let selection = frame.selection { pick(selection) }
    move { targets[$0] }
  }

  /// The rows of a frame became rows and columns of a cross table.
  mutating func spread(
    from frame: Frame, to targets: [UInt32], columns: [Int?], rowKeyCount: Int
  ) {
    if let selection = frame.selection { pick(selection) }
    self.columns = groups.indices.map { columns[row($0)].map { UInt32($0) } ?? .max }
    move { targets[$0] }
    self.rowKeyCount = rowKeyCount
  }

  private mutating func move(_ target: (Int) -> UInt32?) {
    var moved: [UInt32] = []
    var kept: [Int] = []
    for index in groups.indices {
      guard let row = target(row(index)) else { continue }
      kept.append(index)
      moved.append(row)
    }
    rows = moved
    if kept.count == groups.count { return }
    groups = kept.map { groups[$0] }
    columns = columns.map { columns in kept.map { columns[$0] } }
  }

  /// The place in a frame of the row that each group is in.
  func places(in frame: Frame) -> [UInt32: Int] {
    var placeOfRow: [Int: Int] = [:]
    for place in 0..<frame.count { placeOfRow[frame.row(at: place)] = place }
    var places: [UInt32: Int] = [:]
    for (index, group) in groups.enumerated() { places[group] = placeOfRow[row(index)] }
    return places
  }
}
