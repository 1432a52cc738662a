import Records

/// One column of a table: its header, and its cells for some of the rows.
struct TableColumn {
  struct Cell {
    /// A text, or the half of a figure up to the point.
    var left: String
    /// The other half of a figure.
    var right = ""
    var isMissing = false
    /// `total` among figures is no figure.
    var isLabel = false
  }

  /// What a column's cells need, in columns of the screen.
  struct Measure: Equatable {
    var text = 0
    var left = 0
    var right = 0

    var width: Int { max(text, left + right) }

    mutating func formUnion(_ other: Measure) {
      text = max(text, other.text)
      left = max(left, other.left)
      right = max(right, other.right)
    }
  }

  let name: String
  /// `[yuan]`, `[%]` where cells do not say it themselves.
  let unit: String?
  let isFigure: Bool
  /// Texts may be cut; a cut figure or date would be a wrong one.
  let isCuttable: Bool
  let cells: [Cell]
  let measure: Measure

  init(_ body: TableBody, _ index: Int, rows: Range<Int>) {
    let field = body.fields[index]
    name = printable(field.name)
    let numberType = field.type.numberType
    unit = numberType.flatMap { $0.unit.isNone ? nil : "[\(printable($0.unit.text))]" }
    let isFigure = numberType != nil
    self.isFigure = isFigure
    isCuttable = field.type == .text || field.type == .list
    var measure = Measure()
    cells = rows.map { place in
      let cell = TableColumn.cell(body.cell(index, at: place), field.type)
      if isFigure, !cell.isMissing, !cell.isLabel {
        measure.left = max(measure.left, displayWidth(cell.left))
        measure.right = max(measure.right, displayWidth(cell.right))
      } else {
        measure.text = max(measure.text, displayWidth(cell.left))
      }
      return cell
    }
    self.measure = measure
  }

  static func cell(_ cell: Totals.Cell, _ type: ValueType) -> Cell {
    switch cell {
    case .value(let value): return self.cell(value, type)
    case .label(let label): return Cell(left: label, isLabel: true)
    case .blank: return Cell(left: "", isLabel: true)
    }
  }

  private static func cell(_ value: Value, _ type: ValueType) -> Cell {
    switch value {
    case .missing: return Cell(left: ValueText.missing, isMissing: true)
    case .number(let number, let qualifier):
      let parts = NumberParts(number, qualifier, type.numberType ?? .plain)
      return Cell(left: parts.left, right: parts.right)
    case .text, .list, .yesNo, .period, .moment:
      return Cell(left: ValueText.text(value, type: type))
    }
  }

  func headerWidth(inTwoLines: Bool) -> Int {
    let below = unit.map(displayWidth) ?? 0
    if inTwoLines { return max(displayWidth(name), below) }
    return displayWidth(name) + (below > 0 ? below + 1 : 0)
  }

  /// The header's lines, the last of which stands on the rule.
  func header(inTwoLines: Bool) -> [String] {
    guard let unit else { return inTwoLines ? [name, ""] : [name] }
    return inTwoLines ? [name, unit] : ["\(name) \(unit)"]
  }
}
