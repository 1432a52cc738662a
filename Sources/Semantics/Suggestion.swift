/// The nearest names and values to a mistyped one.
package enum Suggestion {
  /// The candidates within reach of a typing slip, the nearest first.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>, atMost count: Int = 3
  ) -> [String] {
    let wanted = Array(word.lowercased())
    // One slip in a short word, about one in three letters of a long one.
    let reach = max(1, min(4, (wanted.count + 1) / 3))
    var found: [(distance: Int, order: Int, text: String)] = []
    for (order, candidate) in candidates.enumerated() {
      let letters = Array(candidate.lowercased())
      if let distance = rank(wanted, letters, reach: reach) {
        found.append((distance, order, candidate))
      }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    return found.prefix(count).map(\.text)
  }

  private static func rank(_ wanted: [Character], _ letters: [Character], reach: Int) -> Int? {
    if abs(wanted.count - letters.count) <= reach {
      let distance = editDistance(wanted, letters)
      if distance <= reach { return distance }
    }
    // `fund` for `project_funds`, `Sanduo` for `Sanduo Town`
    if wanted.count >= 3, letters.count > wanted.count, contains(letters, wanted) {
      return reach + 1
    }
    return nil
  }

  private static func contains(_ letters: [Character], _ wanted: [Character]) -> Bool {
    for start in 0...(letters.count - wanted.count)
    where letters[start..<start + wanted.count].elementsEqual(wanted) {
      return true
    }
    return false
  }

  /// Insertions, deletions, substitutions and exchanges of neighbours.
  /// - Source: optimal string alignment, a restricted Damerau-Levenshtein distance.
  package static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, before[j - 2] + 1)
        }
        row.append(best)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
