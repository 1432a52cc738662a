extension SavedFile {
  /// The column of a field, verified: its bytes are those that were written, and no kernel meets what
  /// no column holds.
  ///
  /// - Shape: `name` is that of the field
  func column(_ saved: SavedColumn, count: Int, of name: String) throws(ReadingError) -> Column {
    let storage = try storage(saved.storage, count: count, of: name)
    let words = try optional(saved.validity, count: (count + 63) / 64, of: name) as Vector<UInt64>?
    let column = Column(
      storage, count: count, validity: words.map { Validity(words: $0, count: count) },
      qualifiers: try optional(saved.qualifiers, count: count, of: name),
      written: try saved.written.map { (written) throws(ReadingError) in
        try texts(written, of: name)
      } ?? [:])
    if let flaw = ColumnFlaw.of(column) {
      throw SavedDamage.damaged("\(name) holds \(flaw)").error(self.name)
    }
    return column
  }

  private func storage(
    _ saved: SavedColumn.Storage, count: Int, of name: String
  ) throws(ReadingError) -> Column.Storage {
    switch saved {
    case .integers(let width, let scale, let block):
      let integers: IntegerStorage =
        switch width {
        case 1: .int8(try vector(block, count: count, of: name))
        case 2: .int16(try vector(block, count: count, of: name))
        case 4: .int32(try vector(block, count: count, of: name))
        case 8: .int64(try vector(block, count: count, of: name))
        default: .int128(try vector(block, count: count, of: name))
        }
      return .integers(integers, scale: scale)
    case .doubles(let block): return .doubles(try vector(block, count: count, of: name))
    case .text(let width, let block, let texts):
      return .text(
        try codes(block, width: width, count: count, of: name), try dictionary(texts, of: name))
    case .lists(let width, let block, let starts, let members, let texts):
      let starts = try vector(starts, of: name) as Vector<Int>
      let members = try vector(members, of: name) as Vector<UInt32>
      guard starts.count > 0 else { throw SavedDamage.unlike(name).error(self.name) }
      let lists = ListDictionary(
        starts: starts.elements, codes: members.elements,
        members: try dictionary(texts, of: name))
      return .lists(try codes(block, width: width, count: count, of: name), lists)
    case .booleans(let block): return .booleans(try vector(block, count: count, of: name))
    case .periods(let days, let grain):
      return .periods(try vector(days, count: count, of: name), .uniform(grain))
    case .mixedPeriods(let days, let grains):
      return .periods(
        try vector(days, count: count, of: name),
        .mixed(try vector(grains, count: count, of: name)))
    case .moments(let block): return .moments(try vector(block, count: count, of: name))
    }
  }

  private func codes(
    _ block: Int, width: Int, count: Int, of name: String
  ) throws(ReadingError) -> CodeStorage {
    switch width {
    case 1: .uint8(try vector(block, count: count, of: name))
    case 2: .uint16(try vector(block, count: count, of: name))
    default: .uint32(try vector(block, count: count, of: name))
    }
  }

  private func dictionary(
    _ saved: SavedDictionary, of name: String
  ) throws(ReadingError) -> TextDictionary {
    TextDictionary(
      bytes: try vector(saved.bytes, of: name),
      starts: try vector(saved.starts, count: saved.count + 1, of: name),
      slots: try vector(saved.slots, of: name))
  }

  private func optional<Element>(
    _ block: Int?, count: Int, of name: String
  ) throws(ReadingError) -> Vector<Element>? {
    guard let block else { return nil }
    return try vector(block, count: count, of: name)
  }

  private func texts(
    _ written: SavedColumn.Written, of name: String
  ) throws(ReadingError) -> [Int: String] {
    let rows = try vector(written.rows, of: name) as Vector<Int>
    let starts = try vector(written.starts, count: rows.count + 1, of: name) as Vector<Int>
    let bytes = (try vector(written.bytes, of: name) as Vector<UInt8>).elements
    var texts: [Int: String] = [:]
    for index in 0..<rows.count {
      let (start, end) = (starts[index], starts[index + 1])
      guard start >= 0, start <= end, end <= bytes.count else {
        throw SavedDamage.unlike(name).error(self.name)
      }
      texts[rows[index]] = String(decoding: bytes[start..<end], as: UTF8.self)
    }
    return texts
  }
}
