import Records
package import Syntax

/// A text with the scripts that it includes, all of them read and parsed before any of it runs.
package struct Script: Sendable {
  package enum Item: Sendable {
    /// A statement, the text it stands in, and the folder its paths start from. Those of an included
    /// script follow the `include`.
    case statement(Statement, SourceText, folder: String)
    /// A statement that cannot be read, or an `include` that leads nowhere.
    case problem(Diagnostic, SourceText, statement: SourceRange)
  }

  /// In the order in which they run.
  package private(set) var items: [Item] = []
  /// The files of all texts, by the paths that lead to them.
  package private(set) var paths: [String] = []
  private var known: [String: (source: SourceText, parsed: ParsedScript)] = [:]
  private var inclusions = 0

  /// - Shape: `folder` is what the paths in the text are relative to
  package init(_ source: SourceText, folder: String) {
    let file = FileIdentity(path: source.name)
    if file != nil { paths.append(source.name) }
    add(source, Parser.parse(source), folder: folder, below: [Link(name: source.name, file: file)])
  }

  package var firstProblem: (diagnostic: Diagnostic, source: SourceText, statement: SourceRange)? {
    for case .problem(let diagnostic, let source, let statement) in items {
      return (diagnostic, source, statement)
    }
    return nil
  }

  /// A path as it is opened, where a text names it.
  package static func path(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// The folder that a file's own paths start from; empty for the current one.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  // MARK: Including

  /// A script on the way from the first to the one being read.
  private struct Link {
    var name: String
    var file: FileIdentity?
  }

  private static let deepest = 32
  private static let most = 1_000

  private mutating func add(
    _ source: SourceText, _ parsed: ParsedScript, folder: String, below chain: [Link]
  ) {
    var problems: [(range: SourceRange, diagnostic: Diagnostic)] = parsed.diagnostics.map {
      (parsed.statementRange(of: $0), $0)
    }
    problems.sort { $0.range.start < $1.range.start }
    var rest = problems[...]
    for statement in parsed.statements {
      while let next = rest.first, next.range.start < statement.range.start {
        items.append(.problem(next.diagnostic, source, statement: next.range))
        rest.removeFirst()
      }
      guard case .include(let path) = statement.kind else {
        items.append(.statement(statement, source, folder: folder))
        continue
      }
      do throws(Diagnostic) {
        let place = Script.path(path.text, from: folder)
        let included = try include(path, at: place, below: chain)
        items.append(.statement(statement, source, folder: folder))
        let link = Link(name: place, file: FileIdentity(path: place))
        add(
          included.source, included.parsed, folder: Script.folder(of: place), below: chain + [link])
      } catch {
        items.append(.problem(error, source, statement: statement.range))
      }
    }
    for next in rest { items.append(.problem(next.diagnostic, source, statement: next.range)) }
  }

  private mutating func include(
    _ path: Load.Path, at place: String, below chain: [Link]
  ) throws(Diagnostic) -> (source: SourceText, parsed: ParsedScript) {
    inclusions += 1
    if inclusions > Script.most {
      throw Diagnostic("more than \(Script.most) scripts are included", at: path.range)
    }
    let file = FileIdentity(path: place)
    if let first = chain.firstIndex(where: { $0.file != nil && $0.file == file }) {
      let names = chain[first...].map(\.name) + [place]
      throw Diagnostic(
        "\(chain[first].name) includes itself: \(names.joined(separator: " → "))", at: path.range)
    }
    if chain.count > Script.deepest {
      throw Diagnostic(
        "scripts include one another more than \(Script.deepest) deep", at: path.range)
    }
    if let read = known[place] { return read }
    let source = SourceText(name: place, bytes: try Script.bytes(of: path, at: place, below: chain))
    let read = (source, Parser.parse(source))
    known[place] = read
    paths.append(place)
    return read
  }

  private static func bytes(
    of path: Load.Path, at place: String, below chain: [Link]
  ) throws(Diagnostic) -> [UInt8] {
    do throws(WholeFile.Failure) {
      return try WholeFile.bytes(of: place)
    } catch {
      switch error {
      case .missing(let nearest):
        // Named as the text would name them; no script helps by including itself.
        let prefix = place.utf8.count - path.text.utf8.count
        let names = nearest.filter { name in !chain.contains { $0.name == name } }
          .compactMap { String($0.utf8.dropFirst(prefix)) }
        let hint = names.isEmpty ? "" : "; nearest: \(names.joined(separator: ", "))"
        throw Diagnostic(
          "there is no script \(place)\(hint)", at: path.range,
          fixes: names.prefix(1).map { .init(range: path.range, replacement: Printer.quoted($0)) })
      case .isFolder: throw Diagnostic("\(place) is a folder, not a script", at: path.range)
      case .unreadable(let reason):
        throw Diagnostic("\(place) cannot be read: \(reason)", at: path.range)
      }
    }
  }
}
