import Sumwhere

/// Where the lines of a conversation come from.
@MainActor
protocol LineReader: AnyObject {
  /// Candidates for an entry and a byte offset in it.
  var completer: (String, Int) -> Completions { get set }

  /// Reads one line, without its end; `earlier` holds the lines of the entry that came before.
  func readLine(prompt: String, after earlier: String) -> ReadLine

  /// Makes an entry one that the arrow keys bring back.
  func remember(_ entry: String)
}

/// What came of asking for a line.
enum ReadLine: Equatable {
  case text(String)
  /// Ctrl-C: what was typed is dropped
  case interrupted
  /// Ctrl-D, or the terminal is gone
  case end
}
