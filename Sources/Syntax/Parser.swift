/// Tokens to tree: recursive descent, a function for each production of `Grammar/sumwhere.ebnf`,
/// the levels of operators by precedence climbing.
///
/// Functions that look are plain, functions that consume are mutating; `parse` must, `eat` may.
/// What is no name to the lexer is still only a word to the parser: which words are keywords
/// is decided by the place they stand in. Names, types and units are the checker's.
package struct Parser {
  /// How deep expressions may nest.
  package static let maximumNesting = 256
  /// How long a chain of operators may be.
  package static let maximumChain = 1_000

  let lexemes: Lexemes
  let list: [Lexeme]
  let canContinue: Bool
  private let floor: StackFloor
  /// Where the bracket that opens at an index closes.
  let partners: [Int: Int]
  var index = 0
  /// Open nested expressions.
  var nesting = 0
  /// The height of the tree that was parsed last.
  var height = 0
  /// The greatest height in the query that is being read.
  var peak = 0
  /// Where numbers with a scale word start.
  var scaledNumbers: Set<UInt32> = []
  /// Numbers parted by commas in the innermost open brackets.
  var groupedNumbers: [SourceRange] = []
  /// Words read as ours outside of clauses.
  var echoes: [Echo] = []

  private init(_ slice: StatementLines.Slice, of lexemes: Lexemes, floor: StackFloor) {
    self.floor = floor
    self.lexemes = lexemes
    list = slice.lexemes
    canContinue = slice.canContinue
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    for (index, lexeme) in slice.lexemes.enumerated() {
      if lexeme.sign == .open { open.append(index) }
      if lexeme.sign == .close, let start = open.popLast() { partners[start] = index }
    }
    self.partners = partners
  }

  /// script = { statement ( ";" | lineEnd ) } ;
  package static func parse(_ source: SourceText) -> ParsedScript {
    let lexemes = Lexer.lex(source)
    var script = ParsedScript(statements: [], diagnostics: [])
    let floor = StackFloor.ofCurrentThread()
    for slice in StatementLines.split(lexemes) {
      var parser = Parser(slice, of: lexemes, floor: floor)
      do throws(Failure) {
        script.statements.append(try parser.parseStatement())
      } catch {
        script.diagnostics.append(error.diagnostic)
        script.unreadStatements.append(slice.range)
      }
    }
    return script
  }
}

// What stands at the current place.
extension Parser {
  var current: Lexeme { list[index] }

  func peek(_ distance: Int = 1) -> Lexeme { list[min(index + distance, list.count - 1)] }

  var isAtEnd: Bool { current.kind == .end }

  func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  func at(_ sign: Sign) -> Bool { current.sign == sign }

  func text(of lexeme: Lexeme) -> String { lexemes.source[lexeme.range] }

  /// The range from a start to the end of the last lexeme read.
  func range(from start: SourceRange) -> SourceRange {
    SourceRange(start: start.start, end: index > 0 ? list[index - 1].range.end : start.end)
  }

  @discardableResult
  mutating func advance() -> Lexeme {
    let lexeme = current
    if index < list.count - 1 { index += 1 }
    return lexeme
  }

  mutating func eat(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    index += 1
    return true
  }

  mutating func eat(_ sign: Sign) -> Bool {
    guard at(sign) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ keyword: Keyword, _ place: String) throws(Failure) {
    guard eat(keyword) else { throw unexpected("`\(keyword.rawValue)` \(place)") }
  }

  mutating func expect(_ sign: Sign, _ place: String) throws(Failure) {
    guard eat(sign) else { throw unexpected("`\(sign.rawValue)` \(place)") }
  }

  /// Opens a nested expression within the budget.
  mutating func enter(at range: SourceRange) throws(Failure) {
    nesting += 1
    if nesting > Self.maximumNesting { throw problem(.tooDeep, at: range) }
    if floor.isReached { throw problem(.noRoom, at: range) }
  }

  /// Sets the height of a tree above its tallest part, within the budget.
  mutating func raised(_ expr: Expr, over tallest: Int) throws(Failure) -> Expr {
    height = tallest + 1
    peak = max(peak, height)
    if height > Self.maximumChain { throw problem(.tooLong, at: expr.range) }
    return expr
  }

  /// Says what was found where something else belongs; bytes that are no lexeme say it themselves.
  func unexpected(_ expected: String, fixes: [Diagnostic.Fix] = []) -> Failure {
    if let broken = brokenLexeme() { return broken }
    if isAtEnd {
      return Failure(
        Diagnostic(
          .missing(expected), at: current.range, fixes: fixes, isIncomplete: canContinue))
    }
    return Failure(
      Diagnostic(
        .unexpected(expected, found: text(of: current)), at: current.range, fixes: fixes))
  }

  /// Why the bytes that stand here are no lexeme.
  func brokenLexeme() -> Failure? {
    guard case .broken(let number) = current.kind else { return nil }
    var diagnostic = lexemes.diagnostics[Int(number)]
    if text(of: current) == "%", let fix = moduloFix() { diagnostic.fixes = [fix] }
    return Failure(diagnostic)
  }

  /// A diagnostic at a place.
  func problem(
    _ message: String, at range: SourceRange, notes: [String] = [], fixes: [Diagnostic.Fix] = []
  ) -> Failure {
    Failure(Diagnostic(message, at: range, notes: notes, fixes: fixes))
  }

  func replace(_ range: SourceRange, with replacement: String) -> Diagnostic.Fix {
    Diagnostic.Fix(range: range, replacement: replacement)
  }

  func insert(_ text: String, at offset: UInt32) -> Diagnostic.Fix {
    Diagnostic.Fix(range: SourceRange(start: offset, end: offset), replacement: text)
  }

  func remove(_ range: SourceRange) -> Diagnostic.Fix { replace(range, with: "") }

  mutating func echo(_ written: String, _ read: String) {
    echoes.append(Echo(written: written, read: read))
  }
}

extension String {
  fileprivate static let noRoom = "the expression nests too deep here; a let can name an inner one"
  fileprivate static let tooDeep =
    "expressions nest at most 256 deep; a let can name an inner one"
  fileprivate static let tooLong =
    "a chain of operators has at most 1,000; a let can name a part, in ( … ) can list values"
  fileprivate static func missing(_ expected: String) -> String {
    "the sentence ends where \(expected) belongs"
  }
  fileprivate static func unexpected(_ expected: String, found: String) -> String {
    "`\(found)` stands where \(expected) belongs"
  }
}
