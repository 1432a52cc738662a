import Foundation

/// The files of this repository, as the tests find them.
enum Repository {
  /// Its folder, three levels above this file.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func url(_ path: String) -> URL { root.appending(path: path) }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  static func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static func write(_ lines: [String], to path: String) throws {
    try lines.joined(separator: "\n").write(to: url(path), atomically: true, encoding: .utf8)
  }

  /// The files below a folder by their path from the top, sorted.
  static func files(below folder: String) -> [String] {
    let enumerator = FileManager.default.enumerator(atPath: url(folder).path())
    var result: [String] = []
    while let path = enumerator?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let full = url(folder).appending(path: path).path()
      if FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue {
        result.append("\(folder)/\(path)")
      }
    }
    return result.sorted()
  }

  /// Whether this run writes the goldens anew instead of comparing with them.
  static let updatesGoldens = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
}
