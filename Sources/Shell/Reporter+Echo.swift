import Rendering
import Syntax

/// What `--echo` prints: a script as a conversation.
extension Reporter {
  /// A statement with the comments above it, as it would have been typed.
  ///
  /// - Shape: `start` is where the statement before it ends
  func show(_ range: SourceRange, after start: UInt32, of source: SourceText) {
    guard echoes else { return }
    if hasEchoed { output.write("\n") }
    hasEchoed = true
    let above = source[SourceRange(start: min(start, range.start), end: range.start)]
    for line in above.split(whereSeparator: \.isNewline) {
      let comment = line.drop(while: \.isWhitespace)
      guard comment.first == "#", !comment.hasPrefix("#!") else { continue }
      output.write(styling.paint(printable(String(comment)), .dimmed) + "\n")
    }
    var sign = "> "
    for line in source[range].split(whereSeparator: \.isNewline) {
      let shown = line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { printable(String($0)) }.joined(separator: "  ")
      output.write(sign + shown + "\n")
      sign = "… "
    }
  }
}
