#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of `-o`: written beside its place under another name, and put there when all went well.
///
/// What is no ordinary file (`/dev/null`, a named pipe) is written directly, and so is what is open
/// already (`/dev/stdout`): another file in its place would take away what others wrote there.
struct OutputFile {
  private let place: String
  private let temporary: String?
  let outlet: Outlet

  init(_ path: String) throws(UsageError) {
    let resolved = resolvedPath(path) ?? path
    var status = stat()
    let exists = stat(resolved, &status) == 0
    place = resolved
    if exists, let standard = Self.standardStream(path, status) {
      let descriptor = fcntl(standard, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { throw .unwritable(path, errno) }
      temporary = nil
      outlet = Outlet(descriptor, name: path)
      return
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(resolved, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .unwritable(path, errno) }
      temporary = nil
      outlet = Outlet(descriptor, name: path)
      return
    }
    if exists, access(resolved, W_OK) != 0 { throw .unwritable(path, errno) }
    var template = Array("\(resolved).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .unwritable(path, errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    fchmod(descriptor, exists ? status.st_mode & 0o7777 : Self.defaultMode)
    temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
    outlet = Outlet(descriptor, name: path)
  }

  /// Closes the file and puts it in its place.
  func commit() throws(Outlet.Failure) {
    outlet.close()
    if let failure = outlet.failure {
      remove()
      throw failure
    }
    guard let temporary else { return }
    if rename(temporary, place) != 0 {
      let reason = systemReason(errno)
      remove()
      throw Outlet.Failure(sentence: "the answer could not be written to \(place): \(reason)")
    }
  }

  /// Leaves the place as it was.
  func discard() {
    outlet.close()
    remove()
  }

  /// Whether a path names the very file that would be replaced.
  func isAt(_ path: String) -> Bool {
    var here = stat()
    var there = stat()
    guard stat(place, &here) == 0, stat(path, &there) == 0 else { return false }
    return here.st_dev == there.st_dev && here.st_ino == there.st_ino
      && here.st_mode & S_IFMT == S_IFREG
  }

  /// Standard output or standard error, where the path names what one of them writes to.
  private static func standardStream(_ path: String, _ status: stat) -> Int32? {
    guard path.hasPrefix("/dev/") || path.hasPrefix("/proc/") else { return nil }
    return [1, 2].first { stream in
      var open = stat()
      return fstat(stream, &open) == 0 && open.st_dev == status.st_dev
        && open.st_ino == status.st_ino
    }
  }

  private func remove() {
    if let temporary { unlink(temporary) }
  }

  /// What a file made by `open` would be given; the mask can only be read by setting it.
  private static var defaultMode: mode_t {
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }
}

/// The path without links, where the file exists.
private func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

extension UsageError {
  fileprivate static func unwritable(_ path: String, _ code: Int32) -> UsageError {
    UsageError("\(path) could not be written: \(systemReason(code))")
  }
}
