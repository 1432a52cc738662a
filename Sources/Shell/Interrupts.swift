import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C while a statement runs: one atomic that the engine asks for once a batch.
///
/// Nothing here belongs to an actor: the handler runs wherever the signal arrives and may only
/// store. A second Ctrl-C that comes before the first was answered ends the program.
enum Interrupts {
  private static let received = Atomic<Int32>(0)

  static let isRaised: @Sendable () -> Bool = { received.load(ordering: .relaxed) != 0 }

  /// Forgets an interrupt: what starts now has not been asked to stop.
  static func clear() { received.store(0, ordering: .relaxed) }

  /// Runs `body` while these signals only ask it to stop.
  static func catching<R, E: Error>(
    _ signals: [Int32] = [SIGINT], _ body: () throws(E) -> R
  ) throws(E) -> R {
    clear()
    let before = signals.map { (signal: $0, action: install($0)) }
    defer {
      for (signal, var action) in before { sigaction(signal, &action, nil) }
    }
    return try body()
  }

  /// Ends the program by the signal that it was asked to stop by, so that a loop of the calling
  /// shell stops too.
  static func endBySignal() -> Int32 {
    let number = received.load(ordering: .relaxed)
    let signal = number == 0 ? SIGINT : number
    var action = sigaction()
    setHandler(of: &action, to: SIG_DFL)
    sigaction(signal, &action, nil)
    raise(signal)
    return ExitCode.interrupted
  }

  private static func install(_ number: Int32) -> sigaction {
    var new = sigaction()
    var old = sigaction()
    setHandler(
      of: &new,
      to: { number in
        guard Interrupts.received.exchange(number, ordering: .relaxed) != 0 else { return }
        signal(number, SIG_DFL)
        raise(number)
      })
    sigemptyset(&new.sa_mask)
    // No SA_RESTART: a read that waits for a pipe comes back and asks.
    new.sa_flags = 0
    sigaction(number, &new, &old)
    return old
  }

  #if canImport(Glibc)
    private static func setHandler(of action: inout sigaction, to handler: __sighandler_t?) {
      action.__sigaction_handler.sa_handler = handler
    }
  #else
    private static func setHandler(
      of action: inout sigaction, to handler: (@convention(c) (Int32) -> Void)?
    ) {
      action.__sigaction_u.__sa_handler = handler
    }
  #endif
}
