/// Reads texts as codes of the thread's own, or, where there are too many for that, finds and hashes
/// them.
struct TextPreparation {
  /// One for each thread; empty where texts are hashed.
  let locals: [LocalTexts]

  func prepare(_ cells: Cells, in view: ChunkView, worker: Int, into prepared: PreparedCells) {
    if locals.isEmpty {
      find(cells, in: view, into: prepared)
      return
    }
    prepared.start(.codes)
    let local = locals[worker]
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
}
