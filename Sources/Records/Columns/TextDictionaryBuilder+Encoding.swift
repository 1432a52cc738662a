extension TextDictionaryBuilder {
  /// Gives texts their codes; where there is none, 0.
  ///
  /// - Shape: a place without length is no text; `target` has room for `count` codes.
  mutating func encode(
    _ hashes: UnsafePointer<UInt64>, _ places: UnsafePointer<TextPlace>, count: Int,
    base: UnsafePointer<UInt8>, beside: UnsafePointer<UInt8>,
    to target: UnsafeMutablePointer<UInt32>
  ) {
    var first = 0
    while first < count {
      let end = min(count, first + TextDictionaryBuilder.group)
      if self.count >= TextDictionaryBuilder.large {
        touch(hashes + first, places + first, count: end - first, scratch: target + first)
      }
      for row in first..<end {
        let place = places[row]
        let length = place.count
        if length == 0 {
          target[row] = 0
          continue
        }
        let text = (place.isBeside ? beside : base) + place.start
        target[row] = code(of: text, length, hash: hashes[row])
      }
      first = end
    }
  }

  /// From this many texts on the dictionary no longer fits the cache.
  private static let large = 1 << 14
  /// So many texts are looked up at a time: what they need fits the cache.
  private static let group = 128

  /// Touches what `code` will look at for each hash, so that memory answers many at once.
  ///
  /// - Shape: what is left in `scratch` means nothing.
  @inline(never)
  private func touch(
    _ hashes: UnsafePointer<UInt64>, _ places: UnsafePointer<TextPlace>, count: Int,
    scratch: UnsafeMutablePointer<UInt32>
  ) {
    let slots = UnsafePointer(slots.pointer)
    let starts = UnsafePointer(starts.pointer)
    let bytes = UnsafePointer(bytes.pointer)
    for index in 0..<count {
      let entry = slots[Int(truncatingIfNeeded: hashes[index] >> shift)]
      let isLike = entry >> 32 == hashes[index] >> 32 && entry != 0
      scratch[index] = isLike ? UInt32(truncatingIfNeeded: entry) &- 1 : 0
    }
    var touched: UInt8 = 0
    for index in 0..<count {
      let text = starts[Int(scratch[index])]
      touched ^= bytes[text] ^ bytes[text &+ min(places[index].count, 48)]
    }
    // Kept only so that the loads that made it are not left out.
    scratch[0] = UInt32(touched)
  }
}
