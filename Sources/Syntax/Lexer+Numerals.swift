import Numerals

// Figures with Chinese numerals in them, read as cells are.
extension Lexer {
  /// `2亿3000万`, `7 万5 千4 百`, `5900多万`: one number. A single run of digits and its scale word
  /// stay two lexemes, so that `1 and 2 万` can be told from `1万 and 2万`.
  mutating func lexCompositeFigure() -> Bool {
    guard mayBeComposite, let run = figureRun(from: offset) else { return false }
    let start = offset
    var index = 0
    guard let figure = NumeralReader.read(run.scalars, &index) else {
      guard let end = run.looseEnd else { return false }
      offset = run.starts[end]
      let written = String(decoding: bytes[start..<offset], as: UTF8.self)
      appendBroken(.looseNumeral(written), from: start)
      return true
    }
    guard figure.isComposite else { return false }
    offset = run.starts[index]
    append(figure, isPercent: false, from: start)
    return true
  }

  /// `百分之十五`, `百分之3.5`
  mutating func lexShareOfHundred(from start: Int) -> Bool {
    let word = Array("百分之".utf8)
    guard bytes[start...].starts(with: word), let run = figureRun(from: start + word.count) else {
      return false
    }
    var index = 0
    guard let figure = NumeralReader.read(run.scalars, &index), figure.bound == .exact else {
      return false
    }
    offset = run.starts[index]
    append(figure.scaled(byPowerOfTen: -2), isPercent: true, from: start)
    return true
  }

  mutating func append(_ figure: Figure, isPercent: Bool, from start: Int) {
    let number = NumberLexeme(
      coefficient: figure.coefficient, exponent: figure.exponent, isPercent: isPercent,
      isGrouped: figure.isGrouped, bound: figure.bound)
    guard number.isWithinDigits else {
      appendBroken(.tooManyDigits, from: start)
      return
    }
    lexemes.numbers.append(number)
    append(.number(Int32(clamping: lexemes.numbers.count - 1)), from: start)
  }

  /// Whether a letter beyond ASCII follows the digits here, so that most numbers cost nothing.
  private var mayBeComposite: Bool {
    var index = offset
    while let length = digit(at: index)?.length ?? groupLength(at: index) {
      index += length
      if index - offset > Self.longestFigure { return false }
    }
    while byte(at: index) == UInt8(ascii: " "), index - offset <= Self.longestFigure { index += 1 }
    return byte(at: index) >= 0x80
  }

  /// The most letters of one figure, so that a long line is read once.
  private static let longestFigure = 80

  private func groupLength(at index: Int) -> Int? {
    let sign = byte(at: index)
    return (sign == UInt8(ascii: ".") || sign == UInt8(ascii: ",")) && digit(at: index + 1) != nil
      ? 1 : nil
  }

  /// The letters from a byte on that figures are made of, and where each of them begins.
  private struct FigureRun {
    var scalars: [Unicode.Scalar] = []
    /// One more than there are letters: the last is where the run ends.
    var starts: [Int] = []

    /// How many of them a figure may hold; behind these is the word that follows.
    var count = 0

    /// The end of `3万5`, whose last digit has no unit.
    var looseEnd: Int? {
      for place in 0..<max(0, count - 1) {
        guard ScaleWord.exponent(of: scalars[place]) != nil else { continue }
        let next = scalars[place + 1]
        guard WrittenScalars.digit(next) != nil || NumeralReader.digit(next) != nil else {
          continue
        }
        return scalars[..<count].lastIndex { $0 != " " && $0 != "," && $0 != "." }.map { $0 + 1 }
      }
      return nil
    }
  }

  private func figureRun(from start: Int) -> FigureRun? {
    var run = FigureRun()
    var index = start
    while run.scalars.count < Self.longestFigure, let (scalar, length) = scalar(at: index) {
      let letter = WrittenScalars.normalized(scalar)
      let belongs =
        WrittenScalars.digit(letter) != nil || letter == "." || letter == "," || letter == " "
        || NumeralReader.digit(letter) != nil || ScaleWord.exponent(of: letter) != nil
        || NumeralWord.marks.contains(letter)
      guard belongs else { break }
      run.scalars.append(letter)
      run.starts.append(index)
      index += length
    }
    run.starts.append(index)
    run.count = run.scalars.count
    // 千 of 千米 belongs to the unit, whose other letters the reader has to see.
    var place = index
    while run.scalars.count < Self.longestFigure + 4, let (scalar, length) = scalar(at: place),
      scalar.continuesName
    {
      run.scalars.append(WrittenScalars.normalized(scalar))
      place += length
      run.starts.append(place)
    }
    return run.count == 0 ? nil : run
  }
}

extension String {
  fileprivate static let tooManyDigits = "a number has at most 38 digits"
  fileprivate static func looseNumeral(_ written: String) -> String {
    "the last digit of \(written) has no unit of its own, so it reads in two ways"
  }
}
