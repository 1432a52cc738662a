import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Held while a descriptor is made and while a program is started, so that no program is given
/// what belongs to another test.
let descriptors = Mutex<Void>(())

/// A started program: what its descriptors are, and how it ended.
struct Child {
  enum Ending: Equatable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)

    var description: String {
      switch self {
      case .exited(let code): "exit \(code)"
      case .signalled(let signal): "signal \(signal)"
      }
    }
  }

  /// What one of the child's descriptors is.
  enum Stream {
    /// a descriptor of ours
    case inherited(Int32)
    case opened(String, Int32)
    case closed
  }

  let id: pid_t

  /// Starts the program; a controlling terminal is taken when a stream opens one.
  init(
    _ arguments: [String], in folder: String, environment: [String: String], streams: [Stream],
    program path: String = Product.path
  ) throws {
    var actions = makeActions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      let target = Int32(number)
      switch stream {
      case .inherited(let descriptor):
        posix_spawn_file_actions_adddup2(&actions, descriptor, target)
      case .opened(let path, let flags):
        posix_spawn_file_actions_addopen(&actions, target, path, flags, 0o644)
      case .closed: posix_spawn_file_actions_addclose(&actions, target)
      }
    }
    var attributes = makeAttributes()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The thread of a test may block signals, which the program would go on doing.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigfillset(&usual)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    let newSession: Int32 = isDarwin ? 0x0400 : 0x80
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let program: [UnsafeMutablePointer<CChar>?] =
      (["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path] + arguments)
      .map { strdup($0) } + [nil]
    let settings: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in program + settings { free(text) } }
    var id: pid_t = 0
    let code = descriptors.withLock { _ in
      posix_spawn(&id, "/bin/sh", &actions, &attributes, program, settings)
    }
    guard code == 0 else {
      throw Problem("\(path) could not be started: \(String(cString: strerror(code)))")
    }
    self.id = id
  }

  /// How it ended, if it has.
  func ending() -> Ending? {
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  /// Waits for its end; one that does not end is killed.
  func wait(until deadline: ContinuousClock.Instant = .now + patience) throws -> Ending {
    while ContinuousClock.now < deadline {
      if let ending = ending() { return ending }
      usleep(2_000)
    }
    kill(id, SIGKILL)
    var status: Int32 = 0
    waitpid(id, &status, 0)
    throw Problem("the program did not end")
  }
}

/// How long a test waits for what should be there at once: a loaded machine is no failure.
let patience = Duration.seconds(30)

#if canImport(Darwin)
  private let isDarwin = true
  private func makeActions() -> posix_spawn_file_actions_t? { nil }
  private func makeAttributes() -> posix_spawnattr_t? { nil }
#else
  private let isDarwin = false
  private func makeActions() -> posix_spawn_file_actions_t { .init() }
  private func makeAttributes() -> posix_spawnattr_t { .init() }
#endif
