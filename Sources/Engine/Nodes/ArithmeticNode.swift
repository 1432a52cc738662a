import Records
import Semantics

/// `a + b`, `a - b`, `a * b`, `a / b`, `a ^ b`.
final class ArithmeticNode: Node {
  private let operation: Arithmetic
  private let left: Node
  private let right: Node
  private let ownForm: NumberForm
  /// The exponent of an exact power.
  private let exponent: Int?

  init(
    _ expr: TypedExpr, _ subject: Subject, _ operation: Arithmetic, _ left: Node, _ right: Node
  ) {
    self.operation = operation
    self.left = left
    self.right = right
    var exponent: Int?
    switch operation {
    case .add, .subtract: ownForm = left.form.joined(with: right.form)
    case .multiply:
      if case .exact(let a) = left.form, case .exact(let b) = right.form {
        ownForm = .exact(within: a + b)
      } else {
        ownForm = .double
      }
    case .divide: ownForm = .double
    case .power:
      exponent = ArithmeticNode.exactExponent(left, right)
      if case .exact(let scale) = left.form, let exponent {
        ownForm = .exact(scale: scale * exponent)
      } else {
        ownForm = .double
      }
    }
    self.exponent = exponent
    super.init(expr, subject)
  }

  /// A small whole power is a product, and exact as long as it does not grow many digits.
  private static func exactExponent(_ left: Node, _ right: Node) -> Int? {
    guard case .exact(let scale) = left.form, let constant = right as? ConstantNode,
      case .number(.exact(let decimal), .exact) = constant.value,
      let whole = decimal.rescaled(to: 0), whole >= 0, whole <= 38, scale * Int(whole) <= 8
    else { return nil }
    return Int(whole)
  }

  override var form: NumberForm { ownForm }

