/// Names of files with `*`, any run of characters, and `?`, one of them, in any part of a path.
package enum FilePattern {
  package static func isPattern(_ path: String) -> Bool {
    path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  /// The paths that a pattern stands for, sorted; hidden files and folders are none.
  package static func matches(_ pattern: String) -> [String] {
    var paths = [pattern.hasPrefix("/") ? "/" : ""]
    for part in pattern.split(separator: "/") {
      guard isPattern(String(part)) else {
        paths = paths.map { $0 + part + "/" }
        continue
      }
      let wanted = Array(part)
      paths = paths.flatMap { folder in
        FolderEntries.names(in: folder.isEmpty ? "." : folder, limit: 100_000)
          .filter { matches(Array($0), wanted) }.map { "\(folder)\($0)/" }
      }
    }
    return paths.map { String($0.dropLast()) }
      .filter { FileIdentity(path: $0).map { !$0.isFolder } ?? false }.sorted()
  }

  /// Goes back to the last `*` only, so the time is that of a table.
  private static func matches(_ name: [Character], _ pattern: [Character]) -> Bool {
    var (place, index) = (0, 0)
    var star: (index: Int, place: Int)?
    while place < name.count {
      if index < pattern.count, pattern[index] == "*" {
        star = (index, place)
        index += 1
      } else if index < pattern.count, pattern[index] == "?" || pattern[index] == name[place] {
        index += 1
        place += 1
      } else if let last = star {
        star = (last.index, last.place + 1)
        index = last.index + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == "*" }
  }
}
