#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of a session as they were when they were read, to see when another program has
/// written them since.
struct ReadFiles {
  private struct Stamp: Equatable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int64

    /// `nil` where there is no ordinary file.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      #if canImport(Glibc)
        let time = status.st_mtim
      #else
        let time = status.st_mtimespec
      #endif
      (seconds, nanoseconds, size) = (time.tv_sec, time.tv_nsec, Int64(status.st_size))
    }
  }

  private var stamps: [String: Stamp] = [:]

  /// Notes the files as they are now, those that are known already too where `again` names them.
  mutating func see(_ paths: [String], again: [String] = []) {
    for path in paths where stamps[path] == nil || again.contains(path) {
      stamps[path] = Stamp(path)
    }
  }

  /// Those that are others now, in the order of `paths`.
  func changed(of paths: [String]) -> [String] {
    paths.filter { path in
      guard let before = stamps[path], let now = Stamp(path) else { return false }
      return before != now
    }
  }
}
