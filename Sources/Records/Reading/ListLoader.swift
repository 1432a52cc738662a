/// Reads lists: texts with a separator between them.
final class ListLoader: CellLoader {
  private let separator: [UInt8]
  private var lists = ListDictionaryBuilder()
  /// The cells as written, and the list that each is: most are told many times.
  private var written = TextDictionaryBuilder()
  private var listOfWritten: [UInt32?] = []
  private var codes = GrowingCodes()
  private var validity = GrowingValidity()
  private(set) var valueCount = 0

  let odd = OddCells()
  let type = ValueType.list

  init(separator: String) { self.separator = Array(separator.utf8) }

  func reserve(_ records: Int) { codes.reserve(records) }

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    var found = GrowingVector<UInt32>(capacity: cells.count)
    var missing = GrowingVector<UInt32>()
    for row in 0..<cells.count {
      let text = view.decoder.text(cells.base, cells.start(row), cells.end(row))
      if let code = code(of: text) {
        found.append(code)
      } else {
        found.append(0)
        missing.append(UInt32(truncatingIfNeeded: row))
      }
    }
    valueCount += cells.count - missing.count
    codes.append(found.pointer, count: cells.count, cardinality: max(1, lists.count))
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
  }

  /// `nil` for an empty list.
  private func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let cell = Int(written.code(of: text))
    if cell < listOfWritten.count { return listOfWritten[cell] }
    var members: [UInt32] = []
    var start = 0
    for index in 0...text.count {
      let isEnd = index == text.count
      guard isEnd || index >= start && hasSeparator(text, at: index) else { continue }
      let member = ListLoader.trimmed(text, start..<index)
      if !member.isEmpty {
        members.append(lists.memberCode(of: UnsafeBufferPointer(rebasing: text[member])))
      }
      start = index + separator.count
    }
    let code = members.isEmpty ? nil : lists.code(of: members)
    listOfWritten.append(code)
    return code
  }

  private func hasSeparator(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard !separator.isEmpty, index + separator.count <= text.count else { return false }
    for offset in separator.indices where text[index + offset] != separator[offset] { return false }
    return true
  }

  private static func trimmed(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, text[low] <= 32 { low += 1 }
    while low < high, text[high - 1] <= 32 { high -= 1 }
    return low..<high
  }

  func appendMissing(_ count: Int) {
    codes.append(0, times: count, cardinality: max(1, lists.count))
    validity.appendMissing(count)
  }

  func finish() -> Column {
    if lists.count == 0 { _ = lists.code(of: []) }
    var all = ListDictionaryBuilder()
    var rows = GrowingCodes()
    var valid = GrowingValidity()
    swap(&all, &lists)
    swap(&rows, &codes)
    swap(&valid, &validity)
    let count = rows.count
    return Column(.lists(rows.finish(), all.finish()), count: count, validity: valid.finish())
  }
}
