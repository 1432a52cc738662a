#if READLINE
  import CReadline
  import Rendering
  import Sumwhere

  extension LineEditor {
    /// Shows what is known of the field under the cursor, and the entry once more below it.
    func tellOfField() {
      let size = Terminal.size(of: 1) ?? (columns: 80, rows: 24)
      let options = TextOptions.terminal(width: size.columns, height: size.rows, styling: styling)
      guard let told = glance.about(entry.text, at: point, options: options) else {
        rl_ding()
        return
      }
      leave(showing: "")
      // The terminal is in the state for keys, where a line end only goes down.
      Terminal.send(told.replacing("\n", with: "\r\n"))
      draw()
    }
  }
#endif
