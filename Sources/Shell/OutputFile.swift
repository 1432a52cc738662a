import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of `-o`: it appears when all went well.
///
/// What is open already (`/dev/stdout`) is written directly: another file in its place would take
/// away what others wrote there.
struct OutputFile {
  private let place: String
  private let file: ReplacedFile?
  let outlet: Outlet

  init(_ path: String) throws(UsageError) {
    if let standard = Self.standardStream(path) {
      let descriptor = fcntl(standard, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { throw .unwritable(path, SystemReason.text(of: errno)) }
      place = path
      file = nil
      outlet = Outlet(descriptor, name: path)
      return
    }
    let file: ReplacedFile
    do throws(ReplacedFile.Failure) {
      file = try ReplacedFile(path)
    } catch {
      throw .unwritable(path, error.reason)
    }
    self.file = file
    place = file.place
    outlet = Outlet(file.descriptor, name: path)
  }

  /// Closes the file and puts it in its place.
  func commit() throws(Outlet.Failure) {
    outlet.close()
    if let failure = outlet.failure {
      file?.discard()
      throw failure
    }
    do throws(ReplacedFile.Failure) {
      try file?.commit()
    } catch {
      throw Outlet.Failure(
        sentence: "the answer could not be written to \(place): \(error.reason)")
    }
  }

  /// Leaves the place as it was.
  func discard() {
    outlet.close()
    file?.discard()
  }

  /// Whether a path names the very file that would be replaced.
  func isAt(_ path: String) -> Bool {
    guard let here = FileIdentity(path: place), here.isRegular else { return false }
    return here == FileIdentity(path: path)
  }

  /// Standard output or standard error, where the path names what one of them writes to.
  private static func standardStream(_ path: String) -> Int32? {
    guard path.hasPrefix("/dev/") || path.hasPrefix("/proc/"),
      let named = FileIdentity(path: path)
    else { return nil }
    return [1, 2].first { FileIdentity(descriptor: $0) == named }
  }
}

extension UsageError {
  fileprivate static func unwritable(_ path: String, _ reason: String) -> UsageError {
    UsageError("\(path) could not be written: \(reason)")
  }
}
