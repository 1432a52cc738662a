import Sumwhere

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines as the terminal's own driver edits them: for `TERM=dumb`, and for a build without
/// readline.
final class PlainReader: LineReader {
  var completer: (String, Int) -> Completions = { _, offset in
    Completions(range: offset..<offset, candidates: [])
  }
  private let output: Outlet
  private var pending: [UInt8] = []

  init(output: Outlet) {
    self.output = output
  }

  func readLine(prompt: String, after earlier: String) -> ReadLine {
    Interrupts.clear()
    output.write(prompt)
    output.flush()
    return nextLine()
  }

  func remember(_ entry: String) {}

  private func nextLine() -> ReadLine {
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
