/// One statement of a script, or one entry of the interactive session.
package struct Statement: Sendable {
  package enum Kind: Sendable {
    case query(Query)
    /// `then …` as a statement: it continues the last answer
    case continuation([Continuation])
    case load(Load)
    case use(Name)
    /// `let big = funds > 50 million`
    case letExpression(Name, Expr)
    /// `let by_year = (sum funds by year)`
    case letQuery(Name, Query)
    /// `param county = Daning "which county"`
    case parameter(Name, Expr, help: String?)
    case include(Load.Path)
    /// `save grants to "grants.records"`
    case store(Name, Load.Path)
    /// `unit jin = 0.5 kg`
    case unit(Name, NumberLiteral)
    case expect(Expr)
    case describe(Name?)
    /// `funds?`
    case about(Name)
    case why(Why)
    case explain(Query)
    case help(String?)
  }

  package enum Why: Sendable {
    /// of the last answer
    case last
    case narrowed(Expr)
    /// `why 3`: of that row of the last answer, the first being 1
    case row(Int, at: SourceRange)
    /// `why not Dachang`: a value, or a condition, that is not in the last answer
    case absent(Expr)
    case query(Query)
  }

  package var kind: Kind
  package var range: SourceRange
  /// Words read as ours outside of clauses: `mean` → `average`, `total funds` → `sum funds`.
  package var echoes: [Echo]

  package init(_ kind: Kind, at range: SourceRange, echoes: [Echo] = []) {
    self.kind = kind
    self.range = range
    self.echoes = echoes
  }
}

/// `load "f.csv" with (…) as grants ( … )`
package struct Load: Sendable {
  package struct Option: Sendable {
    package enum Value: Sendable {
      case text(String)
      case number(Int)
      case word(Name)
    }

    package var name: Name
    package var value: Value

    package init(name: Name, value: Value) {
      self.name = name
      self.value = value
    }
  }

  package struct Path: Sendable {
    package var text: String
    package var range: SourceRange

    package init(text: String, range: SourceRange) {
      self.text = text
      self.range = range
    }
  }

  package var paths: [Path]
  package var options: [Option]
  package var name: Name?
  package var declarations: [Declaration]

  package init(paths: [Path], options: [Option], name: Name?, declarations: [Declaration]) {
    self.paths = paths
    self.options = options
    self.name = name
    self.declarations = declarations
  }
}

/// One field of a load: `funds number in million yuan or missing`.
package struct Declaration: Sendable {
  package enum Role: Sendable, Equatable {
    case plain
    case key
    /// holds the key of the record that this one is a part of
    case whole
    /// holds the key of the record whose figure this one tells again
    case original
  }

  package enum Form: Sendable, Equatable {
    case text
    case number(unit: UnitPhrase?)
    case yesNo
    case date(format: String?)
    case dateTime(format: String?)
    case list(separator: String)
  }

  /// The header as in the file.
  package var field: Name
  /// `as project` gives another name.
  package var alias: Name?
  /// `nil` leaves the form to inference.
  package var form: Form?
  package var role: Role
  /// `or missing`: cells that do not read are missing and counted
  package var allowsUnreadable: Bool
  package var range: SourceRange

  package init(
    field: Name, alias: Name?, form: Form?, role: Role, allowsUnreadable: Bool, range: SourceRange
  ) {
    self.field = field
    self.alias = alias
    self.form = form
    self.role = role
    self.allowsUnreadable = allowsUnreadable
    self.range = range
  }
}
