import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that `VISUAL` or `EDITOR` names, for an entry that is easier written there.
enum ExternalEditor {
  /// The text as it was saved, without the line ends behind it; `nil` where nothing came of it.
  static func edit(_ text: String) -> String? {
    let folder = Terminal.environment("TMPDIR") ?? "/tmp"
    var path = Array("\(folder)/sumwhere-XXXXXX.sum".utf8CString)
    // Readable for its owner only.
    let descriptor = mkstemps(&path, 4)
    guard descriptor >= 0 else { return nil }
    let name = path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer { unlink(name) }
    let outlet = Outlet(descriptor, name: name)
    outlet.write(text + "\n")
    outlet.close()
    guard outlet.failure == nil, run(on: name), let edited = contents(of: name) else { return nil }
    return String(edited.trimmingSuffix { $0.isNewline })
  }

  /// While the editor runs, Ctrl-C is its own: no shell stays beside it, which it would end.
  private static func run(on path: String) -> Bool {
    let quoted =
      "'"
      + path.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
    return system("exec ${VISUAL:-${EDITOR:-vi}} \(quoted)") == 0
  }

  private static func contents(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return count == 0 ? String(validating: bytes, as: UTF8.self) : nil }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
