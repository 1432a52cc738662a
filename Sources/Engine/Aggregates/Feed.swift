import Records
import Semantics
import Syntax

/// What one or several aggregates take in: the same operands, filter and identity, evaluated once.
final class Feed {
  let call: AggregateCall
  let operands: [Node]
  let filter: Node?
  /// Which operands must have a value.
  let required: [Int]
  /// The parts and repeats to leave out; `nil` where all records count.
  let kin: Kinship?
  private let distinct: (encoder: KeyEncoder, seen: FirstSeen)?
  let identity: Identity?
  /// Which records count once a group, where a look-up repeats them.
  let counted: CountedRecords?
  /// Whether every record of a group counts, so that the group's own count will do.
  let isComplete: Bool
  let counts = GroupArray<Int64>(0)
  /// Records asked, and those of them that had a value.
  private(set) var asked = 0
  private(set) var valued = 0
  var accumulators: [Accumulator] = []

  init(
    _ call: AggregateCall, operands: [Node], filter: Node?, kin: Kinship?, once: [Node],
    counted: CountedRecords?, over frame: Frame
  ) {
    self.call = call
    self.counted = counted
    self.operands = operands
    self.filter = filter
    self.kin = kin
    // A place has the figure's extremum also where what stands there is missing.
    required = call.at == nil ? Array(operands.indices) : [1]
    if call.isDistinct, call.function != .count, let operand = operands.first {
      let encoder = KeyEncoder(operand, over: frame)
      distinct = (encoder, FirstSeen(encoder, slots: nil))
    } else {
      distinct = nil
    }
    identity = once.isEmpty ? nil : Identity(once, of: operands, call, over: frame)
    isComplete =
      filter == nil && kin == nil && distinct == nil && identity == nil && counted == nil
      && !required.contains { operands[$0].mayBeMissing }
  }

  /// Whether two calls take in the same.
  func serves(_ other: AggregateCall, leavesOut: Bool) -> Bool {
    call.evaluatedOperands == other.evaluatedOperands && call.filter == other.filter
      && call.oncePer == other.oncePer && call.strands == other.strands && (kin != nil) == leavesOut
      && (call.isDistinct && call.function != .count)
        == (other.isDistinct && other.function != .count)
      && (call.at == nil) == (other.at == nil)
  }

  func reserve(_ slots: Int) {
    if !isComplete { counts.reserve(slots) }
    for accumulator in accumulators { accumulator.reserve(slots) }
  }

  /// Notes which records are there with a value, before any is left out.
  func rehearse(_ grouped: GroupedBatch) throws(ExecutionError) {
    guard let kin else { return }
    let part = try taken(grouped)
    for index in 0..<part.count {
      kin.mark(row: part.rows[index], group: part.group(index))
    }
  }

  func add(_ grouped: GroupedBatch) throws(ExecutionError) {
    var part = try taken(grouped, counts: true)
    if part.count == 0 { return }
    if let kin {
      part = part.keeping { kin.counts(row: part.rows[$0], group: part.group($0)) }
    }
    if let counted { part = counted.firsts(of: part) }
    if let identity { part = try identity.firsts(of: part, grouped.base) }
    if let distinct {
      let codes = distinct.encoder.codes(part.operands[0], part.scratch)
      part = part.keeping { distinct.seen.isNew(part.group($0), codes[$0]) }
    }
    if !isComplete {
      let counts = counts.values
      if let groups = part.groups {
        for index in 0..<part.count { counts[Int(groups[index])] += 1 }
      } else {
        counts[0] += Int64(part.count)
      }
    }
    guard part.count > 0 else { return }
    for accumulator in accumulators { try accumulator.add(part) }
  }

  /// The positions that pass the filter and have a value.
  private func taken(
    _ grouped: GroupedBatch, counts isCounted: Bool = false
  ) throws(ExecutionError) -> FeedBatch {
    let base = grouped.base
    let scratch = base.scratch
    let (part, origins) = try asked(base)
    if part.count == 0 {
      return FeedBatch(operands: [], groups: nil, rows: part.rows, scratch: scratch)
    }
    var columns: [BatchColumn] = []
    for operand in operands { columns.append(try operand.evaluate(part)) }
    var valid: UnsafePointer<UInt8>?
    for index in required {
      valid = jointValidity(valid, columns[index].valid, part.count, scratch)
    }
    if isCounted { count(part, valid) }
    if grouped.expansion == nil, origins == nil, valid == nil {
      return FeedBatch(operands: columns, groups: grouped.groups, rows: base.rows, scratch: scratch)
    }
    let (indices, groups, count) = grouped.places(origins: origins, valid: valid, part.count)
    for index in required { columns[index].valid = nil }
    return FeedBatch(
      operands: columns.map { $0.picking(indices, count: count, in: scratch) }, groups: groups,
      rows: part.rows.picking(indices, count: count, in: scratch), scratch: scratch)
  }

  /// The records of a batch that the filter takes, and where they stood.
  func asked(
    _ base: Batch
  ) throws(ExecutionError) -> (part: Batch, origins: UnsafePointer<UInt32>?) {
    var flags: UnsafePointer<UInt8>?
    if let filter { flags = try filter.truth(base) }
    if let counted { flags = counted.there(base, flags) }
    guard let flags else { return (base, nil) }
    let (positions, count) = base.positions(of: flags)
    return (base.picking(positions, count: count), positions)
  }

  private func count(_ part: Batch, _ valid: UnsafePointer<UInt8>?) {
    guard let counted else {
      asked += part.count
      valued += valid.map { countOnes($0, part.count) } ?? part.count
      return
    }
    let added = counted.note(part, valid)
    asked += added.asked
    valued += added.valued
  }

  /// Whether what feeds took in of spans of rows can be put together.
  var isSeparable: Bool {
    kin == nil && distinct == nil && identity == nil && counted == nil
      && accumulators.allSatisfy(\.isSeparable)
  }

  /// Takes in what the same feed took in of rows behind its own.
  func absorb(_ other: Feed, _ targets: GroupTargets) throws(ExecutionError) {
    asked += other.asked
    valued += other.valued
    if !isComplete {
      for group in 0..<targets.count { counts[targets[group]] += other.counts[group] }
    }
    for (own, others) in zip(accumulators, other.accumulators) { try own.absorb(others, targets) }
  }

  /// Notes how many records were asked, and how many had a value.
  func note(asked: Int, valued: Int) {
    self.asked += asked
    self.valued += valued
  }

  /// Unequal values of one identity stop the question.
  func checkIdentity() throws(ExecutionError) {
    try identity?.check()
  }
}

extension AggregateCall {
  /// What is evaluated for every record; the share of a percentile is the same for all.
  var evaluatedOperands: [TypedExpr] {
    function == .percentile ? Array(operands.prefix(1)) : operands
  }
}

extension FeedBatch {
  /// The positions that pass a test.
  func keeping(_ test: (Int) -> Bool) -> FeedBatch {
    let positions = scratch.take(count, of: UInt32.self)
    var found = 0
    for index in 0..<count where test(index) {
      positions[found] = UInt32(index)
      found += 1
    }
    if found == count { return self }
    let kept = UnsafePointer(positions)
    return FeedBatch(
      operands: operands.map { $0.picking(kept, count: found, in: scratch) },
      groups: groups.map { groups in mapped(kept, found, scratch) { groups[Int($0)] } },
      rows: rows.picking(kept, count: found, in: scratch), scratch: scratch)
  }
}
