import Rendering

/// What only a conversation shows.
extension Reporter {
  /// How the entry that is typed looks.
  var lineStyling: Styling { Terminal.isDumb ? .plain : styling }

  func greet() {
    guard !isQuiet else { return }
    output.write(
      """
      Sumwhere \(Command.number) answers questions about records. To begin: load "records.csv"
      Then ask: count · show limit 5 · sum amount by year · show where year = 2010
      Tab completes names and values, help tells more, Ctrl-D ends.

      """)
    output.flush()
  }

  /// What `help` adds here to the help of the language.
  func explainKeys() {
    output.write(
      """
      Here: Tab completes, also values; Right takes what is shown dimmed; the arrows and Ctrl-R bring
        back earlier questions; Alt-Enter begins a line; Ctrl-X Ctrl-E opens the editor
        Ctrl-C drops the line or stops an answer; all shows every row of the last answer
        undo takes back a load or a name; reload reads changed files again; watch 5 asks on and on
        copy gives the last answer to the clipboard; save session as "x.sum" keeps what worked
        Ctrl-D or quit ends

      """)
    output.flush()
  }

  /// One line about the conversation.
  func tell(_ sentence: String) {
    output.write(printable(sentence) + "\n")
    output.flush()
  }

  /// What parts an answer from the one before it.
  func beginWatch(every seconds: Int) {
    output.write(
      styling.paint(
        "every \(seconds == 1 ? "second" : "\(seconds) seconds"), until Ctrl-C", .dimmed) + "\n")
  }

  func cancelled(after time: Duration) {
    output.flush()
    let tenths = Int(time / .milliseconds(100))
    // The terminal has written ^C on the cursor's row.
    errors.write("\ncancelled after \(tenths / 10).\(tenths % 10) s\n")
    errors.flush()
  }
}
