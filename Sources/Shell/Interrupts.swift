import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C while a statement runs: one atomic that the engine asks for once a batch.
///
/// Nothing here belongs to an actor: the handler runs wherever the signal arrives and may only
/// store. It gives itself up when it has run, so a second Ctrl-C ends the program.
enum Interrupts {
  private static let received = Atomic<Int32>(0)

  static let isRaised: @Sendable () -> Bool = { received.load(ordering: .relaxed) != 0 }

  /// Runs `body` while these signals only ask it to stop.
  static func catching<R, E: Error>(
    _ signals: [Int32] = [SIGINT], _ body: () throws(E) -> R
  ) throws(E) -> R {
    received.store(0, ordering: .relaxed)
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

  private static func install(_ signal: Int32) -> sigaction {
    var new = sigaction()
    var old = sigaction()
    setHandler(of: &new, to: { Interrupts.received.store($0, ordering: .relaxed) })
    sigemptyset(&new.sa_mask)
    // No SA_RESTART: a read that waits for a pipe comes back and asks.
    new.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: SA_RESETHAND))
    sigaction(signal, &new, &old)
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
