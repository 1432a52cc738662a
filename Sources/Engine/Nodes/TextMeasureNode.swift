import Records
import Semantics

/// A function from a text to a value of another type, asked once for each distinct text:
/// `length`, `number`, `date`, `split`.
final class TextMeasureNode: Node {
  private let operand: Node
  private let function: (String) -> Value
  private let ownForm: NumberForm
  /// Whether a text without a result is counted: `number("many")`.
  private let counts: Bool
  private let table = CodeTable()
  /// The results by the order in which their texts were met; the first stands for none.
  private var integers: [Int128] = [0]
  private var qualifiers: [UInt8] = [0]
  private var periods: [Period] = [Period(start: 0, grain: .day)]
  private let lists = ListPool()
  private var listCodes: [UInt32] = [0]
  private var isQualified = false

  /// Texts that evaluation makes are not known beforehand; their numbers get so many digits.
  private static let openScale = 12

  init(
    _ expr: TypedExpr, _ subject: Subject, _ operand: Node, counts: Bool,
    _ function: @escaping (String) -> Value
  ) {
    self.operand = operand
    self.function = function
    self.counts = counts
    ownForm =
      expr.kind.isNumberOfText
      ? .exact(scale: TextMeasureNode.scale(of: operand, function)) : .exact(scale: 0)
    super.init(expr, subject)
  }

  /// The finest scale of the numbers that the distinct texts hold.
  private static func scale(of operand: Node, _ function: (String) -> Value) -> Int {
    let texts: [String]
    if let node = operand as? ColumnNode, case .text(_, let dictionary) = node.column.storage {
      texts = dictionary.texts
    } else if let node = operand as? ConstantNode, case .text(let text) = node.value {
      texts = [text]
    } else {
      return openScale
    }
    var scale = 0
    for text in texts {
      if case .number(.exact(let decimal), _) = function(text) { scale = max(scale, decimal.scale) }
    }
    return min(scale, 30)
  }

  override var form: NumberForm { ownForm }
  override var isSilent: Bool { !counts && operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    guard case .text(let codes, let source) = column.cells else {
      preconditionFailure("a measure of a text has a text")
    }
    let count = batch.count
    let scratch = batch.scratch
    let results = table.results(codes, count, below: source.count, scratch) { code in
      code < source.count ? keep(function(source.text(of: code))) : 0
    }
    let none: UnsafePointer<UInt8> = mapped(results, count, scratch) { $0 == 0 ? 1 : 0 }
    var valid = column.valid
    if countOnes(none, count) > 0 {
      if counts {
        valid = Domain.exclude(none, valid, batch, .outsideDomain) { self.text }
      } else {
        valid = jointValidity(valid, mapped(none, count, scratch) { $0 ^ 1 }, count, scratch)
      }
    }
    return BatchColumn(
      cells(results, batch), count: count, valid: valid,
      qualifiers: isQualified ? mapped(results, count, scratch) { self.qualifiers[Int($0)] } : nil)
  }

  private func cells(_ results: UnsafePointer<UInt32>, _ batch: Batch) -> BatchColumn.Cells {
    let count = batch.count
    let scratch = batch.scratch
    switch type {
    case .number:
      guard case .exact(let scale) = ownForm else { preconditionFailure("its form is exact") }
      let wide = mapped(results, count, scratch) { self.integers[Int($0)] }
      return NumberCells.narrowed(wide, count, scale: scale, scratch)
    case .list:
      return .lists(mapped(results, count, scratch) { self.listCodes[Int($0)] }, .pool(lists))
    case .date, .text, .yesNo, .dateTime:
      return .periods(
        mapped(results, count, scratch) { self.periods[Int($0)].start },
        .mixed(mapped(results, count, scratch) { self.periods[Int($0)].grain.rawValue }))
    }
  }

  /// Keeps a result and says where; 0 where there is none.
  private func keep(_ value: Value) -> UInt32 {
    switch value {
    case .number(.exact(let decimal), let qualifier):
      guard case .exact(let scale) = ownForm,
        let integer = (decimal.rounded(to: scale) ?? decimal).rescaled(to: scale)
      else { return 0 }
      integers.append(integer)
      qualifiers.append(qualifier.rawValue)
      isQualified = isQualified || qualifier != .exact
      return UInt32(integers.count - 1)
    case .list(let texts):
      listCodes.append(lists.code(of: texts))
      return UInt32(listCodes.count - 1)
    case .period(let period):
      periods.append(period)
      return UInt32(periods.count - 1)
    case .missing, .number(.double, _), .text, .yesNo, .moment: return 0
    }
  }
}

extension TypedExpr.Kind {
  fileprivate var isNumberOfText: Bool {
    if case .call(.number, _) = self { true } else { false }
  }
}
