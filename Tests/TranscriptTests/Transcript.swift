/// A file of statements and what they print.
///
/// ```
/// # sample: miit
/// # What the file is about.
/// # file: tiny.csv
/// | county,funds
/// | Daning,5
///
/// > sum cadres
/// 69 people
///
/// > sum cadres
/// … where county = Daning
/// 13 people
/// ```
///
/// An entry begins with `> ` behind a blank line or a comment; its lines go on with `… `. What
/// follows is what it prints, up to the blank line before the next entry or comment.
struct Transcript {
  struct Entry: Equatable {
    /// The statement's lines without their marks.
    var statement: [String]
    /// What stands in the file as its output.
    var expected: [String]
    /// The one-based line of the statement in the file.
    var line: Int

    var text: String { statement.joined(separator: "\n") }
  }

  enum Piece: Equatable {
    /// Comments, data and blank lines, kept as they are.
    case verbatim(String)
    case entry(Entry)
  }

  var pieces: [Piece]

  /// - Shape: `firstLine` is the number of the first of `lines` in its file.
  init(lines: [String], firstLine: Int = 1) {
    pieces = []
    var index = 0
    while index < lines.count {
      guard lines[index].hasPrefix("> ") else {
        pieces.append(.verbatim(lines[index]))
        index += 1
        continue
      }
      var entry = Entry(
        statement: [String(lines[index].dropFirst(2))], expected: [], line: firstLine + index)
      index += 1
      while index < lines.count, lines[index].hasPrefix("… ") || lines[index] == "…" {
        entry.statement.append(String(lines[index].dropFirst(2)))
        index += 1
      }
      while index < lines.count, !Transcript.isBorder(lines, index) {
        entry.expected.append(lines[index])
        index += 1
      }
      pieces.append(.entry(entry))
    }
  }

  /// Whether the line is blank and an entry, a comment or the end of the file comes behind it.
  private static func isBorder(_ lines: [String], _ index: Int) -> Bool {
    guard lines[index].isEmpty else { return false }
    let next = lines[index...].first { !$0.isEmpty }
    return next.map { $0.hasPrefix("> ") || $0.hasPrefix("# ") } ?? true
  }

  var entries: [Entry] {
    pieces.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
  }

  /// What a `# word: value` line of the comments says.
  func settings(named word: String) -> [String] {
    verbatim.filter { $0.hasPrefix("# \(word): ") }.map { String($0.dropFirst(word.count + 4)) }
  }

  /// The data files written into the comments, in order; `\u{1b}` in them is that character.
  var files: [(name: String, text: String)] {
    var result: [(name: String, text: String)] = []
    for line in verbatim {
      if line.hasPrefix("# file: ") {
        result.append((String(line.dropFirst(8)), ""))
      } else if line.hasPrefix("| ") || line == "|", !result.isEmpty {
        result[result.count - 1].text += unescaped(line.dropFirst(2)) + "\n"
      }
    }
    return result
  }

  private func unescaped(_ line: Substring) -> String {
    String(line).replacing(/\\u\{([0-9a-f]+)\}/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }

  private var verbatim: [String] {
    pieces.compactMap { if case .verbatim(let line) = $0 { line } else { nil } }
  }

  /// The lines of the file with what the entries print now.
  func lines(printing outputs: [[String]]) -> [String] {
    var result: [String] = []
    var rest = outputs[...]
    for piece in pieces {
      switch piece {
      case .verbatim(let line): result.append(line)
      case .entry(let entry):
        result.append("> " + entry.statement[0])
        result += entry.statement.dropFirst().map { $0.isEmpty ? "…" : "… " + $0 }
        result += rest.popFirst() ?? []
      }
    }
    return result
  }
}
