#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is in a folder, for completing a path.
enum Folder {
  /// The folder that relative paths start from; `nil` where it is gone.
  static var current: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  static func entries(of path: String) -> [(name: String, isFolder: Bool)] {
    guard let folder = opendir(path.isEmpty ? "." : path) else { return [] }
    defer { closedir(folder) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." {
        entries.append((name, SourceFile.isFolder(path.isEmpty ? name : "\(path)/\(name)")))
      }
    }
    return entries
  }
}
