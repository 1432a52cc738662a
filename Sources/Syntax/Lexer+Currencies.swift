import Numerals

// Amounts that begin with their currency, which stands behind its number here.
extension Lexer {
  /// `¥2.16 million`: shows `2.16 million yuan`.
  mutating func lexCurrencySign(_ scalar: Unicode.Scalar, from start: Int) -> Bool {
    let word: String? =
      switch scalar {
      case "¥", "￥": "yuan"
      case "€": "euro"
      case "£": "sterling"
      case "₩": "won"
      case "₹": "rupees"
      default: nil
      }
    guard let word, let end = amountEnd(from: offset) else { return false }
    let amount = text(offset..<end)
    offset = end
    appendBroken(
      .unitBehind("\(amount) \(word)"), from: start,
      fixes: [.init(range: SourceRange(start, end), replacement: "\(amount) \(word)")])
    return true
  }

  /// `$5 million`: a parameter has a name.
  mutating func lexDollars(from start: Int) -> Bool {
    guard digit(at: offset) != nil, let end = amountEnd(from: offset) else { return false }
    let amount = text(offset..<end)
    offset = end
    appendBroken(
      .unitBehind("\(amount) dollars"), from: start,
      fixes: [.init(range: SourceRange(start, end), replacement: "\(amount) dollars")])
    return true
  }

  /// Where the digits from a byte on and a scale word behind them end.
  private func amountEnd(from start: Int) -> Int? {
    var end = start
    while let length = digit(at: end)?.length ?? joint(at: end) { end += length }
    guard end > start else { return nil }
    var next = end
    while byte(at: next) == UInt8(ascii: " ") { next += 1 }
    let first = next
    while continuesName(at: next), next - first < 24 { next += scalar(at: next)?.length ?? 1 }
    return ScaleWord.exponent(of: text(first..<next)) == nil ? end : next
  }

  private func joint(at index: Int) -> Int? {
    let sign = byte(at: index)
    let joins =
      sign == UInt8(ascii: ".") || sign == UInt8(ascii: ",") || sign == UInt8(ascii: "_")
    return joins && digit(at: index + 1) != nil ? 1 : nil
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension String {
  fileprivate static func unitBehind(_ ours: String) -> String {
    "a unit stands behind its number: \(ours)"
  }
}
