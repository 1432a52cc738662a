/// The first 64 bytes of a file of saved records.
///
/// ```
///  0  8 bytes  ‰ S U M CR LF SUB LF: tells the file apart, and what text modes do to it
///  8  4 bytes  byte order mark
/// 12  4 bytes  version of the form
/// 16  8 bytes  length of the file
/// 24  8 bytes  length of the directory, which stands behind the header
/// 32  8 bytes  checksum of the directory
/// 40 16 bytes  0
/// 56  8 bytes  checksum of the 56 bytes before
/// ```
///
/// Numbers stand in the byte order of the machine that wrote them, so that columns are used as they
/// are read; a machine of another order refuses the file.
struct SavedHeader: Equatable {
  var fileLength: UInt64
  var directoryLength: UInt64
  var directoryChecksum: UInt64

  static let byteCount = 64
  static let magic: [UInt8] = [0x89, 0x53, 0x55, 0x4D, 0x0D, 0x0A, 0x1A, 0x0A]
  static let version: UInt32 = 1
  private static let byteOrder: UInt32 = 0x0A0B_0C0D

  init(fileLength: UInt64, directoryLength: UInt64, directoryChecksum: UInt64) {
    self.fileLength = fileLength
    self.directoryLength = directoryLength
    self.directoryChecksum = directoryChecksum
  }

  /// - Shape: `bytes` are the first 64 of the file, or all where there are fewer; `fileCount` is how
  ///   many the file has.
  init(_ bytes: [UInt8], fileCount: Int) throws(SavedDamage) {
    let shared = min(bytes.count, SavedHeader.magic.count)
    guard bytes[..<shared].elementsEqual(SavedHeader.magic[..<shared]), shared > 0 else {
      throw SavedDamage(
        "the file holds no saved records",
        notes: ["a file whose name ends in .records is one that save wrote"])
    }
    guard bytes.count >= SavedHeader.byteCount else {
      throw SavedHeader.cutShort(fileCount, of: nil)
    }
    var reader = DescriptionReader(bytes, from: SavedHeader.magic.count)
    let order = try reader.uint32()
    guard order != SavedHeader.byteOrder.byteSwapped else {
      throw SavedDamage(
        "the records were saved on a machine of another byte order",
        notes: ["saved as .csv there, they can be loaded here"])
    }
    guard order == SavedHeader.byteOrder else {
      throw .damaged("its header is not as it was saved")
    }
    let version = try reader.uint32()
    guard version == SavedHeader.version else {
      throw SavedDamage(
        "the records were saved in form \(version), and this version of Sumwhere reads form "
          + "\(SavedHeader.version)",
        notes: ["loaded from what they came from, they can be saved by this version"])
    }
    fileLength = try reader.uint64()
    directoryLength = try reader.uint64()
    directoryChecksum = try reader.uint64()
    reader.skip(to: SavedHeader.byteCount - 8)
    let checksum = try reader.uint64()
    guard checksum == Checksum.of(Array(bytes[..<(SavedHeader.byteCount - 8)])) else {
      throw .damaged("its header is not as it was saved")
    }
    guard UInt64(fileCount) >= fileLength else {
      throw SavedHeader.cutShort(fileCount, of: fileLength)
    }
    guard UInt64(fileCount) == fileLength else {
      throw .damaged(
        "\(Counted.noun(fileCount - Int(fileLength), "byte")) stand behind what was saved")
    }
    guard directoryLength <= fileLength - UInt64(SavedHeader.byteCount) else {
      throw .damaged("its directory is longer than the file")
    }
  }

  var bytes: [UInt8] {
    var writer = DescriptionWriter()
    writer.append(bytes: SavedHeader.magic)
    writer.append(SavedHeader.byteOrder)
    writer.append(SavedHeader.version)
    writer.append(fileLength)
    writer.append(directoryLength)
    writer.append(directoryChecksum)
    writer.append(UInt64(0))
    writer.append(UInt64(0))
    writer.append(Checksum.of(writer.bytes))
    return writer.bytes
  }

  private static func cutShort(_ count: Int, of length: UInt64?) -> SavedDamage {
    let all = length.map { " of \(Counted.number(Int(clamping: $0)))" } ?? ""
    return SavedDamage(
      "the file is cut short: it holds \(Counted.number(count))\(all) bytes",
      notes: ["loaded from what they came from, the records can be saved again"])
  }
}
