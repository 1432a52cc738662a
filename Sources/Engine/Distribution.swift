import Records

/// How often the values of a column occur, as a row of eighth blocks: numbers and dates from the
/// least to the most in bins of one width, texts by their frequency, the most frequent first.
///
/// A bin that holds a record has one eighth at least, and one that holds none is blank.
struct Distribution {
  private(set) var counts: [Int] = []

  static let bins = 12

  init(_ column: Column) {
    switch column.storage {
    case .text(let codes, let dictionary): rank(codes, dictionary.count, column)
    case .lists(let codes, let lists): rank(codes, lists.count, column)
    case .booleans(let booleans):
      var no = 0
      var yes = 0
      for row in 0..<column.count where column.isValid(row) {
        if booleans[row] != 0 { yes += 1 } else { no += 1 }
      }
      counts = [max(no, yes), min(no, yes)].filter { $0 > 0 }
    case .integers(let integers, _): bin(column) { Double(integers[$0]) }
    case .doubles(let doubles): bin(column) { doubles[$0] }
    case .periods(let days, _): bin(column) { Double(days[$0]) }
    case .moments(let seconds): bin(column) { Double(seconds[$0]) }
    }
  }

  /// Empty where no record has a value.
  var text: String {
    let most = Double(counts.max() ?? 0)
    return String(
      counts.map { count -> Character in
        if count == 0 { return " " }
        let eighth = (Double(count) / most * 8).rounded(.up)
        return Distribution.blocks[max(0, min(7, Int(eighth) - 1))]
      })
  }

  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private mutating func rank(_ codes: CodeStorage, _ cardinality: Int, _ column: Column) {
    let occurrences = Description.occurrences(codes, cardinality, column)
    counts = Array(
      occurrences.filter { $0 > 0 }.sorted(by: >).prefix(Distribution.bins))
  }

  private mutating func bin(_ column: Column, by place: (Int) -> Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for row in 0..<column.count where column.isValid(row) {
      let value = place(row)
      guard value.isFinite else { continue }
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return }
    let width = (high - low) / Double(Distribution.bins)
    // One value, or ends so far apart that a double does not hold their distance.
    guard width > 0, width.isFinite else {
      counts = [column.count - column.missingCount]
      return
    }
    counts = Array(repeating: 0, count: Distribution.bins)
    for row in 0..<column.count where column.isValid(row) {
      let value = place(row)
      guard value.isFinite else { continue }
      counts[max(0, min(Distribution.bins - 1, Int((value - low) / width)))] += 1
    }
  }
}
