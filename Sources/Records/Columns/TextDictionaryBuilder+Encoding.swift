import CMasks

extension TextDictionaryBuilder {
  /// Gives texts their codes; where there is none, 0.
  ///
  /// - Shape: a place without length is no text; `target` has room for `count` codes.
  mutating func encode(
    _ hashes: UnsafePointer<UInt64>, _ places: UnsafePointer<TextPlace>, count: Int,
    base: UnsafePointer<UInt8>, beside: UnsafePointer<UInt8>,
    to target: UnsafeMutablePointer<UInt32>
  ) {
    let isLarge = self.count >= TextDictionaryBuilder.large
    // What a text needs is asked for some groups before its turn: first its slot, then where the text
    // found there starts, then that text's bytes. So memory answers many at once.
    let lead = isLarge ? 3 * TextDictionaryBuilder.group : 0
    var first = 0 &- lead
    while first < count {
      if isLarge {
        prefetch(hashes, places, count: count, target, before: first)
      }
      let end = min(count, first &+ TextDictionaryBuilder.group)
      for row in max(first, 0)..<max(end, 0) {
        let place = places[row]
        let length = place.count
        if length == 0 {
          target[row] = 0
          continue
        }
        let text = (place.isBeside ? beside : base) + place.start
        if isLarge, isText(target[row], text, length) { continue }
        target[row] = code(of: text, length, hash: hashes[row])
      }
      first &+= TextDictionaryBuilder.group
    }
  }

  /// From this many texts on the dictionary no longer fits the cache.
  private static let large = 1 << 14
  /// So many texts are asked for at a time.
  private static let group = 32

  @inline(__always)
  private func isText(_ code: UInt32, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard code != .max else { return false }
    let start = starts[Int(code)]
    return starts[Int(code) &+ 1] &- start == length
      && TextHash.areEqual(bytes.pointer + start, text, length)
  }

  /// Leaves the code that each text of a later group probably has in `target`, or `UInt32.max`.
  @inline(__always)
  private func prefetch(
    _ hashes: UnsafePointer<UInt64>, _ places: UnsafePointer<TextPlace>, count: Int,
    _ target: UnsafeMutablePointer<UInt32>, before first: Int
  ) {
    let group = TextDictionaryBuilder.group
    @inline(__always) func rows(_ groups: Int) -> Range<Int> {
      let start = min(max(first &+ groups &* group, 0), count)
      return start..<min(max(first &+ (groups &+ 1) &* group, start), count)
    }
    let slots = slots.pointer
    let starts = starts.pointer
    let bytes = bytes.pointer
    for row in rows(3) { masks_prefetch(slots + Int(truncatingIfNeeded: hashes[row] &>> shift)) }
    for row in rows(2) {
      let code = probableCode(hashes[row])
      target[row] = code
      if code != .max { masks_prefetch(starts + Int(code)) }
    }
    for row in rows(1) where target[row] != .max {
      let text = bytes + starts[Int(target[row])]
      masks_prefetch(text)
      masks_prefetch(text + min(places[row].count, 64))
    }
  }

  /// The code of the first text whose hash has the same upper half.
  @inline(__always)
  private func probableCode(_ hash: UInt64) -> UInt32 {
    let slots = slots.pointer
    let last = self.slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while true {
      let entry = slots[slot]
      if entry == 0 { return .max }
      if entry >> 32 == hash >> 32 { return UInt32(truncatingIfNeeded: entry) &- 1 }
      slot = slot == last ? 0 : slot &+ 1
    }
  }
}
