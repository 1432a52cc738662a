import TestSupport

extension PhraseMaker {
  mutating func condition(_ depth: Int = 2) -> Phrase {
    if depth > 0, random.chance(oneIn: 2) {
      switch random.below(4) {
      case 0: return .both(condition(depth - 1), condition(depth - 1))
      case 1: return .either(condition(depth - 1), condition(depth - 1))
      case 2: return .opposite(condition(depth - 1))
      default: break
      }
    }
    return test(depth)
  }

  private mutating func test(_ depth: Int) -> Phrase {
    let isNegated = random.chance(oneIn: 3)
    // Groups are tested by their figures.
    if records != nil { return numberTest(depth, isNegated) }
    switch random.below(10) {
    case 0, 1, 2: return numberTest(depth, isNegated)
    case 3, 4: return textTest(isNegated) ?? numberTest(depth, isNegated)
    case 5, 6: return dayTest(isNegated) ?? numberTest(depth, isNegated)
    case 7:
      return columns.isEmpty
        ? numberTest(depth, isNegated)
        : .isMissing(.column(random.pick(columns)), isNegated: isNegated)
    case 8:
      let flags = columns.filter { $0.shape == .yesNo }
      guard !flags.isEmpty else { return numberTest(depth, isNegated) }
      let flag = Phrase.column(random.pick(flags))
      switch random.below(4) {
      case 0: return .compared(flag, random.pick([.equal, .unequal]), .yes(isNegated))
      case 1: return .choice(textTest(isNegated) ?? flag, flag, numberTest(0, false))
      default: return flag
      }
    default: return membership(isNegated) ?? numberTest(depth, isNegated)
    }
  }

  private mutating func numberTest(_ depth: Int, _ isNegated: Bool) -> Phrase {
    let own = subject(min(1, depth))
    switch random.below(6) {
    case 0:
      let (low, high) = ends()
      return .between(own, low, high, isNegated: isNegated)
    case 1:
      let (low, high) = ends()
      return .within(own, low, high, isNegated: isNegated)
    case 2:
      let values = (0...random.below(4)).map { _ in literal() }
      return .among(own, values, isNegated: isNegated)
    case 3:
      let fields = columns.filter(\.shape.isNumber)
      guard records == nil, fields.count > 1 else { fallthrough }
      return .within(
        own, .column(random.pick(fields)), .column(random.pick(fields)), isNegated: isNegated)
    default:
      let other = random.chance(oneIn: 2) ? literal() : number(min(1, depth))
      return .compared(own, random.pick(Phrase.Relation.allCases), other)
    }
  }

  /// A number that is no literal.
  private mutating func subject(_ depth: Int) -> Phrase {
    for _ in 0..<6 {
      let made = number(depth)
      if made.isVaried { return made }
    }
    if let records {
      return .figure(figure(of: records, wanting: \.isNumber, depth: 0))
    }
    let fields = columns.filter(\.shape.isNumber)
    if let field = fields.first { return .column(field) }
    return .choice(.isMissing(.column(columns[0]), isNegated: false), literal(), literal())
  }

  private mutating func ends() -> (Phrase, Phrase) {
    let low = random.below(200) - 60
    return (.number(low, scale: 1), .number(low + random.below(300), scale: 1))
  }

  private mutating func textTest(_ isNegated: Bool) -> Phrase? {
    guard let own = text() else { return nil }
    let value = Phrase.quoted(random.pick(World.towns + World.kinds + World.regions + ["nowhere"]))
    switch random.below(8) {
    case 0, 1: return .compared(own, random.pick(Phrase.Relation.allCases), value)
    case 2:
      let values = (0...random.below(3)).map { _ in
        Phrase.quoted(random.pick(World.towns + World.kinds))
      }
      return .among(own, values, isNegated: isNegated)
    case 3, 4:
      let part = random.pick(["an", "A", "o", "%", "_", "nb", "县", "\\", ", ", "'", "er"])
      return .looks(own, random.pick(Phrase.Look.allCases), part, isNegated: isNegated)
    case 5: return .matches(own, random.pick(PhraseMaker.patterns))
    case 6:
      guard let other = text(0) else { return nil }
      return .compared(own, random.pick([.equal, .unequal, .less, .greaterOrEqual]), other)
    default: return .compared(.call(.length, [own]), .greater, .number(random.below(8), scale: 0))
    }
  }

