/// The rows of a frame that a batch looks at.
enum Rows {
  case range(Int, count: Int)
  case picked(UnsafePointer<UInt32>, count: Int)

  var count: Int {
    switch self {
    case .range(_, let count), .picked(_, let count): count
    }
  }

  /// The row of the frame's set at a position of the batch.
  subscript(position: Int) -> Int {
    switch self {
    case .range(let start, _): start + position
    case .picked(let rows, _): Int(rows[position])
    }
  }

  /// The rows at some positions, in that order.
  func picking(_ positions: UnsafePointer<UInt32>, count: Int, in scratch: Scratch) -> Rows {
    let picked = scratch.take(count, of: UInt32.self)
    switch self {
    case .range(let start, _):
      let start = UInt32(truncatingIfNeeded: start)
      for index in 0..<count { picked[index] = start &+ positions[index] }
    case .picked(let rows, _):
      for index in 0..<count { picked[index] = rows[Int(positions[index])] }
    }
    return .picked(picked, count: count)
  }
}
