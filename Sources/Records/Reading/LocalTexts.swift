/// The texts that one thread has met in a field, each with a code of the thread's own.
///
/// A short text is told by its bytes alone, held in the slot: one look at memory answers.
final class LocalTexts {
  private struct Slot {
    /// The bytes of a text of at most sixteen, else two hashes of it.
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var count: UInt32 = 0
    /// 0 where the slot is free.
    var code: UInt32 = 0
    var start: Int = 0
  }

  private var slots = GrowingVector<UInt64>(capacity: 4 * 256)
  private var slotCount = 256
  private var bytes = GrowingVector<UInt8>(capacity: 1 << 12)
  private var starts = GrowingVector<Int>()
  /// From these codes to those of the column, as far as the column has come; code 0 stands for no
  /// value. The column's turn makes it, so it is not looked at while cells are read ahead.
  var map = GrowingVector<UInt32>()

  init() {
    slots.append(0, times: 4 * slotCount)
    // Code 0 has no text.
    starts.append(0)
    starts.append(0)
    map.append(0)
  }

  /// How many codes there are, 0 among them.
  var count: Int { starts.count - 1 }

  func withText(of code: Int, _ body: (UnsafePointer<UInt8>, Int) -> Void) {
    body(bytes.pointer + starts[code], starts[code + 1] - starts[code])
  }

  private var table: UnsafeMutablePointer<Slot> {
    UnsafeMutableRawPointer(slots.pointer).assumingMemoryBound(to: Slot.self)
  }

  /// Gives the cells of a field their codes.
  ///
  /// - Shape: `codes` and `missing` have room for `cells.count` elements; 16 bytes behind a cell can
  ///   be read. How many are missing.
  func encode(
    _ cells: Cells, _ decoder: inout CellDecoder, to codes: UnsafeMutablePointer<UInt32>,
    missing: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let base = cells.base
    let quote = decoder.dialect.quote
    let isEscaped = decoder.dialect.escape != nil
    var table = table
    var mask = slotCount - 1
    var absent = 0
    for row in 0..<cells.count {
      var text = base + cells.start(row)
      var count = cells.end(row) &- cells.start(row)
      if isEscaped || count > 0 && text[0] == quote && quote != 0 {
        let whole = decoder.text(base, cells.start(row), cells.end(row))
        text = whole.baseAddress ?? text
        count = whole.count
      }
      if count == 0 {
        codes[row] = 0
        missing[absent] = UInt32(truncatingIfNeeded: row)
        absent &+= 1
        continue
      }
      let key = LocalTexts.key(text, count)
      var slot = LocalTexts.place(key.head, key.tail, count) & mask
      var code: UInt32 = 0
      while true {
        let entry = table[slot]
        if entry.head == key.head, entry.tail == key.tail, Int(entry.count) == count,
          count <= 16 || TextHash.areEqual(bytes.pointer + entry.start, text, count)
        {
          code = entry.code
          break
        }
        if entry.code == 0 { break }
        slot = (slot &+ 1) & mask
      }
      if code == 0 {
        code = insert(key, text, count, at: slot)
        table = self.table
        mask = slotCount - 1
      }
      codes[row] = code
    }
    return absent
  }

  /// - Shape: `count` is at least 1.
  @inline(__always)
  private static func key(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (head: UInt64, tail: UInt64) {
    let raw = UnsafeRawPointer(text)
    let head = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count <= 8 { return (head & .max &>> UInt64(truncatingIfNeeded: 64 &- count &* 8), 0) }
    let tail = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    if count <= 16 {
      return (head, tail & .max &>> UInt64(truncatingIfNeeded: 128 &- count &* 8))
    }
    return (TextHash.hash(raw, count), head)
  }

  @inline(__always)
  private static func place(_ head: UInt64, _ tail: UInt64, _ count: Int) -> Int {
    let mixed = head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: count)
    let product = mixed.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: (product.high ^ product.low) >> 1)
  }

  @inline(never)
  private func insert(
    _ key: (head: UInt64, tail: UInt64), _ text: UnsafePointer<UInt8>, _ count: Int, at slot: Int
  ) -> UInt32 {
    let code = UInt32(truncatingIfNeeded: self.count)
    table[slot] = Slot(
      head: key.head, tail: key.tail, count: UInt32(truncatingIfNeeded: count), code: code,
      start: bytes.count)
    bytes.append(from: text, count: count)
    starts.append(bytes.count)
    if self.count * 2 > slotCount { grow() }
    return code
  }

  private func grow() {
    let size = slotCount * 4
    var larger = GrowingVector<UInt64>(capacity: 4 * size)
    larger.append(0, times: 4 * size)
    let target = UnsafeMutableRawPointer(larger.pointer).assumingMemoryBound(to: Slot.self)
    for old in 0..<slotCount where table[old].code != 0 {
      let entry = table[old]
      var slot = LocalTexts.place(entry.head, entry.tail, Int(entry.count)) & (size - 1)
      while target[slot].code != 0 { slot = (slot + 1) & (size - 1) }
      target[slot] = entry
    }
    slots = larger
    slotCount = size
  }
}
