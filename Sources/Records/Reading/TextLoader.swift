/// Reads texts, each distinct one kept once.
final class TextLoader: CellLoader {
  private var dictionary = TextDictionaryBuilder()
  private var codes = GrowingCodes()
  private var validity = GrowingValidity()
  private var found = GrowingVector<UInt32>()
  private(set) var valueCount = 0
  /// What each thread has met; made when first cells are read ahead.
  private var locals: [LocalTexts] = []
  /// Where cells are read that were not read ahead.
  private let own = PreparedCells()
  private let keepsProse: Bool
  /// Whether the texts were too many to be anything but prose and are no longer kept.
  private(set) var isProse = false

  let odd = OddCells()
  let type = ValueType.text

  init(keepsProse: Bool = true) { self.keepsProse = keepsProse }

  func reserve(_ records: Int) { codes.reserve(records) }

  /// Texts that are seldom told twice are not worth a second dictionary.
  func preparation(workers: Int) -> Preparation {
    if isProse { return .texts(.presence) }
    let isLarge =
      dictionary.count > TextLoader.largestLocal
      || dictionary.count > TextLoader.smallDictionary && dictionary.count * 8 > valueCount
    if isLarge { return .texts(.places) }
    while locals.count < workers { locals.append(LocalTexts()) }
    return .texts(.codes(locals))
  }

  private static let smallDictionary = 1 << 14
  private static let largestLocal = 1 << 17

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    if isProse {
      var found = own
      if let prepared, prepared.form != .nothing {
        found = prepared
      } else {
        TextPreparation.presence.prepare(cells, in: view, worker: 0, into: own)
      }
      append(validityOf: found, cells.count)
      return
    }
    if let prepared, prepared.form == .codes, let local = prepared.local,
      append(prepared, known: local)
    {
      forgetProse()
      return
    }
    var places = own
    if let prepared, prepared.form == .places {
      places = prepared
    } else {
      TextPreparation.places.prepare(cells, in: view, worker: 0, into: own)
    }
    append(places, base: cells.base)
    forgetProse()
  }

  /// No finding is told of so many texts in so many records, so none is lost with them.
  private func forgetProse() {
    guard !keepsProse, dictionary.count > LoadReport.largestDictionary,
      codes.count > LoadReport.largestReferringSet
    else { return }
    isProse = true
    dictionary = TextDictionaryBuilder()
    codes = GrowingCodes()
    locals = []
  }

  /// Gives the texts that a thread met first in this chunk their codes in the column, and so all of
  /// the chunk's.
  ///
  /// A chunk that came to nothing leaves texts behind that have no code; the thread then starts anew.
  private func append(_ prepared: PreparedCells, known local: LocalTexts) -> Bool {
    guard local.map.count == prepared.firstNewText else {
      if let index = locals.firstIndex(where: { $0 === local }) { locals[index] = LocalTexts() }
      return false
    }
    for index in 0..<prepared.places.count {
      let place = prepared.places[index]
      local.map.append(
        dictionary.code(of: prepared.bytes.pointer + place.start, place.count))
    }
    let count = prepared.codes.count
    codes.append(
      prepared.codes.pointer, through: local.map.pointer, count: count,
      cardinality: max(1, dictionary.count))
    append(validityOf: prepared, count)
    return true
  }

  private func append(_ prepared: PreparedCells, base: UnsafePointer<UInt8>) {
    let count = prepared.places.count
    found.removeAll()
    let target = found.extend(by: count)
    dictionary.encode(
      prepared.hashes.pointer, prepared.places.pointer, count: count, base: base,
      beside: prepared.bytes.pointer, to: target)
    codes.append(target, count: count, cardinality: max(1, dictionary.count))
    append(validityOf: prepared, count)
  }

  private func append(validityOf prepared: PreparedCells, _ count: Int) {
    valueCount += count - prepared.missing.count
    validity.append(
      count: count, missing: prepared.missing.pointer, missingCount: prepared.missing.count)
  }

  func appendMissing(_ count: Int) {
    if !isProse { codes.append(0, times: count, cardinality: max(1, dictionary.count)) }
    validity.appendMissing(count)
  }

  /// Of prose that is not kept, a column that tells which cells hold a value.
  func finish() -> Column {
    if isProse { codes.append(0, times: validity.count, cardinality: 1) }
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
