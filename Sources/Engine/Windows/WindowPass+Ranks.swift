import Records
import Semantics

extension WindowPass {
  func numbers(_ rows: WindowRows) throws(ExecutionError) -> Column {
    Column(.integers(try positions(rows, nil), scale: 0), count: stage.frame.count)
  }

  /// The largest is 1, and equal ones share the better place; what is missing has none.
  func ranks(_ order: WindowOrders.Order) throws(ExecutionError) -> Column {
    let rows = order.rows
    let keys = order.terms.first?.keys
    var undecided = 0
    if let keys, keys.qualifiers != nil {
      for group in rows.groups {
        var end = group.upperBound
        while end > group.lowerBound, !keys.isPresent(Int(rows.places[end - 1])) { end -= 1 }
        undecided += openRanks(order, keys, group.lowerBound..<end)
      }
    }
    if undecided > 0 {
      say(
        .undecided,
        "\(window.text) is by the stated figure in \(WindowPass.rows(undecided)) whose bound leaves "
          + "it open", count: undecided)
    }
    return Column(
      .integers(try positions(rows, order.starts), scale: 0), count: stage.frame.count,
      validity: keys?.validity)
  }

  /// One position a place, from 1 in its group; rows that do not start a position share the last.
  private func positions(
    _ rows: WindowRows, _ starts: Vector<UInt8>?
  ) throws(ExecutionError) -> IntegerStorage {
    let largest = rows.groups.map(\.count).max() ?? 0
    if largest <= Int(Int8.max) { return .int8(try filled(rows, starts)) }
    if largest <= Int(Int16.max) { return .int16(try filled(rows, starts)) }
    return .int32(try filled(rows, starts))
  }

  private func filled<Cell: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ rows: WindowRows, _ starts: Vector<UInt8>?
  ) throws(ExecutionError) -> Vector<Cell> {
    let count = rows.places.count
    let slices = stage.run.slices(of: count)
    let firsts = WindowPass.firsts(slices, starts)
    let places = rows.places.withPointer { $0 }
    let marks = starts?.withPointer { $0 }
    let result = try Vector<Cell>(count: count) { (target) throws(ExecutionError) in
      try stage.run.perform(slices.count) { task, _ in
        var index = slices[task].lowerBound
        let end = slices[task].upperBound
        guard index < end else { return }
        var group = rows.group(of: index)
        var position = firsts[task] - rows.bounds[group] + 1
        while index < end {
          let start = rows.bounds[group]
          let last = min(rows.bounds[group + 1], end)
          if let marks {
            while index < last {
              if marks[index] != 0 { position = index &- start &+ 1 }
              target[Int(places[index])] = Cell(truncatingIfNeeded: position)
              index &+= 1
            }
          } else {
            while index < last {
              target[Int(places[index])] = Cell(truncatingIfNeeded: index &- start &+ 1)
              index &+= 1
            }
          }
          group += 1
        }
      }
    }
    withExtendedLifetime((rows, starts)) {}
    return result
  }

  /// For the first index of each slice where the position that it shares began.
  private static func firsts(_ slices: [Range<Int>], _ starts: Vector<UInt8>?) -> [Int] {
    guard let starts else { return slices.map(\.lowerBound) }
    var known = 0
    return slices.map { slice in
      guard let index = slice.first else { return known }
      let first = starts[index] != 0 ? index : known
      known = slice.last { starts[$0] != 0 } ?? known
      return first
    }
  }

  /// How many rows could stand elsewhere: one that is at least so much and not alone at the top, one
  /// that is at most so much and not alone at the end.
  private func openRanks(
    _ order: WindowOrders.Order, _ keys: OrderKeys, _ present: Range<Int>
  ) -> Int {
    guard present.count > 1 else { return 0 }
    let places = order.rows.places
    func isTied(_ index: Int) -> Bool {
      index > present.lowerBound && order.starts[index] == 0
        || index + 1 < present.upperBound && order.starts[index + 1] == 0
    }
    return present.count { index in
      switch keys.qualifier(Int(places[index])) {
      case .exact: false
      case .atLeast: index > present.lowerBound || isTied(index)
      case .atMost: index + 1 < present.upperBound || isTied(index)
      case .about: isTied(index)
      }
    }
  }
}
