import TestSupport

/// Makes random questions of one or more stages.
struct QuestionMaker {
  var random: SeededGenerator
  let world: World
  let database: Database
  private var given = 0

  init(_ random: SeededGenerator, _ world: World, _ database: Database) {
    self.random = random
    self.world = world
    self.database = database
  }

  mutating func question() throws -> Question {
    let set = random.chance(oneIn: 4) ? random.pick(world.sets) : world.sets[0]
    var question = Question(source: .set(set.name, set.columns), stages: [])
    var columns = set.columns
    let count = random.pick([1, 1, 1, 2, 2, 3])
    for index in 0..<count {
      let joins = index == 0 && set.name == world.sets[0].name ? lookups() : []
      for (strand, join) in joins.enumerated() {
        columns += join.columns.map {
          Column(name: $0.name, shape: $0.shape, strand: strand + 1)
        }
      }
      var stage = stage(over: columns, isFirst: index == 0)
      stage.joins = joins
      question.stages.append(stage)
      // Rows of a show are still the records that were looked up.
      if !joins.isEmpty, case .show = stage.head { break }
      if try spread(&question, at: index), random.chance(oneIn: 2) {
        if let unpivot = unpivotAcross(question.stages[index]) { question.stages.append(unpivot) }
        break
      }
      columns = question.columns
      if columns.isEmpty { break }
    }
    return question
  }

  mutating func name() -> String {
    given += 1
    return "v\(given)"
  }

  private func maker(_ columns: [Column]) -> PhraseMaker {
    var maker = PhraseMaker(random: random)
    maker.columns = columns
    maker.sets = world.sets
    return maker
  }

  private mutating func stage(over columns: [Column], isFirst: Bool) -> Stage {
    switch random.below(isFirst ? 5 : 11) {
    case 0, 1, 2: return summary(over: columns)
    case 3, 4: return show(over: columns, isFirst: isFirst)
    case 5: return unpivot(over: columns) ?? show(over: columns, isFirst: isFirst)
    case 6, 7: return clauses(over: columns)
    case 8:
      var maker = maker(columns)
      maker.isShown = true
      let item = Item(phrase: maker.number(), name: name())
      random = maker.random
      return Stage(head: .add([item], to: columns))
    case 9:
      let kept = columns.filter { _ in !random.chance(oneIn: 3) }
      return Stage(head: .keep(kept.isEmpty ? columns : kept))
    default:
      let column = random.pick(columns)
      if columns.count > 1, random.chance(oneIn: 2) {
        return Stage(head: .drop(column.name, from: columns))
      }
      return Stage(head: .rename(column.name, to: name(), of: columns))
    }
  }

  /// The town of a gift, and what was planned for its region and kind.
  private mutating func lookups() -> [Stage.Join] {
    guard random.chance(oneIn: 3) else { return [] }
    func join(_ set: World.SetOfRecords, _ keys: [String]) -> Stage.Join {
      Stage.Join(
        set: set.name, keys: keys, columns: set.columns.filter { !keys.contains($0.name) })
    }
    let town = join(world.sets[1], ["town"])
    return random.chance(oneIn: 2) ? [town] : [town, join(world.sets[2], ["region", "kind"])]
  }

  /// A window over groups, along one of their keys that is no period.
  private mutating func window(_ groups: inout PhraseMaker, _ keys: [Item]) -> Phrase? {
    let ordered = keys.filter { key in
      guard case .column(let column) = key.phrase else { return false }
      if case .exact(_, let reach) = column.shape { return reach != 9_999 }
      return column.shape == .text
    }
    guard let along = ordered.first else {
      return groups.window(along: nil, per: [], isPerWritten: false)
    }
    let others = keys.filter { $0 != along }.map(\.column)
    return groups.window(along: along.column, per: others, isPerWritten: false)
  }

  // MARK: Summaries

  private mutating func summary(over columns: [Column]) -> Stage {
    var records = maker(columns)
    var keys: [Item] = []
    for _ in 0..<random.pick([0, 1, 1, 1, 2, 2, 3]) {
      if let key = key(&records), !keys.contains(where: { $0.phrase == key.phrase }) {
        keys.append(key)
      }
    }
    let filter = records.random.chance(oneIn: 2) ? records.condition() : nil
    random = records.random
    var groups = maker(keys.map(\.column))
    groups.records = columns
    var measures: [Item] = []
    for _ in 0...groups.random.below(3) {
      var phrase = measure(&groups, columns)
      if groups.random.chance(oneIn: 5), let window = window(&groups, keys) { phrase = window }
      let item = Item(phrase: phrase, name: name())
      measures.append(item)
    }
    var groupFilter: Phrase?
    if !keys.isEmpty, groups.random.chance(oneIn: 4) { groupFilter = groups.condition(1) }
    groupFilter = groupFilter?.testingGroups
    random = groups.random
    var stage = Stage(
      head: .summary(measures: measures, keys: keys, groupFilter: groupFilter), filter: filter)
    stage.isFilterFirst = random.chance(oneIn: 2)
    order(&stage, by: keys.map { .column($0.column) } + measures.map { .column($0.column) })
    if stage.top?.isByWritten == false {
      stage.top?.by = .column(measures[0].column)
      if [.rough, .yesNo].contains(measures[0].phrase.shape) {
        stage.top = nil
      }
    }
    return stage
  }

  private mutating func measure(_ groups: inout PhraseMaker, _ columns: [Column]) -> Phrase {
    if groups.random.chance(oneIn: 2) {
      return .figure(groups.figure(of: columns, wanting: { _ in true }, depth: 1))
    }
    for _ in 0..<6 {
      let made = groups.number()
      if made.hasFigure { return made }
    }
    return .figure(Figure(function: .count, operands: [], filter: nil))
  }

