import Records

/// The cells of a column as whole numbers in the same order, from 0 on, made where they are asked
/// for.
///
/// A row without a value has 0 and is told by `hasMissing` and `valid`. Whole numbers that need more
/// than 64 bits have their upper halves in `upper`.
struct OrderKeys {
  let count: Int
  private let column: Column
  /// The row of the column at each place; `nil` where they are all as they stand.
  private let selection: Vector<UInt32>?
  /// What the keys of plain numbers are counted from.
  private let least: UInt64
  /// The largest key.
  let most: UInt64
  /// The rank of each code.
  private let ranks: [UInt32]
  private let half: Half

  /// Which part of numbers of 128 bits the keys are.
  enum Half { case all, upper, lower }

  /// - Shape: `selection` has the column's row at each place
  init(_ column: Column, _ selection: Vector<UInt32>?, _ run: Run) throws(ExecutionError) {
    let count = selection?.count ?? column.count
    var least: UInt64 = 0
    var most: UInt64 = .max
    var ranks: [UInt32] = []
    var half = Half.all
    switch column.storage {
    case .integers(.int128, _): (least, most, half) = try Self.wide(column, selection, run)
    case .integers, .periods, .moments, .doubles:
      let extent = try Self.extent(column, selection, count, run)
      least = UInt64(bitPattern: extent.lowerBound)
      most = UInt64(bitPattern: extent.upperBound) &- least
    case .booleans: most = 1
    case .text(_, let dictionary):
      ranks = try Self.ranks(column, selection, total: dictionary.count, run) {
        TextRanks.sorted($0, .fixed(dictionary))
      }
      most = UInt64(max(1, ranks.count) - 1)
    case .lists(_, let dictionary):
      ranks = try Self.ranks(column, selection, total: dictionary.count, run) {
        TextRanks.sorted($0, .fixed(dictionary))
      }
      most = UInt64(max(1, ranks.count) - 1)
    }
    self.init(column, selection, least: least, most: most, ranks: ranks, half: half)
  }

  private init(
    _ column: Column, _ selection: Vector<UInt32>?, least: UInt64, most: UInt64, ranks: [UInt32],
    half: Half
  ) {
    count = selection?.count ?? column.count
    self.column = column
    self.selection = selection
    self.least = least
    self.most = most
    self.ranks = ranks
    self.half = half
  }

  /// Keys of plain numbers without a look at all of them first; `nil` where there are none such.
  init?(plain column: Column, _ selection: Vector<UInt32>?) {
    switch column.storage {
    case .integers(.int128, _), .text, .lists: return nil
    case .integers, .doubles, .booleans, .periods, .moments: break
    }
    self.init(
      column, selection, least: UInt64(bitPattern: .min), most: .max, ranks: [], half: .all)
  }

  /// Group numbers as keys.
  init(groups: Vector<UInt32>) {
    self.init(
      Column(.text(.uint32(groups), .empty), count: groups.count), nil, least: 0,
      most: UInt64(groups.greatest), ranks: [], half: .all)
  }

  var hasMissing: Bool { column.validity != nil }
  var qualifiers: Vector<UInt8>? { column.qualifiers }

  /// What orders rows whose keys are equal.
  var lower: OrderKeys? {
    guard half == .upper else { return nil }
    return OrderKeys(column, selection, least: 0, most: .max, ranks: [], half: .lower)
  }

  func isPresent(_ place: Int) -> Bool {
    guard let validity = column.validity else { return true }
    return validity[selection.map { Int($0[place]) } ?? place]
  }

  func qualifier(_ place: Int) -> Qualifier {
    column.qualifier(selection.map { Int($0[place]) } ?? place)
  }

  /// Which places hold a value; `nil` where all do.
  var validity: Validity? {
    guard let validity = column.validity, let selection else { return column.validity }
    let words = Vector<UInt64>(count: (count + 63) / 64) { target in
      target.update(repeating: 0, count: (count + 63) / 64)
      for place in 0..<count where validity[Int(selection[place])] {
        target[place >> 6] |= 1 << UInt64(place & 63)
      }
    }
    let picked = Validity(words: words, count: count)
    return picked.missingCount == 0 ? nil : picked
  }

  // MARK: Cells

  /// The column's rows at some places.
  private func rows(_ places: Rows, _ scratch: Scratch) -> Rows {
    guard let selection else { return places }
    let source = selection.withPointer { $0 }
    switch places {
    case .range(let start, let count): return .picked(source + start, count: count)
    case .picked(let picked, let count):
      return .picked(mapped(picked, count, scratch) { source[Int($0)] }, count: count)
    }
  }

