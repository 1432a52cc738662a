import Engine
import Records
import Semantics

/// Sets whose columns are read from a file as they are asked for, where nothing can fail: what went
/// wrong is found out here, before anyone sees what came of it.
extension Session {
  /// Why what was just made cannot be believed.
  var fault: ReadingError? {
    for saved in savedFiles {
      if let fault = saved.file.fault { return fault }
    }
    return nil
  }

  /// Refuses what a statement did where it met a damaged file, and forgets the set and the answers
  /// that may be made of it.
  mutating func refuseDamaged(_ outcome: Outcome?) throws(Failure) {
    if savedFiles.isEmpty { return }
    // Rows of an answer may be columns that nothing has asked for yet.
    if case .answer(let answer)? = outcome { answer.records.settle() }
    guard let fault else { return }
    for saved in savedFiles where saved.file.fault != nil { drop(saved.records) }
    savedFiles.removeAll { $0.file.fault != nil }
    change { $0.lastAnswer = nil }
    lastPlan = nil
    lastRecords = nil
    throw .reading(fault)
  }
}
