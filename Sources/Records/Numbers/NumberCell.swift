/// A number as a cell told it.
package struct NumberCell: Sendable, Equatable {
  /// In plain units: `2.16 million` is 2,160,000 and `15%` is 0.15.
  package var decimal: FixedDecimal
  package var qualifier: Qualifier
  /// `nil` where the cell names none.
  package var unit: Unit?
  package var isPercent: Bool
  /// Four digits and nothing else: it may be a year.
  package var isFourDigits: Bool
  /// A zero before another digit, as codes and telephone numbers have.
  package var hasLeadingZero: Bool
  /// The cell names a scale of its own, so one of its field does not apply to it.
  package var hasScale = false
  /// Two ends were written, and the figure is their middle.
  package var isRange = false

  package init(
    _ decimal: FixedDecimal, qualifier: Qualifier = .exact, unit: Unit? = nil,
    isPercent: Bool = false, isFourDigits: Bool = false, hasLeadingZero: Bool = false
  ) {
    self.decimal = decimal
    self.qualifier = qualifier
    self.unit = unit
    self.isPercent = isPercent
    self.isFourDigits = isFourDigits
    self.hasLeadingZero = hasLeadingZero
  }
}
