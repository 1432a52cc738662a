/// Reads dates: periods of any length in the forms of the language, or of one form that is given.
final class DateLoader: CellLoader {
  private let format: DateFormat?
  private var days = GrowingVector<Int32>()
  private var grains = GrowingVector<UInt8>()
  private var validity = GrowingValidity()
  /// Which grains there are, one bit each.
  private var grainsSeen: UInt8 = 0
  private(set) var odd = OddCells()
  private(set) var valueCount = 0

  let type = ValueType.date

  init(format: DateFormat? = nil) { self.format = format }

  func reserve(_ records: Int) {
    days.reserve(records)
    grains.reserve(records)
  }

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    var missing = GrowingVector<UInt32>()
    let starts = days.extend(by: cells.count)
    let lengths = grains.extend(by: cells.count)
    for row in 0..<cells.count {
      let start = cells.start(row)
      let text = view.decoder.word(cells.base, start, cells.end(row))
      starts[row] = 0
      lengths[row] = 0
      if let period = period(text) {
        starts[row] = period.start
        lengths[row] = period.grain.rawValue
        grainsSeen |= 1 << period.grain.rawValue
        valueCount += 1
      } else {
        missing.append(UInt32(truncatingIfNeeded: row))
        if !MissingWords.contains(text) { odd.add(text, at: start, in: view) }
      }
    }
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
  }

  private func period(_ text: UnsafeBufferPointer<UInt8>) -> Period? {
    guard let format else { return DateText.period(text) }
    return format.period(text)
  }

  func appendMissing(_ count: Int) {
    days.append(0, times: count)
    grains.append(0, times: count)
    validity.appendMissing(count)
  }

  func finish() -> Column {
    var starts = GrowingVector<Int32>()
    var lengths = GrowingVector<UInt8>()
    var valid = GrowingValidity()
    swap(&starts, &days)
    swap(&lengths, &grains)
    swap(&valid, &validity)
    let count = starts.count
    let storage: GrainStorage =
      grainsSeen.nonzeroBitCount > 1
      ? .mixed(lengths.finish())
      : .uniform(Grain(rawValue: UInt8(grainsSeen.trailingZeroBitCount)) ?? .day)
    return Column(
      .periods(starts.finish(), storage), count: count, validity: valid.finish())
  }
}
