/// Reads numbers: plain figures fast, everything else that people write by `NumberText`.
///
/// Values are whole numbers at one scale of the column, which grows with the finest cell.
final class NumberLoader: CellLoader {
  /// The unit and scale that header or declaration gave; cells agree among themselves otherwise.
  let target: LoadRequest.DeclaredUnit?
  let isDeclared: Bool
  private let units: UnitTable
  /// The unit and style of the first cell, where none was given.
  var learned: (unit: Unit, isPercent: Bool)?
  /// Digits that a scale of the header adds to every plain cell.
  let exponent: Int
  var integers = GrowingIntegers()
  var scale = 0
  var validity = GrowingValidity()
  var qualifiers = GrowingQualifiers()
  var pending = GrowingVector<Int64>()
  var missing = GrowingVector<UInt32>()
  /// Where cells are read that were not read ahead.
  var own: PreparedCells?
  private(set) var odd = OddCells()
  var valueCount = 0
  var fourDigitCount = 0
  /// Cells in another unit of the same kind, and one such unit.
  private(set) var convertedCount = 0
  private(set) var convertedUnit: Unit?
  /// Cells whose unit is not that of the first, and the first such unit.
  private(set) var disagreeingCount = 0
  private var otherUnit: Unit?
  /// The cells that are ranges as they are written, by their record.
  private(set) var ranges: [Int: String] = [:]
  private(set) var rangeSamples = OddCells()
  /// Cells with a comma between digits.
  private(set) var commaCount = 0
  private let keepsValues: Bool

  init(
    target: LoadRequest.DeclaredUnit?, isDeclared: Bool, units: UnitTable, keepsValues: Bool = true
  ) {
    self.keepsValues = keepsValues
    self.target = target
    self.isDeclared = isDeclared
    self.units = units
    exponent = target?.scaleExponent ?? 0
  }

  /// How many values are whole numbers of four digits, as years are.
  var yearCount: Int { fourDigitCount }

  /// The unit in which all cells could be told.
  var commonUnit: Unit? {
    if let unit = target?.unit ?? learned?.unit, !unit.isNone { return unit }
    return otherUnit
  }

  var type: ValueType {
    if let target { return .number(NumberType(unit: target.unit, style: target.style)) }
    let unit = learned?.unit ?? .none
    let isYear = valueCount > 0 && fourDigitCount == valueCount && unit.isNone
    let style: NumberType.Style =
      learned?.isPercent == true ? .percent : isYear ? .year : .plain
    return .number(NumberType(unit: unit, style: style))
  }

  func reserve(_ records: Int) { integers.reserve(records) }

  func appendMissing(_ count: Int) {
    integers.append(0, times: count)
    validity.appendMissing(count)
    qualifiers.append(count)
  }

  /// Reads a cell that is no plain figure, or that needs a finer scale.
  func readSlowly(_ cells: Cells, _ row: Int, in view: ChunkView) {
    let start = cells.start(row)
    let text = view.decoder.word(cells.base, start, cells.end(row))
    if text.isEmpty || MissingWords.contains(text) {
      missing.append(UInt32(truncatingIfNeeded: row))
      pending.append(0)
      return
    }
    switch judge(text) {
    case .value(let decimal, let qualifier, let isRange):
      let record = integers.count + pending.count
      if store(decimal) {
        valueCount += 1
        if isRange {
          ranges[record] = String(decoding: text, as: UTF8.self)
          rangeSamples.add(text, at: start, in: view, reason: "")
        }
        if qualifier != .exact { qualifiers.mark(row, qualifier) }
        return
      }
      odd.add(text, at: start, in: view, reason: "with the other cells it takes over 38 digits")
    case .odd(let reason, let hasLeadingZero):
      odd.add(text, at: start, in: view, reason: reason, hasLeadingZero: hasLeadingZero)
    }
    missing.append(UInt32(truncatingIfNeeded: row))
    pending.append(0)
  }

  private enum Judgement {
    case value(FixedDecimal, Qualifier, isRange: Bool)
    case odd(reason: String?, hasLeadingZero: Bool)
  }

