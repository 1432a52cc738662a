package import Records
package import Semantics

/// What a question was answered with: a set, how to say it, and what must be said beside it.
package struct Answer: Sendable {
  package var form: PlanForm
  package var records: RecordSet
  /// What stands beside the records for a reader.
  package var totals: Totals?
  package var notes: [Note]
  /// Why a single value is missing: `no record is for Daning alone in 2010`.
  package var reason: String?
  /// How it is drawn in the place of a value or a table.
  package var charts: [Chart] = []
  /// The column of `records` that may have bars beside it, as `Plan.barColumn` tells.
  package var barColumn: Int?

  package init(
    form: PlanForm, records: RecordSet, totals: Totals? = nil, notes: [Note] = [],
    reason: String? = nil
  ) {
    self.form = form
    self.records = records
    self.totals = totals
    self.notes = notes
    self.reason = reason
  }
}
