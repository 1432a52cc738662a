package import Records

/// A cross table: the values of a key become columns, `2010`, or with several measures
/// `2010 sum_funds`.
///
/// Its input has the keys of the rows, the key, and the measures; its answer the keys of the rows,
/// for each value of the key the measures, and the figures of whole rows. Which values there are
/// was asked before, so that the plan is complete and what follows can name the columns.
package struct Across: Sendable, Equatable {
  package struct Measure: Sendable, Equatable {
    package var name: String
    package var type: ValueType
    /// A group that is not there has 0 records; its other figures are missing.
    package var isCount: Bool

    package init(name: String, type: ValueType, isCount: Bool) {
      self.name = name
      self.type = type
      self.isCount = isCount
    }
  }

  /// How many keys the rows have: the columns before the key.
  package var rowKeyCount: Int
  package var key: Summary.Key
  package var keyType: ValueType
  /// The values of the key, in its order.
  package var values: [Value]
  package var measures: [Measure]
  /// One a value and measure, value by value.
  package var names: [String]
  /// Measures of all records of a row's groups, over a frame of the summary's columns; what `top`
  /// and `sort` order by where they name a measure. They are never added up from the columns.
  package var wholes: [Projection.Item] = []

  package init(
    rowKeyCount: Int, key: Summary.Key, keyType: ValueType, values: [Value],
    measures: [Measure], names: [String]
  ) {
    self.rowKeyCount = rowKeyCount
    self.key = key
    self.keyType = keyType
    self.values = values
    self.measures = measures
    self.names = names
  }

  /// More columns than this are refused.
  package static let mostColumns = 100
}

extension Schema {
  /// The value of a key that a column of a cross table is of, for `unpivot`.
  package struct Label: Sendable, Equatable {
    package var value: Value
    package var type: ValueType
    /// The measure that the name has besides, where there are several.
    package var measure: String?

    package init(value: Value, type: ValueType, measure: String?) {
      self.value = value
      self.type = type
      self.measure = measure
    }
  }
}

extension Value {
  /// As the name of a column: `2010`, `2010-05`, `Daning + Yonghe`, `missing`.
  package func columnName(_ type: ValueType) -> String {
    switch self {
    case .missing: return "missing"
    case .text(let text): return text == "missing" || text.isEmpty ? "\"\(text)\"" : text
    case .list(let members): return members.joined(separator: " + ")
    case .yesNo(let isYes): return isYes ? "yes" : "no"
    case .period(let period): return period.text
    case .moment(let seconds): return DateText.text(ofMoment: seconds)
    case .number(let number, let qualifier):
      let sign =
        switch qualifier {
        case .exact: ""
        case .atLeast: "> "
        case .atMost: "< "
        case .about: "~ "
        }
      guard type.numberType?.style == .percent else { return sign + number.text(qualifier) }
      switch number {
      case .exact(let decimal):
        let hundredfold = FixedDecimal(decimal.coefficient, scale: decimal.scale - 2)
        return sign + Number.exact(hundredfold).text() + "%"
      case .double(let double): return sign + Number.double(double * 100).text(qualifier) + "%"
      }
    }
  }
}
