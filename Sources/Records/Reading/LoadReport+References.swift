extension LoadReport {
  /// Proposes `whole` and `original` where a text field names other records of the file: undeclared,
  /// a sum would count a total together with its parts.
  mutating func noteReferences(_ fields: [Field], plans: [FieldPlan], count: Int) {
    guard count <= LoadReport.largestReferringSet,
      !plans.contains(where: { $0.declared.map { $0.role != .plain } ?? false }),
      let key = fields.first(where: { LoadReport.names(everyRecord: $0, of: count) }),
      case .text(let keyCodes, let keys) = key.column.storage
    else { return }
    for (field, plan) in zip(fields, plans) where plan.declared == nil && field.name != key.name {
      guard case .text(let codes, let texts) = field.column.storage,
        field.column.missingCount > 0, field.column.missingCount < count
      else { continue }
      var cells = 0
      let isReference = (0..<count).allSatisfy { row in
        guard field.column.isValid(row) else { return true }
        cells += 1
        let code = texts.withBytes(of: codes[row]) { keys.code(of: $0) }
        return code != nil && code != keyCodes[row]
      }
      guard isReference else { continue }
      notes.append(
        Note(
          .suspected,
          "\(field.name) holds values of \(key.name) in \(Counted.noun(cells, "cell")): where it names "
            + "the record that one is a part of, declared a part is not added to its whole",
          count: cells, suggestion: "\(key.name) key, \(field.name) whole"))
    }
  }

  /// Larger sets have their keys declared by people who know them.
  static let largestReferringSet = 200_000

  private static func names(everyRecord field: Field, of count: Int) -> Bool {
    guard case .text(_, let texts) = field.column.storage else { return false }
    return count > 1 && field.column.missingCount == 0 && texts.count == count
  }
}
