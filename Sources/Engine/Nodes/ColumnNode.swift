import Records
import Semantics

/// A column of the input.
final class ColumnNode: Node {
  let column: Column

  init(_ expr: TypedExpr, _ subject: Subject, _ column: Column) {
    self.column = column
    super.init(expr, subject)
  }

  override var form: NumberForm {
    if case .integers(_, let scale) = column.storage { .exact(scale: scale) } else { .double }
  }

  override var mayBeMissing: Bool { column.validity != nil }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    BatchColumn(
      cells(batch), count: batch.count,
      valid: column.validity.map { Loading.validity($0, batch.rows, batch.scratch) },
      qualifiers: column.qualifiers.map { Loading.bytes($0, batch.rows, batch.scratch) })
  }

  private func cells(_ batch: Batch) -> BatchColumn.Cells {
    let rows = batch.rows
    let scratch = batch.scratch
    switch column.storage {
    case .integers(.int128(let wide), let scale):
      return .wide(Loading.wide(wide, rows, scratch), scale: scale)
    case .integers(let integers, let scale):
      return .integers(Loading.integers(integers, rows, scratch), scale: scale)
    case .doubles(let doubles): return .doubles(Loading.doubles(doubles, rows, scratch))
    case .text(let codes, let dictionary):
      return .text(Loading.codes(codes, rows, scratch), .fixed(dictionary))
    case .lists(let codes, let dictionary):
      return .lists(Loading.codes(codes, rows, scratch), .fixed(dictionary))
    case .booleans(let flags): return .flags(Loading.bytes(flags, rows, scratch))
    case .periods(let starts, .uniform(let grain)):
      return .periods(Loading.days(starts, rows, scratch), .uniform(grain))
    case .periods(let starts, .mixed(let grains)):
      return .periods(
        Loading.days(starts, rows, scratch), .mixed(Loading.bytes(grains, rows, scratch)))
    case .moments(let seconds): return .moments(Loading.moments(seconds, rows, scratch))
    }
  }
}
