/// The words for powers of ten that stand behind a figure.
package enum ScaleWord {
  /// `million` is 6, `万` is 4.
  package static func exponent(of word: String) -> Int? {
    switch word.lowercased() {
    case "thousand", "thousands": 3
    case "million", "millions", "mn", "mln": 6
    case "billion", "billions", "bn", "bln": 9
    case "trillion", "trillions", "trn": 12
    case "万", "萬": 4
    case "亿", "億": 8
    case "百万": 6
    case "千万": 7
    case "万亿": 12
    case "千": 3
    case "百": 2
    case "十": 1
    default: nil
    }
  }

  static func exponent(of scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十": 1
    case "百": 2
    case "千": 3
    case "万", "萬": 4
    case "亿", "億": 8
    default: nil
    }
  }
}
