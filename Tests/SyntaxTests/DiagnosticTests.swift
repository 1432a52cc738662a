import Syntax
import TestSupport
import Testing

@Suite struct DiagnosticTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    let fixed: [String]

    init(_ text: String, _ message: String, _ fixed: String...) {
      self.text = text
      self.message = message
      self.fixed = fixed
    }

    var testDescription: String { text }
  }

  /// The marker stands where the caret begins; the fixes are the whole text as they leave it.
  static let cases: [Case] = [
    // Other languages
    Case(
      "1️⃣select county, funds from grants", "without select: show county, funds",
      "show county, funds from grants"),
    Case("1️⃣SELECT count(*) FROM grants", "without select: count(*)", "count(*) FROM grants"),
    Case("1️⃣select * from grants", "without select", "show * from grants"),
    Case(
      "1️⃣select county, sum(funds) from grants group by county", "without select: sum(funds)",
      "sum(funds) from grants group by county"),
    Case("count where a = 1 1️⃣&& b = 2", "&& is written and", "count where a = 1 and b = 2"),
    Case("count where a = 1 1️⃣|| b = 2", "|| is written or", "count where a = 1 or b = 2"),
    Case("count where a 1️⃣=> 3", "=> is written >=", "count where a >= 3"),
    Case("count where 1️⃣!a", "! is written not", "count where not a"),
    Case("count where a 1️⃣% 2 = 0", "a remainder is mod(a, b)", "count where mod(a, 2) = 0"),
    Case("count where 1️⃣15% 4 = 1", "a remainder is mod(a, b)", "count where mod(15, 4) = 1"),
    Case("let x 1️⃣:= 5", ":= is written =", "let x = 5"),
    Case("show a 1️⃣** 2", "** is written ^", "show a ^ 2"),
    Case("show 1️⃣[a, b]", "[ is written (", "show (a, b)"),
    Case("show a 1️⃣-- why", "-- starts no comment; # does", "show a # why"),
    Case("show a 1️⃣// why", "// starts no comment; # does", "show a # why"),
    Case("count 1️⃣| count", "| is written then", "count then count"),
    Case("show limit 1️⃣5,10", "offset: limit 10 offset 5", "show limit 10 offset 5"),
    Case(
      "show limit 1️⃣5,100", "reads in two ways: limit 5100, or limit 100 offset 5",
      "show limit 5100", "show limit 100 offset 5"),
    Case(
      "sum funds 1️⃣offset 5 limit 10", "offset follows limit", "sum funds limit 10 offset 5"),
    Case("show a where b 1️⃣like \"%x%\"", "contains \"x\"", "show a where b contains \"x\""),
    Case("show a where b 1️⃣= = c", "two operators", "show a where b = c"),
    Case("show a where b = 1️⃣null", "is missing", "show a where b is missing"),
    Case("show a where b != 1️⃣missing", "is not missing", "show a where b is not missing"),
    Case("sum funds from grants 1️⃣g", "stands after as", "sum funds from grants as g"),
    Case(
      "sum funds join census on 1️⃣g.x = c.y", "plain names", "sum funds join census on x = y"),
    Case("sum 1️⃣distinct funds", "once per follows", "sum funds once per funds"),
    Case("show a 1️⃣– b", "- is", "show a - b"),
    // Words in their places
    Case("1️⃣where a = 1", "starts with then: then where", "then where a = 1", "count where a = 1"),
    Case("1️⃣top 5 by x", "starts with then: then top", "then top 5 by x"),
    Case("1️⃣keep a", "starts with then: then keep", "then keep a"),
    Case("1️⃣from grants show a", "starts with what it asks for", "show a from grants"),
    Case(
      "1️⃣from grants where a = 1", "starts with what it asks for", "show from grants where a = 1",
      "then from grants where a = 1"),
    Case("show a where county 1️⃣is Daning", "compared by =", "show a where county = Daning"),
    Case("show a where x 1️⃣is not y", "compared by !=", "show a where x != y"),
    Case("show a where x 1️⃣is in (1)", "needs no is", "show a where x in (1)"),
    Case(
      "show a where b = 1️⃣rural roads and c = 1", "stands in quotes: \"rural roads\"",
      "show a where b = \"rural roads\" and c = 1"),
    Case(
      "show a where b = Daning 1️⃣year = 2010", "joined by and",
      "show a where b = Daning and year = 2010"),
    Case(
      "show a where year = 2010 1️⃣b = Daning", "joined by and",
      "show a where year = 2010 and b = Daning"),
    Case("sum funds where a = 11️⃣, b = 2", "not by a comma", "sum funds where a = 1 and b = 2"),
    Case("show a where 1 < x 1️⃣< 5", "do not chain", "show a where 1 < x and x < 5"),
    Case("show a where x is missing 1️⃣= yes", "do not chain"),
    Case("count where a 1️⃣where b", "`where` stands twice", "count where a and b"),
    Case("count by a 1️⃣by b", "`by` stands twice", "count by a, b"),
    Case("count sort by a 1️⃣sort by b", "`sort` stands twice"),
    Case("count sort 1️⃣a", "`by` after sort", "count sort by a"),
    Case("count by a 1️⃣asc", "follows what sort by names"),
    Case("count top 1️⃣2.5 by x", "no whole number of rows"),
    Case("count top 1️⃣15% by x", "no whole number of rows"),
    Case("count across a1️⃣, b", "across` has one key"),
    Case("count with 1️⃣total", "`totals`", "count with totals"),
    Case("count with totals1️⃣, ties", "its own with", "count with totals with ties"),
    Case("show 1️⃣*, a", "stands alone", "show * then add a"),
    Case("show a.1️⃣", "the name of a field of a"),
    Case("show 1️⃣a.*", "after show only"),
    Case("show a where 1️⃣by = 5", "a name or a value belongs", "show a where `by` = 5"),
    Case("use 1️⃣by", "stands in backquotes", "use `by`"),
    Case("let q = 1️⃣sum funds by year", "stands in brackets", "let q = (sum funds by year)"),
    Case("param 1️⃣$x = 5", "by its name alone", "param x = 5"),
    Case("then rename a 1️⃣to b", "`as` stands between", "then rename a as b"),
    Case("count then save 1️⃣\"x.csv\"", "`to` stands before", "count then save to \"x.csv\""),
    Case("count then save to 1️⃣x.csv", "in quotes", "count then save to \"x.csv\""),
    Case("load 1️⃣records.csv as x", "in quotes", "load \"records.csv\" as x"),
    Case("load \"a\" as x (a text 1️⃣b)", "a comma", "load \"a\" as x (a text, b)"),
    Case("load \"a\" with (1️⃣foo 3)", "one of delimiter, quote"),
    Case("load \"a\" (a text 1️⃣number)", "the form of the field twice"),
    Case("show 11️⃣..5", "a range stands after in"),
    Case("show distinct1️⃣", "ends where a name or a value belongs"),
    Case("show a, 1️⃣every b", "directly after the word of an aggregate"),
    Case("show a = 1️⃣not b", "before a whole condition"),
    Case("show a 1️⃣b", "`b` stands where a clause"),
    Case("1️⃣descending", "end of the line before"),
    // Brackets and lists
    Case("sum funds1️⃣)", "closes nothing", "sum funds"),
    Case("round(x, 21️⃣,)", "nothing follows the comma", "round(x, 2)"),
    Case("show a1️⃣, where b", "nothing follows the comma", "show a where b"),
    Case("show a where b in 1️⃣()", "nothing stands between the brackets"),
    Case("sum (funds 1️⃣from grants)", "holds sum too", "(sum (funds) from grants)"),
    Case("1️⃣max(a, b)", "within a record it is larger(a, b)", "larger(a, b)"),
    Case("1️⃣sum(a, b)", "within a record it is total(a, b)", "total(a, b)"),
    Case("1️⃣percentile(funds)", "two operands in brackets"),
    Case(
      "1️⃣count funds", "of funds it can count", "count (where funds is not missing)",
      "count distinct funds"),
    Case(
      "1️⃣count (funds)", "of funds it can count", "count (where funds is not missing)",
      "count distinct funds"),
    Case(
      "count where x in (1️⃣1,000, 2)", "reads in two ways: 1_000 as one number, 1, 000 as several",
      "count where x in (1_000, 2)", "count where x in (1, 000, 2)"),
    Case("mod(1️⃣5,200)", "reads in two ways", "mod(5_200)", "mod(5, 200)"),
    Case(
      "count where x between 1️⃣40 and 50 million", "reads in two ways",
      "count where x between 40 million and 50 million",
      "count where x between 40 and 50000000"),
    Case(
      "count where x in 1️⃣40..50 million yuan", "reads in two ways",
      "count where x in 40 million..50 million yuan", "count where x in 40..50000000 yuan"),
    Case(
      "count where x in (1️⃣4, 5万)", "reads in two ways", "count where x in (4 万, 5万)",
      "count where x in (4, 50000)"),
    Case(
      "sum funds to 1️⃣yuan / person", "reads in two ways", "sum funds to (yuan / person)",
      "(sum funds to yuan) / person"),
    // Numbers and dates
    Case(
      "count where d in 1️⃣2008-2010",
      "a date is written 2008-12, a range 2008..2010, a subtraction 2008 - 2010",
      "count where d in 2008-12", "count where d in 2008..2010", "count where d in 2008 - 2010"),
    Case(
      "count where d = 1️⃣2010-13", "a date is written 2010-12, a range 2010..13",
      "count where d = 2010-12", "count where d = 2010 - 13"),
    Case(
      "count where d = 1️⃣1/2/2010", "a date is written 2010-02-01 or 2010-01-02",
      "count where d = 2010-02-01", "count where d = 2010-01-02", "count where d = 1 / 2 / 2010"),
    Case(
      "count where d = 1️⃣2010-02-30", "a date is written 2010-02-28",
      "count where d = 2010-02-28", "count where d = 2010 - 02 - 30"),
    Case("count where d = 1️⃣2010Q3", "is written 2010-Q3", "count where d = 2010-Q3"),
    Case("count where d = 1️⃣2010年5月", "is written 2010-05", "count where d = 2010-05"),
    Case(
      "count where d = 1️⃣2010-05-17T08:30+02:00", "has no zone",
      "count where d = 2010-05-17T08:30"),
    Case("count where d = 1️⃣2010-05-17T25:30", "is no date-time"),
    Case("count where d = 1️⃣2010-W54", "is no date"),
    Case("count where x > 1️⃣.5", "on both sides of its point: 0.5", "count where x > 0.5"),
    Case("count where x > 1️⃣5.", "on both sides", "count where x > 5"),
    Case("show 1️⃣1,234,56", "by threes"),
    Case("show 1️⃣1.2.3", "one point"),
    Case("show 1️⃣1e39", "38 digits"),
    Case("show 1️⃣1e30 trillion", "38 digits"),
    Case("show 1️⃣百千万十亿千", "make no number"),
    // Texts, names and bytes
    Case("show a where b = 1️⃣\"abc", "not closed", "show a where b = \"abc\""),
    Case("show a where b = 1️⃣“abc\"", "not closed", "show a where b = “abc”"),
    Case("show a where b = O1️⃣'Brien", "double quotes", "show a where b = \"O'Brien\""),
    Case("show a where b = \"a1️⃣\\qb\"", "a backslash starts one of"),
    Case("show 1️⃣`abc", "not closed", "show `abc`"),
    Case("show 1️⃣``", "hold no name"),
    Case("show a where b matches 1️⃣/abc", "not closed", "show a where b matches /abc/"),
    Case("show a where b matches /abc/1️⃣g", "one flag", "show a where b matches /abc/i"),
    Case("show a where b matches 1️⃣\"a/b\"", "slashes", "show a where b matches /a\\/b/"),
    Case("show 1️⃣/abc/", "after matches only"),
    Case("show a1️⃣\u{200B}", "cannot be seen (U+200B)", "show a"),
    Case("show a1️⃣\u{0}", "a zero byte", "show a"),
    Case("show a 1️⃣\u{1b}", "a control character (U+001B)", "show a "),
    Case("show a 1️⃣?", "`?` stands where a clause"),
    Case("show 1️⃣😀", "no sign of the language"),
  ]

  @Test(arguments: cases)
  func saysWhatWasFoundAndWhatMendsIt(_ expected: Case) throws {
    let marked = MarkedText(expected.text)
    let script = Parser.parse(SourceText(name: "test", text: marked.text))
    #expect(script.diagnostics.count == 1)
    let diagnostic = try #require(script.diagnostics.first)
    #expect(diagnostic.range.start == marked.offsets[1], "\(diagnostic)")
    #expect(diagnostic.message.contains(expected.message), "\(diagnostic.message)")
    let fixed = diagnostic.fixes.map { Self.apply($0, to: marked.text) }
    #expect(fixed == expected.fixed)
    for text in fixed {
      let again = Parser.parse(SourceText(name: "fixed", text: text))
      #expect(again.diagnostics.isEmpty && !again.statements.isEmpty, "\(text)")
    }
    Self.checkWording(diagnostic)
  }

  static func apply(_ fix: Diagnostic.Fix, to text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(
      Int(fix.range.start)..<Int(fix.range.end), with: Array(fix.replacement.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lower case, no full stop, no "you", no "invalid".
  static func checkWording(_ diagnostic: Diagnostic) {
    let message = diagnostic.message
    let words = message.lowercased().split { !$0.isLetter }
    #expect(!words.contains("you") && !words.contains("invalid") && !words.contains("your"))
    #expect(!message.hasSuffix("."), "\(message)")
  }

  @Test(arguments: [
    "sum funds where", "sum funds where county =", "sum funds by", "sum funds +", "sum (funds",
    "show a,", "round(x, 2", "load \"a\" as x (", "load \"a\" as x (\n  id key,\n  b",
    "if a then b", "let x", "let x =", "sum funds where county in (Daning,", "show a\n  where",
    "count by a # why\n where", "count where a between 1", "count then", "show (\n\n  a,",
    "sum funds where\n",
  ])
  func unfinishedTextAsksForMore(text: String) {
    let script = Parser.parse(SourceText(name: "test", text: text))
    #expect(script.diagnostics.count == 1)
    #expect(script.isIncomplete, "\(script.diagnostics)")
  }

  @Test(arguments: [
    "sum funds where;", "sum funds where\n\n", "sum funds)", "show a b", "sum funds where a = \"x",
    "sum (funds;", "sum (funds\n\nshow a", "sum funds where\n\ncount",
  ])
  func finishedTextDoesNot(text: String) {
    let script = Parser.parse(SourceText(name: "test", text: text))
    #expect(script.diagnostics.count == 1, "\(script.diagnostics)")
    #expect(!(script.diagnostics.first?.isIncomplete ?? true))
  }

  @Test func everyStatementHasAtMostOneError() {
    let text = """
      sum funds where where ) )
      count
      show a ? ? ! (

      let x = *
      by county
      then top 5
      sum (funds
      let y = 5
      """
    let script = Parser.parse(SourceText(name: "test", text: text))
    #expect(script.statements.map(Printer.text) == ["count", "let y = 5"])
    #expect(script.diagnostics.count == 4)
    #expect(script.diagnostics.count == script.unreadStatements.count)
  }
}
