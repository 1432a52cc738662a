import Records
import Semantics
import Syntax

/// An expression made ready for one input: it evaluates a batch of rows at a time.
///
/// A node chooses its kernel once a batch. It keeps what it worked out for distinct texts and lists
/// from batch to batch, so a node belongs to one pass and is not shared between threads.
class Node {
  let expr: TypedExpr
  let subject: Subject

  init(_ expr: TypedExpr, _ subject: Subject) {
    self.expr = expr
    self.subject = subject
  }

  var type: ValueType { expr.type }

  /// How a number is held; the same for every batch.
  var form: NumberForm { .double }

  /// Whether a row can be without a value.
  var mayBeMissing: Bool { true }

  /// Whether evaluating a row that nobody asked about says and stops nothing.
  var isSilent: Bool { true }

  /// Whether it is a condition that holds in no row, as is known before any is asked.
  var isNever: Bool { false }

  func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    preconditionFailure("every kind of node evaluates itself")
  }

  /// Flags of a condition; a missing one is false.
  final func truth(_ batch: Batch) throws(ExecutionError) -> UnsafePointer<UInt8> {
    try evaluate(batch).truth(in: batch.scratch)
  }

  /// The expression in words, for notes.
  final var text: String { subject.text(of: expr) }

  final func tooLarge(_ batch: Batch, at position: Int) -> ExecutionError {
    .failed(
      Diagnostic(
        "\(text) has more than 38 digits in \(subject.name(ofRow: batch.rows[position]))",
        at: expr.range))
  }
}

/// How the numbers of an expression are held.
enum NumberForm: Equatable {
  case exact(scale: Int)
  case double

  /// What both sides are brought to before they meet.
  func joined(with other: NumberForm) -> NumberForm {
    guard case .exact(let left) = self, case .exact(let right) = other else { return .double }
    return .exact(scale: max(left, right))
  }

  /// Exact as long as the scale leaves digits for the number itself.
  static func exact(within scale: Int) -> NumberForm {
    scale <= 36 ? .exact(scale: scale) : .double
  }
}
