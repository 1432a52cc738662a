import Numerals

/// What a word that begins with Chinese numerals is: a number, a number and its unit, or a name.
enum NumeralWord {
  enum Reading: Equatable {
    case name
    /// Numerals only, in no order that makes one number.
    case broken
    /// The figure and how many letters it takes; what is left is its unit.
    case figure(Figure, length: Int)
    /// As `三分之一`, which no decimal tells to its last digit.
    case endless(numerator: Int128, denominator: Int128)
  }

  static func reading(of word: String) -> Reading {
    let scalars = Array(word.unicodeScalars)
    guard let first = scalars.first, isNumeral(first) else { return .name }
    let run = scalars.prefix { isNumeral($0) || isMark($0) }.count
    var index = 0
    if scalars[run...].starts(with: "分之".unicodeScalars) {
      guard let fraction = FractionFigure.read(scalars, &index), index == scalars.count else {
        return .name
      }
      switch fraction {
      case .finite(let figure): return .figure(figure, length: index)
      case .endless(let numerator, let denominator):
        return .endless(numerator: numerator, denominator: denominator)
      }
    }
    guard scalars[..<run].contains(where: { ScaleWord.exponent(of: $0) != nil }) else {
      return .name
    }
    let figure = NumeralReader.read(scalars, &index)
    if run == scalars.count {
      if let figure, index == run { return .figure(figure, length: index) }
      return scalars.contains(where: isMark) ? .name : .broken
    }
    // 十堰 is a place, 十亩 a number: only words that measure part a word.
    let rest = String(String.UnicodeScalarView(scalars[run...]))
    let unit =
      BoundWord.chineseSuffix(of: rest).map { String(rest.dropLast($0.text.count)) } ?? rest
    guard run >= 2, let figure, index == run, unit.isEmpty || measures.contains(unit) else {
      return .name
    }
    return .figure(figure, length: index)
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    ScaleWord.exponent(of: scalar) != nil || NumeralReader.digit(scalar) != nil
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { marks.contains(scalar) }

  static let marks: Set<Unicode.Scalar> = ["多", "余", "餘", "来"]

  /// Units that part a word of numerals before them; 里 does not, since 十里 is a place.
  private static let measures: Set<String> = [
    "元", "美元", "欧元", "英镑", "日元", "亩", "公顷", "公里", "米", "平方米", "平方公里", "立方米", "吨",
    "公斤", "克", "斤", "人", "户", "头", "台", "套", "个", "项", "人次", "年", "天", "小时",
  ]
}
