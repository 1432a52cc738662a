/// What the cells of an undeclared field may be, from some of them; all of them are read as that,
/// and where one is not, the field is read again as text.
enum TypeGuess {
  private static let sampleSize = 200

  struct Guess {
    /// `nil` where no cell of the chunk holds a value.
    let kind: CellKind?
    let hasMissingWord: Bool
  }

  static func guess(
    _ cells: Cells, in view: ChunkView, units: UnitTable
  ) -> Guess {
    var tally = Tally()
    let step = max(1, cells.count / sampleSize)
    for row in stride(from: 0, to: cells.count, by: step) {
      tally.add(cells, row, view, units)
      if tally.isPlainlyText { return Guess(kind: .text, hasMissingWord: false) }
    }
    if tally.total == 0, step > 1 {
      for row in 0..<cells.count where tally.total < sampleSize {
        tally.add(cells, row, view, units)
      }
    }
    return Guess(kind: tally.kind, hasMissingWord: tally.hasMissingWord)
  }

  private struct Tally {
    var total = 0
    var numbers = 0
    var dates = 0
    var fourDigits = 0
    var moments = 0
    var answers = 0
    var hasMissingWord = false

    mutating func add(_ cells: Cells, _ row: Int, _ view: ChunkView, _ units: UnitTable) {
      let text = view.decoder.word(cells.base, cells.start(row), cells.end(row))
      if text.isEmpty { return }
      if MissingWords.contains(text) {
        hasMissingWord = true
        return
      }
      total += 1
      switch CellKind.of(text, units: units) {
      case .number:
        numbers += 1
        if text.count == 4, DateText.period(text) != nil { fourDigits += 1 }
      case .date: dates += 1
      case .dateTime: moments += 1
      case .yesNo: answers += 1
      case .text: break
      }
    }

    var isPlainlyText: Bool {
      total >= 20 && (numbers + dates + moments + answers) * 2 < total
    }

    var kind: CellKind? {
      if total == 0 { return nil }
      if answers == total { return .yesNo }
      if dates > 0, (dates + fourDigits) * 5 >= total * 4 { return .date }
      if numbers * 5 >= total * 4 { return .number }
      if moments * 5 >= total * 4 { return .dateTime }
      return .text
    }
  }
}
