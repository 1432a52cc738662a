import Records
import Rendering
import Semantics
import TestSupport
import Testing

@Suite("Charts of anything")
struct ChartTextTests {
  private static let numbers: [Int128] = [
    0, 1, -1, 7, 59_000_000, -12, 3_999, FixedDecimal.largest, -FixedDecimal.largest,
  ]

  private func number(_ random: inout SeededGenerator, scale: Int) -> Value {
    switch random.below(8) {
    case 0: return .missing
    case 1:
      let doubles = [
        1e300, -1e300, Double.leastNonzeroMagnitude, 1e-12, 0.1, -0.0, .greatestFiniteMagnitude,
        1e15 + 0.5,
      ]
      return .number(.double(random.pick(doubles)), random.pick(Qualifier.allCases))
    case 2:
      return TableTextTests.exact(
        random.pick(Self.numbers), scale, random.pick(Qualifier.allCases))
    default:
      return TableTextTests.exact(
        Int128(random.next() >> UInt64(random.below(64))) - 500, scale,
        random.chance(oneIn: 5) ? random.pick(Qualifier.allCases) : .exact)
    }
  }

  /// A label, a place on an axis and some figures, of the same rows.
  private func set(_ random: inout SeededGenerator) -> RecordSet {
    let count = random.pick([0, 1, 2, 3, 12, 60])
    let isExact = random.chance(oneIn: 2)
    // A column is one of decimals or one of doubles.
    func figures() -> [Value] {
      let scale = random.pick([0, 0, 2, 30])
      var values: [Value] = []
      while values.count < count {
        let value = number(&random, scale: scale)
        if case .number(let number, _) = value, case .exact = number {
          if isExact { values.append(value) }
        } else if value == .missing || !isExact {
          values.append(value)
        }
      }
      return values
    }
    let labels = (0..<count).map { _ in
      random.chance(oneIn: 6) ? Value.missing : Value.text(random.pick(Hostile.cells))
    }
    let periods = (0..<count).map { _ in
      random.chance(oneIn: 6)
        ? Value.missing
        : Value.period(
          Period(
            start: Int32(truncatingIfNeeded: random.next()) >> Int32(random.below(32)),
            grain: .day))
    }
    var fields: [(String, ValueType, [Value])] = [
      (String(random.pick(Hostile.cells).prefix(40)) + "l", .text, labels), ("p", .date, periods),
    ]
    for index in 0..<3 { fields.append(("金额\(index)", TableTextTests.yuan, figures())) }
    return TableTextTests.set(fields)
  }

  private static let charts: [Chart] = Chart.Form.allCases.flatMap { form in
    [
      Chart(form: form, labels: [0], along: 1, panels: [[2], [3, 4]]),
      Chart(form: form, labels: [], along: 2, panels: [[3]]),
      Chart(form: form, labels: [0, 1], along: 1, panels: [[2, 3, 4]]),
    ]
  }

  @Test("no line is wider than there is room, and nothing of a cell reaches the terminal raw")
  func fitting() {
    var random = SeededGenerator(seed: 51)
    for _ in 0..<300 {
      let set = set(&random)
      let width = 20 + random.below(140)
      let text = ChartText.text(
        of: random.pick(Self.charts), set,
        options: .terminal(width: width, height: 1 + random.below(60)))
      let plain = HostileTableTests.withoutMoves(text)
      #expect(!Hostile.isDangerous(plain, allowing: ["\n"]))
      for line in plain.split(separator: "\n") where width >= 80 {
        #expect(displayWidth(String(line)) <= width, "\(width): \(line)")
      }
    }
  }

  @Test("a file gets the same as a terminal of 80 columns without height")
  func pipes() {
    var random = SeededGenerator(seed: 52)
    for _ in 0..<100 {
      let set = set(&random)
      let chart = random.pick(Self.charts)
      let piped = ChartText.text(of: chart, set, options: .full)
      #expect(!piped.contains("\u{1B}"))
      let wide = ChartText.text(of: chart, set, options: TextOptions(width: 80))
      #expect(HostileTableTests.withoutMoves(wide) == piped)
    }
  }

  @Test("every figure stands beside its bar, with its mark")
  func figures() {
    var random = SeededGenerator(seed: 53)
    for _ in 0..<200 {
      let set = set(&random)
      let text = ChartText.text(
        of: Chart(form: .bars, labels: [0], along: nil, panels: [[2]]), set, options: .full)
      for row in 0..<set.count {
        let value = set.fields[2].column.value(at: row)
        #expect(text.contains(ValueText.text(value, type: set.fields[2].type)))
      }
    }
  }

  @Test("a script for the program that draws holds data in quotes only")
  func scripts() {
    var random = SeededGenerator(seed: 54)
    for _ in 0..<200 {
      let script = ChartPicture(random.pick(Self.charts), set(&random), as: .svg).script
      var isQuoted = false
      for character in script.unicodeScalars {
        if character == "'" { isQuoted.toggle() }
        if character == "\n" { #expect(!isQuoted, "a quote does not end on its line") }
        // Without data every script is written in ASCII.
        if !isQuoted { #expect(character.isASCII && character != "`" && character != "@") }
      }
    }
  }
}
