package import Records
package import Syntax

/// An error as people and editors read it: `report.sum:12:7: error: …`, the line, a caret run below
/// the place, notes, and whole statements that could be pasted.
package enum DiagnosticText {
  /// - Shape: `statement` is the statement that failed, in `source`; without it `try:` shows the lines
  ///   that the fix touches
  package static func text(
    _ diagnostic: Diagnostic, in source: SourceText, statement: SourceRange? = nil,
    styling: Styling = .plain
  ) -> String {
    let (line, column) = source.position(of: diagnostic.range.start)
    let place = "\(printable(source.name)):\(line):\(column):"
    var text =
      styling.paint(place, .place) + " " + styling.paint("error:", .error) + " "
      + printable(diagnostic.message) + "\n"
    text += excerpt(diagnostic.range, in: source, styling: styling)
    for note in diagnostic.notes { text += noteLine(note, styling) }
    for fix in diagnostic.fixes {
      guard let mended = mended(fix, in: source, statement: statement) else { continue }
      text += styling.paint("try:", .suggestion) + " " + mended + "\n"
    }
    return text
  }

  package static func text(_ error: ReadingError, styling: Styling = .plain) -> String {
    var place = printable(error.file)
    if let line = error.line {
      place += ":\(line)"
      if let column = error.column { place += ":\(column)" }
    }
    let head = styling.paint(place + ":", .place) + " " + styling.paint("error:", .error)
    return head + " " + printable(error.message) + "\n"
      + error.notes.map { noteLine($0, styling) }.joined()
  }

  private static func noteLine(_ note: String, _ styling: Styling) -> String {
    styling.paint("note:", .note) + " " + printable(note) + "\n"
  }

  // MARK: the line and its caret

  private static func excerpt(
    _ range: SourceRange, in source: SourceText, styling: Styling
  ) -> String {
    let (line, start) = source.line(of: range.start)
    let bytes = Array(line.utf8)
    let from = min(Int(range.start) - Int(start), bytes.count)
    let to = min(max(from, Int(range.end) - Int(start)), bytes.count)
    let before = shown(bytes[..<from])
    let marked = window(shown(bytes[from..<to]), last: false)
    let after = shown(bytes[to...])
    let run = max(1, columns(marked, from: columns(before, from: 0)))
    let caret = "^" + String(repeating: "~", count: run - 1)
    // Tabs stay tabs below a tab, wherever the terminal's stops are.
    let margin = before.map { $0 == "\t" ? "\t" : Width.spaces(Width.of($0)) }.joined()
    let (head, tail) = (window(before, last: true), window(after, last: false))
    if head.count < before.count {
      let margin = Width.spaces(displayWidth(head))
      return head + marked + tail + "\n" + margin + styling.paint(caret, .caret) + "\n"
    }
    return before + marked + tail + "\n" + margin + styling.paint(caret, .caret) + "\n"
  }

  /// A very long line keeps what is near the place.
  private static func window(_ text: String, last: Bool) -> String {
    guard text.count > longestSide else { return text }
    let kept = last ? String(text.suffix(longestSide)) : String(text.prefix(longestSide))
    let spaced = String(kept.map { $0 == "\t" ? " " : $0 })
    return last ? "…" + spaced : spaced + "…"
  }

  private static let longestSide = 160

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "\t", omittingEmptySubsequences: false)
      .map { printable(String($0)) }.joined(separator: "\t")
  }

  private static func columns(_ text: String, from start: Int) -> Int {
    text.reduce(0) { sum, character in
      sum + (character == "\t" ? 8 - (start + sum) % 8 : Width.of(character))
    }
  }

  // MARK: fixes

  /// The statement with the fix in it, without what stands around it.
  private static func mended(
    _ fix: Diagnostic.Fix, in source: SourceText, statement: SourceRange?
  ) -> String? {
    let bytes = source.bytes
    let from = Int(fix.range.start)
    let to = Int(fix.range.end)
    guard from <= to, to <= bytes.count else { return nil }
    let lines = linesAround(fix.range, in: source)
    let first = min(from, statement.map { Int($0.start) } ?? lines.lowerBound)
    let last = min(bytes.count, max(to, statement.map { Int($0.end) } ?? lines.upperBound))
    let text = bytes[first..<from] + Array(fix.replacement.utf8) + bytes[to..<last]
    let mended = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    // A statement of several lines goes on below its first.
    let shown = mended.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { printable(String($0)) }
        .joined(separator: " ")
    }
    return shown.enumerated().map { index, line in
      index == 0 ? String(line.drop { $0 == " " }) : "     \(line.drop { $0 == " " })"
    }.joined(separator: "\n")
  }

  private static func linesAround(_ range: SourceRange, in source: SourceText) -> Range<Int> {
    let first = Int(source.line(of: range.start).start)
    let last = source.line(of: max(range.start, range.end))
    return first..<max(first, Int(last.start) + last.text.utf8.count)
  }
}
