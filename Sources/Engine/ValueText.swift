import Records

/// Values as plain texts: what `text(x)` gives, and keys in notes.
enum ValueText {
  static func plain(_ value: Value) -> String {
    switch value {
    case .missing: "missing"
    case .number(let number, let qualifier): mark(qualifier) + plain(number)
    case .text(let text): text
    case .list(let members): members.joined(separator: " + ")
    case .yesNo(let isYes): isYes ? "yes" : "no"
    case .period(let period): period.text
    case .moment(let seconds): DateText.text(ofMoment: seconds)
    }
  }

  static func plain(_ number: Number) -> String { number.text() }

  private static func mark(_ qualifier: Qualifier) -> String {
    switch qualifier {
    case .exact: ""
    case .atLeast: "> "
    case .atMost: "< "
    case .about: "~ "
    }
  }
}

extension Int64 {
  /// The day that holds a moment.
  var dayNumber: Int32 {
    let days = self >= 0 ? self / 86_400 : (self - 86_399) / 86_400
    return Int32(clamping: days)
  }
}

extension FixedDecimal {
  /// The decimal of fewest digits that reads back as this double.
  init?(shortest double: Double) {
    guard double.isFinite else { return nil }
    var coefficient: Int128 = 0
    var scale = 0
    var isBehindPoint = false
    var exponent = 0
    var bytes = Array(double.magnitude.description.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
        bytes = []
      default:
        coefficient = coefficient * 10 + Int128(byte) - 48
        if isBehindPoint { scale += 1 }
      }
    }
    let moved = FixedDecimal(double < 0 ? -coefficient : coefficient, scale: scale - exponent)
    if moved.scale >= 0 {
      self = moved
    } else if let whole = moved.rescaled(to: 0) {
      self.init(whole)
    } else {
      return nil
    }
  }
}
