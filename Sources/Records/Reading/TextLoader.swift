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

  let odd = OddCells()
  let type = ValueType.text

  func reserve(_ records: Int) { codes.reserve(records) }

  /// Texts that are seldom told twice are not worth a second dictionary.
  func preparation(workers: Int) -> Preparation {
    let isLarge =
      dictionary.count > TextLoader.largestLocal
      || dictionary.count > TextLoader.smallDictionary && dictionary.count * 8 > valueCount
    if isLarge { return .texts(TextPreparation(locals: [])) }
    while locals.count < workers { locals.append(LocalTexts()) }
    return .texts(TextPreparation(locals: locals))
  }

  private static let smallDictionary = 1 << 14
  private static let largestLocal = 1 << 17

  func read(_ cells: Cells, in view: ChunkView, prepared: PreparedCells?) {
    if let prepared, prepared.form == .codes, let local = prepared.local,
      append(prepared, known: local)
    {
      return
    }
    var places = own
    if let prepared, prepared.form == .places {
      places = prepared
    } else {
      TextPreparation(locals: []).prepare(cells, in: view, worker: 0, into: own)
    }
    append(places, base: cells.base)
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
