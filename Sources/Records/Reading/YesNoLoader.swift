/// Reads yes and no as people write them.
final class YesNoLoader: CellLoader {
  private var bytes = GrowingVector<UInt8>()
  private var validity = GrowingValidity()
  private(set) var odd = OddCells()
  private(set) var valueCount = 0

  let type = ValueType.yesNo

  func reserve(_ records: Int) { bytes.reserve(records) }

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    var missing = GrowingVector<UInt32>()
    let target = bytes.extend(by: cells.count)
    for row in 0..<cells.count {
      let start = cells.start(row)
      let text = view.decoder.word(cells.base, start, cells.end(row))
      target[row] = 0
      if let answer = YesNoLoader.answer(text) {
        target[row] = answer ? 1 : 0
        valueCount += 1
      } else {
        missing.append(UInt32(truncatingIfNeeded: row))
        if !MissingWords.contains(text) { odd.add(text, at: start, in: view) }
      }
    }
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
  }

  /// `yes no true false y n 是 否`, in any case.
  static func answer(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard text.count > 0, text.count <= 5 else { return nil }
    var word: UInt64 = 0
    for byte in text {
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      word = word << 8 | UInt64(isCapital ? byte | 0x20 : byte)
    }
    switch word {
    case 0x79_65_73, 0x79, 0x74_72_75_65, 0xE6_98_AF: return true
    case 0x6E_6F, 0x6E, 0x66_61_6C_73_65, 0xE5_90_A6: return false
    default: return nil
    }
  }

  func appendMissing(_ count: Int) {
    bytes.append(0, times: count)
    validity.appendMissing(count)
  }

  func finish() -> Column {
    var rows = GrowingVector<UInt8>()
    var valid = GrowingValidity()
    swap(&rows, &bytes)
    swap(&valid, &validity)
    let count = rows.count
    return Column(.booleans(rows.finish()), count: count, validity: valid.finish())
  }
}