  /// One key a place.
  func keys(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt64> {
    let rows = rows(places, scratch)
    let keys = cells(rows, scratch)
    guard let validity = column.validity else { return keys }
    let valid = Loading.validity(validity, rows, scratch)
    return mapped(keys, valid, rows.count, scratch) { $0 & (0 &- UInt64($1)) }
  }

  /// The same, with whatever is stored in rows without a value.
  func storedKeys(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt64> {
    cells(rows(places, scratch), scratch)
  }

  /// One byte a place, 1 where there is a value; `nil` where all have one.
  func valid(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt8>? {
    column.validity.map { Loading.validity($0, rows(places, scratch), scratch) }
  }

  /// The qualifiers, 0 where there is no value.
  func marks(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt64> {
    let rows = rows(places, scratch)
    guard let qualifiers = column.qualifiers else {
      return UnsafePointer(scratch.take(rows.count, repeating: UInt64(0)))
    }
    let marks = Loading.bytes(qualifiers, rows, scratch)
    guard let validity = column.validity else {
      return mapped(marks, rows.count, scratch) { UInt64($0) }
    }
    let valid = Loading.validity(validity, rows, scratch)
    return mapped(marks, valid, rows.count, scratch) { UInt64($0 & (0 &- $1)) }
  }

  private func cells(_ rows: Rows, _ scratch: Scratch) -> UnsafePointer<UInt64> {
    let least = least
    switch column.storage {
    case .integers(.int8(let cells), _): return numbers(cells, rows, scratch)
    case .integers(.int16(let cells), _): return numbers(cells, rows, scratch)
    case .integers(.int32(let cells), _): return numbers(cells, rows, scratch)
    case .integers(.int64(let cells), _), .moments(let cells): return numbers(cells, rows, scratch)
    case .integers(.int128(let cells), _):
      if half == .upper {
        return each(cells, rows, scratch) { UInt64(truncatingIfNeeded: $0 >> 64) &- least }
      }
      return each(cells, rows, scratch) { UInt64(truncatingIfNeeded: $0) &- least }
    case .doubles(let cells):
      return each(cells, rows, scratch) { UInt64(bitPattern: OrderKeys.bits(of: $0)) &- least }
    case .booleans(let cells):
      return each(cells, rows, scratch) { UInt64($0) }
    case .periods(let days, .uniform(let grain)):
      return each(days, rows, scratch) {
        UInt64(bitPattern: OrderKeys.key($0, grain)) &- least
      }
    case .periods(let days, .mixed(let grains)):
      let days = Loading.days(days, rows, scratch)
      let grains = Loading.bytes(grains, rows, scratch)
      return mapped(days, grains, rows.count, scratch) { day, grain in
        UInt64(bitPattern: OrderKeys.key(day, Grain(rawValue: grain) ?? .day)) &- least
      }
    case .text(let codes, _), .lists(let codes, _):
      let codes = Loading.codes(codes, rows, scratch)
      if ranks.isEmpty { return mapped(codes, rows.count, scratch) { UInt64($0) } }
      return ranks.withUnsafeBufferPointer { ranks in
        mapped(codes, rows.count, scratch) { UInt64(ranks[Int($0)]) }
      }
    }
  }

  @inline(__always)
  private func numbers<Cell: FixedWidthInteger & BitwiseCopyable>(
    _ cells: Vector<Cell>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<UInt64> {
    let least = least
    return each(cells, rows, scratch) { UInt64(truncatingIfNeeded: $0) &- least }
  }

  @inline(__always)
  private func each<Cell: BitwiseCopyable>(
    _ cells: Vector<Cell>, _ rows: Rows, _ scratch: Scratch, _ key: (Cell) -> UInt64
  ) -> UnsafePointer<UInt64> {
    // The keys hold the column while they are used, so the pointer may leave the closure.
    let source = cells.withPointer { $0 }
    switch rows {
    case .range(let start, let count): return mapped(source + start, count, scratch, key)
    case .picked(let picked, let count):
      return mapped(picked, count, scratch) { key(source[Int($0)]) }
    }
  }

  /// The order of doubles as that of whole numbers; -0 is 0.
  static func bits(of double: Double) -> Int64 {
    let bits = Int64(bitPattern: (double + 0).bitPattern)
    return bits < 0 ? bits ^ .max : bits
  }

  /// The double that stands there in that order.
  static func double(of bits: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: bits < 0 ? bits ^ .max : bits))
  }

  /// By first day; of periods that start together the longer comes first.
  static func key(_ day: Int32, _ grain: Grain) -> Int64 {
    Int64(day) << 3 | Int64(Grain.year.rawValue - grain.rawValue)
  }
}
