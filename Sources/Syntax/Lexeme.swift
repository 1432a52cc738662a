import Numerals

/// A token with what the lexer already knows of it, so that the parser never reads bytes.
struct Lexeme {
  enum Kind: Equatable {
    /// a bare word; the keyword it spells in any case, if it does
    case word(Keyword?)
    case quotedName
    case number(Int32)
    case period(Int32)
    case text(Int32)
    case pattern(Int32)
    case sign(Sign)
    case lineEnd
    case blankLine
    case end
    case broken(Int32)
  }

  var kind: Kind
  var range: SourceRange
  /// Whether no space stands before it.
  var isAdjacent = false

  var keyword: Keyword? {
    if case .word(let keyword) = kind { keyword } else { nil }
  }

  var sign: Sign? {
    if case .sign(let sign) = kind { sign } else { nil }
  }

  var isNumber: Bool {
    if case .number = kind { true } else { false }
  }

  var isLineEnd: Bool { kind == .lineEnd || kind == .blankLine }

  var tokenKind: Token.Kind {
    switch kind {
    case .word: .name
    case .quotedName: .quotedName
    case .number: .number
    case .period: .period
    case .text: .text
    case .pattern: .pattern
    case .sign: .sign
    case .lineEnd: .lineEnd
    case .blankLine: .blankLine
    case .end: .end
    case .broken: .broken
    }
  }
}

/// A number as its digits say, before scale words and units.
struct NumberLexeme {
  var coefficient: Int128
  var exponent: Int
  var isPercent = false
  var isFourDigits = false
  /// Commas parted its digits by threes.
  var isGrouped = false
  /// 多 or 余 stands in it: `5900多万`.
  var bound: Bound = .exact
}

/// A regular expression between its slashes.
struct PatternLexeme {
  var text: String
  var ignoresCase: Bool
}

/// A whole text as lexemes, the values of literals beside them.
struct Lexemes {
  let source: SourceText
  var list: [Lexeme] = []
  var numbers: [NumberLexeme] = []
  var periods: [PeriodLiteral] = []
  var texts: [String] = []
  var patterns: [PatternLexeme] = []
  var diagnostics: [Diagnostic] = []
}
