#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is read whole, as a script is.
package enum WholeFile {
  package enum Failure: Error, Sendable {
    /// There is none; names in its folder that are close to it, with the folder.
    case missing(nearest: [String])
    case isFolder
    /// The system's reason.
    case unreadable(String)
  }

  package static func bytes(of path: String) throws(Failure) -> [UInt8] {
    if path.utf8.contains(0) { throw .unreadable("a file name has no zero byte") }
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #else
      let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { throw .missing(nearest: nearest(to: path)) }
      throw .unreadable(SystemReason.text(of: code))
    }
    defer { close(descriptor) }
    return try bytes(of: descriptor)
  }

  package static func bytes(of descriptor: Int32) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        all.append(contentsOf: piece[..<count])
      } else if count == 0 {
        return all
      } else if errno == EISDIR {
        throw .isFolder
      } else if errno != EINTR {
        throw .unreadable(SystemReason.text(of: errno))
      }
    }
  }

  private static func nearest(to path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let scripts = FolderEntries.names(in: folder.isEmpty ? "." : folder)
      .filter { $0.lowercased().hasSuffix(".sum") }.sorted()
    return NearestNames.of(name, among: scripts).map { folder + $0 }
  }
}
