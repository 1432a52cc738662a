/// Reads texts as far as their column wants them.
enum TextPreparation {
  /// As codes of the thread's own; one for each thread.
  case codes([LocalTexts])
  /// Where they stand, and their hashes: there are too many for a dictionary more.
  case places
  /// Only whether there is one.
  case presence

  var leavesMost: Bool {
    if case .places = self { true } else { false }
  }

  func prepare(_ cells: Cells, in view: ChunkView, worker: Int, into prepared: PreparedCells) {
    switch self {
    case .codes(let locals): encode(cells, in: view, as: locals[worker], into: prepared)
    case .places: find(cells, in: view, into: prepared)
    case .presence:
      prepared.start(.presence)
      for row in 0..<cells.count where isEmpty(cells, row, in: view) {
        prepared.missing.append(UInt32(truncatingIfNeeded: row))
      }
    }
  }

  private func encode(
    _ cells: Cells, in view: ChunkView, as local: LocalTexts, into prepared: PreparedCells
  ) {
    prepared.start(.codes)
    prepared.local = local
    prepared.missing.reserve(cells.count)
    let known = local.count
    let codes = prepared.codes.extend(by: cells.count)
    let absent = local.encode(cells, &view.decoder, to: codes, missing: prepared.missing.pointer)
    _ = prepared.missing.extend(by: absent)
    prepared.firstNewText = known
    for code in known..<local.count {
      local.withText(of: code) { text, count in
        prepared.places.append(TextPlace(start: prepared.bytes.count, count: count, isBeside: true))
        prepared.bytes.append(from: text, count: count)
      }
    }
  }

  private func find(_ cells: Cells, in view: ChunkView, into prepared: PreparedCells) {
    prepared.start(.places)
    prepared.missing.reserve(cells.count)
    let base = cells.base
    let hashes = prepared.hashes.extend(by: cells.count)
    let places = prepared.places.extend(by: cells.count)
    for row in 0..<cells.count {
      let start = cells.start(row)
      let count = cells.end(row) &- start
      guard view.decoder.isBare(base, start, start &+ count), count > 0 else {
        let text = view.decoder.text(base, start, start + count)
        guard let address = text.baseAddress, !text.isEmpty else {
          hashes[row] = 0
          places[row] = TextPlace(start: 0, count: 0)
          prepared.missing.append(UInt32(truncatingIfNeeded: row))
          continue
        }
        hashes[row] = TextHash.hash(address, text.count)
        places[row] = TextPlace(start: prepared.bytes.count, count: text.count, isBeside: true)
        prepared.bytes.append(from: address, count: text.count)
        continue
      }
      hashes[row] = TextHash.hash(base + start, count)
      places[row] = TextPlace(start: start, count: count)
    }
  }

  /// An empty text has at most its quotes.
  @inline(__always)
  private func isEmpty(_ cells: Cells, _ row: Int, in view: ChunkView) -> Bool {
    let (start, end) = (cells.start(row), cells.end(row))
    return end &- start <= 2 && view.decoder.text(cells.base, start, end).isEmpty
  }
}
