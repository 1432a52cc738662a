#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

#if os(Linux)
  // glibc and musl show this function only to sources that ask for GNU extensions.
  @_silgen_name("pthread_getattr_np")
  private func threadAttributes(
    of thread: pthread_t, into attributes: UnsafeMutablePointer<pthread_attr_t>
  ) -> CInt
#endif

/// How far down the stack of the current thread a parser may go, so that deep nesting is an error
/// and no crash, on whatever thread and in whatever build.
struct StackFloor {
  private let lowest: UInt

  /// Keeps a quarter of the stack, at most 256 KB, for what is called from the deepest place.
  static func ofCurrentThread() -> StackFloor {
    guard let (lowest, size) = bounds() else { return StackFloor(lowest: 0) }
    return StackFloor(lowest: lowest + min(size / 4, 256 << 10))
  }

  var isReached: Bool {
    var marker: UInt8 = 0
    return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) < lowest }
  }

  private static func bounds() -> (lowest: UInt, size: UInt)? {
    #if os(Linux)
      var attributes = pthread_attr_t()
      guard threadAttributes(of: pthread_self(), into: &attributes) == 0 else { return nil }
      defer { pthread_attr_destroy(&attributes) }
      var address: UnsafeMutableRawPointer?
      var size = 0
      guard pthread_attr_getstack(&attributes, &address, &size) == 0, let address else {
        return nil
      }
      return (UInt(bitPattern: address), UInt(size))
    #elseif canImport(Darwin)
      let size = UInt(pthread_get_stacksize_np(pthread_self()))
      return (UInt(bitPattern: pthread_get_stackaddr_np(pthread_self())) - size, size)
    #else
      return nil
    #endif
  }
}
