/// A run of bytes of a file of saved records: the elements of one vector.
struct SavedBlock: Equatable {
  /// From the start of the file; a multiple of `alignment`.
  var offset: Int
  /// In bytes.
  var length: Int
  var checksum: UInt64

  /// Blocks start where a cache line does; the bytes up to the next block are 0.
  static let alignment = 64
  /// Pieces of this many bytes are read and summed up by whoever is free, while they are in the cache.
  static let pieceSize = 1 << 20

  static func aligned(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }

  var end: Int { SavedBlock.aligned(offset + length) }

  static func pieceCount(_ length: Int) -> Int { (length + pieceSize - 1) / pieceSize }

  /// The checksum of a block by those of its pieces.
  static func checksum(ofPieces checksums: [UInt64]) -> UInt64 {
    checksums.withUnsafeBytes { Checksum.of(Array($0)) }
  }

  func encode(to writer: inout DescriptionWriter) {
    writer.append(count: offset)
    writer.append(count: length)
    writer.append(checksum)
  }

  init(offset: Int, length: Int, checksum: UInt64) {
    self.offset = offset
    self.length = length
    self.checksum = checksum
  }

  /// - Shape: `limit` is the length of the file.
  init(from reader: inout DescriptionReader, limit: Int) throws(SavedDamage) {
    offset = try reader.whole(in: 0...limit)
    length = try reader.whole(in: 0...(limit - offset))
    checksum = try reader.uint64()
    guard offset % SavedBlock.alignment == 0, end <= limit else { throw DescriptionReader.odd }
  }
}
