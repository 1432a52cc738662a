import Records
import Semantics

extension Run {
  func records(
    behind plan: Plan, where narrowing: TypedExpr?
  ) throws(ExecutionError) -> Answer {
    preconditionFailure("comes next")
  }
}
