import Records

extension Run {
  private static let mostSpans = 16
  private static let fewGroups = 1 << 10

  /// Rows in spans that threads may share; a single span where they are too few to share.
  ///
  /// They depend on nothing but the rows, the groups and the settings.
  ///
  /// - Shape: `groups` is how many figures each span keeps, where that is known
  func spans(of rows: Int, groups: Int? = nil) -> [Range<Int>] {
    var least = max(1, settings.spanRows)
    // Many figures cost more to put together than they save.
    if let groups, groups > Run.fewGroups { least = max(least, 16 * groups) }
    let count = min(Run.mostSpans, rows / least)
    guard count > 1 else { return [0..<rows] }
    let batch = max(1, settings.batchSize)
    let length = ((rows + count - 1) / count + batch - 1) / batch * batch
    return stride(from: 0, to: rows, by: length).map { $0..<min(rows, $0 + length) }
  }

  /// Rows in stretches that whichever thread is free takes, where their order does not matter.
  func stretches(of rows: Int) -> [Range<Int>] {
    let batch = max(1, settings.batchSize)
    let length = (max(1, settings.spanRows) + batch - 1) / batch * batch
    return stride(from: 0, to: rows, by: length).map { $0..<min(rows, $0 + length) }
  }
}