  private func judge(_ text: UnsafeBufferPointer<UInt8>) -> Judgement {
    guard let cell = NumberText.read(text, units: units) else {
      return .odd(reason: nil, hasLeadingZero: false)
    }
    if cell.hasLeadingZero, !isDeclared, target == nil {
      return .odd(reason: "it has a leading zero", hasLeadingZero: true)
    }
    if text.contains(UInt8(ascii: ",")) { commaCount += 1 }
    if let target { return judge(cell, against: target) }
    // Classes such as 20-30 are names as often as figures.
    if cell.isRange, !isDeclared {
      return .odd(reason: "it is a range", hasLeadingZero: false)
    }
    let unit = cell.unit ?? .none
    if let learned {
      guard learned.unit == unit, learned.isPercent == cell.isPercent else {
        disagreeingCount += 1
        otherUnit = otherUnit ?? cell.unit
        return .odd(reason: "its unit is not that of the other cells", hasLeadingZero: false)
      }
    } else {
      learned = (unit, cell.isPercent)
    }
    if cell.isFourDigits, cell.qualifier == .exact { fourDigitCount += 1 }
    return .value(cell.decimal, cell.qualifier, isRange: cell.isRange)
  }

  private func judge(
    _ cell: NumberCell, against target: LoadRequest.DeclaredUnit
  ) -> Judgement {
    func odd(_ reason: String) -> Judgement { .odd(reason: reason, hasLeadingZero: false) }
    guard let unit = cell.unit else {
      if cell.isPercent {
        guard target.style == .percent else { return odd("a percentage is no \(words(target))") }
        return .value(cell.decimal, cell.qualifier, isRange: cell.isRange)
      }
      let isScaled = target.unit.isScaled || target.scaleExponent != 0
      guard isScaled else {
        return .value(cell.decimal, cell.qualifier, isRange: cell.isRange)
      }
      if cell.hasScale {
        return odd("it names a scale, and so does the field: write its unit behind it")
      }
      guard let scaled = cell.decimal.scaled(byPowerOfTen: target.scaleExponent) else {
        return odd("it takes over 38 digits")
      }
      return .value(scaled, cell.qualifier, isRange: cell.isRange)
    }
    guard unit != target.unit else {
      return .value(cell.decimal, cell.qualifier, isRange: cell.isRange)
    }
    guard let ratio = unit.ratio(to: target.unit) else {
      return odd("\(unit.text) cannot be told in \(words(target))")
    }
    guard let converted = cell.decimal.multiplied(by: ratio) else {
      return odd("it is no finite decimal in \(words(target))")
    }
    convertedCount += 1
    convertedUnit = convertedUnit ?? unit
    return .value(converted, cell.qualifier, isRange: cell.isRange)
  }

  private func words(_ target: LoadRequest.DeclaredUnit) -> String {
    target.style == .percent ? "%" : target.unit.isNone ? "plain number" : target.unit.text
  }

  /// False where the column cannot hold the number beside the others in 38 digits.
  private func store(_ decimal: FixedDecimal) -> Bool {
    if decimal.scale > scale {
      flush()
      guard integers.multiply(byTenTo: decimal.scale - scale) else { return false }
      scale = decimal.scale
    }
    guard let value = decimal.rescaled(to: scale),
      value.magnitude < NumberLoader.firstOf39Digits
    else { return false }
    if let narrow = Int64(exactly: value) {
      pending.append(narrow)
    } else {
      flush()
      integers.append(value)
    }
    return true
  }

  private static let firstOf39Digits: UInt128 =
    100_000_000_000_000_000_000_000_000_000_000_000_000

  /// Whether the column holds the numbers, or only tells which cells hold one.
  var isKept: Bool { integers.areKept }

  /// Numbers of so many records take much memory; all that is told of a load is told without them.
  func forgetUnasked() {
    if !keepsValues, isKept, integers.count > LoadReport.largestReferringSet { integers.forget() }
  }

  /// Hands the numbers read so far to the column; they are all at its scale.
  func flush() {
    integers.append(pending.pointer, count: pending.count)
    pending.removeAll()
  }

  func finish() -> Column {
    var rows = GrowingIntegers()
    var valid = GrowingValidity()
    var marks = GrowingQualifiers()
    swap(&rows, &integers)
    swap(&valid, &validity)
    swap(&marks, &qualifiers)
    let count = rows.count
    return Column(
      .integers(rows.finish(), scale: scale), count: count, validity: valid.finish(),
      qualifiers: marks.finish(), written: ranges)
  }
}
