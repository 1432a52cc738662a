/// A tree as text, one node a line, without ranges: two trees are the same question when their
/// texts are.
///
/// Nodes wait on a stack instead of calling themselves, so that no tree is too deep to print.
package struct TreeText {
  enum Part {
    case line(String)
    case expr(Expr)
    case query(Query)
    case clauses(Clauses)
    case group(String, [Part])
  }

  private var output = ""
  private var stack: [(part: Part, depth: Int)] = []

  package static func text(of expr: Expr) -> String { text(of: .expr(expr)) }

  package static func text(of query: Query) -> String { text(of: .query(query)) }

  package static func text(of statement: Statement) -> String { text(of: part(of: statement)) }

  private static func text(of part: Part) -> String {
    var tree = TreeText()
    tree.stack.append((part, 0))
    while let (part, depth) = tree.stack.popLast() { tree.write(part, depth) }
    return tree.output
  }

  private mutating func write(_ part: Part, _ depth: Int) {
    switch part {
    case .line(let line): write(line: line, depth)
    case .expr(let expr):
      let (label, parts) = Self.parts(of: expr)
      write(line: label, depth)
      push(parts, depth + 1)
    case .query(let query):
      write(line: "query", depth)
      push(Self.parts(of: query), depth + 1)
    case .clauses(let clauses): push(Self.parts(of: clauses), depth)
    case .group(let label, let parts):
      write(line: label, depth)
      push(parts, depth + 1)
    }
  }

  private mutating func write(line: String, _ depth: Int) {
    output += String(repeating: " ", count: depth) + line + "\n"
  }

  private mutating func push(_ parts: [Part], _ depth: Int) {
    for part in parts.reversed() { stack.append((part, depth)) }
  }
}
