/// Reads one field of all records: as declared, or as what its first values look like.
final class FieldReader {
  let plan: FieldPlan
  private let units: UnitTable
  private(set) var loader: (any CellLoader)?
  /// Records before the first value.
  private var leading = 0
  /// Whether one of them holds a word for a missing value.
  private var hasLeadingWords = false
  private var reserved = 0
  /// Whether numbers and texts that turn out to be prose are kept, however many they are.
  private let keepsAll: Bool

  init(_ plan: FieldPlan, units: UnitTable, keepsAll: Bool) throws(ReadingError) {
    self.plan = plan
    self.keepsAll = keepsAll
    self.units = units
    guard let declared = plan.declared else { return }
    loader =
      switch declared.form {
      case .inferred: nil
      case .text: TextLoader()
      case .number(let unit):
        NumberLoader(
          target: unit.map(FieldReader.scaled) ?? plan.headerUnit, isDeclared: true, units: units)
      case .yesNo: YesNoLoader()
      case .date(let format): DateLoader(format: try FieldReader.format(format, declared))
      case .dateTime(let format): MomentLoader(format: try FieldReader.format(format, declared))
      case .list(let separator): ListLoader(separator: separator)
      }
  }

  /// Reads a field anew, as what all of its cells have shown it to be.
  init(again reader: FieldReader, as kind: CellKind) {
    plan = reader.plan
    units = reader.units
    keepsAll = reader.keepsAll
    loader = made(kind)
  }

  /// A field in % holds 15 for 0.15.
  private static func scaled(_ unit: LoadRequest.DeclaredUnit) -> LoadRequest.DeclaredUnit {
    guard unit.style == .percent, unit.scaleExponent == 0 else { return unit }
    return LoadRequest.DeclaredUnit(scaleExponent: -2, unit: unit.unit, style: .percent)
  }

  private static func format(
    _ pattern: String?, _ declared: LoadRequest.Declared
  ) throws(ReadingError) -> DateFormat? {
    guard let pattern else { return nil }
    guard let format = DateFormat(pattern) else {
      throw ReadingError(
        file: "", "\(declared.name): \"\(pattern)\" is no form of a date; DD/MM/YYYY is one")
    }
    return format
  }

  private func made(_ kind: CellKind) -> any CellLoader {
    switch kind {
    case .number:
      NumberLoader(
        target: plan.headerUnit, isDeclared: false, units: units, keepsValues: keepsAll)
    case .date: DateLoader()
    case .dateTime: MomentLoader()
    case .yesNo: YesNoLoader()
    case .text: TextLoader(keepsProse: keepsAll)
    }
  }

  /// Whether the column holds what the cells do.
  var isKept: Bool {
    (loader as? TextLoader)?.isProse != true && (loader as? NumberLoader)?.isKept != false
  }

  func reserve(_ records: Int) {
    reserved = records
    loader?.reserve(records)
  }

  /// Adds records of a file that has no such field.
  func appendMissing(_ count: Int) {
    if let loader { loader.appendMissing(count) } else { leading += count }
  }

  /// How so many threads can read its cells before their turn.
  func preparation(workers: Int) -> Preparation {
    isAbandoned ? .none : loader?.preparation(workers: workers) ?? .none
  }

  func read(_ chunk: Chunk, cell: Int, prepared: PreparedCells? = nil) {
    let cells = chunk.cells(of: cell)
    let view = ChunkView(chunk)
    if loader == nil {
      let guess = TypeGuess.guess(cells, in: view, units: units)
      guard let kind = guess.kind else {
        leading += cells.count
        hasLeadingWords = hasLeadingWords || guess.hasMissingWord
        return
      }
      let made = made(kind)
      made.reserve(reserved)
      made.appendMissing(leading)
      loader = made
    }
    guard let loader, !isAbandoned else { return }
    loader.read(cells, in: view, prepared: prepared)
  }

  /// An undeclared field that is plainly not what it looked like at first.
  private var isAbandoned: Bool {
    guard plan.isInferred, let loader else { return false }
    return loader.odd.isHopeless(besides: loader.valueCount)
  }

  /// What the field has to be read as again, where some cell was not what the others are.
  var secondKind: CellKind? {
    guard plan.isInferred else { return nil }
    guard let loader else {
      // Nothing but words for a missing value: as texts they are values.
      return hasLeadingWords && plan.headerUnit == nil ? .text : nil
    }
    guard loader.odd.count > 0 else { return nil }
    if let numbers = loader as? NumberLoader, plan.headerUnit == nil,
      numbers.yearCount == numbers.valueCount, numbers.odd.dateCount == numbers.odd.count
    {
      return .date
    }
    return .text
  }

  func finish() -> (type: ValueType, column: Column) {
    let loader =
      self.loader ?? made(plan.headerUnit == nil ? .text : .number)
    if self.loader == nil { loader.appendMissing(leading) }
    let type = loader.type
    return (type, loader.finish())
  }
}
