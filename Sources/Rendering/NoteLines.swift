package import Records

/// What is said beside an answer or a load.
package enum NoteLines {
  /// Under an answer: `  3 records have no year (year is missing)`, one note a paragraph.
  package static func below(_ notes: [Note], options: TextOptions = .full) -> String {
    notes.map { note in
      lines("  " + sentence(note), indent: 4, options, .note)
    }.joined()
  }

  /// On standard error: `note: 3 records have no year (year is missing)`, a line each.
  package static func beside(_ notes: [Note], styling: Styling = .plain) -> String {
    notes.map { styling.paint("note:", .note) + " " + sentence($0) + "\n" }.joined()
  }

  static func sentence(_ note: Note) -> String {
    let text = printable(note.text)
    // Many a sentence has the suggestion in it already.
    guard let suggestion = note.suggestion.map(printable), !text.contains(suggestion) else {
      return text
    }
    return "\(text) (\(suggestion))"
  }

  private static func lines(
    _ sentence: String, indent: Int, _ options: TextOptions, _ style: Style
  ) -> String {
    Wrapping.lines(of: sentence, width: options.width, indent: indent)
      .map { options.styling.paint($0, style) + "\n" }.joined()
  }
}
