/// A value that is made when it is first asked for; a thread that asks meanwhile waits for it.
package final class Once<Value: Sendable>: Sendable {
  private let kept = Guarded<Value?>(nil)

  package init() {}

  /// The value, if it was made.
  package var made: Value? { kept.withLock { $0 } }

  package func value<Failure: Error>(
    _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try kept.withLock { (kept) throws(Failure) in
      if let kept { return kept }
      let made = try make()
      kept = made
      return made
    }
  }
}
