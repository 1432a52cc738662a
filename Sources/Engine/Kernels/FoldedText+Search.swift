import Semantics

extension FoldedText {
  /// Looks through the texts of some codes, which lie one behind the other, in one go.
  ///
  /// - Shape: text `code` goes from `starts[code]` to `starts[code + 1]` of `bytes`; 64 bytes past the
  ///   last may be read; `answers` of the codes hold 0 and become 1 where the text is found
  func search(
    _ bytes: UnsafePointer<UInt8>, _ starts: UnsafePointer<Int>, _ codes: Range<Int>,
    _ answers: UnsafeMutablePointer<UInt8>
  ) {
    guard !codes.isEmpty else { return }
    let start = starts[codes.lowerBound]
    let end = starts[codes.upperBound]
    guard !isEmpty, isPlain else {
      for code in codes { answers[code] = meetsSlowly(bytes, starts, code) ? 1 : 0 }
      return
    }
    var code = codes.lowerBound
    candidates(bytes, from: start, to: end) { place in
      while starts[code + 1] <= place { code += 1 }
      guard place + length <= starts[code + 1] else { return place + 1 }
      answers[code] = 1
      return starts[code + 1]
    }
    guard FoldedText.hasHighBytes(bytes + start, end - start) else { return }
    // Two capitals outside ASCII have a small letter in it, the Kelvin sign and the dotted I.
    code = codes.lowerBound
    for place in start..<end where bytes[place] == 0xAA || bytes[place] == 0xB0 {
      while starts[code + 1] <= place { code += 1 }
      let before = place > start ? bytes[place - 1] : 0
      if answers[code] == 0, before == 0x84 || before == 0xC4 {
        answers[code] = meetsSlowly(bytes, starts, code) ? 1 : 0
      }
    }
  }

  private func meetsSlowly(
    _ bytes: UnsafePointer<UInt8>, _ starts: UnsafePointer<Int>, _ code: Int
  ) -> Bool {
    let text = UnsafeBufferPointer(
      start: bytes + starts[code], count: starts[code + 1] - starts[code])
    return meets(.contains, text)
  }

  private static func hasHighBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    var all = SIMD4<UInt64>(repeating: 0)
    var index = 0
    while index + 32 <= count {
      all |= raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
      index += 32
    }
    var rest: UInt8 = 0
    while index < count {
      rest |= bytes[index]
      index += 1
    }
    let bits = all[0] | all[1] | all[2] | all[3]
    return bits & 0x8080_8080_8080_8080 != 0 || rest & 0x80 != 0
  }
}
