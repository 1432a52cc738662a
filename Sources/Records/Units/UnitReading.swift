/// What a unit phrase says: `million yuan` is a scale of 6 and a unit.
package struct UnitReading: Sendable, Equatable {
  /// The power of ten by which a plain figure is multiplied; `%` has -2.
  package var scaleExponent: Int
  package var unit: Unit
  package var style: NumberType.Style
  /// Words of no known unit, in order; `unit` is without them. The caller may add them as counts
  /// and read again.
  package var unknown: [String]

  package init(
    scaleExponent: Int = 0, unit: Unit, style: NumberType.Style = .plain, unknown: [String] = []
  ) {
    self.scaleExponent = scaleExponent
    self.unit = unit
    self.style = style
    self.unknown = unknown
  }
}
