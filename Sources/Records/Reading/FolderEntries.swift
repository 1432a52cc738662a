#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names in a folder that are not hidden, in no order.
package enum FolderEntries {
  package static func names(in folder: String, limit: Int = 10_000) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}

/// The system's own words for an error number, in lower case.
package enum SystemReason {
  package static func text(of code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
