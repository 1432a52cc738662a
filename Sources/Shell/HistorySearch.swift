import Rendering
import Sumwhere

/// Earlier entries that fit what is typed of them, the best first, in the rows below the line.
///
/// An entry fits that has all of the words, wherever they stand and whatever their case; where
/// none does, the letters in their order are enough. Of two alike the later one comes first.
struct HistorySearch: Sendable {
  /// The latest first, each with its bytes in lower case.
  private let entries: [(text: String, bytes: [UInt8])]
  private(set) var query = ""
  private(set) var matches: [String] = []
  private(set) var chosen = 0
  private var first = 0

  /// - Shape: the oldest entry first
  init(_ entries: [String], query: String = "") {
    self.entries = entries.reversed().map { ($0, Array($0.lowercased().utf8)) }
    self.query = query
    find()
  }

  var match: String? { matches.indices.contains(chosen) ? matches[chosen] : nil }

  mutating func type(_ text: String) {
    query += text
    find()
  }

  mutating func erase() {
    guard !query.isEmpty else { return }
    query.removeLast()
    find()
  }

  mutating func eraseAll() {
    query = ""
    find()
  }

  mutating func move(by step: Int) {
    chosen = max(0, min(matches.count - 1, chosen + step))
  }

  private mutating func find() {
    (chosen, first) = (0, 0)
    let words = query.lowercased().split(separator: " ").map { Array($0.utf8) }
    if words.isEmpty {
      matches = entries.map(\.text)
      return
    }
    var ranked = entries.compactMap { entry in
      Self.rank(words, in: entry.bytes).map { (entry: entry.text, rank: $0) }
    }
    if ranked.isEmpty {
      let letters = words.flatMap { $0 }
      ranked = entries.compactMap { entry in
        Self.spread(of: letters, in: entry.bytes).map { (entry: entry.text, rank: $0) }
      }
    }
    matches = ranked.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element.entry)
  }

  /// How many of the words stand inside of others; `nil` where one is not there.
  private static func rank(_ words: [[UInt8]], in entry: [UInt8]) -> Int? {
    var rank = 0
    for word in words {
      guard let place = firstPlace(of: word, in: entry) else { return nil }
      if place > 0, isLetter(entry[place - 1]) { rank += 1 }
    }
    return rank
  }

  private static func firstPlace(of word: [UInt8], in entry: [UInt8]) -> Int? {
    guard word.count <= entry.count else { return nil }
    return (0...entry.count - word.count).first { place in
      entry[place] == word[0] && entry[place..<place + word.count].elementsEqual(word)
    }
  }

  /// How many letters stand between those that were typed; `nil` where they are not all there in
  /// their order.
  private static func spread(of letters: [UInt8], in entry: [UInt8]) -> Int? {
    var wanted = letters[...]
    var start: Int?
    for (place, byte) in entry.enumerated() where byte == wanted.first {
      if start == nil { start = place }
      wanted.removeFirst()
      if wanted.isEmpty { return place + 1 - (start ?? place) - letters.count }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }

  mutating func rows(_ room: Int, columns: Int, styling: Styling) -> [String] {
    if matches.isEmpty { return [styling.paint("  nothing earlier has it", .dimmed)] }
    let isShort = matches.count > room
    let count = isShort ? max(1, room - 1) : matches.count
    first = max(0, min(min(first, chosen), matches.count - count), chosen - count + 1)
    var rows = matches[first..<first + count].enumerated().map { index, entry in
      let line = entry.split(whereSeparator: \.isNewline)
        .map { printable(String($0.drop { $0 == " " || $0 == "\t" })) }.joined(separator: " ⏎ ")
      let isChosen = first + index == chosen
      let text = (isChosen ? "› " : "  ") + cut(line, toColumns: max(1, columns - 3))
      return isChosen ? styling.paint(text, .chosen) : text
    }
    if isShort {
      rows.append(
        styling.paint("  \(chosen + 1) of \(matches.count.separated) earlier entries", .dimmed))
    }
    return rows
  }
}
