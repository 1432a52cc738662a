import CMasks
import TestSupport
import Testing

@Suite("Masks of 64 bytes")
struct MasksTests {
  /// Bytes of which many are equal, some high and some in either case.
  private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
    (0..<192).map { _ in generator.pick([0, 10, 34, 44, 66, 98, 127, 128, 195, 255]) }
  }

  private static func mask(_ bytes: ArraySlice<UInt8>, _ test: (UInt8) -> Bool) -> UInt64 {
    bytes.prefix(64).enumerated().reduce(0) { test($1.element) ? $0 | 1 << $1.offset : $0 }
  }

  @Test("are the same from instructions, from loops and byte by byte")
  func agree() {
    var generator = SeededGenerator(seed: 64)
    for _ in 0..<2_000 {
      let bytes = Self.bytes(&generator)
      let start = generator.below(64)
      let gap = generator.below(64)
      let (a, b, c) = (
        generator.pick(bytes), generator.pick(bytes), UInt8(truncatingIfNeeded: generator.next())
      )
      let head = bytes[start...]
      let tail = bytes[(start + gap)...]
      bytes.withUnsafeBytes { raw in
        guard let base = raw.baseAddress else { return }
        let at = base + start
        let equal = Self.mask(head) { $0 == a }
        #expect(mask64(at, a) == equal)
        #expect(loop_mask64(at, a) == equal)
        let either = Self.mask(head) { $0 == a || $0 == c }
        #expect(mask64_either(at, a, c) == either)
        #expect(loop_mask64_either(at, a, c) == either)
        let block = head.prefix(64)
        let scans = [masks64_scanned(at, a, b, c), loop_masks64_scanned(at, a, b, c)]
        for scan in scans {
          #expect(scan.has_high == (block.contains { $0 >= 0x80 } ? 1 : 0))
          #expect(scan.has_zero == (block.contains(0) ? 1 : 0))
        }
        for three in [masks64(at, a, b, c), loop_masks64(at, a, b, c)] + scans.map(\.masks) {
          #expect(three.first == equal)
          #expect(three.second == Self.mask(head) { $0 == b })
          #expect(three.third == Self.mask(head) { $0 == c })
        }
        let pair =
          Self.mask(head) { $0 | 0x20 == a | 0x20 } & Self.mask(tail) { $0 == b }
        #expect(mask64_pair(at, 0x20, a | 0x20, at + gap, 0, b) == pair)
        #expect(loop_mask64_pair(at, 0x20, a | 0x20, at + gap, 0, b) == pair)
      }
    }
  }
}
