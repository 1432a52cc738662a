import Sumwhere

/// Where the entries of a conversation come from.
@MainActor
protocol LineReader: AnyObject {
  /// What can be told of an entry while it is typed.
  var glance: Glance { get }

  /// Reads one entry of one or more lines, complete as far as that can be told.
  func readEntry() -> ReadEntry

  /// Makes an entry one that the arrow keys bring back.
  func remember(_ entry: String)

  /// Makes entries of other sessions ones that can be brought back, behind those of this one.
  func remember(others: [String])
}

/// What came of asking for an entry.
enum ReadEntry: Equatable {
  case text(String)
  /// Ctrl-C: what was typed is dropped
  case interrupted
  /// Ctrl-D, or the terminal is gone
  case end
}
