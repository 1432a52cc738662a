import Records
import Rendering
import TestSupport
import Testing

@Suite("Tables of anything")
struct HostileTableTests {
  private struct Sample {
    var set: RecordSet
    /// Figures as they must stand in the table, by field.
    var figures: [String: [String]]
  }

  private func sample(_ random: inout SeededGenerator, cells: [String]) -> Sample {
    let count = random.below(7)
    var figures: [String: [String]] = [:]
    let fields = (0..<(1 + random.below(8))).map { index -> (String, ValueType, [Value]) in
      let name = random.chance(oneIn: 4) ? "\(random.pick(cells).prefix(30))\(index)" : "f\(index)"
      if random.chance(oneIn: 2) {
        let values = (0..<count).map { _ in
          random.chance(oneIn: 5) ? Value.missing : Value.text(random.pick(cells))
        }
        return (name, .text, values)
      }
      let digits = (0..<count).map { _ in Int128(random.next() >> UInt64(random.below(64))) }
      let type = random.chance(oneIn: 2) ? TableTextTests.yuan : TableTextTests.mu
      let values = digits.map { TableTextTests.exact($0, 0, random.pick(Qualifier.allCases)) }
      figures[name] = values.map { ValueText.text($0, type: type) }
      return (name, type, values)
    }
    return Sample(set: TableTextTests.set(fields), figures: figures)
  }

  @Test("nothing of a cell reaches the terminal raw, whatever the width")
  func raw() {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<300 {
      let sample = sample(&random, cells: Hostile.cells)
      var options = TextOptions.full
      if random.chance(oneIn: 2) {
        options = .terminal(width: 1 + random.below(150), height: 1 + random.below(50))
      }
      let text = Self.withoutMoves(TableText.text(sample.set, options: options))
      #expect(!Hostile.isDangerous(text, allowing: ["\n"]))
    }
  }

  @Test("a pipe gets the lines that a terminal gets which is large enough")
  func alike() {
    var random = SeededGenerator(seed: 45)
    let cells = Hostile.cells.filter { displayWidth(printable($0)) < 150 }
    for _ in 0..<300 {
      let set = TableTextTests.set(columns(&random, cells: cells))
      let terminal = TableText.text(set, options: .terminal(width: 5_000, height: 5_000))
      #expect(TableText.text(set, options: .full) == Self.withoutMoves(terminal))
    }
  }

  /// Columns of all types, with a few cells of each kind that is written its own way.
  private func columns(
    _ random: inout SeededGenerator, cells: [String]
  ) -> [(String, ValueType, [Value])] {
    let count = random.below(9)
    let types: [ValueType] = [
      .text, .list, .date, .dateTime, .yesNo, TableTextTests.yuan, TableTextTests.year,
      TableTextTests.percent, .number(.plain),
    ]
    return (0..<(1 + random.below(6))).map { index in
      let type = random.pick(types)
      let isExact = random.chance(oneIn: 2)
      let isDouble = random.chance(oneIn: 4)
      let scale = random.pick([0, 0, 2, 6, 18])
      let bits = random.below(type == TableTextTests.year ? 12 : 70)
      let values = (0..<count).map { _ -> Value in
        if random.chance(oneIn: 6) { return .missing }
        switch type {
        case .text: return .text(random.pick(cells + ["missing", "", " a", "plain"]))
        case .list: return .list([random.pick(cells), "a + b"])
        case .date: return .period(Period(start: Int32(random.below(40_000)), grain: .day))
        case .dateTime: return .moment(Int64(random.below(1_000_000_000)))
        case .yesNo: return .yesNo(random.chance(oneIn: 2))
        case .number:
          let qualifier = isExact ? Qualifier.exact : random.pick(Qualifier.allCases)
          let sign: Int128 = random.chance(oneIn: 3) ? -1 : 1
          let digits = (Int128(random.next()) * (bits > 63 ? 1 << 20 : 1)) >> Int128(70 - bits)
          if isDouble {
            return .number(.double(Double(sign * digits) / 128), qualifier)
          }
          return TableTextTests.exact(
            sign * digits * (random.chance(oneIn: 4) ? 100 : 1), scale, qualifier)
        }
      }
      return ("f\(index)", type, values)
    }
  }

  @Test("no line is wider than the terminal, and no figure is cut")
  func fitting() {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<400 {
      let sample = sample(&random, cells: Hostile.cells)
      let width = 45 + random.below(150)
      let text = Self.withoutMoves(
        TableText.text(sample.set, options: .terminal(width: width, height: 50)))
      for line in text.split(separator: "\n") {
        #expect(displayWidth(String(line)) <= width, "\(width): \(line)")
      }
      for (name, figures) in sample.figures where !text.contains("not shown:") {
        for figure in figures { #expect(text.contains(figure), "\(name): \(figure)") }
      }
    }
  }

  @Test("columns stand straight: where a rule has a gap, every row has one")
  func straight() {
    let cells = [
      "a", "大宁县", "e\u{301}x", "ﾊﾝｶｸ", "한국", "①", "long long long long text", "\u{1B}[1m", "👍",
    ]
    var random = SeededGenerator(seed: 43)
    for _ in 0..<300 {
      let sample = sample(&random, cells: cells)
      let options: TextOptions =
        random.chance(oneIn: 2) ? .full : .terminal(width: 60 + random.below(80), height: 50)
      let lines = TableText.text(sample.set, options: options)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard
        let rule = lines.firstIndex(where: { $0.hasPrefix("─") && !$0.contains(where: \.isNumber) })
      else {
        continue
      }
      let gaps = Self.columns(of: lines[rule]).enumerated().filter { $0.element == " " }.map(
        \.offset)
      for line in lines[..<rule] + lines[(rule + 1)...].prefix(sample.set.count) {
        let columns = Self.columns(of: line)
        for gap in gaps where gap < columns.count {
          #expect(columns[gap] == " ", "\(lines[rule])\n\(line)")
        }
      }
    }
  }

  @Test("behind a letter that terminals draw differently, the next column's place is said")
  func moves() {
    let set = TableTextTests.set([
      ("a", .text, [.text("👨‍👩‍👧‍👦"), .text("plain")]), ("b", .text, [.text("x"), .text("y")]),
    ])
    let terminal = TableText.text(set, options: .terminal(width: 80, height: 24))
    #expect(terminal.contains("👨‍👩‍👧‍👦     \u{1B}[8Gx\n"))
    #expect(terminal.contains("plain  y\n"))
    #expect(!TableText.text(set, options: .full).contains("\u{1B}"))
  }

  /// One character a column of the screen, the second half of a wide one empty.
  private static func columns(of line: String) -> [Character] {
    line.flatMap { character in
      let width = displayWidth(String(character))
      return width == 0 ? [] : [character] + Array(repeating: "·", count: width - 1)
    }
  }

  /// Without the places that the table itself names.
  static func withoutMoves(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let digits = rest.dropFirst().prefix { $0.properties.numericType == .decimal }
      if scalar == "\u{1B}", rest.first == "[", rest.dropFirst(1 + digits.count).first == "G" {
        rest = rest.dropFirst(digits.count + 2)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
