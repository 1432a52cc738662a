/// Numbers and nouns of sentences about a load.
enum Counted {
  /// `5,000,000`
  static func number(_ count: Int) -> String {
    var digits = String(count.magnitude)
    var groups: [Substring] = []
    while digits.utf8.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = String(digits.dropLast(3))
    }
    return (count < 0 ? "-" : "") + ([digits[...]] + groups).joined(separator: ",")
  }

  /// `1 cell`, `25 cells`
  static func noun(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `a, b and c`, cut after so many.
  static func list(_ names: [String], most: Int = 12) -> String {
    if names.count > most {
      return names.prefix(most).joined(separator: ", ") + " and \(number(names.count - most)) more"
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
