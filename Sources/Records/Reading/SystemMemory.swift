/// How much memory the system still gives, and how much the process has, as Linux tells it.
enum SystemMemory {
  /// Bytes that can still be taken before something is killed; `nil` where the system does not tell.
  ///
  /// The least of what the machine has, what the limits of its control groups leave, and what the
  /// limit on addresses leaves. Pages of files count as free: they go when they are wanted.
  static func available() -> Int? {
    let system = value(of: "MemAvailable:", in: text(of: "/proc/meminfo"))
    let swap = value(of: "SwapFree:", in: text(of: "/proc/meminfo")) ?? 0
    let kibibytes = system.map { ($0 + swap) << 10 }
    return [kibibytes, leftOfGroups(), leftOfAddresses()].compactMap(\.self).min()
  }

  /// Bytes in memory that are the process's own.
  static func own() -> Int? {
    let pages = statm()
    return pages.count > 2 ? (pages[1] - pages[2]) * pageSize : nil
  }

  private static let pageSize = 4096

  /// Pages of addresses, in memory, and shared of these.
  private static func statm() -> [Int] {
    text(of: "/proc/self/statm").split(separator: " ").compactMap { Int($0) }
  }

  private static func leftOfAddresses() -> Int? {
    let name = "Max address space"
    let line = text(of: "/proc/self/limits").split(separator: "\n").first { $0.hasPrefix(name) }
    let words = line?.dropFirst(name.count).split(separator: " ")
    guard let limit = words?.first.flatMap({ Int($0) }), let taken = statm().first else {
      return nil
    }
    return max(0, limit - taken * pageSize)
  }

  /// The least that any group from the process's own up to the topmost leaves.
  private static func leftOfGroups() -> Int? {
    var least: Int?
    for line in text(of: "/proc/self/cgroup").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isSecond = parts[1].isEmpty
      guard isSecond || parts[1].split(separator: ",").contains("memory") else { continue }
      let top = "/sys/fs/cgroup" + (isSecond ? "" : "/memory")
      var path = parts[2]
      while true {
        let folder = top + path
        let left = isSecond ? leftOfSecond(folder) : leftOfFirst(folder)
        least = [least, left].compactMap(\.self).min()
        guard let slash = path.lastIndex(of: "/") else { break }
        path = path[..<slash]
      }
    }
    return least
  }

  private static func leftOfSecond(_ folder: String) -> Int? {
    left(
      limit: text(of: folder + "/memory.max"), used: text(of: folder + "/memory.current"),
      files: value(of: "inactive_file", in: text(of: folder + "/memory.stat")))
  }

  private static func leftOfFirst(_ folder: String) -> Int? {
    left(
      limit: text(of: folder + "/memory.limit_in_bytes"),
      used: text(of: folder + "/memory.usage_in_bytes"),
      files: value(of: "total_inactive_file", in: text(of: folder + "/memory.stat")))
  }

  private static func left(limit: String, used: String, files: Int?) -> Int? {
    guard let limit = number(limit), let used = number(used) else { return nil }
    return max(0, limit - used + (files ?? 0))
  }

  private static func number(_ text: String) -> Int? {
    text.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
  }

  /// The number behind a name that starts a line.
  private static func value(of name: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count > 1, words[0] == name { return Int(words[1]) }
    }
    return nil
  }

  private static func text(of path: String) -> String {
    guard let bytes = try? WholeFile.bytes(of: path) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
