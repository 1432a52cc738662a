/// The words for powers of ten that stand behind a figure.
package enum ScaleWord {
  /// `million` is 6, `万` is 4.
  package static func exponent(of word: String) -> Int? {
    switch word.lowercased() {
    case "thousand", "thousands": 3
    case "million", "millions", "mn", "mln": 6
    case "billion", "billions", "bn", "bln": 9
    case "trillion", "trillions", "trn": 12
    default: chineseExponent(of: word)
    }
  }

  /// `百万`, `万亿`: all of them scale.
  private static func chineseExponent(of word: String) -> Int? {
    guard let (prefix, exponent) = prefix(of: word[...]), prefix.count == word.count else {
      return nil
    }
    return exponent
  }

  /// How much of a word's start scales a number before it, and the power of ten: `万亿元` is 万亿
  /// (10^12) and 元. 千 of `千米` begins a unit.
  package static func prefix(of word: Substring) -> (text: Substring, exponent: Int)? {
    var end = word.startIndex
    var exponent = 0
    var powers: [Int] = []
    while end < word.endIndex, word[end].unicodeScalars.count == 1,
      let scalar = word[end].unicodeScalars.first, let power = self.exponent(of: scalar),
      !beginsUnit(word[end...])
    {
      exponent += power
      powers.append(power)
      end = word.index(after: end)
    }
    return isOne(powers) ? (word[..<end], exponent) : nil
  }

  /// Whether several scale together: 百万 and 万亿 do, 万万 and 亿万 do not.
  private static func isOne(_ powers: [Int]) -> Bool {
    let large = powers.drop { $0 < 4 }
    return !powers.isEmpty && powers.count - large.count <= 1
      && (large.isEmpty || [[4], [8], [4, 8]].contains(Array(large)))
  }

  /// Whether 千 or 百 begins the name of a unit: `千米`, `千克`.
  package static func beginsUnit(_ rest: Substring) -> Bool {
    units.contains { rest.hasPrefix($0) }
  }

  private static let units = ["千米", "千克", "千瓦", "千卡", "千伏", "千帕", "百帕"]

  package static func exponent(of scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十", "拾": 1
    case "百", "佰": 2
    case "千", "仟": 3
    case "万", "萬": 4
    case "亿", "億": 8
    default: nil
    }
  }
}
