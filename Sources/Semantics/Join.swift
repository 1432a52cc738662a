package import Records
package import Syntax

/// A look-up: every row of the left stays and gets the columns of the one record of the right whose
/// keys are equal to its own, missing ones where there is none.
package struct Join: Sendable, Equatable {
  package struct Key: Sendable, Equatable {
    /// The column of what is at hand.
    package var left: Int
    /// Whether the left's list is taken apart first: a row for each member.
    package var isEach: Bool
    /// The column of the other set.
    package var right: Int
    /// What the left's number is multiplied by to be in the right's unit.
    package var ratio: Ratio?
    package var leftName: String
    package var rightName: String

    package init(
      left: Int, isEach: Bool, right: Int, ratio: Ratio?, leftName: String, rightName: String
    ) {
      self.left = left
      self.isEach = isEach
      self.right = right
      self.ratio = ratio
      self.leftName = leftName
      self.rightName = rightName
    }
  }

  package var source: Plan.Source
  package var keys: [Key]
  package var right: Schema
  /// What to call the sides.
  package var leftTitle: String
  package var title: String
  /// The other set as written, without its name here: `counties`, `(show * from counties)`.
  package var written: String
  /// What its fields are qualified with.
  package var qualifier: String?
  /// The columns of the right that the stage reads; `nil` where all may be.
  package var read: [Int]?
  /// Where the other set is written.
  package var range: SourceRange

  package init(
    source: Plan.Source, keys: [Key], right: Schema, leftTitle: String, title: String,
    written: String, qualifier: String?, range: SourceRange
  ) {
    self.source = source
    self.keys = keys
    self.right = right
    self.leftTitle = leftTitle
    self.title = title
    self.written = written
    self.qualifier = qualifier
    self.range = range
  }
}

extension PlanStage {
  /// Puts look-ups before the steps, with the columns of each that the steps read.
  mutating func lead(with joins: [Join], over input: Schema) {
    guard !joins.isEmpty else { return }
    let read = columnsRead
    var leading: [PlanStep] = []
    var width = input.fields.count
    for (index, join) in joins.enumerated() {
      var join = join
      let behind = joins[(index + 1)...].flatMap { $0.keys.map(\.left) }
      if let read {
        join.read = join.right.fields.indices.filter {
          read.contains(width + $0) || behind.contains(width + $0)
        }
      }
      width += join.right.fields.count
      leading.append(.join(join))
    }
    self.input = input
    steps = leading + steps
  }

  /// The columns of the records that the steps read; `nil` where that is not known.
  private var columnsRead: Set<Int>? {
    var read: Set<Int> = []
    // A query in brackets reads the records also where it stands behind a summary of them.
    guard steps.allSatisfy({ $0.exprs.allSatisfy { !$0.asksItsSet } }) else { return nil }
    for step in steps {
      for expr in step.exprs { read.formUnion(expr.columns) }
      // What follows reads columns of its own.
      switch step {
      case .summarise, .project: return read
      case .join, .distinct, .fill, .across, .totals, .unpivot, .compare, .append: return nil
      case .figures, .filter, .windows, .sort, .top, .limit: break
      }
    }
    return nil
  }
}

extension PlanStep {
  /// The expressions of a step over the records of its stage.
  package var exprs: [TypedExpr] {
    switch self {
    case .join, .fill, .across, .totals, .unpivot, .compare, .distinct, .limit, .append: []
    case .figures(let figures): figures.flatMap { $0.call.exprs + $0.per }
    case .windows(let windows): windows.flatMap(\.exprs)
    case .filter(let filter): [filter.predicate] + filter.watches.flatMap(\.exprs)
    case .summarise(let summary): summary.keys.map(\.expr) + summary.aggregates.flatMap(\.exprs)
    case .project(let projection): projection.items.map(\.expr)
    case .sort(let terms): terms.map(\.expr)
    case .top(let top): [top.term.expr] + top.per
    }
  }
}

extension Watch {
  fileprivate var exprs: [TypedExpr] {
    if case .sharedWithOthers(let column, _, _) = kind {
      return [predicate, TypedExpr(.column(column), .list, at: predicate.range)]
    }
    return [predicate]
  }
}

extension Window {
  fileprivate var exprs: [TypedExpr] {
    order.map(\.expr) + per + (operand.map { [$0] } ?? [])
  }
}

extension AggregateCall {
  package var exprs: [TypedExpr] { operands + oncePer + [filter].compactMap { $0 } }
}

extension TypedExpr {
  /// Whether a query inside it reads the records around it, whatever columns they have.
  fileprivate var asksItsSet: Bool {
    switch kind {
    case .scalar(let plan): return plan.source.asksItsSet
    case .isInAnswer(let x, let plan): return plan.source.asksItsSet || x.asksItsSet
    default: return children.contains(where: \.asksItsSet)
    }
  }
}

extension Plan.Source {
  fileprivate var asksItsSet: Bool {
    switch self {
    case .set, .lastAnswer: false
    case .enclosing: true
    case .query(let plan): plan.source.asksItsSet
    }
  }
}
