package import Records
package import Syntax

/// What a query does, complete and printable: the checker's output and the executor's input.
///
/// It knows no kernel and no screen. Every name is a column index of the step's input, every node
/// has a type. A plan reads a source and runs its stages, one for each sentence or step joined by
/// `then`; a stage's steps run in order, each on the answer of the one before.
package struct Plan: Sendable, Equatable {
  package indirect enum Source: Sendable, Equatable {
    /// A loaded or named set.
    case set(String)
    case query(Plan)
    /// The input of the stage around this plan: after its source, before its conditions.
    case enclosing
    /// The last answer of the session.
    case lastAnswer
  }

  package var source: Source
  package var stages: [PlanStage]
  /// Said beside the answer whatever the records are: echoes, scales of literals, values for names.
  package var notes: [Note]
  /// The query in its canonical form.
  package var text: String
  /// Where the answer is written; only the session writes.
  package var saves: [Save] = []
  /// How the answer is drawn; without any it is shown as a value or a table.
  package var charts: [Chart] = []

  package init(source: Source, stages: [PlanStage], notes: [Note] = [], text: String = "") {
    self.source = source
    self.stages = stages
    self.notes = notes
    self.text = text
  }

  package struct Save: Sendable, Equatable {
    package var path: String
    package var form: WritingForm
    /// Where the path was written.
    package var range: SourceRange

    package init(path: String, form: WritingForm, range: SourceRange) {
      self.path = path
      self.form = form
      self.range = range
    }
  }

  package var output: Schema { stages.last?.output ?? Schema(fields: []) }
  package var form: PlanForm { stages.last?.form ?? .table }
}

package enum PlanForm: Sendable, Equatable {
  /// one measure and no key: a single value
  case value
  case table
}

/// One sentence, or one step after `then`.
package struct PlanStage: Sendable, Equatable {
  /// What the first step reads.
  package var input: Schema
  package var steps: [PlanStep]
  package var output: Schema
  package var form: PlanForm

  package init(
    input: Schema = Schema(fields: []), steps: [PlanStep], output: Schema, form: PlanForm
  ) {
    self.input = input
    self.steps = steps
    self.output = output
    self.form = form
  }
}

package enum PlanStep: Sendable, Equatable {
  /// Leading steps of a stage: each appends the columns of another set behind those at hand.
  case join(Join)
  /// Aggregates with `per`: one column a figure, in order of first use, behind what a record has; an
  /// operand may read the figures before it. They are of the whole input, so no filter stands before
  /// them.
  case figures([RecordFigure])
  case filter(Filter)
  /// The answer has the keys' columns, then the aggregates'; groups are sorted by their keys,
  /// missing last. Without keys it is one row, also of no record.
  case summarise(Summary)
  /// The groups that are not there, behind a summary.
  case fill(Fill)
  /// One column a window behind those of the rows it looks at, which are of one stage's tests; a
  /// window may read the windows before it.
  case windows([Window])
  case project(Projection)
  /// Behind a projection of a summary's keys and measures.
  case across(Across)
  /// Totals of the rows at hand, beside them.
  case totals(Beside)
  case unpivot(Unpivot)
  case compare(Compare)
  /// Rows that are equal in every column become one, at the place of the first.
  case distinct
  case sort([SortTerm])
  case top(Top)
  case limit(count: Int, offset: Int)
  /// The rows of another set or answer below these.
  case append(Append)
}

package struct Summary: Sendable, Equatable {
  package struct Key: Sendable, Equatable {
    package var expr: TypedExpr
    /// Each member of the list is a key of its own; a record without one is under missing.
    package var isEach: Bool
    package var name: String

    package init(expr: TypedExpr, isEach: Bool, name: String) {
      self.expr = expr
      self.isEach = isEach
      self.name = name
    }
  }

  package var keys: [Key]
  package var aggregates: [AggregateCall]

  package init(keys: [Key], aggregates: [AggregateCall]) {
    self.keys = keys
    self.aggregates = aggregates
  }
}

package struct AggregateCall: Sendable, Equatable {
  package var function: AggregateFunction
  /// None for the number of records; two for `percentile(x, 90)` (the second a constant from 0 to
  /// 100), `correlation(x, y)` and `county at max funds` (the value, then what is largest).
  package var operands: [TypedExpr]
  package var at: Aggregate.Extremum?
  package var isDistinct: Bool
  /// `sum every funds`: parts and repeats are counted too.
  package var isEvery: Bool
  package var filter: TypedExpr?
  /// `once per gift`: the columns whose values are one's identity.
  package var oncePer: [TypedExpr]
  /// Which of the joined sets' records are counted, each once a group; with several sets, each
  /// combination of their records. Empty where nothing was joined.
  package var strands: [Int] = []
  /// Canonical text, `sum funds`.
  package var text: String
  package var type: ValueType

  package init(
    function: AggregateFunction, operands: [TypedExpr], at: Aggregate.Extremum? = nil,
    isDistinct: Bool = false, isEvery: Bool = false, filter: TypedExpr? = nil,
    oncePer: [TypedExpr] = [], text: String, type: ValueType
  ) {
    self.function = function
    self.operands = operands
    self.at = at
    self.isDistinct = isDistinct
    self.isEvery = isEvery
    self.filter = filter
    self.oncePer = oncePer
    self.text = text
    self.type = type
  }
}

/// New columns, one for each item.
package struct Projection: Sendable, Equatable {
  package struct Item: Sendable, Equatable {
    package var expr: TypedExpr
    package var name: String

    package init(expr: TypedExpr, name: String) {
      self.expr = expr
      self.name = name
    }
  }

  package var items: [Item]
  /// Whether a row is still the record it was (a `show` without `distinct`, `add`, `keep`), so that
  /// what follows leaves out the same parts and repeats.
  package var keepsRecords: Bool

  package init(items: [Item], keepsRecords: Bool) {
    self.items = items
    self.keepsRecords = keepsRecords
  }
}

package struct SortTerm: Sendable, Equatable {
  package var expr: TypedExpr
  package var isDescending: Bool
  /// Canonical text, for notes.
  package var text: String

  package init(expr: TypedExpr, isDescending: Bool, text: String) {
    self.expr = expr
    self.isDescending = isDescending
    self.text = text
  }
}
