import Records
import Syntax

/// The steps at the end of a statement that say what becomes of its answer: `save` and `chart`.
struct Endings {
  fileprivate(set) var saves: [Load.Path] = []
  fileprivate(set) var charts: [Step] = []

  func complete(_ plan: inout Plan) throws(Diagnostic) {
    plan.saves = try Checker.saves(saves)
    for step in charts {
      let chart = try Checker.chart(step, of: plan)
      if let picture = chart.picture,
        plan.charts.contains(where: { $0.picture?.path == picture.path })
      {
        throw Diagnostic("the answer is drawn to \(picture.path) twice", at: picture.range)
      }
      plan.charts.append(chart)
    }
  }
}

extension [Continuation] {
  /// Takes the `save` and `chart` steps off the end.
  mutating func takeEndings() -> Endings {
    var endings = Endings()
    while case .step(let step)? = last {
      if case .save(let path) = step.kind {
        endings.saves.insert(path, at: 0)
      } else if case .chart = step.kind {
        endings.charts.insert(step, at: 0)
      } else {
        break
      }
      removeLast()
    }
    return endings
  }
}

extension PlanStage {
  /// An answer as it is.
  static func unchanged(_ schema: Schema) -> PlanStage {
    PlanStage(input: schema, steps: [], output: schema, form: .table)
  }
}
