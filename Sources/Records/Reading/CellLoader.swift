/// Reads the cells of one field, chunk by chunk, into a column that grows.
protocol CellLoader: AnyObject {
  /// Makes room for about so many records.
  func reserve(_ records: Int)

  /// How so many threads can read cells before their turn, as far as is known by now.
  func preparation(workers: Int) -> Preparation

  /// - Shape: `prepared` holds these cells where they were read ahead.
  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?)

  /// Adds records without a value.
  func appendMissing(_ count: Int)

  /// Cells that are not what the field holds; their records have no value.
  var odd: OddCells { get }

  /// How many cells hold a value.
  var valueCount: Int { get }

  /// What the field holds, as far as the cells told it.
  var type: ValueType { get }

  /// Takes the column; the loader is empty afterwards.
  func finish() -> Column
}

extension CellLoader {
  func preparation(workers: Int) -> Preparation { .none }
}
