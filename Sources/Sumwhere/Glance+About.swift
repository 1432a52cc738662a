import Records
package import Rendering
import Semantics
import Syntax

extension Glance {
  /// What is known of the field whose name stands at a byte offset of an entry, as a table; `nil`
  /// where no field of the current set does.
  package func about(_ text: String, at offset: Int, options: TextOptions) -> String? {
    let source = SourceText(name: "", text: text)
    guard let current = session.catalog.current, let set = session.catalog.sets[current],
      let token = Lexer.tokens(of: source).first(where: {
        ($0.kind == .name || $0.kind == .quotedName)
          && Int($0.range.start) <= offset && offset <= Int($0.range.end)
      })
    else { return nil }
    let written = source[token.range]
    let name = token.kind == .quotedName ? String(written.dropFirst().dropLast()) : written
    guard let found = Catalog.find(name, in: set.fields.map(\.name)) else { return nil }
    // Keys wait while it is counted, and nothing stops it.
    if set.count > Self.mostRecordsForKey { return "\(printable(found))? tells of it\n" }
    var session = session
    var result: String?
    let question = SourceText(name: "", text: found.asName + "?")
    let isCancelled: @Sendable () -> Bool = { false }
    try? session.run(question, isCancelled: isCancelled) {
      _, _, outcome throws(Session.Failure) in
      result = OutcomeText.body(of: outcome, options: options)
    }
    return result
  }

  private static let mostRecordsForKey = 1_000_000
}
