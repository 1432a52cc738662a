#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The three descriptors that a program is started with.
enum StandardStreams {
  /// Takes the place of a closed one, so that no data file is opened in its stead, and lets a
  /// closed pipe end the program quietly, whatever it was started with.
  ///
  /// A closed output becomes one that cannot be written, and says so when it is.
  static func makeSafe() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      let opened = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
      if opened != descriptor, opened >= 0 { close(opened) }
    }
    signal(SIGPIPE, SIG_DFL)
  }

  /// Gives the keyboard back to a program whose standard input was data.
  static func takeKeyboard() -> Bool {
    let keyboard = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keyboard >= 0 else { return false }
    defer { close(keyboard) }
    return dup2(keyboard, 0) == 0
  }
}
