import TestSupport

/// Random sentences of the grammar. What the grammar says in words, it knows: clauses stand once,
/// and those that would take a following `by` or `per` for themselves stand last.
struct SentenceMaker {
  private let grammar: Grammar
  private var generator: SeededGenerator
  private var depth = 0

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    generator = SeededGenerator(seed: seed)
  }

  mutating func sentence(_ production: String = "statement") -> String {
    depth = 0
    return make(.reference(production)).joined(separator: " ")
  }

  private mutating func make(_ rule: Grammar.Rule) -> [String] {
    switch rule {
    case .sequence(let rules): return rules.flatMap { make($0) }
    case .choice(let rules):
      // Deep inside, the last alternatives of a production are taken: they are the small ones.
      return make(depth > 24 ? rules[rules.count - 1] : generator.pick(rules))
    case .optional(let rule):
      return generator.chance(oneIn: depth > 12 ? 40 : 3) ? make(rule) : []
    case .repeated(.reference("clause")): return clauses(least: 0)
    case .repeated(let rule):
      var words: [String] = []
      while generator.chance(oneIn: depth > 12 ? 40 : 4) { words += make(rule) }
      return words
    case .terminal(let text): return [text]
    case .reference(let name): return make(production: name)
    case .special: return []
    }
  }

  private mutating func make(production name: String) -> [String] {
    if let word = lexeme(name) { return [word] }
    depth += 1
    defer { depth -= 1 }
    if name == "step", generator.chance(oneIn: 3) { return clauses(least: 1) }
    guard let rule = grammar.rules[name] else { return [] }
    // Without brackets an `else` would take all that follows for itself.
    if name == "conditional" { return ["("] + make(rule) + [")"] }
    if name == "step", case .choice(let rules) = rule {
      return make(.choice(Array(rules.dropLast())))
    }
    return make(rule)
  }

  private mutating func clauses(least: Int) -> [String] {
    var names = ["from", "join", "where", "having", "by", "across", "with", "sort"]
    names.shuffle(using: &generator)
    let count = max(least, generator.below(depth > 12 ? 2 : 5))
    var chosen = Array(names.prefix(count))
    if generator.chance(oneIn: 4) { chosen.append("top") }
    if generator.chance(oneIn: 4) { chosen.append("limit") }
    return chosen.flatMap { make(production: $0) }
  }

  private static let names = [
    "funds", "county", "year", "count", "sum", "top", "share", "first", "last", "mode", "list",
    "limit", "rest", "key", "text", "exact", "per_head", "县", "_a1", "Sector", "offset", "x²",
  ]
  private static let functions = [
    "round", "running", "growth", "row_number", "bin", "date", "rank", "unheard_of", "总计",
  ]
  private static let texts = [
    "\"rural roads\"", "'a'", "“Daning”", "\"\"", "\"a \\\"b\\\" \\n \\u{4e2d}\"", "‘x’",
  ]
  private static let periods = [
    "2010-05", "2010-Q3", "2010-W20", "2010-05-17", "2010-05-17T08:30", "2010-05-17T08:30:59",
  ]

  /// What the lexer makes; nil for the productions that the parser makes.
  private mutating func lexeme(_ name: String) -> String? {
    guard grammar.lexical.contains(name) else { return nil }
    switch name {
    case "word": return generator.pick(Self.names)
    case "quotedName": return generator.pick(["`project name`", "`by`", "`2010 sum_funds`"])
    case "unitWord": return generator.pick(["yuan", "mu", "person", "`big unit`", "亩"])
    case "function": return generator.pick(Self.functions)
    case "number":
      return generator.pick([
        "0", "5", "59", "2010", "2.16", "1.50", "1_000", "59_000_000", "1e6", "1e-3", "四千三百万",
        "7万5千4百", "二百五十", "四分之三", "12345.678", "0.5", "999999999999", "100000000000000000000e-1",
      ])
    case "percent": return generator.pick(["15%", "2.5%", "100%"])
    case "whole": return generator.pick(["1", "5", "10", "2010"])
    case "digit": return generator.pick(["1", "2", "3"])
    case "period": return generator.pick(Self.periods)
    case "text": return generator.pick(Self.texts)
    case "pattern": return generator.pick(["/a|b/", "/^x[/]\\/\\d+$/i"])
    case "lineEnd": return "\n"
    default: return make(grammar.rules[name] ?? .special).joined(separator: " ")
    }
  }
}
