package import Records
package import Syntax

/// An aggregate with `per`: beside every record the figure of its group, over the whole set.
package struct RecordFigure: Sendable, Equatable {
  package var call: AggregateCall
  package var per: [TypedExpr]

  package init(call: AggregateCall, per: [TypedExpr]) {
    self.call = call
    self.per = per
  }
}

/// A function over the rows of an answer: what it takes of each row, and how it goes along them.
package struct Window: Sendable {
  package enum Function: String, Sendable, CaseIterable {
    case running, change, growth, previous, next
    case rowNumber = "row_number"
    case movingAverage = "moving_average"
    case rank, share
  }

  /// How the order is written, for errors and notes at run time.
  package struct Written: Sendable {
    /// The call up to the end of its order, `running(sum funds along year`, and what follows; empty
    /// where the order is the sentence's sort.
    package var head: String
    package var tail: String
    package var order: String
    package var per: String

    package init(head: String, tail: String, order: String, per: String) {
      self.head = head
      self.tail = tail
      self.order = order
      self.per = per
    }
  }

  package var function: Function
  /// Only `row_number()` has none.
  package var operand: TypedExpr?
  /// How many rows or periods away, and of how many rows an average is.
  package var count: Int
  /// Empty for `rank`, which orders by its operand, and for `share`.
  package var order: [SortTerm]
  package var per: [TypedExpr]
  /// Whether neighbours are those of the calendar: the order is one period or one year.
  package var looksAtPeriods: Bool
  /// Whether `with empty` would put the periods there that are not.
  package var hasEmptyForm: Bool
  /// Canonical text.
  package var text: String
  package var type: ValueType
  package var written: Written
  /// The joined sets whose figures it takes, where it looks at records.
  package var strands: [Int] = []
  /// Where it was written; not part of its identity.
  package var range: SourceRange

  package init(
    _ function: Function, operand: TypedExpr?, count: Int = 1, order: [SortTerm] = [],
    per: [TypedExpr] = [], looksAtPeriods: Bool = false, hasEmptyForm: Bool = false, text: String,
    type: ValueType, written: Written = Written(head: "", tail: "", order: "", per: ""),
    at range: SourceRange
  ) {
    self.function = function
    self.operand = operand
    self.count = count
    self.order = order
    self.per = per
    self.looksAtPeriods = looksAtPeriods
    self.hasEmptyForm = hasEmptyForm
    self.text = text
    self.type = type
    self.written = written
    self.range = range
  }
}

extension Window: Equatable {
  package static func == (left: Window, right: Window) -> Bool {
    left.function == right.function && left.operand == right.operand && left.count == right.count
      && left.order == right.order && left.per == right.per && left.type == right.type
      && left.looksAtPeriods == right.looksAtPeriods
  }
}

extension Window.Function {
  /// Whether rows stand one after another in it.
  package var needsOrder: Bool {
    switch self {
    case .running, .change, .growth, .previous, .next, .rowNumber, .movingAverage: true
    case .rank, .share: false
    }
  }

  /// Whether it looks at one other row.
  package var looksAtNeighbour: Bool {
    switch self {
    case .change, .growth, .previous, .next: true
    case .running, .rowNumber, .movingAverage, .rank, .share: false
    }
  }
}
