#if READLINE
  @preconcurrency import CReadline

  /// Ctrl-R: earlier entries, found by any part of them, in the rows below.
  extension LineEditor {
    /// Reads keys of its own until an entry is taken or the search is given up.
    func searchHistory() {
      closeMenu()
      search = HistorySearch(remembered, query: entry.text.filter { !$0.isNewline })
      var letter: [UInt8] = []
      while search != nil {
        if letter.isEmpty { draw() }
        let key = rl_read_key()
        guard key >= 0, let byte = UInt8(exactly: key) else { return closeSearch() }
        letter = byte >= 0x80 ? letter + [byte] : []
        if byte < 0x80 {
          press(byte)
        } else if let text = String(validating: letter, as: UTF8.self) {
          search?.type(text)
          letter = []
        } else if letter.count == 4 {
          letter = []
        }
      }
    }

    private func press(_ byte: UInt8) {
      switch byte {
      case 3:
        closeSearch()
        interruptLine()
      case 7: closeSearch()
      case 8, 127: search?.erase()
      case 9, 10, 13: takeMatch()
      case 14, 19: search?.move(by: -1)
      case 16, 18: search?.move(by: 1)
      case 21: search?.eraseAll()
      case 27: pressEscape()
      case 32...126: search?.type(String(UnicodeScalar(byte)))
      default:
        // Any other key is meant for the entry that was found.
        takeMatch()
        rl_stuff_char(CInt(byte))
      }
    }

    /// Escape alone gives up; with what follows it is an arrow, or a key for the entry.
    private func pressEscape() {
      guard Terminal.hasKey(within: 50) else { return closeSearch() }
      let second = rl_read_key()
      guard second == 0x5B || second == 0x4F else { return takeMatch() }
      var final = rl_read_key()
      while (0x30...0x3F).contains(final) { final = rl_read_key() }
      switch final {
      case 0x41: search?.move(by: -1)
      case 0x42: search?.move(by: 1)
      default: takeMatch()
      }
    }

    private func takeMatch() {
      let match = search?.match
      closeSearch()
      if let match { replace(0..<Int(rl_end), with: match) }
    }

    private func closeSearch() { search = nil }
  }
#endif
