#if READLINE
  @preconcurrency import CReadline
  import Sumwhere

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// The keys that are ours; all others are readline's, or those of a person's inputrc.
  extension LineEditor {
    func bindKeys() {
      for name in ["emacs-standard", "vi-insert", "vi-command"] {
        guard let map = rl_get_keymap_by_name(name) else { continue }
        rl_bind_key_in_map(3, { _, _ in act { $0.interruptLine() } }, map)
        rl_bind_key_in_map(26, { _, _ in act { $0.suspendLine() } }, map)
        rl_bind_key_in_map(12, { _, _ in act { $0.clearScreen() } }, map)
        rl_bind_key_in_map(13, { _, _ in act { $0.enter() } }, map)
        rl_bind_key_in_map(10, { _, _ in act { $0.enter() } }, map)
        rl_bind_key_in_map(18, { _, _ in act { $0.searchHistory() } }, map)
        if name != "vi-command" { bindTypingKeys(map) }
      }
      guard let emacs = rl_get_keymap_by_name("emacs-standard") else { return }
      rl_bind_key_in_map(1, { _, _ in act { $0.moveToLineStart() } }, emacs)
      rl_bind_key_in_map(2, { count, _ in act { $0.moveLeft(count) } }, emacs)
      rl_bind_key_in_map(4, { count, _ in act { $0.deleteAhead(count) } }, emacs)
      rl_bind_key_in_map(5, { _, _ in act { $0.moveToLineEnd() } }, emacs)
      rl_bind_key_in_map(6, { count, _ in act { $0.moveRight(count) } }, emacs)
      rl_bind_key_in_map(7, { _, _ in act { $0.giveUpMenu() } }, emacs)
      rl_bind_key_in_map(11, { _, _ in act { $0.killToLineEnd() } }, emacs)
      rl_bind_key_in_map(21, { _, _ in act { $0.killToLineStart() } }, emacs)
      bind("\\e?", emacs) { _, _ in act { $0.openMenu() } }
      bind("\\C-x\\C-e", emacs) { _, _ in act { $0.editExternally() } }
      bind("\\ee", emacs) { _, _ in act { $0.editExternally() } }
    }

    private func bindTypingKeys(_ map: Keymap) {
      rl_bind_key_in_map(9, { _, _ in act { $0.complete(1) } }, map)
      rl_bind_key_in_map(8, { count, _ in act { $0.deleteBehind(count) } }, map)
      rl_bind_key_in_map(127, { count, _ in act { $0.deleteBehind(count) } }, map)
      bind("\\e[Z", map) { _, _ in act { $0.complete(-1) } }
      for keys in ["\\e\\r", "\\e\\n"] {
        bind(keys, map) { _, _ in act { $0.insertLineEnd() } }
      }
      for keys in ["\\e[A", "\\eOA"] { bind(keys, map) { _, _ in act { $0.moveUp() } } }
      for keys in ["\\e[B", "\\eOB"] { bind(keys, map) { _, _ in act { $0.moveDown() } } }
      for keys in ["\\e[C", "\\eOC"] { bind(keys, map) { count, _ in act { $0.moveRight(count) } } }
      for keys in ["\\e[D", "\\eOD"] { bind(keys, map) { count, _ in act { $0.moveLeft(count) } } }
      for keys in ["\\e[H", "\\eOH", "\\e[1~"] {
        bind(keys, map) { _, _ in act { $0.moveToLineStart() } }
      }
      for keys in ["\\e[F", "\\eOF", "\\e[4~"] {
        bind(keys, map) { _, _ in act { $0.moveToLineEnd() } }
      }
      for keys in ["\\eOP", "\\e[11~", "\\e[[A"] {
        bind(keys, map) { _, _ in act { $0.tellOfField() } }
      }
      bind("\\e[3~", map) { count, _ in act { $0.deleteAhead(count) } }
      bind("\\e[5~", map) { _, _ in act { $0.moveByPage(-1) } }
      bind("\\e[6~", map) { _, _ in act { $0.moveByPage(1) } }
    }

    private func bind(
      _ keys: String, _ map: Keymap, _ command: @escaping @convention(c) (CInt, CInt) -> CInt
    ) {
      rl_bind_keyseq_in_map(keys, command, map)
    }

    // MARK: Enter

    /// Takes the candidate that was chosen; else runs what is complete.
    fileprivate func enter() {
      if takeChosen() { return }
      closeMenu()
      let text = entry.text
      if glance.isIncomplete(text) { insertLineEnd() } else { accept() }
    }

    fileprivate func insertLineEnd() { rl_insert_text("\n") }

    // MARK: Moving

    fileprivate func moveUp() {
      if menu != nil { return move(inMenu: -1) }
      let entry = entry
      let column = keptColumn(in: entry)
      guard let place = entry.above(point, column: column) else {
        _ = rl_get_previous_history(1, 0)
        return
      }
      point = place
      goal = (column, place)
    }

    fileprivate func moveDown() {
      if menu != nil { return move(inMenu: 1) }
      let entry = entry
      let column = keptColumn(in: entry)
      guard let place = entry.below(point, column: column) else {
        _ = rl_get_next_history(1, 0)
        return
      }
      point = place
      goal = (column, place)
    }

    /// The column that the first of several moves started in.
    private func keptColumn(in entry: EntryText) -> Int {
      if let goal, goal.point == point { return goal.column }
      return entry.column(of: point)
    }

    fileprivate func moveLeft(_ count: CInt) {
      if count < 0 { return moveRight(-count) }
      let entry = entry
      for _ in 0..<count { point = entry.characterStart(before: point) }
    }

    fileprivate func moveRight(_ count: CInt) {
      if count < 0 { return moveLeft(-count) }
      if takeChosen() || takeGhost() { return }
      let entry = entry
      for _ in 0..<count { point = entry.characterEnd(after: point) }
    }

    fileprivate func moveToLineStart() {
      let start = entry.line(around: point).lowerBound
      point = point == start ? 0 : start
    }

    fileprivate func moveToLineEnd() {
      if takeGhost() { return }
      let entry = entry
      let end = entry.line(around: point).upperBound
      point = point == end ? entry.count : end
    }

    fileprivate func moveByPage(_ direction: Int) {
      movePage(inMenu: direction)
    }

    // MARK: Deleting

    fileprivate func deleteBehind(_ count: CInt) {
      guard count > 0 else { return }
      let entry = entry
      var start = point
      for _ in 0..<count { start = entry.characterStart(before: start) }
      delete(start..<point, of: entry)
    }

    fileprivate func deleteAhead(_ count: CInt) {
      guard count > 0 else { return }
      let entry = entry
      var end = point
      for _ in 0..<count { end = entry.characterEnd(after: end) }
      delete(point..<end, of: entry)
    }

    private func delete(_ range: Range<Int>, of entry: EntryText) {
      guard !range.isEmpty else {
        rl_ding()
        return
      }
      rl_delete_text(CInt(clamping: range.lowerBound), CInt(clamping: range.upperBound))
      point = range.lowerBound
    }

    fileprivate func killToLineEnd() {
      let line = entry.line(around: point)
      // At its end the line end itself, as elsewhere.
      let end = point == line.upperBound ? min(line.upperBound + 1, Int(rl_end)) : line.upperBound
      rl_kill_text(rl_point, CInt(clamping: end))
    }

    fileprivate func killToLineStart() {
      let start = entry.line(around: point).lowerBound
      rl_kill_text(CInt(clamping: start), rl_point)
      point = start
    }

    // MARK: Completion

    /// Types what all candidates share, else opens the menu; in it goes to the next.
    fileprivate func complete(_ step: Int) {
      if menu != nil { return move(inMenu: step) }
      let text = entry.text
      let completions = glance.completions(of: text, at: point)
      let range = completions.range
      guard range.upperBound <= Int(rl_end), !completions.candidates.isEmpty else {
        rl_ding()
        return
      }
      let typed = String(decoding: Array(text.utf8)[range], as: UTF8.self)
      switch CompletionMenu.choice(from: completions.candidates.map(\.text), typed: typed) {
      case .replacement(let text):
        replace(range, with: text)
        if completions.candidates.count > 1 { openMenu() }
      case .listing: open(CompletionMenu(completions))
      }
    }

    fileprivate func openMenu() {
      let completions = glance.completions(of: entry.text, at: point)
      guard !completions.candidates.isEmpty else {
        rl_ding()
        return
      }
      open(CompletionMenu(completions))
    }

    private func takeChosen() -> Bool {
      guard let menu, let chosen = menu.chosen, menu.range.upperBound <= Int(rl_end) else {
        return false
      }
      closeMenu()
      replace(menu.range, with: CompletionMenu.completed(menu.candidates[chosen].text))
      return true
    }

    fileprivate func giveUpMenu() {
      if menu == nil { rl_ding() }
      closeMenu()
    }

    // MARK: The terminal

    fileprivate func clearScreen() {
      forgetScreen()
      Terminal.send("\u{1B}[H\u{1B}[2J")
      draw()
    }

    fileprivate func suspendLine() {
      leave(showing: "")
      rl_deprep_terminal()
      kill(0, SIGTSTP)
      prepareTerminal(1)
      rl_resize_terminal()
      draw()
    }

    fileprivate func editExternally() {
      leave(showing: "")
      rl_deprep_terminal()
      let old = entry.text
      let new = ExternalEditor.edit(old)
      prepareTerminal(1)
      rl_resize_terminal()
      if let new, new != old { replace(0..<Int(rl_end), with: new) }
      draw()
    }
  }

  /// What a key does: never more than one command at a time, on the main thread.
  private func act(_ body: @MainActor (LineEditor) -> Void) -> CInt {
    LineEditor.onMain(body)
    return 0
  }

  /// As readline prepares it, but Ctrl-C and Ctrl-Z are keys; readline puts back what was.
  func prepareTerminal(_ meta: CInt) {
    rl_prep_terminal(meta)
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return }
    withUnsafeMutableBytes(of: &settings.c_cc) { keys in
      keys[Int(VINTR)] = UInt8(truncatingIfNeeded: disabledKey)
      keys[Int(VSUSP)] = UInt8(truncatingIfNeeded: disabledKey)
    }
    tcsetattr(0, TCSADRAIN, &settings)
  }

  /// Where a signal ends the program, the next prompt of the shell stands on a row of its own.
  func restoreTerminal() {
    if rl_readline_state & UInt(RL_STATE_SIGHANDLER) != 0 {
      LineEditor.onMain { $0.leave(showing: "") }
    }
    rl_deprep_terminal()
  }

  #if canImport(Glibc)
    private let disabledKey = 0
  #else
    private let disabledKey = 255
  #endif
#endif
