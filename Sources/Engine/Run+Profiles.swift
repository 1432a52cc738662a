import Records
import Semantics

extension Run {
  /// Runs a plan step by step. Filters, which otherwise wait for the step behind them, are settled
  /// at once, so that each step has its own rows and its own time.
  func profile(of plan: Plan) throws(ExecutionError) -> Profile {
    let clock = settings.clock
    let start = clock()
    var input = try source(plan.source, enclosing: nil)
    let read = Profile.Step(
      estimate: nil, rowsIn: input.count, rowsOut: input.count, time: clock() &- start)
    var stages: [[Profile.Step]] = []
    for stage in plan.stages {
      let stageRun = StageRun(self, stage, over: input)
      var steps: [Profile.Step] = []
      for step in stage.steps {
        let rowsIn = stageRun.frame.count
        let estimate = RowEstimate(stageRun.frame).rows(behind: step)
        let start = clock()
        try stageRun.perform(step)
        try stageRun.settle()
        steps.append(
          Profile.Step(
            estimate: estimate, rowsIn: rowsIn, rowsOut: stageRun.frame.count,
            time: clock() &- start))
      }
      stages.append(steps)
      input = stageRun.answer
    }
    return Profile(source: read, stages: stages)
  }
}
