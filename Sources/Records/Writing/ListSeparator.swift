/// What stands between the members of a list in a cell.
enum ListSeparator {
  /// `;`, or where a member of the column holds one, the first sign that none holds, which is said.
  static func choice(for field: Field, notes: inout [Note]) -> UInt8 {
    guard case .lists(_, let dictionary) = field.column.storage else { return UInt8(ascii: ";") }
    var taken = Set<UInt8>()
    for code in 0..<dictionary.members.count {
      dictionary.members.withBytes(of: code) { taken.formUnion($0) }
    }
    let usual = UInt8(ascii: ";")
    guard taken.contains(usual) else { return usual }
    let name = field.name
    if let free = others.first(where: { !taken.contains($0) }) {
      let sign = String(Character(Unicode.Scalar(free)))
      notes.append(
        Note(
          .decided, "a member of \(name) holds \";\", so \"\(sign)\" stands between its members",
          suggestion: "\(name) list by \"\(sign)\""))
      return free
    }
    let count = (0..<dictionary.members.count).count { code in
      dictionary.members.withBytes(of: code) { $0.contains(usual) }
    }
    notes.append(
      Note(
        .decided, "members of \(name) hold \";\" and would be split when the file is read",
        count: count))
    return usual
  }

  private static let others: [UInt8] = Array("|+/&~^#@!$%=:*".utf8)
}
