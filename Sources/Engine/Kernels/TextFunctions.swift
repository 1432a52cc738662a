import Records

/// Functions of one text; positions count characters.
enum TextFunctions {
  static func trim(_ text: String) -> String {
    let kept = text.drop(while: \.isWhitespace)
    var end = kept.endIndex
    while end > kept.startIndex, kept[kept.index(before: end)].isWhitespace {
      end = kept.index(before: end)
    }
    return String(kept[..<end])
  }

  static func left(_ text: String, _ arguments: [Value]) -> String? {
    length(arguments).map { String(text.prefix($0)) }
  }

  static func right(_ text: String, _ arguments: [Value]) -> String? {
    length(arguments).map { String(text.suffix($0)) }
  }

  private static func length(_ arguments: [Value]) -> Int? {
    guard case .number(let number, _)? = arguments.first else { return nil }
    let double = number.double
    guard double >= 0, double.rounded() == double else { return nil }
    // No text is longer.
    return double < 1e15 ? Int(double) : Int.max
  }

  /// Every occurrence of the second text becomes the third.
  static func replace(_ text: String, _ arguments: [Value]) -> String? {
    guard arguments.count == 2, case .text(let old) = arguments[0],
      case .text(let new) = arguments[1]
    else { return nil }
    let needle = Array(old.utf8)
    guard !needle.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == needle[0], bytes[index...].starts(with: needle) {
        result.append(contentsOf: new.utf8)
        index += needle.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The parts between separators, without the space around them; empty ones are left out.
  static func split(_ text: String, _ separator: String) -> Value {
    let needle = Array(separator.utf8)
    guard !needle.isEmpty else { return .list([text]) }
    let bytes = Array(text.utf8)
    var parts: [[UInt8]] = [[]]
    var index = 0
    while index < bytes.count {
      if bytes[index] == needle[0], bytes[index...].starts(with: needle) {
        parts.append([])
        index += needle.count
      } else {
        parts[parts.count - 1].append(bytes[index])
        index += 1
      }
    }
    let texts = parts.map { trim(String(decoding: $0, as: UTF8.self)) }.filter { !$0.isEmpty }
    return texts.isEmpty ? .missing : .list(texts)
  }
}
