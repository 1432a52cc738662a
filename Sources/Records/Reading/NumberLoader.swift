/// Reads numbers: plain figures fast, everything else that people write by `NumberText`.
///
/// Values are whole numbers at one scale of the column, which grows with the finest cell.
final class NumberLoader: CellLoader {
  /// The unit and scale that header or declaration gave; cells agree among themselves otherwise.
  private let target: LoadRequest.DeclaredUnit?
  private let isDeclared: Bool
  private let units: UnitTable
  /// The unit and style of the first cell, where none was given.
  private var learned: (unit: Unit, isPercent: Bool)?
  /// Digits that a scale of the header adds to every plain cell.
  private let exponent: Int
  private var integers = GrowingIntegers()
  private var scale = 0
  private var validity = GrowingValidity()
  private var qualifiers = GrowingQualifiers()
  private var pending = GrowingVector<Int64>()
  private var missing = GrowingVector<UInt32>()
  private(set) var odd = OddCells()
  private(set) var valueCount = 0
  private var fourDigitCount = 0
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
  private let powers = PlainNumber.powersOfTen

  init(target: LoadRequest.DeclaredUnit?, isDeclared: Bool, units: UnitTable) {
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

  func read(_ cells: Cells, in view: ChunkView) {
    missing.removeAll()
    pending.removeAll()
    pending.reserve(cells.count)
    // A cell without unit in a column of cells with one is for `readSlowly` to judge.
    var isPlain = target != nil || learned == nil || isPlainLearned
    // Without quotes the byte that stands for them never begins a figure either.
    let quote = view.dialect.escape == nil ? view.dialect.quote : 0
    var row = 0
    while row < cells.count {
      if isPlain { row = readPlain(cells, from: row, quote: quote) }
      guard row < cells.count else { break }
      readSlowly(cells, row, in: view)
      row += 1
      isPlain = target != nil || learned == nil || isPlainLearned
    }
    flush()
    validity.append(count: cells.count, missing: missing.pointer, missingCount: missing.count)
    qualifiers.append(cells.count)
  }

  private var isPlainLearned: Bool {
    learned.map { $0.unit.isNone && !$0.isPercent } ?? true
  }

  /// Reads plain cells up to the first that is not, or that needs a finer scale.
  private func readPlain(_ cells: Cells, from first: Int, quote: UInt8) -> Int {
    let base = cells.base
    let allowsLeadingZero = isDeclared || target != nil
    let shift = exponent
    let columnScale = scale
    let values = pending.pointer + pending.count
    missing.reserve(missing.count + cells.count - first)
    let absentRows = missing.pointer + missing.count
    var written = 0
    var absent = 0
    var fourDigits = 0
    var row = first
    powers.withUnsafeBufferPointer { powers in
      while row < cells.count {
        var start = cells.start(row)
        var end = cells.end(row)
        if end &- start >= 2, base[start] == quote, base[end &- 1] == quote {
          start &+= 1
          end &-= 1
        }
        if start == end {
          absentRows[absent] = UInt32(truncatingIfNeeded: row)
          values[written] = 0
          absent &+= 1
        } else {
          let cell = PlainNumber.read(base, start, end)
          guard cell.scale >= 0 else { break }
          let raise = columnScale &- cell.scale &+ shift
          guard raise >= 0, raise < 19 else { break }
          var value = cell.digits
          if raise > 0 {
            let (product, overflow) = value.multipliedReportingOverflow(by: powers[raise])
            if overflow { break }
            value = product
          }
          if base[start] == 48 || base[start] == UInt8(ascii: "-") {
            if !allowsLeadingZero, NumberLoader.hasLeadingZero(base, start, end) { break }
          }
          if end &- start == 4, cell.digits >= 1000, cell.digits <= 2999 { fourDigits &+= 1 }
          values[written] = value
        }
        written &+= 1
        row &+= 1
      }
    }
    _ = pending.extend(by: written)
    _ = missing.extend(by: absent)
    valueCount += written - absent
    fourDigitCount += fourDigits
    if learned == nil, written > absent { learned = (.none, false) }
    return row
  }

  private static func hasLeadingZero(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    let first = base[start] == UInt8(ascii: "-") ? start + 1 : start
    return end - first > 1 && base[first] == 48 && base[first + 1] != UInt8(ascii: ".")
  }

  private func readSlowly(_ cells: Cells, _ row: Int, in view: ChunkView) {
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

  /// Hands the numbers read so far to the column; they are all at its scale.
  private func flush() {
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
