extension Lexer {
  mutating func lexSign() {
    let start = offset
    if let (scalar, length) = scalar(at: offset) {
      let sign: Sign? =
        switch scalar.value {
        case 0x2260: .unequal
        case 0x2264: .lessOrEqual
        case 0x2265: .greaterOrEqual
        default: nil
        }
      if let sign {
        offset += length
        append(.sign(sign), from: start)
        return
      }
    }
    guard let (first, length) = mark(at: offset) else {
      offset += 1
      return
    }
    if length == 1, first == UInt8(ascii: "/"), lexemes.list.last?.keyword == .matches {
      lexPattern()
      return
    }
    offset += length
    let second = mark(at: offset)
    let pair = [first, second?.byte ?? 0]
    let third = second.flatMap { mark(at: offset + $0.length)?.byte } ?? 0
    if let sign = Self.pairs[pair] {
      offset += second?.length ?? 0
      if sign == .span, third == UInt8(ascii: ".") {
        offset += 1
        appendHabit(.threeDots, "..", from: start)
      } else if sign == .unequal, third == UInt8(ascii: "=") {
        offset += 1
        appendHabit(.habit("!==", "!="), "!=", from: start)
      } else {
        append(.sign(sign), from: start)
      }
      return
    }
    if let habit = Self.habits[pair] {
      offset += second?.length ?? 0
      appendHabit(habit.message, habit.replacement, from: start)
      return
    }
    if first == UInt8(ascii: "$"), lexDollars(from: start) { return }
    if first == UInt8(ascii: "~"), digit(at: offset) != nil {
      appendHabit(.habit("~", "about"), "about ", from: start)
      return
    }
    if first == UInt8(ascii: "."), digit(at: offset) != nil {
      lexBarePoint(from: start)
      return
    }
    if let sign = Self.singles[first] {
      append(.sign(sign), from: start)
    } else if first == UInt8(ascii: "%") {
      appendBroken(.percent, from: start)
    } else if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      appendOddBracket(first, from: start)
    } else if let habit = Self.habits[[first, 0]] {
      appendHabit(habit.message, habit.replacement, from: start)
    } else {
      appendBroken(.unknownSign(String(Unicode.Scalar(first))), from: start)
    }
  }

  /// `.5`: a digit stands on both sides of the point.
  private mutating func lexBarePoint(from start: Int) {
    while let (_, length) = digit(at: offset) { offset += length }
    let digits = String(decoding: bytes[start..<offset], as: UTF8.self)
    appendHabit(.barePoint("0" + digits), "0" + digits, from: start)
  }

  /// `[a, b]`: the fix turns both brackets round.
  private mutating func appendOddBracket(_ open: UInt8, from start: Int) {
    let close = open + 2
    var end = offset
    while end < min(bytes.count, offset + 1_000), bytes[end] != close,
      bytes[end] != UInt8(ascii: "\n")
    {
      end += 1
    }
    let written = String(Unicode.Scalar(open))
    var fixes: [Diagnostic.Fix] = []
    if byte(at: end) == close {
      let inner = String(decoding: bytes[offset..<end], as: UTF8.self)
      fixes = [.init(range: SourceRange(start, end + 1), replacement: "(\(inner))")]
    }
    appendBroken(.habit(written, "("), from: start, fixes: fixes)
  }

  private mutating func appendHabit(_ message: String, _ replacement: String, from start: Int) {
    appendBroken(
      message, from: start,
      fixes: [.init(range: SourceRange(start, offset), replacement: replacement)])
  }

  private static func bytes(_ text: StaticString) -> [UInt8] {
    var bytes = text.withUTF8Buffer(Array.init)
    if bytes.count == 1 { bytes.append(0) }
    return bytes
  }

  private static let pairs: [[UInt8]: Sign] = [
    bytes("!="): .unequal, bytes("<>"): .unequal, bytes("<="): .lessOrEqual,
    bytes(">="): .greaterOrEqual, bytes("=="): .equal, bytes(".."): .span,
  ]

  private static let singles: [UInt8: Sign] = {
    var signs: [UInt8: Sign] = [:]
    for sign in Sign.allCases where sign.rawValue.utf8.count == 1 {
      if let byte = sign.rawValue.utf8.first { signs[byte] = sign }
    }
    return signs
  }()

  /// What other languages write, and what says the same here.
  private static let habits: [[UInt8]: (message: String, replacement: String)] = [
    bytes("&&"): (.habit("&&", "and"), "and"),
    bytes("||"): (.habit("||", "or"), "or"),
    bytes("=>"): (.habit("=>", ">="), ">="),
    bytes("=<"): (.habit("=<", "<="), "<="),
    bytes("><"): (.habit("><", "!="), "!="),
    bytes("=~"): (.habit("=~", "matches /…/"), "matches"),
    bytes("!~"): (.habit("!~", "not matches /…/"), "not matches"),
    bytes(":="): (.habit(":=", "="), "="),
    bytes("**"): (.habit("**", "^"), "^"),
    bytes("->"): (.habit("->", "then"), "then"),
    bytes("|>"): (.habit("|>", "then"), "then"),
    bytes("//"): (.comment("//"), "#"),
    bytes("--"): (.comment("--"), "#"),
    bytes("/*"): (.comment("/*"), "#"),
    bytes("*/"): (.comment("*/"), "#"),
    bytes("!"): (.habit("!", "not"), "not "),
    bytes("|"): (.habit("|", "then"), "then"),
    bytes("~"): (.habit("~", "matches /…/"), "matches"),
    bytes("]"): (.habit("]", ")"), ")"),
    bytes("}"): (.habit("}", ")"), ")"),
  ]
}

extension String {
  fileprivate static func barePoint(_ number: String) -> String {
    "a number has a digit on both sides of its point: \(number)"
  }
  fileprivate static func comment(_ written: String) -> String {
    "\(written) starts no comment; # does"
  }
  fileprivate static func habit(_ written: String, _ ours: String) -> String {
    "\(written) is written \(ours) here"
  }
  fileprivate static let percent =
    "% stands directly after a number, 15%; a remainder is mod(a, b)"
  fileprivate static let threeDots = "a range has two dots: 2008..2010"
  fileprivate static func unknownSign(_ sign: String) -> String {
    "\(sign) is no sign of the language; as part of a name it stands in backquotes,"
      + " as part of a text in quotes"
  }
}
