import Records

/// Whether answers are the same; where they are not, the first place where they differ.
enum Agreement {
  static func difference(_ rows: [[Value]], _ others: [[Value]]) -> String? {
    difference(rows, others) { value, other, _ in areSame(value, other) }
  }

  static func difference(
    _ rows: [[Value]], _ cells: [[Database.Cell]], _ shapes: [Shape]
  ) -> String? {
    difference(rows, cells) { value, cell, column in
      column < shapes.count && isSame(value, cell, shapes[column])
    }
  }

  private static func difference<Other>(
    _ rows: [[Value]], _ others: [[Other]], _ isSame: (Value, Other, Int) -> Bool
  ) -> String? {
    for (index, (row, other)) in zip(rows, others).enumerated() {
      guard row.count == other.count else {
        return "row \(index + 1) has \(row.count) cells, not \(other.count)"
      }
      for (column, (value, cell)) in zip(row, other).enumerated()
      where !isSame(value, cell, column) {
        return "row \(index + 1), column \(column + 1): \(value), not \(cell)"
      }
    }
    return rows.count == others.count ? nil : "\(rows.count) rows, not \(others.count)"
  }

  private static func areSame(_ a: Value, _ b: Value) -> Bool {
    if case .number(let x, let p) = a, case .number(let y, let q) = b {
      if p != q { return false }
      if case .exact(let first) = x, case .exact(let second) = y {
        return first.order(to: second) == 0
      }
      return isNear(x.double, y.double)
    }
    return a == b
  }

  private static func isSame(_ value: Value, _ cell: Database.Cell, _ shape: Shape) -> Bool {
    switch (value, cell) {
    case (.missing, .missing): return true
    case (.number(let number, .exact), .whole(let whole)):
      var scale = 0
      if case .exact(let own, _) = shape { scale = own }
      let wanted = FixedDecimal(Int128(whole), scale: scale)
      if case .exact(let decimal) = number { return decimal.order(to: wanted) == 0 }
      return number.double == wanted.double
    case (.number(let number, .exact), .real(let real)):
      return shape == .rough ? isNear(number.double, real) : number.double == real
    case (.text(let a), .text(let b)): return Array(a.utf8) == Array(b.utf8)
    case (.yesNo(let isYes), .whole(let whole)): return whole == (isYes ? 1 : 0)
    case (.period(let period), .text(let text)): return period.text == text
    default: return false
    }
  }

  /// Where doubles were added in another order.
  private static func isNear(_ a: Double, _ b: Double) -> Bool {
    a == b || (a - b).magnitude <= 1e-9 * max(a.magnitude, b.magnitude, 1e-3)
  }
}
