/// One question: a sentence and the steps that follow it after `then`.
package struct Query: Sendable {
  package var sentence: Sentence
  package var continuations: [Continuation]
  package var range: SourceRange

  package init(sentence: Sentence, continuations: [Continuation] = [], range: SourceRange) {
    self.sentence = sentence
    self.continuations = continuations
    self.range = range
  }
}

/// What follows `then`.
package enum Continuation: Sendable {
  case sentence(Sentence)
  case step(Step)
}

/// Measures or a `show`, with clauses that may stand in any order.
package struct Sentence: Sendable {
  package enum Head: Sendable {
    case measures([Item])
    /// `items` is empty for `show` alone and for `show *`
    case show(isDistinct: Bool, items: [Item])
  }

  package var head: Head
  package var headRange: SourceRange
  package var clauses: Clauses
  package var range: SourceRange

  package init(head: Head, headRange: SourceRange, clauses: Clauses, range: SourceRange) {
    self.head = head
    self.headRange = headRange
    self.clauses = clauses
    self.range = range
  }
}

/// An expression of the answer and the name it is given.
package struct Item: Sendable {
  package var expr: Expr
  package var alias: Name?

  package init(expr: Expr, alias: Name? = nil) {
    self.expr = expr
    self.alias = alias
  }
}

/// The clauses of one sentence; each stands at most once, `join` and `with` may repeat.
package struct Clauses: Sendable {
  package enum WithWord: String, Sendable, CaseIterable { case totals, empty, rest, ties }

  package struct Key: Sendable {
    package var isEach: Bool
    package var expr: Expr
    package var alias: Name?

    package init(isEach: Bool = false, expr: Expr, alias: Name? = nil) {
      self.isEach = isEach
      self.expr = expr
      self.alias = alias
    }
  }

  package struct SortKey: Sendable {
    package var expr: Expr
    package var isDescending: Bool

    package init(expr: Expr, isDescending: Bool) {
      self.expr = expr
      self.isDescending = isDescending
    }
  }

  /// A whole number or a parameter.
  package enum Count: Sendable {
    case number(Int, SourceRange)
    case parameter(Name)
  }

  package struct Top: Sendable {
    package var isBottom: Bool
    package var count: Count
    package var by: Expr?
    package var per: [Name]
    package var range: SourceRange

    package init(isBottom: Bool, count: Count, by: Expr?, per: [Name], range: SourceRange) {
      self.isBottom = isBottom
      self.count = count
      self.by = by
      self.per = per
      self.range = range
    }
  }

  package struct Limit: Sendable {
    package var count: Count
    package var offset: Count?
    package var range: SourceRange

    package init(count: Count, offset: Count?, range: SourceRange) {
      self.count = count
      self.offset = offset
      self.range = range
    }
  }

  package struct Join: Sendable {
    package struct On: Sendable {
      package var isEach: Bool
      package var left: Name
      package var right: Name?

      package init(isEach: Bool, left: Name, right: Name?) {
        self.isEach = isEach
        self.left = left
        self.right = right
      }
    }

    package var source: Source
    package var on: [On]
    package var range: SourceRange

    package init(source: Source, on: [On], range: SourceRange) {
      self.source = source
      self.on = on
      self.range = range
    }
  }

  package struct With: Sendable {
    package var word: WithWord
    package var range: SourceRange

    package init(word: WithWord, range: SourceRange) {
      self.word = word
      self.range = range
    }
  }

  package var from: Source?
  package var joins: [Join]
  package var filter: Expr?
  /// `having`, which is accepted and read as part of `where`
  package var groupFilter: Expr?
  package var by: [Key]
  /// Where `per` stood in the place of `by`: its range, for the echo.
  package var perInPlaceOfBy: SourceRange?
  package var across: Key?
  package var with: [With]
  package var sort: [SortKey]
  package var top: Top?
  package var limit: Limit?
  /// What was read as something else: `("order by", "sort by")`, in order of appearance.
  package var echoes: [Echo]

  package init() {
    joins = []
    by = []
    with = []
    sort = []
    echoes = []
  }
}

/// A word people use for one of ours, as written and as read.
package struct Echo: Sendable, Equatable {
  package var written: String
  package var read: String

  package init(written: String, read: String) {
    self.written = written
    self.read = read
  }
}

/// A set by name or a query in brackets.
package struct Source: Sendable {
  package indirect enum Kind: Sendable {
    case set(Name)
    case query(Query)
  }

  package var kind: Kind
  package var alias: Name?
  package var range: SourceRange

  package init(kind: Kind, alias: Name? = nil, range: SourceRange) {
    self.kind = kind
    self.alias = alias
    self.range = range
  }
}

/// A step after `then` that is no sentence of its own.
package struct Step: Sendable {
  package enum Names: Sendable {
    case span(Name, Name)
    case listed([Name])
  }

  package enum Kind: Sendable {
    case clauses(Clauses)
    case add([Item])
    case keep([Name])
    case drop([Name])
    case rename([(from: Name, to: Name)])
    case unpivot(Names, key: Name, value: Name)
    case append(Source)
    case compare(Source, on: [Name])
    case save(Load.Path)
    case chart(form: Name?, file: Load.Path?)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
