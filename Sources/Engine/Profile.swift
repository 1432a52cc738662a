/// What each step of a plan did when it ran: how many rows came in and went out, and for how long.
package struct Profile: Sendable, Equatable {
  package struct Step: Sendable, Equatable {
    /// Rows that would go out by the counts of the columns alone; `nil` where they say nothing.
    package var estimate: Int?
    package var rowsIn: Int
    package var rowsOut: Int
    /// - Units: nanoseconds
    package var time: UInt64

    package init(estimate: Int?, rowsIn: Int, rowsOut: Int, time: UInt64) {
      self.estimate = estimate
      self.rowsIn = rowsIn
      self.rowsOut = rowsOut
      self.time = time
    }
  }

  /// What reading the source took: a query in its place is answered first.
  package var source: Step
  /// - Shape: one list a stage, one element a step
  package var stages: [[Step]]

  package init(source: Step, stages: [[Step]]) {
    self.source = source
    self.stages = stages
  }
}
