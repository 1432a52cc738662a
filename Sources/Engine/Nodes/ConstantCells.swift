import Records
import Semantics

/// One value, repeated for as many positions as asked.
struct ConstantCells {
  private enum Cell {
    case integer(Int64, scale: Int)
    case wide(Int128, scale: Int)
    case double(Double)
    case flag(UInt8)
    case text(UInt32, TextSource)
    case list(UInt32, ListSource)
    case period(Period)
    case moment(Int64)
  }

  private let cell: Cell
  private let isMissing: Bool
  private let qualifier: Qualifier

  init(_ value: Value, _ type: ValueType) {
    var qualifier = Qualifier.exact
    isMissing = value == .missing
    switch value {
    case .missing: cell = ConstantCells.filler(type)
    case .number(.exact(let decimal), let said):
      let shortest = decimal.normalized
      cell =
        Int64(exactly: shortest.coefficient).map { .integer($0, scale: shortest.scale) }
        ?? .wide(shortest.coefficient, scale: shortest.scale)
      qualifier = said
    case .number(.double(let double), let said):
      cell = .double(double)
      qualifier = said
    case .text(let text):
      let pool = TextPool()
      cell = .text(pool.code(of: text), .pool(pool))
    case .list(let texts):
      let pool = ListPool()
      cell = .list(pool.code(of: texts), .pool(pool))
    case .yesNo(let isYes): cell = .flag(isYes ? 1 : 0)
    case .period(let period): cell = .period(period)
    case .moment(let seconds): cell = .moment(seconds)
    }
    self.qualifier = qualifier
  }

  private static func filler(_ type: ValueType) -> Cell {
    switch type {
    case .text: .text(0, .pool(TextPool()))
    case .number: .integer(0, scale: 0)
    case .yesNo: .flag(0)
    case .date: .period(Period(start: 0, grain: .day))
    case .dateTime: .moment(0)
    case .list: .list(0, .pool(ListPool()))
    }
  }

  func column(count: Int, in scratch: Scratch) -> BatchColumn {
    let cells: BatchColumn.Cells =
      switch cell {
      case .integer(let integer, let scale):
        .integers(UnsafePointer(scratch.take(count, repeating: integer)), scale: scale)
      case .wide(let integer, let scale):
        .wide(UnsafePointer(scratch.take(count, repeating: integer)), scale: scale)
      case .double(let double): .doubles(UnsafePointer(scratch.take(count, repeating: double)))
      case .flag(let flag): .flags(UnsafePointer(scratch.take(count, repeating: flag)))
      case .text(let code, let source):
        .text(UnsafePointer(scratch.take(count, repeating: code)), source)
      case .list(let code, let source):
        .lists(UnsafePointer(scratch.take(count, repeating: code)), source)
      case .period(let period):
        .periods(
          UnsafePointer(scratch.take(count, repeating: period.start)), .uniform(period.grain))
      case .moment(let seconds): .moments(UnsafePointer(scratch.take(count, repeating: seconds)))
      }
    let qualifiers =
      qualifier == .exact ? nil : UnsafePointer(scratch.take(count, repeating: qualifier.rawValue))
    return BatchColumn(
      cells, count: count,
      valid: isMissing ? UnsafePointer(scratch.take(count, repeating: UInt8(0))) : nil,
      qualifiers: qualifiers)
  }
}
