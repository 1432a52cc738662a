/// Takes numbers and texts out of the directory of a file of saved records; nothing it says is
/// believed before it was checked.
struct DescriptionReader {
  private let bytes: [UInt8]
  private var place: Int

  init(_ bytes: [UInt8], from place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func skip(to place: Int) { self.place = place }

  mutating func uint8() throws(SavedDamage) -> UInt8 { try number() }
  mutating func uint32() throws(SavedDamage) -> UInt32 { try number() }
  mutating func uint64() throws(SavedDamage) -> UInt64 { try number() }
  mutating func int128() throws(SavedDamage) -> Int128 { try number() }

  mutating func flag() throws(SavedDamage) -> Bool {
    let byte = try uint8()
    guard byte <= 1 else { throw Self.odd }
    return byte == 1
  }

  /// A number within bounds.
  mutating func whole(in range: ClosedRange<Int>) throws(SavedDamage) -> Int {
    let number: Int64 = try number()
    guard range.contains(Int(number)) else { throw Self.odd }
    return Int(number)
  }

  /// How many of something come, each of which takes a byte at least.
  mutating func count() throws(SavedDamage) -> Int { try whole(in: 0...(bytes.count - place)) }

  mutating func text() throws(SavedDamage) -> String {
    let count = try count()
    guard count <= bytes.count - place,
      let text = String(validating: bytes[place..<(place + count)], as: UTF8.self)
    else { throw Self.odd }
    place += count
    return text
  }

  mutating func list<Element>(
    _ body: (inout DescriptionReader) throws(SavedDamage) -> Element
  ) throws(SavedDamage) -> [Element] {
    let count = try count()
    var result: [Element] = []
    for _ in 0..<count { result.append(try body(&self)) }
    return result
  }

  mutating func optional<Value>(
    _ body: (inout DescriptionReader) throws(SavedDamage) -> Value
  ) throws(SavedDamage) -> Value? {
    try flag() ? try body(&self) : nil
  }

  private mutating func number<Number: FixedWidthInteger & BitwiseCopyable>()
    throws(SavedDamage) -> Number
  {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - place else { throw Self.odd }
    let number = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: place, as: Number.self)
    }
    place += size
    return number
  }

  static var odd: SavedDamage { .damaged("its directory does not describe records") }
}
