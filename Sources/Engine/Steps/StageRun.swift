import Records
import Semantics
import Syntax

/// Runs the steps of one stage.
///
/// Filters wait for the step behind them: a summary tests and takes in a batch in one go, so the
/// rows that pass are written down only where a later step needs them.
final class StageRun {
  let run: Run
  let stage: PlanStage
  let context: StageContext
  var frame: Frame
  var pending: [FilterPass] = []
  /// The last summary as it was taken in.
  var taken: Taken?
  /// Whether it has to be known later which records the groups of a summary have.
  var keepsGroups: Bool
  /// What is told beside the rows.
  var aside = Aside()
  /// For each place that the last fill read the row that it became.
  var filled: [UInt32]?
  /// For each row of the last unpivot the row that it was made of.
  var unpivoted: [UInt32]?
  /// For each row of the last comparison the rows of both sides that it was made of.
  var compared: [(left: Int?, right: Int?)]?
  /// What to say where a single value is missing.
  var reason: String?

  struct Outcome {
    var records: RecordSet
    var totals: Totals?
    var reason: String?
  }

  init(_ run: Run, _ stage: PlanStage, over input: RecordSet) {
    self.run = run
    self.stage = stage
    context = StageContext(input)
    frame = Frame(input)
    keepsGroups = stage.needsGroups
  }

  /// Performs the steps of the stage, or the first few.
  func perform(first count: Int? = nil) throws(ExecutionError) {
    let steps = stage.steps.prefix(count ?? stage.steps.count)
    for (index, step) in steps.enumerated() {
      if case .sort(let terms) = step, index + 1 < steps.count,
        case .limit(let count, let offset) = steps[index + 1],
        let wanted = StageRun.rows(count, behind: offset)
      {
        try sort(terms, first: wanted)
      } else {
        try perform(step)
      }
    }
    try settle()
  }

  /// How many rows a limit looks at; `nil` past all numbers.
  private static func rows(_ count: Int, behind offset: Int) -> Int? {
    let (sum, overflow) = max(0, count).addingReportingOverflow(max(0, offset))
    return overflow ? nil : sum
  }

  func outcome() throws(ExecutionError) -> Outcome {
    try perform()
    var records = answer
    var reason: String?
    if stage.form == .value, records.count == 1,
      records.fields.first?.column.isValid(0) == false
    {
      reason = self.reason
    }
    let totals = totals(beside: &records)
    return Outcome(records: records, totals: totals, reason: reason)
  }

  /// The rows at hand as a set of their own, under the names of the stage's answer.
  var answer: RecordSet {
    let names = stage.output.fields.map(\.name)
    return frame.materialised(
      name: frame.set.name, fieldNames: names.count == frame.set.fields.count ? names : nil)
  }

  /// The columns of the rows at hand.
  func everyColumn() throws(ExecutionError) -> [Node] {
    try preparer.nodes(
      frame.set.fields.enumerated().map { index, field in
        TypedExpr(.column(index), field.type, at: SourceRange(0, 0))
      })
  }

  func perform(_ step: PlanStep) throws(ExecutionError) {
    try run.checkCancelled()
    switch step {
    case .join(let join): try self.join(join)
    case .figures(let figures): try self.figures(figures)
    case .filter(let filter): pending.append(try FilterPass(filter, preparer))
    case .summarise(let summary): try summarise(summary)
    case .windows(let windows): try self.windows(windows)
    case .project(let projection): try project(projection)
    case .fill(let fill): try self.fill(fill)
    case .across(let across): try self.across(across)
    case .totals(let beside): try totals(beside)
    case .unpivot(let unpivot): try self.unpivot(unpivot)
    case .compare(let compare): try self.compare(compare)
    case .distinct: try distinct()
    case .sort(let terms): try sort(terms)
    case .top(let top): try self.top(top)
    case .limit(let count, let offset): try limit(count, offset)
    case .append(let append): try self.append(append)
    }
  }

  var preparer: Preparer { Preparer(run, context, over: frame.set) }
}

extension PlanStage {
  /// Whether a step behind a summary goes back to its records.
  var needsGroups: Bool {
    steps.contains { step in
      switch step {
      case .fill, .across, .totals: true
      case .top(let top): top.rest != nil
      case .join, .figures, .filter, .summarise, .windows, .project, .unpivot, .compare, .distinct,
        .sort, .limit, .append:
        false
      }
    }
  }
}
