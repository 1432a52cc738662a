import Sumwhere

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines as the terminal's own driver edits them: for `TERM=dumb`, and for a build without
/// readline.
final class PlainReader: LineReader {
  let glance: Glance
  private let output: Outlet
  private var pending: [UInt8] = []

  init(output: Outlet, glance: Glance) {
    self.output = output
    self.glance = glance
  }

  func readEntry() -> ReadEntry {
    var entry = ""
    while true {
      Interrupts.clear()
      output.write(entry.isEmpty ? "> " : "… ")
      output.flush()
      switch nextLine() {
      case .text(let line):
        entry += line
        guard Session.isIncomplete(entry) else { return .text(entry) }
        entry += "\n"
      case .interrupted: return .interrupted
      case .end: return entry.isEmpty ? .end : .text(entry)
      }
    }
  }

  func remember(_ entry: String) {}

  func remember(others: [String]) {}

  private func nextLine() -> ReadEntry {
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return .text(line)
      }
      if Interrupts.isRaised() {
        pending = []
        output.write("\n")
        return .interrupted
      }
      // An interrupt just before the wait is seen after it.
      var keys = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard poll(&keys, 1, 100) > 0 else { continue }
      let count = piece.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
      if count > 0 {
        pending.append(contentsOf: piece[..<count])
      } else if count < 0, errno == EINTR {
        continue
      } else {
        guard !pending.isEmpty else { return .end }
        defer { pending = [] }
        return .text(String(decoding: pending, as: UTF8.self))
      }
    }
  }
}
