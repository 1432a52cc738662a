import Records
import Semantics

/// Flags of comparisons between runs of plain values.
enum Comparing {
  @inline(__always)
  private static func flags<Element: Comparable & BitwiseCopyable>(
    _ comparison: Comparison, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    switch comparison {
    case .equal: mapped(left, right, count, scratch) { $0 == $1 ? 1 : 0 }
    case .unequal: mapped(left, right, count, scratch) { $0 != $1 ? 1 : 0 }
    case .less: mapped(left, right, count, scratch) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: mapped(left, right, count, scratch) { $0 <= $1 ? 1 : 0 }
    case .greater: mapped(left, right, count, scratch) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: mapped(left, right, count, scratch) { $0 >= $1 ? 1 : 0 }
    }
  }

  static func integers(
    _ comparison: Comparison, _ left: UnsafePointer<Int64>, _ right: UnsafePointer<Int64>,
    _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    flags(comparison, left, right, count, scratch)
  }

  static func wide(
    _ comparison: Comparison, _ left: UnsafePointer<Int128>, _ right: UnsafePointer<Int128>,
    _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    flags(comparison, left, right, count, scratch)
  }

  static func doubles(
    _ comparison: Comparison, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    flags(comparison, left, right, count, scratch)
  }

  static func bytes(
    _ comparison: Comparison, _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>,
    _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    flags(comparison, left, right, count, scratch)
  }

  /// Cells of a column that lie together, against one number at their scale.
  static func column(
    _ comparison: Comparison, _ storage: IntegerStorage, from start: Int, _ count: Int,
    _ constant: Int64, _ scratch: Scratch
  ) -> UnsafePointer<UInt8>? {
    switch storage {
    case .int8(let vector): run(comparison, vector, start, count, constant, scratch)
    case .int16(let vector): run(comparison, vector, start, count, constant, scratch)
    case .int32(let vector): run(comparison, vector, start, count, constant, scratch)
    case .int64(let vector): run(comparison, vector, start, count, constant, scratch)
    case .int128: nil
    }
  }

  @inline(__always)
  private static func run<Element: FixedWidthInteger & BitwiseCopyable>(
    _ comparison: Comparison, _ vector: Vector<Element>, _ start: Int, _ count: Int,
    _ constant: Int64, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    guard let other = Element(exactly: constant) else {
      // The constant lies outside whatever the column can hold.
      let isAbove = constant > 0
      let holds =
        switch comparison {
        case .equal: false
        case .unequal: true
        case .less, .lessOrEqual: isAbove
        case .greater, .greaterOrEqual: !isAbove
        }
      return UnsafePointer(scratch.take(count, repeating: holds ? 1 : 0))
    }
    let cells = vector.withPointer { $0 } + start
    return switch comparison {
    case .equal: mapped(cells, count, scratch) { $0 == other ? 1 : 0 }
    case .unequal: mapped(cells, count, scratch) { $0 != other ? 1 : 0 }
    case .less: mapped(cells, count, scratch) { $0 < other ? 1 : 0 }
    case .lessOrEqual: mapped(cells, count, scratch) { $0 <= other ? 1 : 0 }
    case .greater: mapped(cells, count, scratch) { $0 > other ? 1 : 0 }
    case .greaterOrEqual: mapped(cells, count, scratch) { $0 >= other ? 1 : 0 }
    }
  }

  /// Numbers of any form by their stated figures.
  static func numbers(
    _ comparison: Comparison, _ left: BatchColumn, _ right: BatchColumn, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let count = left.count
    switch Numbers.aligned(left, right, scratch) {
    case .narrow(let a, let b, _): return integers(comparison, a, b, count, scratch)
    case .wide(let a, let b, _): return wide(comparison, a, b, count, scratch)
    case .doubles(let a, let b): return doubles(comparison, a, b, count, scratch)
    case .beyond:
      let result = scratch.take(count, of: UInt8.self)
      for index in 0..<count {
        result[index] =
          order(left, right, at: index).map { comparison.holds(order: $0) ? 1 : 0 } ?? 0
      }
      return UnsafePointer(result)
    }
  }

  /// How two numbers stand whose scales lie too far apart for one.
  private static func order(_ left: BatchColumn, _ right: BatchColumn, at index: Int) -> Int? {
    guard case .number(.exact(let a), _) = left.value(at: index),
      case .number(.exact(let b), _) = right.value(at: index)
    else { return nil }
    return a.order(to: b)
  }
}

extension Comparison {
  /// Whether it holds for sides that compare below 0, as equal, or above 0.
  func holds(order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .unequal: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
