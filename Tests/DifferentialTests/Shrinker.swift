/// Makes a failing question and its records smaller as long as they fail in the same way.
enum Shrinker {
  /// A report to work with: the records, the sentence, the SQL and what became of them.
  static func shrunk(
    _ question: Question, _ world: World, _ outcome: Trial.Outcome, in database: Database
  ) throws -> String {
    var (question, world, outcome) = (question, world, outcome)
    var trial = try Trial(world, in: database)
    var isSmaller = true
    var budget = 400
    while isSmaller, budget > 0 {
      isSmaller = false
      for candidate in question.smaller {
        budget -= 1
        let next = trial.outcome(of: candidate)
        if next.isLike(outcome) {
          (question, outcome, isSmaller) = (candidate, next, true)
          break
        }
      }
    }
    for index in world.sets.indices {
      var row = world.sets[index].rows.count - 1
      while row >= 0 {
        var fewer = world
        fewer.sets[index].rows.remove(at: row)
        trial = try Trial(fewer, in: database)
        let next = trial.outcome(of: question)
        if next.isLike(outcome) { (world, outcome) = (fewer, next) }
        row -= 1
      }
    }
    let records = world.sets.map { "\($0.name):\n\($0.csv)" }.joined(separator: "\n")
    return "\(outcome)\n\(question.text)\n\n\(records)\n\(Translation.sql(of: question))\n"
  }
}

extension Question {
  /// Questions that ask for less.
  fileprivate var smaller: [Question] {
    var result: [Question] = []
    if stages.count > 1 { result.append(Question(source: source, stages: stages.dropLast())) }
    for index in stages.indices {
      for stage in stages[index].smaller {
        var question = self
        question.stages[index] = stage
        // What follows reads the columns of what stands before.
        result.append(question)
      }
    }
    return result
  }
}

extension Stage {
  fileprivate var smaller: [Stage] {
    var result: [Stage] = []
    func add(_ change: (inout Stage) -> Void) {
      var stage = self
      change(&stage)
      result.append(stage)
    }
    if filter != nil { add { $0.filter = nil } }
    if !joins.isEmpty { add { $0.joins.removeLast() } }
    if across != nil { add { $0.across = nil } }
    if limit != nil { add { $0.limit = nil } }
    if top != nil { add { $0.top = nil } }
    if !sort.isEmpty { add { $0.sort.removeLast() } }
    switch head {
    case .summary(let measures, let keys, let groupFilter):
      if groupFilter != nil {
        add { $0.head = .summary(measures: measures, keys: keys, groupFilter: nil) }
      }
      for rest in Stage.without(one: measures) where !rest.isEmpty {
        add { $0.head = .summary(measures: rest, keys: keys, groupFilter: groupFilter) }
      }
      for rest in Stage.without(one: keys) {
        add { $0.head = .summary(measures: measures, keys: rest, groupFilter: groupFilter) }
      }
      for changed in Stage.simplified(measures) {
        add { $0.head = .summary(measures: changed, keys: keys, groupFilter: groupFilter) }
      }
      for test in groupFilter?.smaller ?? [] {
        add { $0.head = .summary(measures: measures, keys: keys, groupFilter: test) }
      }
    case .show(let items, let isDistinct):
      for rest in Stage.without(one: items) where !rest.isEmpty {
        add { $0.head = .show(rest, isDistinct: isDistinct) }
      }
      for changed in Stage.simplified(items) {
        add { $0.head = .show(changed, isDistinct: isDistinct) }
      }
    case .add(let items, let columns):
      for changed in Stage.simplified(items) { add { $0.head = .add(changed, to: columns) } }
    case .keep, .drop, .rename, .clauses, .unpivot: break
    }
    for test in filter?.smaller ?? [] { add { $0.filter = test } }
    return result
  }

  private static func without(one items: [Item]) -> [[Item]] {
    items.indices.map { index in
      var rest = items
      rest.remove(at: index)
      return rest
    }
  }

  private static func simplified(_ items: [Item]) -> [[Item]] {
    items.indices.flatMap { index in
      items[index].phrase.smaller.map { phrase in
        var changed = items
        changed[index].phrase = phrase
        changed[index].isNamed = true
        return changed
      }
    }
  }
}

extension Phrase {
  /// Phrases with less in them that give the same kind of value.
  fileprivate var smaller: [Phrase] {
    var result = parts.filter { $0.shape.isSame(shape) }
    if case .window = self { return [] }
    for index in parts.indices {
      for part in parts[index].smaller { result.append(replacing(index, with: part)) }
    }
    if case .figure(let figure) = self {
      result += figure.smaller.map { .figure($0) }
    }
    return result
  }

  private func replacing(_ index: Int, with part: Phrase) -> Phrase {
    var all = parts
    all[index] = part
    switch self {
    case .negative: return .negative(part)
    case .raised(_, let power): return .raised(part, power)
    case .opposite: return .opposite(part)
    case .isMissing(_, let isNegated): return .isMissing(part, isNegated: isNegated)
    case .looks(_, let look, let text, let isNegated):
      return .looks(part, look, text, isNegated: isNegated)
    case .matches(_, let pattern): return .matches(part, pattern)
    case .during(_, let relation, let span): return .during(part, relation, span)
    case .amongAnswer(_, let question, let isNegated):
      return .amongAnswer(part, question, isNegated: isNegated)
    case .math(let sign, _, _): return .math(sign, all[0], all[1])
    case .filled: return .filled(all[0], all[1])
    case .joined: return .joined(all[0], all[1])
    case .compared(_, let relation, _): return .compared(all[0], relation, all[1])
    case .both: return .both(all[0], all[1])
    case .either: return .either(all[0], all[1])
    case .choice: return .choice(all[0], all[1], all[2])
    case .between(_, _, _, let isNegated):
      return .between(all[0], all[1], all[2], isNegated: isNegated)
    case .within(_, _, _, let isNegated):
      return .within(all[0], all[1], all[2], isNegated: isNegated)
    case .call(let call, _): return .call(call, all)
    case .among(_, let values, let isNegated): return .among(part, values, isNegated: isNegated)
    case .column, .number, .quoted, .date, .yes, .figure, .figureOfAll, .figurePer, .answer,
      .window:
      return self
    }
  }
}

extension Figure {
  fileprivate var smaller: [Figure] {
    var result: [Figure] = []
    if filter != nil {
      var figure = self
      figure.filter = nil
      result.append(figure)
    }
    for test in filter?.smaller ?? [] {
      var figure = self
      figure.filter = test
      result.append(figure)
    }
    for (index, operand) in operands.enumerated() {
      for part in operand.smaller {
        var figure = self
        figure.operands[index] = part
        result.append(figure)
      }
    }
    return result
  }
}
