/// Which blocks the distinct texts of a column stand in.
struct SavedDictionary {
  let count: Int
  let bytes: Int
  let starts: Int
  let slots: Int

  static func encode(
    _ dictionary: TextDictionary, _ blocks: inout BlockMaker, to writer: inout DescriptionWriter
  ) {
    writer.append(count: dictionary.count)
    writer.append(count: blocks.block(dictionary.bytes))
    writer.append(count: blocks.block(dictionary.starts))
    writer.append(count: blocks.block(dictionary.slots))
  }

  init(from reader: inout DescriptionReader, _ blocks: [SavedBlock]) throws(SavedDamage) {
    count = try reader.whole(in: 0...TextDictionaryBuilder.capacity)
    bytes = try reader.whole(in: 0...(blocks.count - 1))
    starts = try reader.whole(in: 0...(blocks.count - 1))
    slots = try reader.whole(in: 0...(blocks.count - 1))
  }

  /// What is wrong with texts that no dictionary holds, in words; `nil` where all is well.
  ///
  /// Every text is UTF-8, each code can be looked for, and a search ends.
  static func flaw(in dictionary: TextDictionary) -> String? {
    let (bytes, starts, slots) = (dictionary.bytes, dictionary.starts, dictionary.slots)
    guard starts.count > 0, starts[0] == 0, starts[starts.count - 1] == bytes.count else {
      return "its texts do not fill their place"
    }
    let isOrdered = dictionary.withAllBytes { text, starts in
      var isOrdered = true
      for code in 0..<dictionary.count {
        let start = starts[code]
        guard start >= 0, start <= starts[code + 1], starts[code + 1] <= bytes.count else {
          return false
        }
        // A text that begins inside of a character would cut it in two.
        if start < bytes.count, text[start] & 0xC0 == 0x80 { isOrdered = false }
      }
      return isOrdered
    }
    guard isOrdered else { return "its texts do not follow one another" }
    let isText = dictionary.withAllBytes { text, _ in
      UTF8Check.firstBadByte(text, from: 0, to: bytes.count) == nil
    }
    guard isText else { return "its texts are not UTF-8" }
    guard slots.count > dictionary.count, slots.count.nonzeroBitCount == 1, slots.count > 1 else {
      return "its texts cannot be looked up"
    }
    var taken = 0
    var highest: UInt64 = 0
    slots.withPointer { slots in
      for slot in 0..<dictionary.slots.count {
        taken += slots[slot] == 0 ? 0 : 1
        highest = max(highest, slots[slot] & 0xFFFF_FFFF)
      }
    }
    guard taken == dictionary.count, highest <= UInt64(dictionary.count) else {
      return "its texts cannot be looked up"
    }
    let hasZero = slots.withPointer { slots in
      (0..<dictionary.slots.count).contains { slots[$0] != 0 && slots[$0] & 0xFFFF_FFFF == 0 }
    }
    return hasZero ? "its texts cannot be looked up" : nil
  }
}