  override var mayBeMissing: Bool {
    switch operation {
    case .add, .subtract, .multiply: left.mayBeMissing || right.mayBeMissing
    case .divide, .power: true
    }
  }

  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    let valid = jointValidity(a.valid, b.valid, batch.count, batch.scratch)
    var result: BatchColumn
    switch operation {
    case .add, .subtract, .multiply: result = try ring(a, b, valid, batch)
    case .divide: result = quotient(a, b, valid, batch)
    case .power: result = try power(a, b, valid, batch)
    }
    if a.qualifiers != nil || b.qualifiers != nil {
      result.qualifiers = Qualifying.arithmetic(operation, a, b, batch.scratch)
    }
    return result
  }

  private func ring(
    _ a: BatchColumn, _ b: BatchColumn, _ valid: UnsafePointer<UInt8>?, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let scratch = batch.scratch
    guard case .exact(let scale) = ownForm else {
      let x = Numbers.doubles(of: a, scratch)
      let y = Numbers.doubles(of: b, scratch)
      let result: UnsafePointer<Double> =
        switch operation {
        case .add: mapped(x, y, count, scratch) { $0 + $1 }
        case .subtract: mapped(x, y, count, scratch) { $0 - $1 }
        case .multiply, .divide, .power: mapped(x, y, count, scratch) { $0 * $1 }
        }
      return finite(result, valid, batch)
    }
    if operation == .multiply { return try product(a, b, valid, scale, batch) }
    switch Numbers.aligned(a, b, scratch) {
    case .narrow(let x, let y, _):
      let narrow =
        operation == .add
        ? Arithmetics.add(x, y, count, scratch) : Arithmetics.subtract(x, y, count, scratch)
      if let narrow {
        return BatchColumn(.integers(narrow, scale: scale), count: count, valid: valid)
      }
      let wideX = mapped(x, count, scratch) { Int128($0) }
      let wideY = mapped(y, count, scratch) { Int128($0) }
      return try wide(wideX, wideY, valid, scale, batch)
    case .wide(let x, let y, _): return try wide(x, y, valid, scale, batch)
    case .doubles: preconditionFailure("an exact form has exact sides")
    case .beyond(let position): throw tooLarge(batch, at: position)
    }
  }

  private func product(
    _ a: BatchColumn, _ b: BatchColumn, _ valid: UnsafePointer<UInt8>?, _ scale: Int, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    if case .integers(let x, _) = a.cells, case .integers(let y, _) = b.cells,
      let narrow = Arithmetics.multiply(x, y, batch.count, batch.scratch)
    {
      return BatchColumn(.integers(narrow, scale: scale), count: batch.count, valid: valid)
    }
    return try wide(
      Numbers.wide(of: a, batch.scratch), Numbers.wide(of: b, batch.scratch), valid, scale, batch)
  }

  private func wide(
    _ x: UnsafePointer<Int128>, _ y: UnsafePointer<Int128>, _ valid: UnsafePointer<UInt8>?,
    _ scale: Int, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let result =
      switch operation {
      case .add:
        Arithmetics.wide(x, y, count, valid, batch.scratch) { $0.addingReportingOverflow($1) }
      case .subtract:
        Arithmetics.wide(x, y, count, valid, batch.scratch) { $0.subtractingReportingOverflow($1) }
      case .multiply, .divide, .power:
        Arithmetics.wide(x, y, count, valid, batch.scratch) {
          $0.multipliedReportingOverflow(by: $1)
        }
      }
    switch result {
    case .fits(let wide):
      return BatchColumn(.wide(wide, scale: scale), count: count, valid: valid)
    case .beyond(let position): throw tooLarge(batch, at: position)
    }
  }

  /// A result past the largest double is no number.
  private func finite(
    _ doubles: UnsafePointer<Double>, _ valid: UnsafePointer<UInt8>?, _ batch: Batch
  ) -> BatchColumn {
    Domain.restrict(doubles, valid, batch) {
      $0.isFinite
    } counting: {
      self.text
    }
  }

  /// The nearest double to the exact quotient.
  private func quotient(
    _ a: BatchColumn, _ b: BatchColumn, _ valid: UnsafePointer<UInt8>?, _ batch: Batch
  ) -> BatchColumn {
    let count = batch.count
    let scratch = batch.scratch
    let isZero: UnsafePointer<UInt8>
    let result: UnsafePointer<Double>
    if case .narrow(let x, let y, _) = Numbers.aligned(a, b, scratch) {
      isZero = mapped(y, count, scratch) { $0 == 0 ? 1 : 0 }
      result = mapped(x, y, count, scratch) { top, bottom in
        // Both are doubles without loss, so the division rounds once.
        if top.magnitude < 1 << 53, bottom.magnitude < 1 << 53 {
          return Double(top) / Double(bottom)
        }
        return FixedDecimal(Int128(top)).quotient(by: FixedDecimal(Int128(bottom))) ?? 0
      }
    } else if let left = Numbers.scale(of: a), let right = Numbers.scale(of: b) {
      let x = Numbers.wide(of: a, scratch)
      let y = Numbers.wide(of: b, scratch)
      isZero = mapped(y, count, scratch) { $0 == 0 ? 1 : 0 }
      result = mapped(x, y, count, scratch) { top, bottom in
        FixedDecimal(top, scale: left).quotient(by: FixedDecimal(bottom, scale: right)) ?? 0
      }
    } else {
      let y = Numbers.doubles(of: b, scratch)
      isZero = mapped(y, count, scratch) { $0 == 0 ? 1 : 0 }
      result = mapped(Numbers.doubles(of: a, scratch), y, count, scratch) { $0 / $1 }
    }
    let left = Domain.exclude(isZero, valid, batch, .divisionByZero) { self.text }
    return finite(result, left, batch)
  }

  private func power(
    _ a: BatchColumn, _ b: BatchColumn, _ valid: UnsafePointer<UInt8>?, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    guard let exponent, case .exact(let scale) = ownForm else {
      let x = Numbers.doubles(of: a, batch.scratch)
      let y = Numbers.doubles(of: b, batch.scratch)
      let result = mapped(x, y, batch.count, batch.scratch) { Power.power($0, $1) }
      return finite(result, valid, batch)
    }
    let base = Numbers.wide(of: a, batch.scratch)
    var result = batch.scratch.take(batch.count, repeating: Int128(1))
    for _ in 0..<exponent {
      let next = Arithmetics.wide(UnsafePointer(result), base, batch.count, valid, batch.scratch) {
        $0.multipliedReportingOverflow(by: $1)
      }
      switch next {
      case .fits(let product): result = UnsafeMutablePointer(mutating: product)
      case .beyond(let position): throw tooLarge(batch, at: position)
      }
    }
    return BatchColumn(
      .wide(UnsafePointer(result), scale: scale), count: batch.count, valid: valid)
  }
}
