import Records
import Semantics

/// The keys of a group as one number of 64 bits, in the order of the keys.
///
/// Each key gives its rank among the values that its column may have, the first key in the highest
/// bits; missing ranks behind all values.
struct PackedKeys {
  fileprivate struct Part {
    let cells: StoredCells
    /// What is taken from a cell.
    let low: Int64
    /// The rank of each cell after that, where they do not stand in the order of their values.
    let ranks: Vector<UInt32>?
    /// The cell of each rank.
    let order: [UInt32]
    let missing: UInt64
    let bits: UInt64
    let column: Column
  }

  fileprivate let parts: [Part]
  /// How many bits all keys take.
  let bits: Int

  /// Whether the keys are columns whose ranks fit together.
  static func admits(_ keys: [KeyReader]) -> Bool {
    var bits = 0
    for key in keys {
      guard !key.key.isEach, let column = (key.node as? ColumnNode)?.column,
        StoredCells(column) != nil, let most = most(column)
      else { return false }
      bits += 64 - most.leadingZeroBitCount
    }
    return bits <= 64 && !keys.isEmpty
  }

  /// The largest rank that a cell of a column may have, that of missing where it may be; `nil` where
  /// cells have no ranks.
  private static func most(_ column: Column) -> UInt64? {
    let values: UInt64
    switch column.storage {
    case .text(_, let dictionary): values = UInt64(dictionary.count)
    case .booleans: values = 2
    case .integers, .periods:
      guard let extent = Extent.extent(of: column) else { return nil }
      let width = UInt64(bitPattern: extent.upperBound &- extent.lowerBound)
      guard width < 1 << 62 else { return nil }
      values = width + 1
    case .lists, .doubles, .moments: return nil
    }
    guard values > 0 else { return nil }
    return column.validity == nil ? values - 1 : values
  }

  /// - Shape: `keys` are admitted
  init?(_ keys: [KeyReader], over frame: Frame) {
    var parts: [Part] = []
    var bits = 0
    for key in keys {
      guard let column = (key.node as? ColumnNode)?.column,
        let part = PackedKeys.part(column, frame)
      else { return nil }
      parts.append(part)
      bits += Int(part.bits)
    }
    guard bits <= 64, !parts.isEmpty else { return nil }
    self.parts = parts
    self.bits = bits
  }

  private static func part(_ column: Column, _ frame: Frame) -> Part? {
    guard let cells = StoredCells(column), var most = most(column) else { return nil }
    var low: Int64 = 0
    var ranks: Vector<UInt32>?
    var order: [UInt32] = []
    switch column.storage {
    case .text(_, let dictionary):
      order = column.codeOrder(dictionary, in: frame)
      ranks = Vector(count: dictionary.count) { ranks in
        ranks.initialize(repeating: 0, count: dictionary.count)
        for (rank, code) in order.enumerated() { ranks[Int(code)] = UInt32(rank) }
      }
      most = UInt64(max(1, order.count)) - (column.validity == nil ? 1 : 0)
    case .integers, .periods: low = Extent.extent(of: column)?.lowerBound ?? 0
    case .booleans, .lists, .doubles, .moments: break
    }
    return Part(
      cells: cells, low: low, ranks: ranks, order: order,
      missing: column.validity == nil ? most + 1 : most,
      bits: UInt64(64 - most.leadingZeroBitCount), column: column)
  }

  /// - Shape: one packed key a row
  func pack(_ rows: Rows, into target: UnsafeMutablePointer<UInt64>) {
    for (index, part) in parts.enumerated() {
      part.cells.rank(
        rows, low: part.low, ranks: part.ranks?.withPointer { $0 }, missing: part.missing,
        bits: index == 0 ? nil : part.bits, into: target)
    }
  }

  // MARK: Columns

  /// The columns of the keys.
  ///
  /// - Shape: `packed` are runs of packed keys, one behind the other
  func columns(
    _ packed: [UnsafeBufferPointer<UInt64>], _ workers: Workers
  ) -> [Column] {
    var starts = [0]
    for run in packed { starts.append(starts[starts.count - 1] + run.count) }
    var shift = bits
    return parts.map { part in
      shift -= Int(part.bits)
      let mask: UInt64 = part.bits == 64 ? .max : (1 << part.bits) - 1
      return part.column(packed, starts, UInt64(shift), mask, workers)
    }
  }
}

extension PackedKeys.Part {
  /// The cells whose ranks stand in packed keys from bit `shift` on.
  fileprivate func column(
    _ packed: [UnsafeBufferPointer<UInt64>], _ starts: [Int], _ shift: UInt64, _ mask: UInt64,
    _ workers: Workers
  ) -> Column {
    func cells<Cell: BitwiseCopyable & Sendable>(
      _ none: Cell, _ cell: (UInt64) -> Cell
    ) -> Vector<Cell> {
      Vector(count: starts[packed.count]) { target in
        workers.perform(packed.count) { task, _ in
          let own = target + starts[task]
          let run = packed[task]
          for index in 0..<run.count {
            let rank = run[index] &>> shift & mask
            own[index] = rank >= missing ? none : cell(rank)
          }
        }
      }
    }
    let low = low
    let storage: Column.Storage =
      order.withUnsafeBufferPointer { order in
        switch column.storage {
        case .text(.uint8, let texts):
          .text(.uint8(cells(0) { UInt8(truncatingIfNeeded: order[Int($0)]) }), texts)
        case .text(.uint16, let texts):
          .text(.uint16(cells(0) { UInt16(truncatingIfNeeded: order[Int($0)]) }), texts)
        case .text(.uint32, let texts): .text(.uint32(cells(0) { order[Int($0)] }), texts)
        case .integers(let integers, let scale):
          .integers(
            {
              switch integers {
              case .int8: .int8(cells(0) { Int8(truncatingIfNeeded: low &+ Int64($0)) })
              case .int16: .int16(cells(0) { Int16(truncatingIfNeeded: low &+ Int64($0)) })
              case .int32: .int32(cells(0) { Int32(truncatingIfNeeded: low &+ Int64($0)) })
              case .int64, .int128: .int64(cells(0) { low &+ Int64($0) })
              }
            }(), scale: scale)
        case .booleans: .booleans(cells(0) { UInt8(truncatingIfNeeded: $0) })
        case .periods(_, let grains):
          .periods(cells(0) { Int32(truncatingIfNeeded: low &+ Int64($0)) }, grains)
        case .lists, .doubles, .moments:
          preconditionFailure("only cells that have ranks are packed")
        }
      }
    var validity: Validity?
    if column.validity != nil {
      validity = Validity(packed.flatMap { $0.map { $0 &>> shift & mask < missing } })
    }
    return Column(storage, count: starts[packed.count], validity: validity)
  }
}
