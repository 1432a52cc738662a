import Syntax
import Testing

@Suite struct LineTests {
  @Test(arguments: [
    ("count\nshow a", ["count", "show a"]),
    ("count; show a;;\n;", ["count", "show a"]),
    ("sum funds\nwhere a = 1\nby b", ["sum funds where a = 1 by b"]),
    ("sum funds where\na = 1", ["sum funds where a = 1"]),
    ("show a,\nb", ["show a, b"]),
    ("show a\n, b", ["show a, b"]),
    ("show a\n+ b", ["show a + b"]),
    ("show a +\nb", ["show a + b"]),
    ("show (a\n\n+\n\nb)", ["show a + b"]),
    ("show *\ncount", ["show", "count"]),
    ("count (\n*\n)\nshow a", ["count (*)", "show a"]),
    (
      "sum funds by a sort by a descending\ncount",
      ["sum funds by a sort by a descending", "count"]
    ),
    ("sum funds by a\ntop 5\ncount", ["sum funds by a top 5", "count"]),
    ("sum funds by a\ntop\n", ["sum funds by a"]),
    ("sum funds\n# why\nby a # how\n# what\nwhere b", ["sum funds where b by a"]),
    ("include \"a.sum\"\nthen top 3", ["include \"a.sum\"", "then top 3"]),
    ("sum funds\nthen top 3\n\nthen top 2", ["sum funds then top 3", "then top 2"]),
    ("sum funds\ngroup by a\norder by a desc", ["sum funds by a sort by a descending"]),
    ("help where\ncount", ["help where", "count"]),
    ("#!/usr/bin/env sumwhere\r\ncount\r\n", ["count"]),
    ("\u{feff}count", ["count"]),
    (
      "load \"a\" as x (\n  id key,\n\n  # why\n  b text\n)\ncount",
      [
        "load \"a\" as x (id key, b text)", "count",
      ]
    ),
  ])
  func statementsEndWhereTheyShould(text: String, expected: [String]) {
    let script = Parser.parse(SourceText(name: "test", text: text))
    if text != "sum funds by a\ntop\n" { #expect(script.diagnostics.isEmpty) }
    #expect(script.statements.map(Printer.text).prefix(expected.count) == expected[...])
  }

  @Test func echoesSayWhatWasReadAsWhat() throws {
    let text = "total funds, mean staff group by year having sum funds > 1 order by year desc"
    let script = Parser.parse(SourceText(name: "test", text: text))
    let statement = try #require(script.statements.first)
    #expect(statement.echoes.map(\.written) == ["total", "mean"])
    guard case .query(let query) = statement.kind else {
      Issue.record("a query is read")
      return
    }
    let echoes = query.sentence.clauses.echoes
    #expect(echoes.map(\.written) == ["group by", "having", "order by", "desc"])
    #expect(echoes.map(\.read) == ["by", "where", "sort by", "descending"])
    #expect(query.sentence.clauses.groupFilter != nil)
  }

  @Test func tokensAreDumpedOneALine() {
    let text = TokenText.text(of: SourceText(name: "test", text: "sum 县 > 5万 # why\n\n'x'"))
    #expect(
      text == """
        name 0..<3 sum
        name 4..<7 县
        sign 8..<9 >
        number 10..<11 5
        name 11..<14 万
        lineEnd 20..<21
        blankLine 21..<22
        text 22..<25 'x'
        end 25..<25

        """)
  }

  @Test func treesAreDumpedWithoutRanges() throws {
    let script = Parser.parse(
      SourceText(name: "test", text: "sum funds where (county = Daning) and year=2010"))
    let statement = try #require(script.statements.first)
    #expect(
      TreeText.text(of: statement) == """
        query
         measures
          aggregate sum
           name funds
         where
          infix and
           infix =
            name county
            name Daning
           infix =
            name year
            number 201e1 year

        """)
  }

  @Test func rangesOfPartsLieWithinTheWhole() {
    for sentence in Sentences.all {
      for statement in Parser.parse(SourceText(name: "test", text: sentence)).statements {
        #expect(Int(statement.range.end) <= sentence.utf8.count)
        guard case .query(let query) = statement.kind, let filter = query.sentence.clauses.filter
        else { continue }
        Self.checkNesting(filter)
      }
    }
  }

  private static func checkNesting(_ expr: Expr) {
    let children: [Expr] =
      switch expr.kind {
      case .infix(_, _, let left, let right): [left, right]
      case .prefix(_, let operand): [operand]
      case .list(let elements): elements
      case .range(let low, let high): [low, high]
      case .test(let subject, _, _, _): [subject]
      case .aggregate(let aggregate): aggregate.operands
      case .call(let call): call.arguments
      default: []
      }
    for child in children {
      #expect(child.range.start >= expr.range.start && child.range.end <= expr.range.end)
      checkNesting(child)
    }
  }
}
