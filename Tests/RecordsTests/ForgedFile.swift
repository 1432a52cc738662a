import TestSupport

@testable import Records

/// A file of saved records that is changed, and given checksums that fit.
struct ForgedFile {
  private var contents: [UInt8]

  init(_ bytes: [UInt8]) { contents = bytes }

  var directoryLength: Int { Int(number(at: 24)) }
  private var blockCount: Int { Int(clamping: number(at: 64)) }

  /// The changed bytes, as their writer would have left them.
  var bytes: [UInt8] {
    var forged = self
    // A changed directory may describe no blocks, and its own checksum is enough then.
    if let blocks = forged.blocks {
      for (index, block) in blocks.enumerated() {
        let pieces = stride(from: 0, to: block.count, by: SavedBlock.pieceSize).map { start in
          let end = min(block.count, start + SavedBlock.pieceSize)
          return Checksum.of(Array(block[(block.startIndex + start)..<(block.startIndex + end)]))
        }
        forged.set(SavedBlock.checksum(ofPieces: pieces), at: 72 + 24 * index + 16)
      }
    }
    forged.set(
      Checksum.of(Array(forged.contents[64..<(64 + directoryLength)])), at: 32)
    forged.set(Checksum.of(Array(forged.contents[..<56])), at: 56)
    return forged.contents
  }

  private var blocks: [ArraySlice<UInt8>]? {
    guard 72 + blockCount.multipliedReportingOverflow(by: 24).partialValue < directoryLength,
      blockCount < 10_000
    else { return nil }
    var result: [ArraySlice<UInt8>] = []
    for index in 0..<blockCount {
      let offset = number(at: 72 + 24 * index)
      let length = number(at: 72 + 24 * index + 8)
      guard offset < contents.count, length <= UInt64(contents.count) - offset else { return nil }
      result.append(contents[Int(offset)..<Int(offset + length)])
    }
    return result
  }

  /// Changes a byte or a number, of the directory or of a block.
  mutating func change(_ random: inout SeededGenerator) {
    let start = random.chance(oneIn: 2) ? 64 : 64 + directoryLength
    let end = start == 64 ? 64 + directoryLength : contents.count
    let place = start + random.below(end - start)
    if random.chance(oneIn: 2) || place + 8 > end {
      contents[place] = random.pick([
        0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next()),
      ])
    } else {
      set(random.pick([0, 1, UInt64.max, 1 << 63, 1 << 31, random.next()]), at: place)
    }
  }

  mutating func set(_ number: UInt64, at place: Int) {
    withUnsafeBytes(of: number) { contents.replaceSubrange(place..<(place + 8), with: $0) }
  }

  private func number(at place: Int) -> UInt64 {
    contents.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
  }
}
