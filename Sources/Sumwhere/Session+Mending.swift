import Records
import Semantics
package import Syntax

extension Session {
  /// A diagnostic with only those fixes that, pasted, give a statement that reads and checks.
  func mended(
    _ diagnostic: Diagnostic, _ source: SourceText, _ statement: SourceRange
  ) -> Diagnostic {
    var result = diagnostic
    result.fixes = diagnostic.fixes.filter { fix in
      Self.applying(fix, to: statement, of: source).map(isSound) ?? false
    }
    return result
  }

  /// The statement's text with a fix in place.
  package static func applying(
    _ fix: Diagnostic.Fix, to statement: SourceRange, of source: SourceText
  ) -> String? {
    let start = Int(min(statement.start, fix.range.start))
    let end = min(Int(max(statement.end, fix.range.end)), source.bytes.count)
    let (from, to) = (Int(fix.range.start), min(Int(fix.range.end), source.bytes.count))
    guard start <= from, from <= to, to <= end else { return nil }
    let bytes =
      Array(source.bytes[start..<from]) + Array(fix.replacement.utf8)
      + Array(source.bytes[to..<end])
    return String(validating: bytes, as: UTF8.self)
  }

  private func isSound(_ text: String) -> Bool {
    let source = SourceText(name: "", text: text)
    let parsed = Parser.parse(source)
    guard parsed.diagnostics.isEmpty, parsed.statements.count == 1 else { return false }
    let statement = parsed.statements[0]
    if case .continuation = statement.kind, catalog.lastAnswer == nil { return false }
    // A script is read before its loads run, so what its names mean is not known yet.
    if catalog.setNames.isEmpty { return true }
    do throws(Diagnostic) {
      switch statement.kind {
      case .query(let query), .explain(let query), .letQuery(_, let query),
        .why(.query(let query)):
        _ = try Checker.plan(for: query, in: catalog)
      case .continuation(let continuations):
        _ = try Checker.plan(continuing: continuations, at: statement.range, in: catalog)
      case .expect(let condition): _ = try Checker.plan(expecting: condition, in: catalog)
      case .letExpression(let name, let expr):
        var among = catalog
        among.definitions[name.text] = nil
        let definition = Catalog.Definition(
          body: .expression(expr), earlier: among.definitions, source: source)
        _ = try Checker.check(definition, in: among)
      case .parameter(_, let expr, _):
        _ = try Checker.parameter(default: expr, help: nil, in: catalog)
      case .unit(let name, let literal): _ = try Checker.unit(name, literal, in: catalog)
      case .use(let name):
        return Catalog.find(name.text, in: catalog.setNames) != nil
      case .store(let name, let path):
        _ = try Checker.stored(name, path, in: catalog)
      case .load(let load):
        _ = try Checker.request(for: load, in: catalog)
      case .why(.last), .why(.narrowed), .why(.row), .why(.absent), .include, .describe,
        .about, .help:
        break
      }
      return true
    } catch {
      return false
    }
  }
}
