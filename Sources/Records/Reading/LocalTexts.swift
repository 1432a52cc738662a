/// The texts that one thread has met in a field, each with a code of the thread's own.
///
/// A text of at most sixteen bytes is held in two words and compared as these.
final class LocalTexts {
  private struct Entry {
    /// The bytes of a text of at most sixteen, else a hash of it and its first eight.
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var count = 0
    /// Where it stands among the bytes of all.
    var start = 0
  }

  private var entries = GrowingVector<UInt64>(capacity: 4 * 64)
  /// How many codes there are; code 0 stands for no value and has no text.
  private(set) var count = 1
  private var bytes = GrowingVector<UInt8>(capacity: 1 << 10)
  /// Open addressing: the upper half of the hash, then the code; 0 is free.
  private var slots = GrowingVector<UInt64>(capacity: 256)
  /// From these codes to those of the column, as far as the column has come. Its turn makes it, so it
  /// is not looked at while cells are read ahead.
  var map = GrowingVector<UInt32>()

  init() {
    slots.append(0, times: 256)
    entries.append(0, times: 4)
    map.append(0)
  }

  func withText(of code: Int, _ body: (UnsafePointer<UInt8>, Int) -> Void) {
    let entry = LocalTexts.table(entries.pointer)[code]
    body(bytes.pointer + entry.start, entry.count)
  }

  private static func table(_ words: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Entry> {
    UnsafeMutableRawPointer(words).assumingMemoryBound(to: Entry.self)
  }

  /// A text that is looked up, and the row it stands in.
  private struct Probe {
    let head: UInt64
    let tail: UInt64
    let hash: UInt64
    let text: UnsafePointer<UInt8>
    let count: Int
    let row: Int

    @inline(__always)
    init(_ text: UnsafePointer<UInt8>, _ count: Int, row: Int) {
      let key = LocalTexts.key(text, count)
      (head, tail) = key
      hash = LocalTexts.hash(key.head, key.tail, count)
      self.text = text
      self.count = count
      self.row = row
    }
  }

  /// Gives the cells of a field their codes; how many have no value.
  ///
  /// Some are hashed before the first of them is looked up, so that memory answers for all.
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
    withUnsafeTemporaryAllocation(of: Probe.self, capacity: LocalTexts.group) { buffer in
      guard let probes = buffer.baseAddress else { return }
      var waiting = 0
      for row in 0..<cells.count {
        let start = cells.start(row)
        var text = base + start
        var count = cells.end(row) &- start
        let isQuoted = text[0] == quote || isEscaped
        if isQuoted {
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
        (probes + waiting).initialize(to: Probe(text, count, row: row))
        waiting &+= 1
        // The decoder keeps only its last text.
        if waiting == LocalTexts.group || isQuoted {
          find(probes, waiting, to: codes)
          waiting = 0
        }
      }
      find(probes, waiting, to: codes)
    }
    return absent
  }

  private static let group = 32

  @inline(__always)
  private func find(
    _ probes: UnsafePointer<Probe>, _ count: Int, to codes: UnsafeMutablePointer<UInt32>
  ) {
    var slots = slots.pointer
    var mask = self.slots.count &- 1
    var table = LocalTexts.table(entries.pointer)
    for index in 0..<count {
      let probe = probes + index
      let hash = probe.pointee.hash
      var slot = Int(truncatingIfNeeded: hash) & mask
      var code = 0
      while true {
        let found = slots[slot]
        if found >> 32 == hash >> 32, found != 0 {
          code = Int(found & 0xFFFF_FFFF)
          let entry = table + code
          let difference =
            (entry.pointee.head ^ probe.pointee.head) | (entry.pointee.tail ^ probe.pointee.tail)
            | UInt64(truncatingIfNeeded: entry.pointee.count ^ probe.pointee.count)
          if difference == 0,
            probe.pointee.count <= 16
              || TextHash.areEqual(
                bytes.pointer + entry.pointee.start, probe.pointee.text, probe.pointee.count)
          {
            break
          }
        } else if found == 0 {
          code = insert(probe.pointee, at: slot)
          slots = self.slots.pointer
          mask = self.slots.count &- 1
          table = LocalTexts.table(entries.pointer)
          break
        }
        slot = (slot &+ 1) & mask
      }
      codes[probe.pointee.row] = UInt32(truncatingIfNeeded: code)
    }
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
    // In two steps, so that all or none of eight bytes can be shifted out.
    let headBits = UInt64(truncatingIfNeeded: min(count, 8) &* 4)
    let tailBits = UInt64(truncatingIfNeeded: max(count &- 8, 0) &* 4)
    let none = UInt64.max
    return (
      head & ~((none &<< headBits) &<< headBits), tail & ~((none &<< tailBits) &<< tailBits)
    )
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ count: Int) -> UInt64 {
    let mixed = head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: count)
    let product = mixed.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  @inline(never)
  private func insert(_ probe: Probe, at slot: Int) -> Int {
    let code = count
    let target = entries.extend(by: 4)
    LocalTexts.table(target)[0] = Entry(
      head: probe.head, tail: probe.tail, count: probe.count, start: bytes.count)
    bytes.append(from: probe.text, count: probe.count)
    slots[slot] = probe.hash & 0xFFFF_FFFF_0000_0000 | UInt64(code)
    count += 1
    if count * 2 > slots.count { grow() }
    return code
  }

  private func grow() {
    let size = slots.count * 2
    var larger = GrowingVector<UInt64>(capacity: size)
    larger.append(0, times: size)
    let table = LocalTexts.table(entries.pointer)
    for code in 1..<count {
      let entry = table[code]
      let hash = LocalTexts.hash(entry.head, entry.tail, entry.count)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (size - 1) }
      larger[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code)
    }
    slots = larger
  }
}
