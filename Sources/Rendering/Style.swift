/// What a piece of text is; how it looks follows from that.
package enum Style: Sendable, CaseIterable {
  case header, rule, number, missing
  case note, suggestion, error, place, caret
  case keyword, name, literal, dimmed
  /// a word that is not known, and the one of several that is chosen
  case wrong, chosen

  /// - Source: ECMA-48, SGR; the colours are those of the terminal's own palette
  fileprivate var code: String {
    switch self {
    case .header: "1"
    case .rule, .missing, .dimmed: "2"
    case .number, .name: ""
    case .note: "36"
    case .suggestion, .literal: "32"
    case .error, .caret: "1;31"
    case .place: "1"
    case .keyword: "34"
    // A curly line where the terminal has one, else a plain one.
    case .wrong: "4;4:3;58:5:9;31"
    case .chosen: "7"
    }
  }
}

/// Gives texts their looks, or leaves them plain.
package enum Styling: Sendable, Equatable {
  case plain
  case ansi

  /// The text must be printable already.
  package func paint(_ text: String, _ style: Style) -> String {
    guard self == .ansi, !text.isEmpty, !style.code.isEmpty else { return text }
    return "\u{1b}[\(style.code)m\(text)\u{1b}[0m"
  }

  /// The colour of one of several courses of a chart, from 0 on.
  func paint(_ text: String, course: Int) -> String {
    guard self == .ansi, !text.isEmpty else { return text }
    let colours = [34, 33, 32, 35, 36, 31]
    return "\u{1b}[\(colours[course % colours.count])m\(text)\u{1b}[0m"
  }
}
