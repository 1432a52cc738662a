/// Reads texts, each distinct one kept once.
final class TextLoader: CellLoader {
  private var dictionary = TextDictionaryBuilder()
  private var codes = GrowingCodes()
  private var validity = GrowingValidity()
  private var found = GrowingVector<UInt32>()
  private var missing = GrowingVector<UInt32>()
  private var hashes = GrowingVector<UInt64>()
  private(set) var valueCount = 0

  /// From this many texts on the dictionary no longer fits the cache.
  private static let largeDictionary = 1 << 14

  let odd = OddCells()
  let type = ValueType.text

  func reserve(_ records: Int) { codes.reserve(records) }

  func read(_ cells: Cells, of stream: RecordStream) {
    found.removeAll()
    missing.removeAll()
    let target = found.extend(by: cells.count)
    let isFast =
      dictionary.count >= TextLoader.largeDictionary && stream.dialect.escape == nil
    if isFast { hash(cells) }
    for row in 0..<cells.count {
      let start = cells.start(row)
      let end = cells.end(row)
      if start == end {
        missing.append(UInt32(truncatingIfNeeded: row))
        target[row] = 0
      } else if stream.decoder.isBare(cells.base, start, end) {
        target[row] =
          isFast
          ? dictionary.code(of: cells.base + start, end &- start, hash: hashes[row])
          : dictionary.code(of: cells.base + start, end &- start)
      } else {
        let text = stream.decoder.text(cells.base, start, end)
        if text.isEmpty {
          missing.append(UInt32(truncatingIfNeeded: row))
          target[row] = 0
        } else {
          target[row] = dictionary.code(of: text)
        }
      }
    }
    valueCount += cells.count - missing.count
    codes.append(target, count: cells.count, cardinality: dictionary.count)
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
  }

  /// Asks for every first slot before the first is used, so that memory answers many at once.
  private func hash(_ cells: Cells) {
    hashes.removeAll()
    let target = hashes.extend(by: cells.count)
    var touched: UInt64 = 0
    for row in 0..<cells.count {
      let start = cells.start(row)
      let hash = TextHash.hash(cells.base + start, cells.end(row) &- start)
      target[row] = hash
      touched ^= dictionary.firstSlot(hash: hash)
    }
    firstSlots = touched
  }

  /// Kept only so that the loads of `hash` are not left out.
  private var firstSlots: UInt64 = 0

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
