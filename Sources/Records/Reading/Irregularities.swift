/// What a load met that is no record of as many cells as there are fields.
struct Irregularities {
  /// A count with the first few lines it speaks of.
  struct Tally {
    private(set) var count = 0
    private(set) var lines: [Int] = []

    mutating func add(line: Int) {
      count += 1
      if lines.count < 3 { lines.append(line) }
    }

    /// `at line 17`, `first at line 17`.
    var place: String {
      guard let line = lines.first else { return "" }
      return count == 1 ? "at line \(line)" : "first at line \(line)"
    }
  }

  var short = Tally()
  var long = Tally()
  /// Lines whose only extra cells are empty.
  var emptyExtra = Tally()
  var blank = Tally()
  var repeatedHeader = Tally()
  var oddQuotes = Tally()
  /// Records that go on for more lines than anyone writes by hand.
  var tall = Tally()
  var tallest = 0
  var asides: [LoadOutcome.Aside] = []
  /// Where a second table seems to start, and how many lines were not read from there on.
  var secondTable: (line: Int, lines: Int, fields: Int)?

  static let keptAsides = 1_000
  static let tallRecord = 50
}
