/// What the cells of a field are.
package enum ValueType: Sendable, Equatable {
  case text
  case number(NumberType)
  case yesNo
  case date
  case dateTime
  case list

  package var numberType: NumberType? {
    if case .number(let type) = self { type } else { nil }
  }
}

/// The unit of a number and how people write it.
package struct NumberType: Sendable, Equatable {
  package enum Style: Sendable, Equatable {
    case plain
    /// four digits without separators
    case year
    /// 0.15 printed as 15%
    case percent
  }

  package var unit: Unit
  package var style: Style

  package init(unit: Unit = .none, style: Style = .plain) {
    self.unit = unit
    self.style = style
  }

  package static let plain = NumberType()
}
