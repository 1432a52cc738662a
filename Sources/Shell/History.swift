import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The entries of earlier sessions in one project, kept in a file that sessions share.
///
/// Each entry is appended at once under a lock, so two sessions lose nothing of each other; at the
/// start the file is written anew without what is told twice. The form is readline's: `#seconds`,
/// then the entry's lines.
struct History {
  /// `nil` where none is kept.
  let path: String?
  /// Up to where the file was read or written by this session.
  private var known = Known()
  private static let capacity = 5_000

  private struct Known: Equatable {
    var file: UInt64 = 0
    var size = 0
  }

  init(path: String?) { self.path = path }

  /// The history of the project that the data, or the current folder, belongs to.
  static func ofProject(data: [String]) -> History {
    if let wish = Terminal.environment("SUMWHERE_HISTORY") {
      return History(path: wish.isEmpty ? nil : wish)
    }
    guard let state = stateFolder else { return History(path: nil) }
    let folder = data.first { $0 != "-" }.map(SourceFile.folder(of:)) ?? ""
    guard let project = projectFolder(around: folder.isEmpty ? "." : folder) else {
      return History(path: nil)
    }
    let name = project.split(separator: "/").last.map(String.init) ?? "root"
    return History(path: "\(state)/sumwhere/history/\(name)-\(fingerprint(project))")
  }

  /// The entries, the oldest first, each once where it came last.
  ///
  /// Throws: one sentence where there is a file and it cannot be used.
  mutating func load() throws(Outlet.Failure) -> [String] {
    guard let path, access(path, F_OK) == 0 else { return [] }
    let descriptor = try Self.openLocked(path, O_RDWR)
    defer { close(descriptor) }
    let text = try Self.contents(of: descriptor, path)
    let all = Self.parse(text)
    let kept = Self.compacted(all)
    if kept.count < all.count { try Self.replace(path, with: kept) }
    known = Self.state(of: path)
    return kept.map(\.text)
  }

  /// What other sessions appended since the file was last looked at.
  mutating func news() throws(Outlet.Failure) -> [String] {
    guard let path else { return [] }
    let now = Self.state(of: path)
    guard now != known, now.size > 0 else { return [] }
    let descriptor = try Self.openLocked(path, O_RDONLY)
    defer { close(descriptor) }
    if now.file == known.file, now.size > known.size {
      lseek(descriptor, off_t(known.size), SEEK_SET)
    }
    let text = try Self.contents(of: descriptor, path)
    known = Self.state(of: path)
    return Self.compacted(Self.parse(text)).map(\.text)
  }

  mutating func append(_ entry: String) throws(Outlet.Failure) {
    guard let path else { return }
    Self.makeFolders(above: path)
    let descriptor = try Self.openLocked(path, O_WRONLY | O_APPEND | O_CREAT)
    defer { close(descriptor) }
    fchmod(descriptor, 0o600)
    let before = Self.state(of: path)
    let isUpToDate = before == known || known.file == 0 && before.size == 0
    let outlet = Outlet(descriptor, name: path)
    outlet.write(Entry(time: time(nil), text: entry).written)
    outlet.flush()
    if let failure = outlet.failure { throw failure }
    // What another session wrote before it is still news.
    if isUpToDate { known = Self.state(of: path) }
  }
}

extension History {
  /// One entry of the file.
  struct Entry: Equatable {
    var time: Int
    var text: String

    /// A comment line that would read as a time is moved by a space.
    var written: String {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { History.timestamp(of: $0) == nil ? String($0) : " \($0)" }
      return "#\(time)\n\(lines.joined(separator: "\n"))\n"
    }
  }

  /// Reads the file's form; a file without times has one entry a line.
  static func parse(_ text: String) -> [Entry] {
    var entries: [Entry] = []
    var lines: [Substring] = []
    var time: Int?
    func finish() {
      if let time, !lines.isEmpty {
        entries.append(Entry(time: time, text: lines.joined(separator: "\n")))
      }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
    {
      if let next = timestamp(of: line) {
        finish()
        time = next
      } else if time == nil {
        if !line.isEmpty { entries.append(Entry(time: 0, text: String(line))) }
      } else {
        lines.append(line)
      }
    }
    finish()
    return entries
  }

  /// Each text once, at its last place, and no more than are of use.
  static func compacted(_ entries: [Entry]) -> [Entry] {
    var seen: Set<String> = []
    var kept: [Entry] = []
    for entry in entries.reversed() where seen.insert(entry.text).inserted { kept.append(entry) }
    return kept.prefix(capacity).reversed()
  }

  fileprivate static func timestamp(of line: Substring) -> Int? {
    guard line.first == "#", line.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(line.dropFirst())
  }

  private static func state(of path: String) -> Known {
    var status = stat()
    guard stat(path, &status) == 0 else { return Known() }
    return Known(file: UInt64(status.st_ino), size: Int(status.st_size))
  }

  /// Opens and locks the file that is at the path when the lock is had: another session may have
  /// put a new one there meanwhile.
  private static func openLocked(_ path: String, _ flags: Int32) throws(Outlet.Failure) -> Int32 {
    for _ in 0..<16 {
      let descriptor = open(path, flags | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw .history(path, errno) }
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
      var opened = stat()
      var current = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &current) == 0,
        opened.st_ino == current.st_ino, opened.st_dev == current.st_dev
      {
        return descriptor
      }
      close(descriptor)
    }
    throw .history(path, EAGAIN)
  }

  private static func contents(
    of descriptor: Int32, _ path: String
  ) throws(Outlet.Failure) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      if count > 0 {
        bytes.append(contentsOf: piece[..<count])
      } else if errno != EINTR {
        throw .history(path, errno)
      }
    }
  }

  private static func replace(_ path: String, with entries: [Entry]) throws(Outlet.Failure) {
    do throws(UsageError) {
      let file = try OutputFile(path)
      for entry in entries { file.outlet.write(entry.written) }
      do throws(Outlet.Failure) { try file.commit() } catch { throw UsageError(error.sentence) }
    } catch {
      throw Outlet.Failure(sentence: error.sentence)
    }
  }

  private static var stateFolder: String? {
    if let folder = Terminal.environment("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder }
    guard let home = Terminal.environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.local/state"
  }

  /// The nearest folder above that holds `.sumwhere`, or the folder itself.
  private static func projectFolder(around folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    let start = String(cString: resolved)
    var current = start
    while true {
      if access("\(current)/.sumwhere", F_OK) == 0 { return current }
      guard let slash = current.lastIndex(of: "/"), current != "/" else { return start }
      current = slash == current.startIndex ? "/" : String(current[..<slash])
    }
  }

  /// Source: FNV-1a, 64 bits.
  private static func fingerprint(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 36)
  }

  private static func makeFolders(above path: String) {
    var index = path.startIndex
    while let slash = path[index...].dropFirst().firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      index = slash
    }
  }
}

extension Outlet.Failure {
  fileprivate static func history(_ path: String, _ code: Int32) -> Outlet.Failure {
    Outlet.Failure(sentence: "the history \(path) cannot be kept: \(SystemReason.text(of: code))")
  }
}
