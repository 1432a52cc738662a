/// Reads texts, each distinct one kept once.
final class TextLoader: CellLoader {
  private var dictionary = TextDictionaryBuilder()
  private var codes = GrowingCodes()
  private var validity = GrowingValidity()
  private var found = GrowingVector<UInt32>()
  private var missing = GrowingVector<UInt32>()
  private var hashes = GrowingVector<UInt64>()
  private var scratch = GrowingVector<Int>()
  /// Kept only so that the loads that made it are not left out.
  private var touched: UInt64 = 0
  private(set) var valueCount = 0

  /// From this many texts on the dictionary no longer fits the cache.
  private static let largeDictionary = 1 << 14

  let odd = OddCells()
  let type = ValueType.text

  func reserve(_ records: Int) { codes.reserve(records) }

  func read(_ cells: Cells, in view: ChunkView) {
    found.removeAll()
    missing.removeAll()
    let target = found.extend(by: cells.count)
    if dictionary.count >= TextLoader.largeDictionary, view.dialect.escape == nil {
      hash(cells)
      TextLoader.encode(
        cells, hashes.pointer, &dictionary, &missing, &view.decoder, to: target)
    } else {
      TextLoader.encode(cells, nil, &dictionary, &missing, &view.decoder, to: target)
    }
    valueCount += cells.count - missing.count
    codes.append(target, count: cells.count, cardinality: max(1, dictionary.count))
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
  }

  /// Everything is handed in, so that nothing is asked of a class cell by cell.
  private static func encode(
    _ cells: Cells, _ hashes: UnsafePointer<UInt64>?, _ dictionary: inout TextDictionaryBuilder,
    _ missing: inout GrowingVector<UInt32>, _ decoder: inout CellDecoder,
    to target: UnsafeMutablePointer<UInt32>
  ) {
    for row in 0..<cells.count {
      let start = cells.start(row)
      let end = cells.end(row)
      target[row] = 0
      if start == end {
        missing.append(UInt32(truncatingIfNeeded: row))
      } else if decoder.isBare(cells.base, start, end) {
        if let hashes {
          target[row] = dictionary.code(of: cells.base + start, end &- start, hash: hashes[row])
        } else {
          target[row] = dictionary.code(of: cells.base + start, end &- start)
        }
      } else {
        let text = decoder.text(cells.base, start, end)
        if text.isEmpty {
          missing.append(UInt32(truncatingIfNeeded: row))
        } else {
          target[row] = dictionary.code(of: text)
        }
      }
    }
  }

  private func hash(_ cells: Cells) {
    hashes.removeAll()
    scratch.reserve(cells.count)
    let target = hashes.extend(by: cells.count)
    for row in 0..<cells.count {
      let start = cells.start(row)
      target[row] = TextHash.hash(cells.base + start, cells.end(row) &- start)
    }
    touched = dictionary.prefetch(target, count: cells.count, scratch: scratch.pointer)
  }

  func appendMissing(_ count: Int) {
    codes.append(0, times: count, cardinality: max(1, dictionary.count))
    validity.appendMissing(count)
  }

  func finish() -> Column {
    if dictionary.count == 0 { _ = dictionary.code(of: "") }
    var texts = TextDictionaryBuilder()
    var rows = GrowingCodes()
    var valid = GrowingValidity()
    swap(&texts, &dictionary)
    swap(&rows, &codes)
    swap(&valid, &validity)
    let count = rows.count
    return Column(.text(rows.finish(), texts.finish()), count: count, validity: valid.finish())
  }
}