  private static let patterns = [
    Phrase.Pattern(written: "an", glob: "*an*"), Phrase.Pattern(written: "^D", glob: "D*"),
    Phrase.Pattern(written: "r$", glob: "*r"), Phrase.Pattern(written: "[0-9]", glob: "*[0-9]*"),
    Phrase.Pattern(written: "^.a", glob: "?a*"), Phrase.Pattern(written: "n.*u", glob: "*n*u*"),
    Phrase.Pattern(written: "^....$", glob: "????"),
    Phrase.Pattern(written: "[a-c]_", glob: "*[a-c]_*"),
  ]

  private mutating func dayTest(_ isNegated: Bool) -> Phrase? {
    guard let own = day() else { return nil }
    switch random.below(6) {
    case 0, 1, 2:
      return .during(own, random.pick(Phrase.Relation.allCases), span())
    case 3:
      guard let other = dayOfField() else { return nil }
      return .compared(own, random.pick(Phrase.Relation.allCases), other)
    case 4:
      guard let first = dayOfField(), let last = dayOfField() else { return nil }
      return .within(own, first, last, isNegated: isNegated)
    default:
      guard let other = dayOfField() else { return nil }
      return .compared(
        .call(.daysBetween, [own, other]), random.pick(Phrase.Relation.allCases),
        .number(random.below(600) - 200, scale: 0))
    }
  }

  private mutating func dayOfField() -> Phrase? {
    let days = columns.filter { $0.shape == .day }
    return days.isEmpty ? nil : .column(random.pick(days))
  }

  private mutating func span() -> Phrase.Span {
    let year = 2_008 + random.below(4)
    switch random.below(4) {
    case 0:
      return Phrase.Span(
        written: "\(year)", start: World.iso(year, 1, 1), end: World.iso(year + 1, 1, 1))
    case 1:
      let quarter = 1 + random.below(4)
      return Phrase.Span(
        written: "\(year)-Q\(quarter)", start: World.iso(year, quarter * 3 - 2, 1),
        end: quarter == 4 ? World.iso(year + 1, 1, 1) : World.iso(year, quarter * 3 + 1, 1))
    case 2:
      let month = 1 + random.below(12)
      let written = World.iso(year, month, 1)
      return Phrase.Span(
        written: String(written.dropLast(3)), start: written,
        end: month == 12 ? World.iso(year + 1, 1, 1) : World.iso(year, month + 1, 1))
    default:
      let (month, day) = (1 + random.below(12), 1 + random.below(27))
      let start = World.iso(year, month, day)
      return Phrase.Span(written: start, start: start, end: World.iso(year, month, day + 1))
    }
  }

  /// `town in (show town from towns where …)`
  private mutating func membership(_ isNegated: Bool) -> Phrase? {
    guard !sets.isEmpty else { return nil }
    let set = random.pick(sets)
    let pairs = columns.flatMap { own in
      set.columns.filter { $0.shape.isLike(own.shape) && $0.shape != .yesNo && $0.shape != .day }
        .map { (own, $0) }
    }
    guard !pairs.isEmpty else { return nil }
    let (own, other) = random.pick(pairs)
    var inside = PhraseMaker(random: random)
    inside.columns = set.columns
    let filter = inside.condition(1)
    random = inside.random
    let stage = Stage(
      head: .show(
        [Item(phrase: .column(other), name: other.name, isNamed: false)],
        isDistinct: random.chance(oneIn: 2)), filter: filter)
    return .amongAnswer(
      .column(own), Question(source: .set(set.name, set.columns), stages: [stage]),
      isNegated: isNegated)
  }
}
