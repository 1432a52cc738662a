/// Which blocks the cells of a field stand in.
struct SavedColumn {
  enum Storage {
    /// - Shape: `width` bytes a number
    case integers(width: Int, scale: Int, Int)
    case doubles(Int)
    case text(width: Int, codes: Int, SavedDictionary)
    case lists(width: Int, codes: Int, starts: Int, members: Int, SavedDictionary)
    case booleans(Int)
    case periods(Int, Grain)
    case mixedPeriods(Int, grains: Int)
    case moments(Int)
  }

  /// Cells that a figure cannot tell: their rows in order, and their texts one behind the other.
  struct Written {
    let rows: Int
    let starts: Int
    let bytes: Int
  }

  let storage: Storage
  let validity: Int?
  let qualifiers: Int?
  let written: Written?

  /// Decimals of more places than this are not written.
  static let scales = -1_000...1_000

  // MARK: Writing

  static func encode(
    _ column: Column, _ blocks: inout BlockMaker, to writer: inout DescriptionWriter
  ) {
    switch column.storage {
    case .integers(let integers, let scale):
      writer.append(UInt8(0))
      let (width, block) = encoded(integers, &blocks)
      writer.append(count: width)
      writer.append(Int64(scale))
      writer.append(count: block)
    case .doubles(let doubles):
      writer.append(UInt8(1))
      writer.append(count: blocks.block(doubles))
    case .text(let codes, let texts):
      writer.append(UInt8(2))
      encode(codes, &blocks, to: &writer)
      SavedDictionary.encode(texts, &blocks, to: &writer)
    case .lists(let codes, let lists):
      writer.append(UInt8(3))
      encode(codes, &blocks, to: &writer)
      writer.append(count: blocks.block(Vector(lists.starts)))
      writer.append(count: blocks.block(Vector(lists.codes)))
      SavedDictionary.encode(lists.members, &blocks, to: &writer)
    case .booleans(let booleans):
      writer.append(UInt8(4))
      writer.append(count: blocks.block(booleans))
    case .periods(let days, .uniform(let grain)):
      writer.append(UInt8(5))
      writer.append(count: blocks.block(days))
      writer.append(count: Int(grain.rawValue))
    case .periods(let days, .mixed(let grains)):
      writer.append(UInt8(6))
      writer.append(count: blocks.block(days))
      writer.append(count: blocks.block(grains))
    case .moments(let seconds):
      writer.append(UInt8(7))
      writer.append(count: blocks.block(seconds))
    }
    writer.append(column.validity) { $0.append(count: blocks.block($1.words)) }
    writer.append(column.qualifiers) { $0.append(count: blocks.block($1)) }
    writer.append(column.written.isEmpty ? nil : column.written) {
      encode(written: $1, &blocks, to: &$0)
    }
  }

  private static func encoded(
    _ integers: IntegerStorage, _ blocks: inout BlockMaker
  ) -> (width: Int, block: Int) {
    switch integers {
    case .int8(let vector): (1, blocks.block(vector))
    case .int16(let vector): (2, blocks.block(vector))
    case .int32(let vector): (4, blocks.block(vector))
    case .int64(let vector): (8, blocks.block(vector))
    case .int128(let vector): (16, blocks.block(vector))
    }
  }

  private static func encode(
    _ codes: CodeStorage, _ blocks: inout BlockMaker, to writer: inout DescriptionWriter
  ) {
    let (width, block) =
      switch codes {
      case .uint8(let vector): (1, blocks.block(vector))
      case .uint16(let vector): (2, blocks.block(vector))
      case .uint32(let vector): (4, blocks.block(vector))
      }
    writer.append(count: width)
    writer.append(count: block)
  }

  private static func encode(
    written: [Int: String], _ blocks: inout BlockMaker, to writer: inout DescriptionWriter
  ) {
    let rows = written.keys.sorted()
    var bytes: [UInt8] = []
    var starts = [0]
    for row in rows {
      bytes.append(contentsOf: (written[row] ?? "").utf8)
      starts.append(bytes.count)
    }
    writer.append(count: blocks.block(Vector(rows)))
    writer.append(count: blocks.block(Vector(starts)))
    writer.append(count: blocks.block(Vector(bytes)))
  }

  // MARK: Reading

  init(from reader: inout DescriptionReader, _ blocks: [SavedBlock]) throws(SavedDamage) {
    func block() throws(SavedDamage) -> Int { try reader.whole(in: 0...(blocks.count - 1)) }
    func width(_ widths: [Int]) throws(SavedDamage) -> Int {
      let width = try reader.whole(in: 1...16)
      guard widths.contains(width) else { throw DescriptionReader.odd }
      return width
    }
    switch try reader.uint8() {
    case 0:
      storage = .integers(
        width: try width([1, 2, 4, 8, 16]), scale: try reader.whole(in: SavedColumn.scales),
        try block())
    case 1: storage = .doubles(try block())
    case 2:
      storage = .text(
        width: try width([1, 2, 4]), codes: try block(), try SavedDictionary(from: &reader, blocks))
    case 3:
      storage = .lists(
        width: try width([1, 2, 4]), codes: try block(), starts: try block(),
        members: try block(), try SavedDictionary(from: &reader, blocks))
    case 4: storage = .booleans(try block())
    case 5:
      let days = try block()
      guard let grain = Grain(rawValue: UInt8(try reader.whole(in: 0...255))) else {
        throw DescriptionReader.odd
      }
      storage = .periods(days, grain)
    case 6: storage = .mixedPeriods(try block(), grains: try block())
    case 7: storage = .moments(try block())
    default: throw DescriptionReader.odd
    }
    validity = try reader.flag() ? try block() : nil
    qualifiers = try reader.flag() ? try block() : nil
    written =
      try reader.flag()
      ? Written(rows: try block(), starts: try block(), bytes: try block()) : nil
  }

  /// Whether cells of a type are kept so.
  func holds(_ type: ValueType) -> Bool {
    switch (storage, type) {
    case (.integers, .number), (.doubles, .number), (.text, .text), (.lists, .list),
      (.booleans, .yesNo), (.periods, .date), (.mixedPeriods, .date), (.moments, .dateTime):
      true
    case (.integers, _), (.doubles, _), (.text, _), (.lists, _), (.booleans, _), (.periods, _),
      (.mixedPeriods, _), (.moments, _):
      false
    }
  }
}
