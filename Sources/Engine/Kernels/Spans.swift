import Records
import Semantics

/// Stretches of time of a batch, in seconds; a moment is one that begins and ends at once.
struct Spans {
  let starts: UnsafePointer<Int64>
  let ends: UnsafePointer<Int64>
  /// Whether they are moments, which nothing but the same moment lies within.
  let areMoments: Bool

  init(_ column: BatchColumn, _ scratch: Scratch) {
    switch column.cells {
    case .moments(let seconds):
      (starts, ends, areMoments) = (seconds, seconds, true)
    case .periods(let days, let grains):
      areMoments = false
      starts = mapped(days, column.count, scratch) { Int64($0) * 86_400 }
      if case .uniform(.day) = grains {
        ends = mapped(days, column.count, scratch) { (Int64($0) + 1) * 86_400 }
      } else {
        let ends = scratch.take(column.count, of: Int64.self)
        for index in 0..<column.count {
          let period = Period(start: days[index], grain: grains[index])
          ends[index] = Int64(period.end) * 86_400
        }
        self.ends = UnsafePointer(ends)
      }
    case .integers, .wide, .doubles, .flags, .text, .lists:
      preconditionFailure("only dates and datetimes are stretches of time")
    }
  }

  /// Whether one lies within another.
  @inline(__always)
  func lies(_ index: Int, within other: Spans) -> Bool {
    if other.areMoments { return areMoments && starts[index] == other.starts[index] }
    if areMoments {
      return starts[index] >= other.starts[index] && starts[index] < other.ends[index]
    }
    return starts[index] >= other.starts[index] && ends[index] <= other.ends[index]
  }

  /// Whether one ends before another starts.
  @inline(__always)
  func ends(_ index: Int, before other: Spans) -> Bool {
    areMoments ? starts[index] < other.starts[index] : ends[index] <= other.starts[index]
  }

  func compare(
    _ comparison: Comparison, _ other: Spans, _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let result = scratch.take(count, of: UInt8.self)
    for index in 0..<count {
      let holds =
        switch comparison {
        case .equal: lies(index, within: other)
        case .unequal: !lies(index, within: other)
        case .less: ends(index, before: other)
        case .lessOrEqual: ends(index, before: other) || lies(index, within: other)
        case .greater: other.ends(index, before: self)
        case .greaterOrEqual: other.ends(index, before: self) || lies(index, within: other)
        }
      result[index] = holds ? 1 : 0
    }
    return UnsafePointer(result)
  }

  /// Whether one overlaps another without lying within it.
  func onlyOverlaps(_ index: Int, _ other: Spans) -> Bool {
    !lies(index, within: other) && !ends(index, before: other) && !other.ends(index, before: self)
  }
}
