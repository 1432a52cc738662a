/// The texts that one thread has met in a field, each with a code of the thread's own.
///
/// A text of at most sixteen bytes is held in two words and compared as these.
final class LocalTexts {
  /// A text in the table; without length where there is none.
  private struct Entry {
    /// The bytes of a text of at most sixteen, else a hash of it and its first eight.
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var count: Int = 0
    var code = 0
  }

  /// Open addressing, with room for four times the texts: most stand in their first slot.
  private var slots = GrowingVector<UInt64>(capacity: 4 * LocalTexts.firstSize)
  private var size = LocalTexts.firstSize
  /// How many codes there are; code 0 stands for no value and has no text.
  private(set) var count = 1
  /// The bytes of all, and where those of each code start.
  private var bytes = GrowingVector<UInt8>(capacity: 1 << 10)
  private var starts = GrowingVector<Int>()
  /// From these codes to those of the column, as far as the column has come. Its turn makes it, so it
  /// is not looked at while cells are read ahead.
  var map = GrowingVector<UInt32>()

  private static let firstSize = 128

  init() {
    slots.append(0, times: 4 * size)
    starts.append(0, times: 2)
    map.append(0)
  }

  func withText(of code: Int, _ body: (UnsafePointer<UInt8>, Int) -> Void) {
    body(bytes.pointer + starts[code], starts[code + 1] - starts[code])
  }

  private static func table(_ words: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Entry> {
    UnsafeMutableRawPointer(words).assumingMemoryBound(to: Entry.self)
  }

  /// Gives the cells of a field their codes; how many have no value.
  ///
  /// - Shape: `codes` and `missing` have room for `cells.count` elements; 16 bytes from the start of a
  ///   cell on can be read.
  func encode(
    _ cells: Cells, _ decoder: inout CellDecoder, to codes: UnsafeMutablePointer<UInt32>,
    missing: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let base = cells.base
    let isEscaped = decoder.dialect.escape != nil
    // No cell begins with the delimiter, so it stands for a quote that there is not.
    let quote = decoder.dialect.quote == 0 ? decoder.dialect.delimiter : decoder.dialect.quote
    var absent = 0
    var table = LocalTexts.table(slots.pointer)
    var size = self.size
    for row in 0..<cells.count {
      let start = cells.start(row)
      var text = base + start
      var count = cells.end(row) &- start
      if text[0] == quote || isEscaped {
        let whole = decoder.text(base, start, start &+ count)
        text = whole.baseAddress ?? text
        count = whole.count
      }
      if count == 0 {
        codes[row] = 0
        missing[absent] = UInt32(truncatingIfNeeded: row)
        absent &+= 1
        continue
      }
      let (head, tail) = LocalTexts.key(text, count)
      let hash = LocalTexts.hash(head, tail, count)
      var slot = Int(truncatingIfNeeded: hash &>> LocalTexts.shift(size))
      while true {
        let entry = table + slot
        if entry.pointee.head == head, entry.pointee.tail == tail, entry.pointee.count == count,
          count <= 16 || isSame(text, count, entry.pointee.code)
        {
          codes[row] = UInt32(truncatingIfNeeded: entry.pointee.code)
          break
        }
        if entry.pointee.count == 0 {
          let code = insert(text, count)
          entry.pointee = Entry(head: head, tail: tail, count: count, code: code)
          codes[row] = UInt32(truncatingIfNeeded: code)
          if self.count * 4 > size {
            grow()
            size = self.size
            table = LocalTexts.table(slots.pointer)
          }
          break
        }
        slot = (slot &+ 1) & (size &- 1)
      }
    }
    return absent
  }

  /// The slots are as many as the numbers that so many bits do not hold.
  @inline(__always)
  private static func shift(_ size: Int) -> UInt64 { TextDictionary.shift(slots: size) }

  /// Whether the text of a code, which has as many bytes and the same hash, is this one.
  @inline(never)
  private func isSame(_ text: UnsafePointer<UInt8>, _ count: Int, _ code: Int) -> Bool {
    TextHash.areEqual(bytes.pointer + starts[code], text, count)
  }

  @inline(never)
  private func insert(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    bytes.append(from: text, count: count)
    starts.append(bytes.count)
    self.count += 1
    return self.count - 1
  }

  /// - Shape: `count` is at least 1.
  @inline(__always)
  private static func key(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (head: UInt64, tail: UInt64) {
    let raw = UnsafeRawPointer(text)
    let head = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count > 16 { return (TextHash.hash(raw, count), head) }
    let tail = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let used = UInt64.max &>> (UInt64(truncatingIfNeeded: 0 &- count &* 8) & 63)
    // All bits where some bytes are in the second word; lengths differ, so it is no branch.
    let hasTail = UInt64(bitPattern: Int64(8 &- count) &>> 63)
    return (head & (used | hasTail), tail & used & hasTail)
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ count: Int) -> UInt64 {
    let mixed = head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: count)
    let product = mixed.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  private func grow() {
    let old = LocalTexts.table(slots.pointer)
    let oldSize = size
    size *= 2
    var larger = GrowingVector<UInt64>(capacity: 4 * size)
    larger.append(0, times: 4 * size)
    let table = LocalTexts.table(larger.pointer)
    for index in 0..<oldSize where old[index].count != 0 {
      let hash = LocalTexts.hash(old[index].head, old[index].tail, old[index].count)
      var slot = Int(truncatingIfNeeded: hash &>> LocalTexts.shift(size))
      while table[slot].count != 0 { slot = (slot + 1) & (size - 1) }
      table[slot] = old[index]
    }
    slots = larger
  }
}
