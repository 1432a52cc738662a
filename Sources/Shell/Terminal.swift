#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is known of the screen and of the wish for colour.
enum Terminal {
  /// Columns and rows of the terminal behind a descriptor; `nil` where there is none.
  static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
  }

  /// Whether a key waits to be read.
  static var hasKey: Bool { hasKey(within: 0) }

  /// Whether a key comes within so many milliseconds.
  static func hasKey(within milliseconds: Int32) -> Bool {
    var keys = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&keys, 1, milliseconds) > 0
  }

  /// Writes to the terminal, in one piece where it takes one.
  static func send(_ text: String) {
    guard !text.isEmpty else { return }
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[done...])
        let count = write(1, rest.baseAddress, rest.count)
        if count >= 0 {
          done += count
        } else if errno == EAGAIN {
          var wanted = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wanted, 1, -1)
        } else if errno != EINTR {
          return
        }
      }
    }
  }

  static var isDumb: Bool { environment("TERM").map { $0.isEmpty || $0 == "dumb" } ?? true }

  /// How long what stands below an entry may take to find out.
  static var patience: Duration {
    let wish = environment("SUMWHERE_PATIENCE").flatMap(Int.init) ?? 10
    return .milliseconds(max(0, min(wish, 60_000)))
  }

  /// The variable where it is set, also where it is empty.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// `--color`, which beats the environment.
enum ColorChoice: String, CaseIterable {
  case auto, always, never

  /// Source: the order of CMake's documentation, in which NO_COLOR beats CLICOLOR_FORCE.
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let wish = Terminal.environment("NO_COLOR"), !wish.isEmpty { return false }
      if let wish = Terminal.environment("CLICOLOR_FORCE"), !wish.isEmpty, wish != "0" {
        return true
      }
      return !Terminal.isDumb && isatty(descriptor) == 1
    }
  }
}
