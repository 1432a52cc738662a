import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program in a terminal of its own, with a hand on the keys and an eye on the screen.
final class Conversation {
  private(set) var screen: Screen
  /// Everything that was sent to the terminal.
  private(set) var received: [UInt8] = []
  private let terminal: Int32
  private let child: Child
  private var hasEnded = false

  init(
    _ arguments: [String] = [], in place: Workplace, columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:], input: String? = nil, program: String = Product.path
  ) throws {
    screen = Screen(columns: columns, rows: rows)
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    let (master, slave, name) = try Self.open(size)
    terminal = master
    // Open until the program has it too, so that nothing is lost.
    defer { close(slave) }
    // A build for tests on a loaded machine takes longer than people wait.
    var settings = ["TERM": "xterm-256color", "SUMWHERE_PATIENCE": "20000"]
    settings.merge(environment) { $1 }
    child = try Child(
      arguments, in: place.path, environment: Product.environment(home: place.home, settings),
      streams: [
        input.map { .opened("\(place.path)/\($0)", O_RDONLY) } ?? .opened(name, O_RDWR),
        .opened(name, O_RDWR), .opened(name, O_RDWR),
      ], program: program)
  }

  deinit {
    if !hasEnded {
      kill(child.id, SIGKILL)
      _ = try? child.wait()
    }
    close(terminal)
  }

  func type(_ keys: String) throws {
    guard transmit(Array(keys.utf8), to: terminal) else {
      throw Problem("the terminal takes no keys")
    }
  }

  /// Types a line at a fresh prompt and waits for the next one.
  func ask(_ line: String) throws {
    try expectPrompt()
    let prompts = promptCount
    try type(line + "\r")
    try expect("the next prompt") { _ in self.promptCount > prompts && self.isAtPrompt }
  }

  func expectPrompt() throws { try expect("a prompt") { _ in self.isAtPrompt } }

  /// Waits until the screen is as it should be.
  func expect(_ what: String, _ isThere: (Screen) -> Bool) throws {
    let deadline = ContinuousClock.now + patience
    while !isThere(screen) {
      guard ContinuousClock.now < deadline, listen() else {
        throw Problem("waited for \(what); the screen is\n\(screen.text)\n")
      }
    }
  }

  func expect(_ text: String) throws { try expect(text) { $0.text.contains(text) } }

  /// Takes in what comes for a while in which nothing is expected.
  func settle(_ time: Duration = .milliseconds(100)) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end, listen() {}
  }

  /// Waits for the program's end.
  func end() throws -> Child.Ending {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      _ = listen()
      if let ending = child.ending() {
        hasEnded = true
        settle(.milliseconds(30))
        return ending
      }
    }
    throw Problem("the program did not end; the screen is\n\(screen.text)\n")
  }

  func send(signal: Int32) { kill(child.id, signal) }

  /// The terminal becomes another size, and the program is told.
  func resize(columns: Int, rows: Int = 24) {
    settle()
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    screen.resize(columns: columns, rows: rows)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    settle()
  }

  /// Forgets what was sent so far.
  func forgetReceived() { received = [] }

  /// Whether the terminal is one in which keys are echoed and Ctrl-C is a signal.
  var isCooked: Bool {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return settings.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == tcflag_t(ECHO | ICANON | ISIG)
  }

  private static func open(_ size: winsize) throws -> (Int32, Int32, String) {
    try descriptors.withLock { _ in
      var (master, slave): (Int32, Int32) = (0, 0)
      var size = size
      var name = [CChar](repeating: 0, count: 128)
      guard openpty(&master, &slave, &name, nil, &size) == 0 else {
        throw Problem("no terminal could be made")
      }
      for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (
        master, slave, String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      )
    }
  }

  private var isAtPrompt: Bool { screen.lineBeforeCursor == "> " }

  private var promptCount: Int { screen.lines.count { $0.hasPrefix(">") } }

  /// Reads what there is; false where the other end is gone.
  private func listen() -> Bool {
    var wanted = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, 10) > 0 else { return true }
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    let count = receive(&piece, from: terminal)
    guard count > 0 else { return false }
    received += piece[..<count]
    screen.feed(piece[..<count])
    return true
  }
}
