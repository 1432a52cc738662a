/// What was found out about the cells of a column, kept for whoever asks next.
package final class ColumnFacts: Sendable {
  /// The least and the greatest stored integer, also of rows without a value; `nil` within where
  /// none is stored, or they need more than 64 bits.
  package let extent = Once<ClosedRange<Int64>?>()

  /// The codes of its texts in the order of the texts.
  package let codeOrder = Once<[UInt32]>()

  init() {}
}
