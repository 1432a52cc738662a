import Records

/// The figures of one aggregate, one for each group, while batches come in.
///
/// Accumulators see only values that count; what is missing, filtered out or left out never reaches
/// them. They do not depend on where one batch ends and the next begins.
class Accumulator {
  /// Makes room for groups below `slots`.
  func reserve(_ slots: Int) {}

  func add(_ batch: FeedBatch) throws(ExecutionError) {
    preconditionFailure("every accumulator takes batches")
  }

  /// Whether what several accumulators took in of spans of rows can be put together.
  var isSeparable: Bool { true }

  /// Takes in what another of its kind has of rows behind its own.
  func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    preconditionFailure("every accumulator that is separable absorbs")
  }

  // MARK: Stored cells

  /// Whether it takes the operand's cells as they are stored, in any order.
  ///
  /// - Shape: `rows` is how many there are at most
  func admits(_ cells: PlainCells, rows: Int) -> Bool { false }

  /// Makes ready for cells, where all that are asked together were admitted.
  func begin(_ cells: PlainCells, rows: Int) {}

  /// Whether it takes in the rows of a run that flags tell of as they lie, without picking them.
  var takesFlagged: Bool { false }

  /// Takes in the rows of a run whose flag is 1, all of one group.
  ///
  /// - Shape: a flag for each of `rows`
  func take(_ cells: PlainCells, _ rows: Range<Int>, flagged flags: UnsafePointer<UInt8>) {
    preconditionFailure("only what takes flagged rows is given them")
  }

  /// Takes cells that all have a value.
  func take(
    _ cells: PlainCells, _ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ scratch: Scratch
  ) {
    preconditionFailure("an accumulator takes the cells that it admits")
  }

  /// Ends what `take` began.
  func finishCells(_ records: GroupArray<Int64>, _ feed: Feed, _ slots: Int) {}

  /// Another accumulator as one of its own kind.
  final func same<Kind: Accumulator>(_ other: Accumulator) -> Kind {
    guard let same = other as? Kind else {
      preconditionFailure("accumulators of one aggregate are of one kind")
    }
    return same
  }
}

/// The operands of a feed as their columns store them.
struct PlainCells {
  let first: StoredCells
  let second: StoredCells?
}
