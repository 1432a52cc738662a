import Records

/// The rows that are told beside a table, before it is known where they stand.
///
/// Each belongs to some rows of the table's set; when the rows are ordered and chosen, it stands
/// behind the last of its own.
struct Aside {
  /// Rows of one kind: the totals of the first keys, or what a top left out.
  struct Level {
    /// The rows as they will be printed.
    var rows: [[Totals.Cell]]
    /// Which of them each row of the set belongs to; `max` for none.
    var owner: [UInt32]
    /// Whether they are of all rows, whichever were chosen.
    var isOfAll: Bool
  }

  /// The narrower ones first.
  var levels: [Level] = []
  /// How many rows there were when totals were taken; `nil` without totals.
  var total: Int?
  /// The rows in their last order, before the answer's columns were made.
  var order: Frame?

  /// Where the rows stand among those of the answer.
  func placed(among last: Frame) -> [Totals.Row] {
    let frame = order ?? last
    let ends = levels.map { Aside.ends(of: $0, in: frame) }
    let isTogether = ends.allSatisfy { $0.isTogether }
    var placed: [(level: Int, row: Totals.Row)] = []
    for (index, level) in levels.enumerated() {
      for (row, cells) in level.rows.enumerated() {
        // What none of the shown rows belongs to is not told.
        guard let end = level.isOfAll ? frame.count : ends[index].last[row] else { continue }
        placed.append(
          (
            index,
            Totals.Row(
              cells: cells, place: isTogether ? end : frame.count, isOfAll: level.isOfAll)
          ))
      }
    }
    return placed.enumerated().sorted {
      ($0.element.row.place, $0.element.level, $0.offset)
        < ($1.element.row.place, $1.element.level, $1.offset)
    }.map(\.element.row)
  }

  /// The place behind the last row of each owner, and whether the rows of each stand together.
  private static func ends(of level: Level, in frame: Frame) -> (last: [Int?], isTogether: Bool) {
    var last = [Int?](repeating: nil, count: level.rows.count)
    var isTogether = true
    if level.isOfAll { return (last, true) }
    for place in 0..<frame.count {
      let owner = level.owner[frame.row(at: place)]
      if owner == .max { continue }
      if let end = last[Int(owner)], end != place { isTogether = false }
      last[Int(owner)] = place + 1
    }
    return (last, isTogether)
  }
}
