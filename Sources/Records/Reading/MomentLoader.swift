/// Reads date-times, in the form of the language or of one form that is given.
final class MomentLoader: CellLoader {
  private let format: DateFormat?
  private var seconds = GrowingVector<Int64>()
  private var validity = GrowingValidity()
  private(set) var odd = OddCells()
  private(set) var valueCount = 0

  let type = ValueType.dateTime

  init(format: DateFormat? = nil) { self.format = format }

  func reserve(_ records: Int) { seconds.reserve(records) }

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    var missing = GrowingVector<UInt32>()
    let target = seconds.extend(by: cells.count)
    for row in 0..<cells.count {
      let start = cells.start(row)
      let text = view.decoder.word(cells.base, start, cells.end(row))
      target[row] = 0
      if let moment = format.map({ $0.moment(text) }) ?? DateText.moment(text) {
        target[row] = moment
        valueCount += 1
      } else {
        missing.append(UInt32(truncatingIfNeeded: row))
        if !MissingWords.contains(text) { odd.add(text, at: start, in: view) }
      }
    }
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
  }

  func appendMissing(_ count: Int) {
    seconds.append(0, times: count)
    validity.appendMissing(count)
  }

  func finish() -> Column {
    var rows = GrowingVector<Int64>()
    var valid = GrowingValidity()
    swap(&rows, &seconds)
    swap(&valid, &validity)
    let count = rows.count
    return Column(.moments(rows.finish()), count: count, validity: valid.finish())
  }
}
