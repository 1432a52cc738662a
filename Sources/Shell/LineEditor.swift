#if READLINE
  @preconcurrency import CReadline
  import Rendering
  import Sumwhere

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// GNU readline's keys, history, undo and kill ring, with a screen and some keys of our own.
  ///
  /// This file and `LineEditor+Keys` are the only ones that touch readline's global variables.
  /// Readline calls back on the thread that called it, which is the main one. It never draws: each
  /// key ends in `draw`, which sends one frame in one write. While an entry is edited the terminal
  /// sends no signals: Ctrl-C is a key and leaves a clean prompt in every state of the editor.
  final class LineEditor: LineReader {
    static let shared = LineEditor()

    let glance = Glance(files: Folder.entries(of:), patience: Terminal.patience)
    var styling = Styling.plain
    private(set) var menu: CompletionMenu?
    /// What the menu is for.
    private var menuPlace: (text: String, point: Int)?
    var search: HistorySearch?
    /// The column that the cursor keeps while it goes up and down, and where it went last.
    var goal: (column: Int, point: Int)?
    private(set) var remembered: [String] = []
    /// How many of them were asked before this session, or in another one.
    private var foreignCount = 0
    private var isEditing = false
    private var wasInterrupted = false
    private var painter = FramePainter()
    private static let prompt = "> "
    private static let capacity = 5_000
    private static let mostRowsBelow = 10

    private init() {
      useUTF8()
      // Readline keeps these pointers for ever.
      rl_readline_name = UnsafePointer(strdup("sumwhere"))
      rl_change_environment = 0
      rl_catch_sigwinch = 1
      rl_initialize()
      rl_variable_bind("enable-bracketed-paste", "on")
      rl_variable_bind("revert-all-at-newline", "on")
      // The terminal's own erase and kill keys would take the place of ours.
      rl_variable_bind("bind-tty-special-chars", "off")
      rl_prep_term_function = prepareTerminal
      rl_deprep_term_function = restoreTerminal
      rl_redisplay_function = { LineEditor.onMain { $0.draw() } }
      rl_getc_function = { waitForKey($0) }
      bindKeys()
      using_history()
    }

    func readEntry() -> ReadEntry {
      wasInterrupted = false
      (search, goal) = (nil, nil)
      closeMenu()
      painter.forget()
      isEditing = true
      defer { isEditing = false }
      guard let line = readline(Self.prompt) else { return .end }
      defer { free(line) }
      return wasInterrupted ? .interrupted : .text(String(cString: line))
    }

    // MARK: The buffer

    var entry: EntryText {
      guard let line = rl_line_buffer else { return EntryText("") }
      return line.withMemoryRebound(to: UInt8.self, capacity: Int(rl_end)) {
        EntryText(bytes: UnsafeBufferPointer(start: $0, count: Int(rl_end)))
      }
    }

    var point: Int {
      get { Int(rl_point) }
      set { rl_point = CInt(clamping: newValue) }
    }

    /// One step for undo.
    func replace(_ range: Range<Int>, with text: String) {
      rl_begin_undo_group()
      rl_delete_text(CInt(clamping: range.lowerBound), CInt(clamping: range.upperBound))
      point = range.lowerBound
      rl_insert_text(text)
      rl_end_undo_group()
    }

    /// Takes what stands behind the cursor; false where nothing does.
    func takeGhost() -> Bool {
      // Keys that were typed ahead have had no frame.
      guard styling != .plain, menu == nil, point == Int(rl_end), isPlainPrompt,
        let ghost = continuation(of: entry.text)
      else { return false }
      replace(ghost.range, with: ghost.text)
      return true
    }

    private var displayedPrompt: String {
      rl_display_prompt.map { String(cString: $0) } ?? Self.prompt
    }

    private var isPlainPrompt: Bool { displayedPrompt == Self.prompt }

    // MARK: The menu

    /// It stays until a candidate is taken, the text changes or the cursor goes away.
    func open(_ menu: CompletionMenu) {
      self.menu = menu
      menuPlace = (entry.text, point)
    }

    func move(inMenu step: Int) { menu?.move(by: step) }

    func movePage(inMenu direction: Int) { menu?.movePage(direction, rows: Self.mostRowsBelow) }

    func closeMenu() { (menu, menuPlace) = (nil, nil) }

    // MARK: History

    func remember(_ entry: String) {
      if let index = remembered.lastIndex(of: entry) { forget(index) }
      if remembered.count == Self.capacity { forget(0) }
      remembered.append(entry)
      add_history(entry)
    }

    func remember(others: [String]) {
      let own = remembered[foreignCount...]
      var foreign = Array(remembered[..<foreignCount])
      for entry in others where !own.contains(entry) {
        foreign.removeAll { $0 == entry }
        foreign.append(entry)
      }
      let all = (foreign + own).suffix(Self.capacity)
      foreignCount = all.count - own.count
      remembered = Array(all)
      clear_history()
      for entry in all { add_history(entry) }
    }

    private func forget(_ index: Int) {
      remembered.remove(at: index)
      if index < foreignCount { foreignCount -= 1 }
      guard let entry = remove_history(CInt(clamping: index)) else { return }
      free_history_entry(entry)
    }

    // MARK: The end of an entry

    func accept() {
      leave(showing: "")
      // Here Ctrl-C is still a key: an interrupt from now on is meant for the answer.
      Interrupts.clear()
      rl_done = 1
    }

    func interruptLine() {
      leave(showing: "^C")
      rl_replace_line("", 0)
      point = 0
      wasInterrupted = true
      rl_done = 1
    }

    /// Shows the whole entry, without what is only for whoever types it, and goes to a fresh row
    /// below.
    func leave(showing mark: String) {
      search = nil
      closeMenu()
      let size = Terminal.size(of: 1) ?? (columns: 80, rows: 24)
      var shown = EntryLayout.Entry()
      shown.text = entry
      shown.point = shown.text.count
      shown.colors = styling == .plain ? [] : glance.colors(of: shown.text.text)
      shown.isWhole = true
      let layout = EntryLayout(columns: size.columns, rows: size.rows, styling: styling)
      let frame = layout.frame(of: shown)
      send(painter.leave(frame, showing: mark, columns: size.columns))
    }

    /// What the terminal shows was drawn by another.
    func forgetScreen() { painter.forget() }

    // MARK: Drawing

    /// One frame; none while more keys wait, which will have theirs.
    func draw() {
      guard isEditing, !Terminal.hasKey else { return }
      let size = Terminal.size(of: 1) ?? (columns: 80, rows: 24)
      let layout = EntryLayout(columns: size.columns, rows: size.rows, styling: styling)
      let entry =
        search == nil
        ? drawnEntry(columns: size.columns, rows: size.rows)
        : drawnSearch(columns: size.columns, rows: size.rows)
      send(painter.paint(layout.frame(of: entry), columns: size.columns))
    }

    private func drawnEntry(columns: Int, rows: Int) -> EntryLayout.Entry {
      var shown = EntryLayout.Entry()
      shown.text = entry
      shown.point = point
      let text = shown.text.text
      if let place = menuPlace, place != (text, point) { closeMenu() }
      // A search of readline's own, an argument being typed: its prompt says so.
      if !isPlainPrompt {
        shown.prompt = displayedPrompt.filter { $0 != "\u{1}" && $0 != "\u{2}" }
        return shown
      }
      if styling != .plain { shown.colors = glance.colors(of: text) }
      if menu != nil {
        shown.below =
          menu?.rows(min(Self.mostRowsBelow, rows / 2), columns: columns, styling: styling) ?? []
        return shown
      }
      if point == shown.text.count, styling != .plain {
        shown.ghost = continuation(of: text)?.rest ?? ""
      }
      let remark = glance.remark(on: text, at: point)
      if case .problem(_, let range) = remark { shown.wrong = range }
      shown.below = RemarkRows.rows(for: remark, columns: columns, styling: styling)
      return shown
    }

    private func drawnSearch(columns: Int, rows: Int) -> EntryLayout.Entry {
      var shown = EntryLayout.Entry()
      shown.prompt = "earlier: "
      shown.text = EntryText(search?.query ?? "")
      shown.point = shown.text.count
      shown.below =
        search?.rows(min(Self.mostRowsBelow, rows / 2), columns: columns, styling: styling) ?? []
      return shown
    }

    /// The likeliest value; else the latest entry that begins so; else the likeliest word.
    private func continuation(of text: String) -> Likeliest? {
      guard text.contains(where: { !$0.isWhitespace }) else { return nil }
      let likeliest = glance.likeliest(in: text)
      let end = text.utf8.count
      let earlier = remembered.last { $0.utf8.count > end && $0.utf8.starts(with: text.utf8) }
        .map { entry in
          let rest = String(decoding: entry.utf8.dropFirst(end), as: UTF8.self)
          return Likeliest(rest: rest, range: end..<end, text: rest, isValue: false)
        }
      guard let likeliest, likeliest.isValue else { return earlier ?? likeliest }
      if let earlier, likeliest.range.isEmpty || earlier.rest.hasPrefix(likeliest.rest) {
        return earlier.rest.hasPrefix(likeliest.rest) ? earlier : likeliest
      }
      return likeliest
    }

    /// One write, so that no terminal shows half of it.
    private func send(_ text: String) {
      fflush(rl_outstream)
      Terminal.send(text)
    }

    /// Without a locale (containers, CI) readline would take each byte for a character.
    private func useUTF8() {
      setlocale(LC_CTYPE, "")
      let codeset = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) }
      if codeset != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    nonisolated static func onMain(_ body: @MainActor (LineEditor) -> Void) {
      MainActor.assumeIsolated { body(LineEditor.shared) }
    }
  }

  /// Waits for a key; while none comes, counts what completion will want to know.
  private func waitForKey(_ stream: UnsafeMutablePointer<FILE>?) -> CInt {
    var hasWork = true
    while true {
      // Readline's handlers only note a signal; here it is acted on.
      rl_check_signals()
      var keys = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      // A signal just before the wait is seen after it.
      let found = poll(&keys, 1, hasWork ? 0 : 500)
      if found > 0 || found < 0 && errno != EINTR { return rl_getc(stream) }
      if found == 0, hasWork {
        hasWork = MainActor.assumeIsolated { LineEditor.shared.glance.work() }
      }
    }
  }
#endif
