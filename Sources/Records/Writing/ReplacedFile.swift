#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written beside its place under another name, and put there when all went well.
///
/// What is no ordinary file (`/dev/null`, a named pipe) is written directly: another file in its
/// place would take away what others wrote there.
package struct ReplacedFile: Sendable {
  /// Why a file could not be written, in the system's words.
  package struct Failure: Error, Sendable {
    package let reason: String
  }

  /// What is written to, and closed by whoever writes before `commit` or `discard`.
  package let descriptor: Int32
  /// Where the file goes, without links where there is one already.
  package let place: String
  private let temporary: String?

  package init(_ path: String) throws(Failure) {
    guard !path.utf8.contains(0) else { throw Failure(reason: "a file name has no zero byte") }
    let resolved = Self.resolved(path) ?? path
    var status = stat()
    let exists = stat(resolved, &status) == 0
    place = resolved
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw Failure(reason: "it is a folder") }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = try Self.opened(resolved)
      return
    }
    if exists, access(resolved, W_OK) != 0 { throw Self.failure(errno) }
    var template = Array("\(resolved).XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure(errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    fchmod(descriptor, exists ? status.st_mode & 0o7777 : Self.defaultMode)
    temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }

  /// Puts the file in its place.
  package func commit() throws(Failure) {
    guard let temporary, rename(temporary, place) != 0 else { return }
    let failure = Self.failure(errno)
    discard()
    throw failure
  }

  /// Leaves the place as it was.
  package func discard() {
    if let temporary { unlink(temporary) }
  }

  /// Writes bytes to the descriptor.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Self.write(descriptor, $0, from: done) }
      if count >= 0 { done += count } else if errno != EINTR { throw Self.failure(errno) }
    }
  }

  /// Some file systems tell of a full disk only here.
  package func close() throws(Failure) {
    guard Self.close(descriptor) != 0, errno != EINTR else { return }
    let failure = Self.failure(errno)
    discard()
    throw failure
  }

  /// The path without links, where the file exists.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What a file made by `open` would be given; the mask can only be read by setting it.
  private static var defaultMode: mode_t {
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }

  private static func failure(_ code: Int32) -> Failure {
    Failure(reason: SystemReason.text(of: code))
  }
}

// The system's calls, whose names are ours too.
extension ReplacedFile {
  private static func opened(_ path: String) throws(Failure) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    return descriptor
  }

  private static func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    #if canImport(Glibc)
      return Glibc.write(descriptor, rest.baseAddress, rest.count)
    #else
      return Darwin.write(descriptor, rest.baseAddress, rest.count)
    #endif
  }

  private static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}
