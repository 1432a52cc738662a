import Records
import Semantics

/// Qualifiers of results, for the batches in which an operand has some.
enum Qualifying {
  static func signs(of column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Int8> {
    let count = column.count
    switch column.cells {
    case .integers(let integers, _):
      return mapped(integers, count, scratch) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .wide(let integers, _):
      return mapped(integers, count, scratch) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .doubles(let doubles):
      return mapped(doubles, count, scratch) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .flags, .text, .lists, .periods, .moments:
      preconditionFailure("only numbers have qualifiers")
    }
  }

  /// The qualifiers of a function of one column, by sign and qualifier of each figure.
  static func each(
    _ column: BatchColumn, _ scratch: Scratch, _ body: (Bounds.Operand, Int) -> Qualifier
  ) -> UnsafePointer<UInt8> {
    let signs = signs(of: column, scratch)
    let result = scratch.take(column.count, of: UInt8.self)
    for index in 0..<column.count {
      let operand = Bounds.Operand(sign: Int(signs[index]), column.qualifier(index))
      result[index] = body(operand, index).rawValue
    }
    return UnsafePointer(result)
  }

  static func arithmetic(
    _ operation: Arithmetic, _ left: BatchColumn, _ right: BatchColumn, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let signs = signs(of: right, scratch)
    return each(left, scratch) { x, index in
      let y = Bounds.Operand(sign: Int(signs[index]), right.qualifier(index))
      switch operation {
      case .add: return Bounds.sum(x.qualifier, y.qualifier)
      case .subtract: return Bounds.difference(x.qualifier, y.qualifier)
      case .multiply: return Bounds.product(x, y)
      case .divide: return Bounds.quotient(x, y)
      case .power: return power(x, y, left, right, index)
      }
    }
  }

  private static func power(
    _ x: Bounds.Operand, _ y: Bounds.Operand, _ left: BatchColumn, _ right: BatchColumn,
    _ index: Int
  ) -> Qualifier {
    if x.qualifier == .exact, y.qualifier == .exact { return .exact }
    guard case .number(let base, _) = left.value(at: index),
      case .number(let exponent, _) = right.value(at: index)
    else { return .exact }
    if y.qualifier == .exact {
      let double = exponent.double
      return Bounds.power(
        x, exponentSign: y.sign, isEven: double.remainder(dividingBy: 2) == 0,
        isWhole: double == double.rounded())
    }
    guard x.qualifier == .exact else { return .about }
    let order = Interval.order(base, .exact(FixedDecimal(1)))
    return Bounds.power(baseSign: x.sign, baseOrder: order, exponent: y.qualifier)
  }

  /// About wherever an operand is not exact.
  static func unordered(
    _ columns: [BatchColumn], _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let result = scratch.take(count, of: UInt8.self)
    for index in 0..<count {
      result[index] = Bounds.unordered(columns.map { $0.qualifier(index) }).rawValue
    }
    return UnsafePointer(result)
  }
}
