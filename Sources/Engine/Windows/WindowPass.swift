import Records
import Semantics
import Syntax

/// One window over the rows of a frame.
struct WindowPass {
  let stage: StageRun
  let window: Window
  let orders: WindowOrders

  init(_ stage: StageRun, _ window: Window, _ orders: WindowOrders) {
    self.stage = stage
    self.window = window
    self.orders = orders
  }

  /// - Shape: one cell a place of the frame
  func column() throws(ExecutionError) -> Column {
    let order = try order()
    switch window.function {
    case .rowNumber: return try numbers(order.rows)
    case .rank: return try ranks(order)
    case .share:
      let figures = try figures()
      sayTwice(order.rows, figures)
      sayRowsOnly()
      return try shares(order.rows, figures)
    case .running:
      let figures = try figures()
      sayTwice(order.rows, figures)
      return try running(order.rows, figures)
    case .movingAverage: return try averages(order.rows, try figures())
    case .previous, .next:
      let sources = try neighbours(order.rows)
      guard let operand = window.operand else { break }
      let node = try stage.preparer.node(operand)
      return try stage.run.column(
        of: node,
        rows: sources.map { $0 < 0 ? nil : UInt32(stage.frame.row(at: Int($0))) })
    case .change: return try changes(try neighbours(order.rows), try figures())
    case .growth: return try growths(try neighbours(order.rows), try figures())
    }
    preconditionFailure("only row_number looks at no expression")
  }

  private func order() throws(ExecutionError) -> WindowOrders.Order {
    var terms = window.order
    if window.function == .rank, let operand = window.operand {
      terms = [SortTerm(expr: operand, isDescending: true, text: window.text)]
    }
    let order = try orders.order(terms, per: window.per, stage)
    if window.function.needsOrder { try checkPositions(order) }
    return order
  }

  private func figures() throws(ExecutionError) -> WindowFigures {
    guard let operand = window.operand else {
      preconditionFailure("only row_number looks at no expression")
    }
    return WindowFigures(try stage.cells(of: operand))
  }

  // MARK: Notes and errors

  func say(_ kind: Note.Kind, _ text: String, count: Int, suggestion: String? = nil) {
    stage.run.notes.add(Note(kind, text, count: count, suggestion: suggestion))
  }

  static func rows(_ count: Int) -> String {
    "\(NoteText.count(count)) \(count == 1 ? "row" : "rows")"
  }

  /// What the window is of, in words.
  var operandText: String {
    let subject = Subject(stage.frame.set)
    return window.operand.map { subject.text(of: $0) } ?? window.text
  }

  func tooLarge(at place: Int) -> ExecutionError {
    let record = Subject(stage.frame.set).name(ofRow: stage.frame.row(at: place))
    return .failed(
      Diagnostic("\(window.text) has more than 38 digits in \(record)", at: window.range))
  }
}
