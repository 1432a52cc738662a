/// Chinese numeral words: `四千三百万` is 43,000,000, `三亿五千万` is 350,000,000.
enum ChineseNumeral {
  static func digit(_ scalar: Unicode.Scalar) -> Int128? {
    switch scalar {
    case "零", "〇": 0
    case "一": 1
    case "二", "两": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// The power of ten of 十 百 千 万 亿.
  static func power(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十": 1
    case "百": 2
    case "千": 3
    case "万": 4
    case "亿": 8
    default: nil
    }
  }

  /// Whether a bare word is a number: only numerals, one of them a power of ten.
  static func isNumeral(_ word: String) -> Bool {
    var hasPower = false
    for scalar in word.unicodeScalars {
      if power(scalar) != nil { hasPower = true } else if digit(scalar) == nil { return false }
    }
    return hasPower
  }

  /// The value of a numeral word; nil where its parts are in no order that makes a number.
  static func value(of word: String) -> Int128? {
    var total: Int128 = 0
    var section: Int128 = 0
    var pending: Int128?
    var lastSmallPower = 4
    var lastLargePower = Int.max
    for scalar in word.unicodeScalars {
      if let value = digit(scalar) {
        guard pending == nil || pending == 0 else { return nil }
        pending = value
        continue
      }
      guard let power = power(scalar) else { return nil }
      if power < 4 {
        guard power < lastSmallPower else { return nil }
        section += (pending ?? 1) * powerOfTen(power)
        lastSmallPower = power
      } else {
        section += pending ?? 0
        if section == 0, total == 0 { section = 1 }
        // 万亿: 亿 multiplies all that stands before it.
        if power > lastLargePower {
          guard power == 8, lastLargePower == 4 else { return nil }
          total = (total + section) * powerOfTen(power)
          if total > powerOfTen(30) { return nil }
        } else {
          guard power < lastLargePower, section > 0 else { return nil }
          total += section * powerOfTen(power)
        }
        section = 0
        lastLargePower = power
        lastSmallPower = 4
      }
      pending = nil
    }
    return total + section + (pending ?? 0)
  }

  /// How many characters at the start of a word scale a number before it, and the power of ten:
  /// `万亿元` is 万亿 (10^12) and 元.
  static func scalePrefix(_ word: Substring) -> (text: Substring, exponent: Int)? {
    let prefix = word.prefix {
      $0.unicodeScalars.count == 1 && power($0.unicodeScalars.first ?? " ") != nil
    }
    var exponent = 0
    for scalar in prefix.unicodeScalars { exponent += power(scalar) ?? 0 }
    return prefix.isEmpty ? nil : (prefix, exponent)
  }

  private static func powerOfTen(_ exponent: Int) -> Int128 {
    var value: Int128 = 1
    for _ in 0..<exponent { value *= 10 }
    return value
  }
}
