import Records
import Syntax

extension Checker {
  mutating func stage(
    _ sentence: Sentence, over scope: Scope
  ) throws(Diagnostic) -> PlanStage {
    let input = scope.schema
    let (joins, joined) = try openJoins(of: sentence.clauses, over: scope)
    self.joins = joins
    self.scope = joined
    records = joined
    aliases = []
    besideWatches = []
    beside = nil
    summary = SummaryBuilder()
    startWindows(sentence)
    lastComparison = nil
    try refuseLaterClauses(of: sentence.clauses)
    for echo in sentence.clauses.echoes { self.echo(echo) }
    var stage: PlanStage
    switch sentence.head {
    case .measures(let items):
      itemNames = Set(items.compactMap { $0.alias?.text })
      stage = try summaryStage(items, sentence)
    case .show(let isDistinct, let items):
      itemNames = Set(items.compactMap { $0.alias?.text })
      stage = try showStage(items, isDistinct: isDistinct, sentence)
    }
    stage.lead(with: joins, over: input)
    return stage
  }

  private func refuseLaterClauses(of clauses: Clauses) throws(Diagnostic) {
    for with in clauses.with {
      switch with.word {
      case .totals, .empty: break
      case .ties, .rest:
        guard clauses.top == nil else { continue }
        throw Diagnostic(
          "with \(with.word.rawValue) belongs to top or bottom, and there is none", at: with.range)
      }
    }
  }

  /// No window and no figure of another sentence is known in this one.
  private mutating func startWindows(_ sentence: Sentence) {
    figures = []
    windows = []
    sortedWindows = []
    // A cross table is sorted by columns that its windows come before.
    sentenceSort = sentence.clauses.across == nil ? sentence.clauses.sort : []
    windowNames = []
    isDistinctShow = false
    let items: [Item] =
      switch sentence.head {
      case .measures(let items), .show(_, let items): items
      }
    for item in items {
      guard let alias = item.alias, containsWindow(item.expr) else { continue }
      windowNames.insert(alias.text)
    }
  }

  mutating func echo(_ echo: Echo) {
    // The whole sentence is echoed once, where it ends.
    readsOtherWords = true
  }
}
