import Foundation

/// `Grammar/sumwhere.tmLanguage.json`, applied as an editor does: at each place the pattern that
/// matches first, and of several there the one that stands first.
struct Highlighting {
  struct Rule {
    var name: String
    var expression: NSRegularExpression
    /// The scope of the whole, and of its groups by their number.
    var scope: String?
    var groups: [Int: String]
  }

  /// A stretch of the text, in UTF-16, and its scope without the name of the language.
  struct Span {
    var range: NSRange
    var scope: String
  }

  private struct File: Decodable {
    struct Include: Decodable { var include: String }
    struct Scope: Decodable { var name: String }
    struct Pattern: Decodable {
      var name: String?
      var match: String
      var captures: [String: Scope]?
    }
    var patterns: [Include]
    var repository: [String: Pattern]
  }

  let rules: [Rule]

  init() throws {
    let data = try Data(contentsOf: Repository.url("Grammar/sumwhere.tmLanguage.json"))
    let file = try JSONDecoder().decode(File.self, from: data)
    rules = try file.patterns.compactMap { include in
      let name = String(include.include.dropFirst())
      guard let pattern = file.repository[name] else { return nil }
      var groups: [Int: String] = [:]
      for (number, scope) in pattern.captures ?? [:] {
        groups[Int(number) ?? 0] = Highlighting.short(scope.name)
      }
      return Rule(
        name: name,
        expression: try NSRegularExpression(
          pattern: pattern.match, options: [.anchorsMatchLines]),
        scope: pattern.name.map(Highlighting.short), groups: groups)
    }
  }

  private static func short(_ scope: String) -> String {
    scope.hasSuffix(".sumwhere") ? String(scope.dropLast(".sumwhere".count)) : scope
  }

  func rule(_ name: String) -> String {
    rules.first { $0.name == name }?.expression.pattern ?? ""
  }

  func spans(of text: String) -> [Span] {
    let whole = text as NSString
    var spans: [Span] = []
    var place = 0
    var found: [NSTextCheckingResult?] = rules.map { _ in nil }
    // Where a rule has nothing more to say.
    var isSpent = rules.map { _ in false }
    while place < whole.length {
      var best: Int?
      for (index, rule) in rules.enumerated() where !isSpent[index] {
        if found[index].map({ $0.range.location < place }) ?? true {
          let rest = NSRange(location: place, length: whole.length - place)
          found[index] = rule.expression.firstMatch(
            in: text, options: [.withTransparentBounds], range: rest)
          isSpent[index] = found[index] == nil
        }
        guard let start = found[index]?.range.location else { continue }
        if start < (best.flatMap { found[$0]?.range.location } ?? whole.length) { best = index }
      }
      guard let best, let match = found[best], match.range.length > 0 else { break }
      let rule = rules[best]
      if let scope = rule.scope { spans.append(Span(range: match.range, scope: scope)) }
      for (group, scope) in rule.groups.sorted(by: { $0.key < $1.key })
      where group < match.numberOfRanges && match.range(at: group).length > 0 {
        spans.append(Span(range: match.range(at: group), scope: scope))
      }
      place = match.range.location + match.range.length
    }
    return spans
  }
}
