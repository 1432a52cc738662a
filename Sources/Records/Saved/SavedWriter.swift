/// Writes a set of records as it is kept in memory: header, directory, and a block for each vector.
enum SavedWriter {
  /// Why a set cannot be saved, in words; `nil` where it can.
  static func flaw(of set: RecordSet) -> String? {
    if set.fields.isEmpty { return "there is no field to save" }
    for field in set.fields {
      if let flaw = ColumnFlaw.of(field.column) { return "\(field.name) holds \(flaw)" }
    }
    return nil
  }

  /// Hands the bytes over in pieces, in their order.
  ///
  /// Rows that are loaded records stay traceable: their files, lines, keys, wholes and originals are
  /// kept. Which records of other sets were looked up for them is not.
  static func write<Failure: Error>(
    _ set: RecordSet, knowing units: UnitTable, _ workers: Workers,
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var set = set
    set.lineage = set.lineage?.compact(rows: set.count)
    var maker = BlockMaker()
    let description = SavedRecords.encode(set, knowing: units, &maker)
    let row = 3 * MemoryLayout<UInt64>.size
    let length = MemoryLayout<UInt64>.size + maker.sources.count * row + description.count
    let blocks = maker.blocks(
      from: SavedBlock.aligned(SavedHeader.byteCount + length), workers)
    var directory = DescriptionWriter()
    directory.append(list: blocks) { $1.encode(to: &$0) }
    directory.append(bytes: description)
    let end = blocks.last?.end ?? SavedBlock.aligned(SavedHeader.byteCount + length)
    let header = SavedHeader(
      fileLength: UInt64(end), directoryLength: UInt64(directory.bytes.count),
      directoryChecksum: Checksum.of(directory.bytes))
    try sink(filled(header.bytes + directory.bytes))
    for source in maker.sources {
      var start = 0
      while start < source.byteCount {
        let count = min(SavedBlock.pieceSize, source.byteCount - start)
        let piece = UnsafeRawBufferPointer(
          start: UnsafeRawPointer(source.memory.address) + start, count: count)
        try sink(filled(Array(piece)))
        start += count
      }
    }
  }

  /// Zeros up to where the next block starts.
  private static func filled(_ bytes: [UInt8]) -> [UInt8] {
    let count = SavedBlock.aligned(bytes.count)
    guard count > bytes.count else { return bytes }
    return bytes + [UInt8](repeating: 0, count: count - bytes.count)
  }
}

extension RecordSet {
  /// Why the set cannot be saved as records, in words; `nil` where it can.
  package var flawForSaving: String? { SavedWriter.flaw(of: self) }
}
