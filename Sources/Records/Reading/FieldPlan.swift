/// One field of a file: where it stands and what was said of it.
struct FieldPlan {
  /// Which field of the set; where the file is the only one, also which cell of a record.
  let index: Int
  let header: HeaderName
  let declared: LoadRequest.Declared?

  /// The unit and scale that the header gives.
  var headerUnit: LoadRequest.DeclaredUnit? { header.unit }

  var isInferred: Bool { declared == nil || declared?.form == .inferred }

  /// The name of the field once its type is known: brackets that hold no known unit belong to the
  /// name of a field that holds no numbers.
  func name(for type: ValueType) -> String {
    if let declared { return declared.name }
    return type.numberType == nil && !header.hasKnownUnit ? header.whole : header.name
  }
}
