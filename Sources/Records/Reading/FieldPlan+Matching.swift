extension FieldPlan {
  /// Finds the field of each declaration; a field keeps its place in the file.
  static func all(
    headers: [HeaderName], declared: [LoadRequest.Declared], file: String
  ) throws(ReadingError) -> [FieldPlan] {
    var declarations = [LoadRequest.Declared?](repeating: nil, count: headers.count)
    for declaration in declared {
      guard let index = place(of: declaration.header, in: headers) else {
        throw unknown(declaration.header, headers, file)
      }
      if declarations[index] != nil {
        throw ReadingError(file: file, "\(declaration.header) is declared twice")
      }
      declarations[index] = declaration
    }
    try check(declared, file)
    let plans = headers.indices.map {
      FieldPlan(index: $0, header: headers[$0], declared: declarations[$0])
    }
    try checkNames(plans, file)
    return plans
  }

  /// Whether a question may ask for the field; a declared one is always kept.
  func isAsked(_ names: Set<String>?) -> Bool {
    guard let names, declared == nil else { return true }
    return names.contains(header.name.lowercased()) || names.contains(header.whole.lowercased())
  }

  /// As written, else without brackets, else as the only one that differs by case.
  private static func place(of name: String, in headers: [HeaderName]) -> Int? {
    if let index = headers.firstIndex(where: { $0.whole == name }) { return index }
    if let index = headers.firstIndex(where: { $0.name == name }) { return index }
    let small = name.lowercased()
    let alike = headers.indices.filter { headers[$0].name.lowercased() == small }
    return alike.count == 1 ? alike[0] : nil
  }

  private static func unknown(
    _ name: String, _ headers: [HeaderName], _ file: String
  ) -> ReadingError {
    let names = headers.map(\.name)
    let nearest = NearestNames.of(name, among: names)
    let hint =
      nearest.isEmpty
      ? "it has " + Counted.list(names) : "nearest: " + nearest.joined(separator: ", ")
    return ReadingError(file: file, "the file has no field \(name); \(hint)")
  }

  private static func check(
    _ declared: [LoadRequest.Declared], _ file: String
  ) throws(ReadingError) {
    let keys = declared.filter { $0.role == .key }
    if keys.count > 1 {
      throw ReadingError(
        file: file, "\(Counted.list(keys.map(\.name))) are all declared key; a set has one key")
    }
    guard keys.isEmpty else { return }
    if let relation = declared.first(where: { $0.role == .whole || $0.role == .original }) {
      let word = relation.role == .whole ? "whole" : "original"
      throw ReadingError(
        file: file,
        "\(relation.name) is declared \(word), so it names another record by its key, but no field is "
          + "declared key",
        notes: ["declare the field that identifies a record: id key"])
    }
  }

  private static func checkNames(
    _ plans: [FieldPlan], _ file: String
  ) throws(ReadingError) {
    var taken: [String: String] = [:]
    for plan in plans {
      let name = plan.declared?.name ?? plan.header.name
      if let other = taken[name] {
        throw ReadingError(
          file: file, "\(plan.header.whole) and \(other) are both to be named \(name)")
      }
      taken[name] = plan.header.whole
    }
  }
}
