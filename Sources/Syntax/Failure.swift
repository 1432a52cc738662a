/// A diagnostic behind one pointer: a parser that nests deep must keep its frames small, and each
/// `try` has room for what may be thrown.
indirect enum Failure: Error {
  case diagnosed(Diagnostic)

  init(_ diagnostic: Diagnostic) {
    self = .diagnosed(diagnostic)
  }

  var diagnostic: Diagnostic {
    switch self {
    case .diagnosed(let diagnostic): diagnostic
    }
  }
}
