/// An opened file of saved records: its directory, and its blocks as they are asked for.
///
/// Blocks are copied into memory and summed up there, never used in a mapping: another program that
/// cuts a mapped file short ends the process, and one that writes into it changes what was already
/// verified. Reading costs what copying costs, 4 to 5 GB/s, and only for columns that are asked for.
package final class SavedFile: @unchecked Sendable {
  // A source in memory is only read, and one of a file is asked by `pread`, so threads may share it.
  private let source: ByteSource
  let directory: SavedRecords
  private let workers: Workers
  private let met = Guarded<ReadingError?>(nil)

  /// Why a column could not be read that was asked for where nothing can fail; nothing that was made
  /// of the file since can be believed.
  package var fault: ReadingError? { met.withLock { $0 } }

  var count: Int { source.count }

  var name: String { source.name }

  static func open(
    _ path: String, _ workers: Workers, isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> SavedFile {
    let source = try ByteSource.open(path, isCancelled: isCancelled)
    guard source.count > 0 else { throw ReadingError(file: source.name, "the file is empty") }
    do throws(Trouble) {
      return SavedFile(source, try SavedFile.directory(of: source), workers)
    } catch {
      throw error.error(source.name)
    }
  }

  private init(_ source: ByteSource, _ directory: SavedRecords, _ workers: Workers) {
    self.source = source
    self.directory = directory
    self.workers = workers
  }

  private static func directory(of source: ByteSource) throws(Trouble) -> SavedRecords {
    let start = try bytes(of: source, 0..<min(source.count, SavedHeader.byteCount))
    let header: SavedHeader
    do throws(SavedDamage) {
      header = try SavedHeader(start, fileCount: source.count)
    } catch {
      throw .damage(error)
    }
    let end = SavedHeader.byteCount + Int(header.directoryLength)
    var bytes = try bytes(
      of: source, SavedHeader.byteCount..<min(source.count, SavedBlock.aligned(end)))
    let filler = bytes[Int(header.directoryLength)...]
    guard filler.allSatisfy({ $0 == 0 }) else { throw .damage(.unlike("its directory")) }
    bytes.removeSubrange(Int(header.directoryLength)...)
    guard Checksum.of(bytes) == header.directoryChecksum else {
      throw .damage(.unlike("its directory"))
    }
    do throws(SavedDamage) {
      var reader = DescriptionReader(bytes)
      return try SavedRecords(from: &reader, limit: source.count)
    } catch {
      throw .damage(error)
    }
  }

  private static func bytes(
    of source: ByteSource, _ range: Range<Int>
  ) throws(Trouble) -> [UInt8] {
    do throws(ReadingError) {
      let bytes = try Vector<UInt8>(count: range.count) { (target) throws(ReadingError) in
        try source.copy(range, to: target)
      }
      return bytes.elements
    } catch {
      throw .reading(error)
    }
  }

  private enum Trouble: Error {
    case damage(SavedDamage)
    case reading(ReadingError)

    func error(_ file: String) -> ReadingError {
      switch self {
      case .damage(let damage): damage.error(file)
      case .reading(let error): error
      }
    }
  }

  /// A column whose blocks are read when its cells are first asked for.
  func deferredColumn(of field: SavedField, count: Int) -> Column {
    let deferred = DeferredColumn { [self] in
      do throws(ReadingError) {
        return try column(field.column, count: count, of: field.name).cells
      } catch {
        met.withLock { $0 = $0 ?? error }
        return Column.missing(field.type, count).cells
      }
    }
    return Column(deferred, count: count)
  }

  // MARK: Blocks

  /// The vector of a block that has as many elements as it should.
  ///
  /// - Shape: `what` is what the elements are, in words: `funds`
  func vector<Element>(
    _ number: Int, count: Int, of what: String
  ) throws(ReadingError) -> Vector<Element> {
    let block = directory.blocks[number]
    let stride = MemoryLayout<Element>.stride
    guard block.length / stride == count, block.length % stride == 0 else {
      throw SavedDamage.unlike(what).error(name)
    }
    let memory = Memory(byteCount: block.length)
    try read(block, into: memory.address, of: what)
    return Vector(adopting: memory, count: count)
  }

  /// The vector of a block that says itself how many elements it has.
  func vector<Element>(_ number: Int, of what: String) throws(ReadingError) -> Vector<Element> {
    try vector(
      number, count: directory.blocks[number].length / MemoryLayout<Element>.stride, of: what)
  }

  /// Pieces are read and summed up by whoever is free.
  private func read(
    _ block: SavedBlock, into target: UnsafeMutableRawPointer, of what: String
  ) throws(ReadingError) {
    let count = SavedBlock.pieceCount(block.length)
    let trouble = Guarded<ReadingError?>(nil)
    let checksums = Vector<UInt64>(count: count) { checksums in
      workers.perform(count) { piece, _ in
        let start = piece * SavedBlock.pieceSize
        let length = min(SavedBlock.pieceSize, block.length - start)
        let isLast = piece == count - 1
        let end = isLast ? block.end - block.offset : start + length
        checksums[piece] = 0
        do throws(ReadingError) {
          // A block of memory has room for the filler behind its last element.
          try source.copy(block.offset + start..<block.offset + end, to: target + start)
          checksums[piece] = Checksum.of(target + start, count: length)
        } catch {
          trouble.withLock { $0 = error }
        }
      }
    }
    if let error = trouble.withLock({ $0 }) { throw error }
    let filler = UnsafeRawBufferPointer(
      start: target + block.length, count: count == 0 ? 0 : block.end - block.offset - block.length)
    guard SavedBlock.checksum(ofPieces: checksums.elements) == block.checksum,
      filler.allSatisfy({ $0 == 0 })
    else {
      try source.checkUnchanged()
      throw SavedDamage.unlike(what).error(name)
    }
  }
}

extension SavedDamage {
  /// - Shape: `what` is a part of the file, in words.
  static func unlike(_ what: String) -> SavedDamage { .damaged("\(what) is not as it was saved") }
}
