#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that the tests were built from.
enum Checkout {
  static let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  /// What a file holds, its path told from the folder above.
  static func contents(of path: String) -> String? {
    guard let file = fopen("\(folder)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = fgetc(file)
      if byte < 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen("\(folder)/\(path)", "w") else {
      throw Problem("\(path) could not be written")
    }
    defer { fclose(file) }
    fputs(text, file)
  }
}
