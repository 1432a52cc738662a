extension Lexer {
  /// What the digits of a number said so far.
  private struct Digits {
    var coefficient: Int128 = 0
    var exponent = 0
    var hasOverflowed = false

    mutating func append(_ digit: UInt8, isFraction: Bool) {
      let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int128(digit))
      hasOverflowed = hasOverflowed || overflow || carry
      if !hasOverflowed { coefficient = sum }
      if isFraction { exponent -= 1 }
    }
  }

  mutating func lexNumber() {
    if lexCompositeFigure() { return }
    let start = offset
    var digits = Digits()
    var count = 0
    var isPlain = true
    let startsWithZero = digit(at: offset)?.value == 0
    while true {
      if let (value, length) = digit(at: offset) {
        digits.append(value, isFraction: false)
        offset += length
        count += 1
      } else if byte(at: offset) == UInt8(ascii: "_"), digit(at: offset + 1) != nil {
        offset += 1
        isPlain = false
      } else {
        break
      }
    }
    if isPlain, lexJoinedDigits(from: start, count: count) { return }
    var isGrouped = false
    if isPlain, count <= 3, !startsWithZero {
      isGrouped = lexGroups(into: &digits)
      if isGrouped, byte(at: offset) == UInt8(ascii: ","), digit(at: offset + 1) != nil {
        skipNumber()
        appendBroken(.oddGroups, from: start)
        return
      }
    }
    let hasFraction = lexFraction(into: &digits)
    if hasFraction, byte(at: offset) == UInt8(ascii: "."), digit(at: offset + 1) != nil {
      skipNumber()
      appendBroken(.twoPoints, from: start)
      return
    }
    if byte(at: offset) == UInt8(ascii: "."), byte(at: offset + 1) != UInt8(ascii: ".") {
      offset += 1
      let whole = String(decoding: bytes[start..<(offset - 1)], as: UTF8.self)
      appendBroken(
        .pointWithoutDigit, from: start,
        fixes: [.init(range: SourceRange(start, offset), replacement: whole)])
      return
    }
    let hasExponent = lexExponent(into: &digits)
    var isPercent = false
    if let (byte, length) = mark(at: offset), byte == UInt8(ascii: "%") {
      offset += length
      digits.exponent -= 2
      isPercent = true
    }
    let isFourDigits =
      isPlain && count == 4 && !isGrouped && !hasFraction && !hasExponent && !isPercent
    finishNumber(
      digits, isPercent: isPercent, isFourDigits: isFourDigits, isGrouped: isGrouped, from: start)
  }

  private mutating func finishNumber(
    _ digits: Digits, isPercent: Bool, isFourDigits: Bool, isGrouped: Bool, from start: Int
  ) {
    let number = NumberLexeme(
      coefficient: digits.coefficient, exponent: digits.exponent, isPercent: isPercent,
      isFourDigits: isFourDigits, isGrouped: isGrouped)
    guard !digits.hasOverflowed, number.isWithinDigits else {
      appendBroken(.tooManyDigits, from: start)
      return
    }
    if isFourDigits, lexGluedPeriod(from: start) { return }
    lexemes.numbers.append(number)
    append(.number(Int32(clamping: lexemes.numbers.count - 1)), from: start)
  }

  /// `,000,000`: groups of exactly three digits.
  private mutating func lexGroups(into digits: inout Digits) -> Bool {
    var isGrouped = false
    while byte(at: offset) == UInt8(ascii: ",") {
      var index = offset + 1
      var group: [UInt8] = []
      while group.count < 4, let (value, length) = digit(at: index) {
        group.append(value)
        index += length
      }
      guard group.count == 3 else { break }
      for value in group { digits.append(value, isFraction: false) }
      offset = index
      isGrouped = true
    }
    return isGrouped
  }

  private mutating func lexFraction(into digits: inout Digits) -> Bool {
    guard byte(at: offset) == UInt8(ascii: "."), digit(at: offset + 1) != nil else { return false }
    offset += 1
    while true {
      if let (value, length) = digit(at: offset) {
        digits.append(value, isFraction: true)
        offset += length
      } else if byte(at: offset) == UInt8(ascii: "_"), digit(at: offset + 1) != nil {
        offset += 1
      } else {
        return true
      }
    }
  }

  private mutating func lexExponent(into digits: inout Digits) -> Bool {
    guard byte(at: offset) | 0x20 == UInt8(ascii: "e") else { return false }
    var index = offset + 1
    let sign = byte(at: index)
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    guard digit(at: index) != nil else { return false }
    var exponent = 0
    while let (value, length) = digit(at: index) {
      exponent = min(exponent * 10 + Int(value), 10_000)
      index += length
    }
    guard !continuesName(at: index) else { return false }
    digits.exponent += sign == UInt8(ascii: "-") ? -exponent : exponent
    offset = index
    return true
  }

  /// Steps over what is left of a number that went wrong, so that it is one error.
  private mutating func skipNumber() {
    while digit(at: offset) != nil || byte(at: offset) == UInt8(ascii: ",")
      || byte(at: offset) == UInt8(ascii: ".")
    {
      guard digit(at: offset) != nil || digit(at: offset + 1) != nil else { return }
      offset += digit(at: offset)?.length ?? 1
    }
  }
}

extension NumberLexeme {
  static let mostDigits = 38

  /// Whether the number has at most 38 digits before and after its point.
  var isWithinDigits: Bool {
    guard coefficient != 0 else { return true }
    var rest = coefficient
    var exponent = exponent
    while rest % 10 == 0 {
      rest /= 10
      exponent += 1
    }
    var digits = 0
    while rest != 0 {
      rest /= 10
      digits += 1
    }
    return digits <= Self.mostDigits && digits + exponent <= Self.mostDigits
      && -exponent <= Self.mostDigits
  }
}

extension String {
  fileprivate static let oddGroups =
    "commas part a number by threes, 59,000,000; a list has a space after its commas"
  fileprivate static let pointWithoutDigit =
    "a number has a digit on both sides of its point; a sentence ends without one"
  fileprivate static let tooManyDigits = "a number has at most 38 digits"
  fileprivate static let twoPoints = "a number has one point"
}
