import Records
import Semantics
import Syntax

/// `sum value once per gift`: the first value of each gift counts, and the others must be equal.
///
/// A record without a gift is one of its own.
final class Identity {
  private let nodes: [Node]
  private let encoders: [KeyEncoder]
  private let combined: [Interner]
  private let values: KeyEncoder
  private let seen = Interner()
  private let revisited = Interner()
  /// Rows that told an identity again, and rows without one.
  private(set) var repeats = 0
  private(set) var unnamed = 0
  private var kept: [UInt32] = []
  private let call: AggregateCall
  /// Identities whose values differ, with the values met.
  private var conflicts: [String: [String]] = [:]
  private var order: [String] = []
  private var firstValues: [Value] = []

  init(_ nodes: [Node], of operands: [Node], _ call: AggregateCall, over frame: Frame) {
    self.nodes = nodes
    encoders = nodes.map { KeyEncoder($0, over: frame) }
    combined = nodes.dropFirst().map { _ in Interner() }
    values = KeyEncoder(operands[0], over: frame)
    self.call = call
  }

  /// The positions whose identity was not met in their group before.
  func firsts(of part: FeedBatch, _ base: Batch) throws(ExecutionError) -> FeedBatch {
    let batch = Batch(rows: part.rows, scratch: part.scratch, tally: base.tally)
    let (columns, codes) = try evaluated(batch)
    let figures = values.codes(part.operands[0], part.scratch)
    return part.keeping { position in
      if codes[position] == 0 {
        unnamed += 1
        return true
      }
      let before = seen.count
      let pair = Int(seen.id(of: UInt64(part.group(position)) << 32 | UInt64(codes[position])))
      if seen.count > before {
        kept.append(figures[position])
        firstValues.append(part.operands[0].value(at: position))
        return true
      }
      if kept[pair] != figures[position] {
        report(
          columns.map { ValueText.plain($0.value(at: position)) }.joined(separator: ", "),
          firstValues[pair], part.operands[0].value(at: position))
      }
      repeats += 1
      return false
    }
  }

  private func evaluated(
    _ batch: Batch
  ) throws(ExecutionError) -> (columns: [BatchColumn], codes: UnsafePointer<UInt32>) {
    var columns: [BatchColumn] = []
    for node in nodes { columns.append(try node.evaluate(batch)) }
    var codes = encoders[0].codes(columns[0], batch.scratch)
    for index in combined.indices {
      let next = encoders[index + 1].codes(columns[index + 1], batch.scratch)
      codes = mapped(codes, next, batch.count, batch.scratch) {
        $0 == 0 || $1 == 0 ? 0 : self.combined[index].id(of: UInt64($0) << 32 | UInt64($1)) &+ 1
      }
    }
    return (columns, codes)
  }

  /// One code a row, 0 where there is no identity.
  func codes(_ batch: Batch) throws(ExecutionError) -> UnsafePointer<UInt32> {
    try evaluated(batch).codes
  }

  /// Whether a row tells an identity again, when the rows are gone through for `why`.
  func isToldAgain(_ code: UInt32, in group: Int) -> Bool {
    guard code != 0 else { return false }
    let before = revisited.count
    _ = revisited.id(of: UInt64(group) << 32 | UInt64(code))
    return revisited.count == before
  }

  private func report(_ name: String, _ first: Value, _ other: Value) {
    let type = call.operands.first?.type ?? .text
    if conflicts[name] == nil {
      order.append(name)
      conflicts[name] = [NoteText.figure(first, type)]
    }
    let text = NoteText.figure(other, type)
    if conflicts[name]?.contains(text) == false { conflicts[name]?.append(text) }
  }

  func check() throws(ExecutionError) {
    guard !order.isEmpty, let range = call.oncePer.first?.range else { return }
    let listed = order.prefix(6).map { name in
      "\(name) (\((conflicts[name] ?? []).joined(separator: ", ")))"
    }
    let more = order.count > 6 ? " and \(NoteText.count(order.count - 6)) more" : ""
    throw .failed(
      Diagnostic(
        "\(call.text) needs equal values within each, and they differ for "
          + listed.joined(separator: "; ") + more, at: range))
  }
}