  private mutating func key(_ records: inout PhraseMaker) -> Item? {
    let column = records.random.pick(records.columns)
    let plain = Item(phrase: .column(column), name: column.name, isNamed: false)
    switch records.random.below(4) {
    case 0:
      guard let day = records.day(0) else { return plain }
      let call = records.random.pick([Phrase.Call.year, .month, .quarter, .week, .weekday])
      return Item(phrase: .call(call, [day]), name: name())
    case 1: return Item(phrase: records.exactNumber(1), name: name()).ifVaried
    case 2: return Item(phrase: records.condition(0), name: name())
    default: return plain
    }
  }

  // MARK: Shows

  private mutating func show(over columns: [Column], isFirst: Bool) -> Stage {
    var maker = maker(columns)
    maker.isShown = true
    let filter = maker.random.chance(oneIn: 2) ? maker.condition() : nil
    var items: [Item] = []
    for _ in 0...maker.random.below(4) {
      let phrase: Phrase
      switch maker.random.below(7) {
      case 6:
        let id = columns.first { $0.name == "id" && $0.shape == world.sets[0].columns[0].shape }
        let groups = columns.filter { [.text, .yesNo].contains($0.shape) }
        let per = maker.random.chance(oneIn: 2) || groups.isEmpty ? [] : [maker.random.pick(groups)]
        phrase =
          maker.window(along: isFirst ? id : nil, per: per, isPerWritten: true) ?? maker.number()
      case 0: phrase = maker.number()
      case 1: phrase = maker.text() ?? maker.number()
      case 2: phrase = maker.day() ?? maker.number()
      case 3: phrase = maker.condition(1)
      default:
        let column = maker.random.pick(columns)
        if !items.contains(where: { $0.name == column.name }) {
          items.append(Item(phrase: .column(column), name: column.name, isNamed: false))
        }
        continue
      }
      items.append(Item(phrase: phrase, name: name()))
    }
    if items.isEmpty { items.append(Item(phrase: maker.number(), name: name())) }
    random = maker.random
    let isDistinct = random.chance(oneIn: 4) && !items.contains(where: \.phrase.isWindow)
    var stage = Stage(head: .show(items, isDistinct: isDistinct), filter: filter)
    let aliases = items.filter(\.phrase.isVaried).map { Phrase.column($0.column) }
    order(&stage, by: isDistinct ? aliases : aliases + columns.map { .column($0) })
    if stage.top?.isByWritten == false { stage.top = nil }
    if isDistinct || stage.top?.per.isEmpty == false { stage.limitPer(to: columns, items) }
    return stage
  }

  private mutating func clauses(over columns: [Column]) -> Stage {
    var maker = maker(columns)
    maker.isShown = true
    let filter = maker.random.chance(oneIn: 2) ? maker.condition() : nil
    random = maker.random
    var stage = Stage(head: .clauses(of: columns), filter: filter)
    order(&stage, by: columns.map { .column($0) })
    if stage.top?.isByWritten == false { stage.top = nil }
    if stage.top == nil, stage.sort.isEmpty, stage.filter == nil, stage.limit == nil {
      stage.limit = Stage.Limit(count: 1 + random.below(6), offset: nil)
    }
    return stage
  }

  // MARK: Order

  mutating func order(_ stage: inout Stage, by phrases: [Phrase]) {
    guard !phrases.isEmpty else { return }
    if random.chance(oneIn: 4) {
      let fields = phrases.compactMap { phrase -> Column? in
        if case .column(let column) = phrase { column } else { nil }
      }
      let ranked = fields.filter { $0.shape != .yesNo && $0.shape != .rough }
      if !ranked.isEmpty {
        let per = fields.filter { $0.shape != .rough && $0.shape != .real }
        stage.top = Stage.Top(
          count: random.below(5), isBottom: random.chance(oneIn: 2),
          by: .column(random.pick(ranked)), isByWritten: !random.chance(oneIn: 4),
          per: random.chance(oneIn: 3) && !per.isEmpty ? [random.pick(per)] : [],
          keepsTies: random.chance(oneIn: 3))
      }
    }
    if random.chance(oneIn: 3) {
      for _ in 0...random.below(2) {
        let phrase = random.pick(phrases)
        if phrase.shape == .rough { continue }
        stage.sort.append(Stage.Sort(phrase: phrase, isDescending: random.chance(oneIn: 2)))
      }
    }
    if random.chance(oneIn: 5) {
      stage.limit = Stage.Limit(
        count: random.below(6), offset: random.chance(oneIn: 2) ? random.below(4) : nil)
    }
  }
}

extension Item {
  fileprivate var ifVaried: Item? { phrase.isVaried ? self : nil }
}

extension Stage {
  /// `per` names columns of what is ranked.
  fileprivate mutating func limitPer(to columns: [Column], _ items: [Item]) {
    guard case .show(_, let isDistinct) = head else { return }
    let names = Set(isDistinct ? items.map(\.name) : columns.map(\.name) + items.map(\.name))
    top?.per.removeAll { !names.contains($0.name) }
  }
}

extension Phrase {
  /// The `and`-ed parts that test groups; the others would test records.
  fileprivate var testingGroups: Phrase? {
    guard case .both(let a, let b) = self else { return hasFigure ? self : nil }
    guard let first = a.testingGroups else { return b.testingGroups }
    return b.testingGroups.map { .both(first, $0) } ?? first
  }
}
