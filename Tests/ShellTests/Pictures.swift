import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Stored screens: `Tests/Screens/*.txt`. `UPDATE_GOLDEN=1` writes them anew.
enum Pictures {
  private static let updates = getenv("UPDATE_GOLDEN").map { String(cString: $0) == "1" } ?? false

  /// Waits until the screen is the stored one, and says how it differs where it does not become it.
  static func expect(
    _ name: String, of conversation: Conversation, _ note: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let path = "Tests/Screens/\(name).txt"
    let head = note.map { "# \($0)\n" } ?? ""
    if updates {
      conversation.settle(.milliseconds(400))
      try Checkout.write(head + conversation.screen.picture, to: path)
      return
    }
    guard let stored = Checkout.contents(of: path) else {
      Issue.record("no stored screen \(name)", sourceLocation: location)
      return
    }
    let deadline = ContinuousClock.now + .seconds(8)
    while head + conversation.screen.picture != stored, ContinuousClock.now < deadline {
      conversation.settle(.milliseconds(20))
    }
    // What comes afterwards must leave it so.
    conversation.settle(.milliseconds(30))
    #expect(
      head + conversation.screen.picture == stored, "the screen \(name)", sourceLocation: location)
  }
}
