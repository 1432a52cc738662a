import CMasks
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
    self.bytes.ask(bytes, starts, codes, answers) { _ in true }
    // Two capitals outside ASCII have a small letter in it, the Kelvin sign and the dotted I.
    var code = codes.lowerBound
    for block in stride(from: start, to: end, by: 64) {
      var found = mask64_either(bytes + block, 0xAA, 0xB0)
      while found != 0 {
        let place = block + found.trailingZeroBitCount
        found &= found &- 1
        guard place < end else { break }
        let before = place > start ? bytes[place - 1] : 0
        guard before == 0x84 || before == 0xC4 else { continue }
        while starts[code + 1] <= place { code += 1 }
        if answers[code] == 0 { answers[code] = meetsSlowly(bytes, starts, code) ? 1 : 0 }
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
}
