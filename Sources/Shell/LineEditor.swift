#if READLINE
  @preconcurrency import CReadline
  import Sumwhere

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// GNU readline's keys and history, with Ctrl-C, Ctrl-Z and Tab of our own.
  ///
  /// This is the one file that touches readline's global variables. Readline calls back on the
  /// thread that called it, which is the main one. While a line is edited the terminal sends no
  /// signals: Ctrl-C is a key and leaves a clean prompt in every state of the editor.
  final class LineEditor: LineReader {
    static let shared = LineEditor()

    var completer: (String, Int) -> Completions = { _, offset in
      Completions(range: offset..<offset, candidates: [])
    }
    /// Whether remarks in a listing are dimmed.
    var usesColor = false
    private var earlier = ""
    private var wasInterrupted = false
    private var remembered: [String] = []
    private static let capacity = 5_000

    private init() {
      useUTF8()
      // Readline keeps these pointers for ever.
      rl_readline_name = UnsafePointer(strdup("sumwhere"))
      rl_change_environment = 0
      rl_initialize()
      rl_variable_bind("enable-bracketed-paste", "on")
      rl_variable_bind("revert-all-at-newline", "on")
      rl_prep_term_function = prepareTerminal
      for name in ["emacs-standard", "vi-insert", "vi-command"] {
        guard let map = rl_get_keymap_by_name(name) else { continue }
        rl_bind_key_in_map(3, interrupt, map)
        rl_bind_key_in_map(26, suspend, map)
        if name != "vi-command" { rl_bind_key_in_map(9, complete, map) }
      }
      using_history()
    }

    func readLine(prompt: String, after earlier: String) -> ReadLine {
      self.earlier = earlier
      wasInterrupted = false
      guard let line = readline(prompt) else { return .end }
      defer { free(line) }
      return wasInterrupted ? .interrupted : .text(String(cString: line))
    }

    func remember(_ entry: String) {
      if let index = remembered.lastIndex(of: entry) {
        remembered.remove(at: index)
        forget(index)
      }
      if remembered.count == Self.capacity {
        remembered.removeFirst()
        forget(0)
      }
      remembered.append(entry)
      add_history(entry)
    }

    private func forget(_ index: Int) {
      guard let entry = remove_history(CInt(clamping: index)) else { return }
      free_history_entry(entry)
    }

    fileprivate func interruptLine() {
      leaveLine(showing: "^C")
      rl_replace_line("", 0)
      rl_point = 0
      wasInterrupted = true
      rl_done = 1
    }

    fileprivate func suspendLine() {
      leaveLine(showing: "")
      rl_deprep_terminal()
      kill(0, SIGTSTP)
      prepareTerminal(1)
      rl_resize_terminal()
      rl_on_new_line()
    }

    fileprivate func completeWord() {
      let line = rl_line_buffer.map { String(cString: $0) } ?? ""
      let start = earlier.utf8.count
      let completions = completer(earlier + line, start + Int(rl_point))
      let range = completions.range
      guard range.lowerBound >= start, range.upperBound <= start + Int(rl_end),
        !completions.candidates.isEmpty
      else {
        rl_ding()
        return
      }
      let typed = String(decoding: Array((earlier + line).utf8)[range], as: UTF8.self)
      switch CompletionMenu.choice(from: completions.candidates.map(\.text), typed: typed) {
      case .replacement(let text):
        replace(range.lowerBound - start..<range.upperBound - start, with: text)
      case .listing:
        let size = Terminal.size(of: 1) ?? (columns: 80, rows: 24)
        let menu = CompletionMenu(
          columns: size.columns, rows: max(3, size.rows - 4), usesColor: usesColor)
        list(menu.rows(of: completions.candidates))
      }
    }

    /// One step for undo.
    private func replace(_ range: Range<Int>, with text: String) {
      rl_begin_undo_group()
      rl_delete_text(CInt(clamping: range.lowerBound), CInt(clamping: range.upperBound))
      rl_point = CInt(clamping: range.lowerBound)
      rl_insert_text(text)
      rl_end_undo_group()
    }

    /// Prints below what is typed and has it drawn again below that.
    private func list(_ rows: [String]) {
      leaveLine(showing: "")
      for row in rows { fputs(row + "\n", rl_outstream) }
      fflush(rl_outstream)
      rl_on_new_line()
    }

    /// Moves to a fresh row below all of the entry, the cursor in the text unmoved.
    private func leaveLine(showing mark: String) {
      let point = rl_point
      rl_point = rl_end
      rl_redisplay()
      fputs(mark, rl_outstream)
      rl_crlf()
      fflush(rl_outstream)
      rl_point = point
    }

    /// Without a locale (containers, CI) readline would take each byte for a character.
    private func useUTF8() {
      setlocale(LC_CTYPE, "")
      let codeset = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) }
      if codeset != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }
  }

  private func onMain(_ body: @MainActor (LineEditor) -> Void) {
    MainActor.assumeIsolated { body(LineEditor.shared) }
  }

  /// As readline prepares it, but Ctrl-C and Ctrl-Z are keys; readline puts back what was.
  private func prepareTerminal(_ meta: CInt) {
    rl_prep_terminal(meta)
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return }
    withUnsafeMutableBytes(of: &settings.c_cc) { keys in
      keys[Int(VINTR)] = UInt8(truncatingIfNeeded: disabledKey)
      keys[Int(VSUSP)] = UInt8(truncatingIfNeeded: disabledKey)
    }
    tcsetattr(0, TCSADRAIN, &settings)
  }

  #if canImport(Glibc)
    private let disabledKey = 0
  #else
    private let disabledKey = 255
  #endif

  private func interrupt(_: CInt, _: CInt) -> CInt {
    onMain { $0.interruptLine() }
    return 0
  }

  private func suspend(_: CInt, _: CInt) -> CInt {
    onMain { $0.suspendLine() }
    return 0
  }

  private func complete(_: CInt, _: CInt) -> CInt {
    onMain { $0.completeWord() }
    return 0
  }
#endif
