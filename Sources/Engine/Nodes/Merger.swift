import Records

/// Puts the values of some rows and those of the others into one run.
final class Merger {
  struct Side {
    var column: BatchColumn
    /// The positions of its values; `nil` where it has them all.
    var positions: UnsafePointer<UInt32>?
  }

  let form: NumberForm
  private let type: ValueType
  /// Made when texts or lists of two sources meet.
  private lazy var texts = TextPool()
  private lazy var lists = ListPool()

  init(_ type: ValueType, _ form: NumberForm) {
    self.type = type
    self.form = form
  }

  func merge(
    _ sides: [(node: Node, positions: UnsafePointer<UInt32>?, count: Int)], _ batch: Batch,
    beyond: (Batch, Int) -> ExecutionError
  ) throws(ExecutionError) -> BatchColumn {
    var evaluated: [Side] = []
    for side in sides {
      let part = side.positions.map { batch.picking($0, count: side.count) } ?? batch
      evaluated.append(Side(column: try side.node.evaluate(part), positions: side.positions))
    }
    return try merge(evaluated, batch, beyond: beyond)
  }

  func merge(
    _ sides: [Side], _ batch: Batch, beyond: (Batch, Int) -> ExecutionError
  ) throws(ExecutionError) -> BatchColumn {
    var unified: [Side] = []
    for side in sides {
      var side = side
      if case .number = type {
        switch Numbers.converted(side.column, to: form, batch.scratch) {
        case .column(let column): side.column = column
        case .beyond(let position):
          throw beyond(batch, side.positions.map { Int($0[position]) } ?? position)
        }
      } else if type == .text || type == .list {
        side.column.cells = pooled(side.column, batch.scratch)
      }
      unified.append(side)
    }
    if unified.count == 1, unified[0].positions == nil { return unified[0].column }
    return scattered(unified, batch)
  }

  /// Codes of this merger's own pool.
  private func pooled(_ column: BatchColumn, _ scratch: Scratch) -> BatchColumn.Cells {
    let target = scratch.take(column.count, repeating: UInt32(0))
    switch column.cells {
    case .text(let codes, let source):
      for index in 0..<column.count where column.isValid(index) {
        target[index] = source.withBytes(of: Int(codes[index])) { texts.code(of: $0) }
      }
      return .text(UnsafePointer(target), .pool(texts))
    case .lists(let codes, let source):
      for index in 0..<column.count where column.isValid(index) {
        target[index] = lists.code(of: source.texts(of: Int(codes[index])))
      }
      return .lists(UnsafePointer(target), .pool(lists))
    case .integers, .wide, .doubles, .flags, .periods, .moments:
      preconditionFailure("only texts and lists have codes")
    }
  }

  private func scattered(_ sides: [Side], _ batch: Batch) -> BatchColumn {
    let count = batch.count
    let scratch = batch.scratch
    var valid: UnsafePointer<UInt8>?
    var qualifiers: UnsafePointer<UInt8>?
    if sides.contains(where: { $0.column.valid != nil }) {
      valid = gather(sides, count, scratch) { $0.valid ?? ones(max($0.count, 1), scratch) }
    }
    if sides.contains(where: { $0.column.qualifiers != nil }) {
      qualifiers = gather(sides, count, scratch) {
        $0.qualifiers ?? UnsafePointer(scratch.take(max($0.count, 1), repeating: UInt8(0)))
      }
    }
    return BatchColumn(
      cells(sides, count, scratch), count: count, valid: valid, qualifiers: qualifiers)
  }

  private func cells(_ sides: [Side], _ count: Int, _ scratch: Scratch) -> BatchColumn.Cells {
    let isWide = sides.contains { if case .wide = $0.column.cells { true } else { false } }
    switch sides[0].column.cells {
    case .integers(_, let scale), .wide(_, let scale):
      if isWide {
        return .wide(
          gather(sides, count, scratch) { Numbers.wide(of: $0, scratch) }, scale: scale)
      }
      return .integers(
        gather(sides, count, scratch) {
          guard case .integers(let integers, _) = $0.cells else { preconditionFailure("one form") }
          return integers
        }, scale: scale)
    case .doubles:
      return .doubles(gather(sides, count, scratch) { Numbers.doubles(of: $0, scratch) })
    case .flags:
      return .flags(
        gather(sides, count, scratch) {
          guard case .flags(let flags) = $0.cells else { preconditionFailure("one type") }
          return flags
        })
    case .text(_, let source):
      return .text(gather(sides, count, scratch, Merger.codes), source)
    case .lists(_, let source):
      return .lists(gather(sides, count, scratch, Merger.codes), source)
    case .periods:
      let starts: UnsafePointer<Int32> = gather(sides, count, scratch) {
        guard case .periods(let starts, _) = $0.cells else { preconditionFailure("one type") }
        return starts
      }
      let grains: UnsafePointer<UInt8> = gather(sides, count, scratch) {
        guard case .periods(_, let grains) = $0.cells else { preconditionFailure("one type") }
        return grains.all($0.count, in: scratch)
      }
      return .periods(starts, .mixed(grains))
    case .moments:
      return .moments(
        gather(sides, count, scratch) {
          guard case .moments(let seconds) = $0.cells else { preconditionFailure("one type") }
          return seconds
        })
    }
  }

  private static func codes(_ column: BatchColumn) -> UnsafePointer<UInt32> {
    switch column.cells {
    case .text(let codes, _), .lists(let codes, _): return codes
    case .integers, .wide, .doubles, .flags, .periods, .moments:
      preconditionFailure("only texts and lists have codes")
    }
  }

  private func ones(_ count: Int, _ scratch: Scratch) -> UnsafePointer<UInt8> {
    UnsafePointer(scratch.take(count, repeating: UInt8(1)))
  }

  @inline(__always)
  private func gather<Element: BitwiseCopyable>(
    _ sides: [Side], _ count: Int, _ scratch: Scratch,
    _ values: (BatchColumn) -> UnsafePointer<Element>
  ) -> UnsafePointer<Element> {
    let target = scratch.take(count, of: Element.self)
    for side in sides {
      let source = values(side.column)
      if let positions = side.positions {
        for index in 0..<side.column.count { target[Int(positions[index])] = source[index] }
      } else {
        target.update(from: source, count: side.column.count)
      }
    }
    return UnsafePointer(target)
  }
}
