extension ByteSource.Window {
  /// Ends the last record of a file that does not end with a separator; how many bytes there are
  /// then.
  func terminated(by dialect: Dialect) -> Int {
    guard isLast else { return count }
    let separator = dialect.recordSeparator
    var length = count
    let isEnded =
      length >= separator.count
      && separator.indices.allSatisfy { base[length - separator.count + $0] == separator[$0] }
    // An escape before the last separator would take away its meaning; a blank line does no harm.
    let times = (isEnded ? 0 : 1) + (dialect.escape == nil ? 0 : 1)
    for _ in 0..<times {
      for byte in separator {
        base[length] = byte
        length += 1
      }
    }
    return length
  }
}
