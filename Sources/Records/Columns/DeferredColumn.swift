import Synchronization

/// The cells of a column that are read when they are first asked for, by whichever thread that is.
final class DeferredColumn: Sendable {
  private let isRead = Atomic<Bool>(false)
  // Written once under the lock, before `isRead` tells of it.
  private nonisolated(unsafe) var cells = DeferredColumn.none
  private let reading: Guarded<(@Sendable () -> Column.Cells)?>

  /// `read` is called once at most; where it fails it has told so elsewhere, and gives cells that
  /// are all missing.
  init(_ read: @escaping @Sendable () -> Column.Cells) { reading = Guarded(read) }

  func read() -> Column.Cells {
    if isRead.load(ordering: .acquiring) { return cells }
    return reading.withLock { read in
      if let readNow = read {
        cells = readNow()
        read = nil
        isRead.store(true, ordering: .releasing)
      }
      return cells
    }
  }

  private static let none = Column.Cells(
    storage: .booleans(Vector([])), validity: nil, qualifiers: nil, written: [:])
}
