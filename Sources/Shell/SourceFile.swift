import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Texts of statements, read whole before any of them runs.
enum SourceFile {
  static func read(_ path: String) throws(UsageError) -> SourceText {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw UsageError(
        errno == ENOENT
          ? "there is no file \(path)" : "\(path) could not be read: \(systemReason(errno))")
    }
    defer { close(descriptor) }
    return SourceText(name: path, bytes: try bytes(of: descriptor, name: path))
  }

  static func readStandardInput() throws(UsageError) -> SourceText {
    SourceText(name: "<stdin>", bytes: try bytes(of: 0, name: "standard input"))
  }

  /// Whether the file says by its name or its first line that it holds statements.
  static func isScript(_ path: String) -> Bool {
    if path.hasSuffix(".sum") { return true }
    // Whoever writes to a named pipe would take a look at it for its reader, and lose that.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var start: [UInt8] = [0, 0]
    return systemRead(descriptor, &start) == 2 && start == Array("#!".utf8)
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The folder that relative paths of a script start from; empty for the current one.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func bytes(of descriptor: Int32, name: String) throws(UsageError) -> [UInt8] {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = systemRead(descriptor, &piece)
      if count > 0 {
        all.append(contentsOf: piece[..<count])
      } else if count == 0 {
        return all
      } else if errno != EINTR {
        throw UsageError("\(name) could not be read: \(systemReason(errno))")
      }
    }
  }
}

private func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int {
  bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}
