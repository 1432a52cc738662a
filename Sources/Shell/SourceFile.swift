import Records
import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Texts of statements, read whole before any of them runs.
enum SourceFile {
  static func read(_ path: String) throws(UsageError) -> SourceText {
    do throws(WholeFile.Failure) {
      return SourceText(name: path, bytes: try WholeFile.bytes(of: path))
    } catch {
      switch error {
      case .missing: throw UsageError("there is no file \(path)")
      case .isFolder: throw UsageError("\(path) is a folder")
      case .unreadable(let reason): throw UsageError("\(path) could not be read: \(reason)")
      }
    }
  }

  static func readStandardInput() throws(UsageError) -> SourceText {
    do throws(WholeFile.Failure) {
      return SourceText(name: "<stdin>", bytes: try WholeFile.bytes(of: 0))
    } catch {
      switch error {
      case .missing, .isFolder: throw UsageError("standard input is a folder")
      case .unreadable(let reason):
        throw UsageError("standard input could not be read: \(reason)")
      }
    }
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
}

private func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int {
  bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}
