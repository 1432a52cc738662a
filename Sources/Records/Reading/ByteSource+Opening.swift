#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ByteSource {
  /// Opens a file, or standard input under the name `-`.
  static func open(
    _ path: String, isCancelled: @Sendable () -> Bool = { false }
  ) throws(ReadingError) -> ByteSource {
    if path == "-" { return try drain(0, name: "standard input", isCancelled) }
    if path.utf8.contains(0) { throw ReadingError(file: path, "a file name has no zero byte") }
    // A named pipe is waited for; an interrupt that came before would not end the wait.
    if isCancelled() { throw .cancelled(path) }
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #else
      let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
    guard descriptor >= 0 else { throw unopened(path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw unopened(path, errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      close(descriptor)
      throw directory(path)
    case S_IFREG where status.st_size > 0:
      return ByteSource(name: path, descriptor: descriptor, status: status)
    default:
      // Pipes, devices, and files whose length the system does not tell.
      defer { close(descriptor) }
      return try drain(descriptor, name: path, isCancelled)
    }
  }

  /// Reads everything into memory: what comes from a pipe cannot be read twice.
  private static func drain(
    _ descriptor: Int32, name: String, _ isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> ByteSource {
    var bytes = GrowingVector<UInt8>(capacity: 1 << 16)
    while true {
      // An interrupt just before the wait is seen after it.
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let found = poll(&wanted, 1, 100)
      if isCancelled() { throw .cancelled(name) }
      if found == 0 { continue }
      bytes.reserve(bytes.count + 1 << 16)
      let got = read(descriptor, bytes.pointer + bytes.count, bytes.capacity - bytes.count)
      if got < 0 {
        let code = errno
        if code == EINTR { continue }
        throw ReadingError(file: name, "it cannot be read: \(String(cString: strerror(code)))")
      }
      if got == 0 { break }
      _ = bytes.extend(by: got)
    }
    return ByteSource(name: name, bytes: bytes)
  }

  private static func unopened(_ path: String, _ code: Int32) -> ReadingError {
    switch code {
    case ENOENT, ENOTDIR: return missing(path)
    case EACCES, EPERM: return ReadingError(file: path, "this file may not be read by this user")
    default:
      return ReadingError(
        file: path, "the file cannot be opened: \(String(cString: strerror(code)))")
    }
  }

  private static func directory(_ path: String) -> ReadingError {
    let tables = FolderEntries.names(in: path).filter(isTable).sorted()
    let shown = tables.prefix(5).joined(separator: ", ")
    let more = tables.count > 5 ? " and \(tables.count - 5) more" : ""
    return ReadingError(
      file: path, "this is a folder, not a file",
      notes: tables.isEmpty ? [] : ["it holds \(shown)\(more)"])
  }

  private static func missing(_ path: String) -> ReadingError {
    let parts = split(path)
    let all = FolderEntries.names(in: parts.folder.isEmpty ? "." : parts.folder)
    let nearest = NearestNames.of(parts.name, among: all.sorted())
    let message = "no file is named \"\(parts.name)\""
    if !nearest.isEmpty {
      let full = nearest.map { parts.folder + $0 }
      return ReadingError(file: path, message + "; nearest: " + full.joined(separator: ", "))
    }
    let tables = all.filter(isTable).sorted().prefix(5)
    let place = parts.folder.isEmpty ? "this folder" : parts.folder
    return ReadingError(
      file: path, message,
      notes: tables.isEmpty ? [] : ["\(place) holds \(tables.joined(separator: ", "))"])
  }

  /// The folder with its last slash, and the name.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  private static func isTable(_ name: String) -> Bool {
    let small = name.lowercased()
    return [".csv", ".tsv", ".txt", ".tab", ".psv", ".records"].contains { small.hasSuffix($0) }
  }
}
