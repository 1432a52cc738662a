import Testing

@testable import Records

@Suite("Types told from all cells")
struct ReadingTypesTests {
  private func column(_ cells: [String], header: String = "x") throws -> LoadOutcome {
    let rows = cells.enumerated().map { "\($0.offset)a,\"\($0.element)\"" }
    return try load("k,\(header)\n" + rows.joined(separator: "\n") + "\n")
  }

  @Test(
    "what a column is",
    arguments: [
      (["1", "22", "-3"], "number"), (["1.50", "2", ""], "number"),
      (["2008", "2010"], "year"), (["2008", "12"], "number"), (["007", "12"], "text"),
      (["0.5", "0"], "number"), (["yes", "no", "是"], "yes/no"), (["y", "maybe"], "text"),
      (["2010-05-17", "2011-01-01"], "date"), (["2010", "2010-05", "2010-Q3"], "date"),
      (["17/05/2010"], "text"), (["2010-05-17T08:30", "2010-05-17 09:00:10"], "datetime"),
      (["15%", "7.5%"], "percent"), (["15%", "3"], "text"), (["a", "1"], "text"),
      (["NA", "3", "-", "n/a", "NULL"], "number"), (["NA", "NA"], "text"), (["", ""], "text"),
      ([">59", "~4,000", "nearly 43 million"], "number"), (["216万", "1.5亿"], "number"),
    ])
  func kinds(_ cells: [String], _ expected: String) throws {
    let type = try #require(try column(cells).type("x"))
    let found =
      switch type {
      case .text: "text"
      case .number(let number):
        number.style == .year ? "year" : number.style == .percent ? "percent" : "number"
      case .yesNo: "yes/no"
      case .date: "date"
      case .dateTime: "datetime"
      case .list: "list"
      }
    #expect(found == expected)
  }

  @Test("decimals are exact, whatever their width")
  func exact() throws {
    let cells = [
      "0.1", "-123456789012345678.25", "99999999999999999999999999999999999.99", "0.001", "",
    ]
    let outcome = try column(cells)
    #expect(
      outcome.texts("x") == [
        "0.100", "-123456789012345678.250", "99999999999999999999999999999999999.990", "0.001", nil,
      ])
  }

  @Test(
    "columns are as narrow as their values",
    arguments: [(127, 1), (128, 2), (32_768, 4), (1 << 31, 8)])
  func widths(_ largest: Int, _ width: Int) throws {
    let outcome = try column(["0", "\(largest)"])
    guard case .integers(let storage, 0) = outcome.set.field(named: "x")?.column.storage else {
      Issue.record("whole numbers are stored as whole numbers")
      return
    }
    let found =
      switch storage {
      case .int8: 1
      case .int16: 2
      case .int32: 4
      case .int64: 8
      case .int128: 16
      }
    #expect(found == width)
  }

  @Test("quoted figures are the same figures")
  func quotedFigures() throws {
    let plain = try load("a,b\n1.5,2010\n,2011\n-3,\n")
    let quoted = try load("a,b\n\"1.5\",\"2010\"\n\"\",\"2011\"\n\"-3\",\"\"\n")
    #expect(plain.texts("a") == ["1.5", nil, "-3.0"])
    #expect(quoted.texts("a") == plain.texts("a"))
    #expect(quoted.texts("b") == ["2010", "2011", nil])
    #expect(quoted.type("b") == plain.type("b"))
  }

  @Test("a number past 38 digits leaves the column text, with a word")
  func tooLong() throws {
    let long = String(repeating: "9", count: 40)
    let outcome = try column([long, "1", "2", "3", "4", "5", "6", "7"])
    #expect(outcome.type("x") == .text)
    #expect(outcome.texts("x").first == long)
    #expect(outcome.notes(.suspected).contains { $0.hasPrefix("x stays text: 1 of 8 cells") })
  }

  @Test("bounds keep their qualifier")
  func qualifiers() throws {
    let outcome = try column([">59000000", "<43000000", "~4000", "7"])
    #expect(outcome.texts("x") == [">59000000", "<43000000", "~4000", "7"])
    #expect(outcome.set.field(named: "x")?.column.qualifiers != nil)
  }

  @Test("units of cells agree, or the field stays text")
  func units() throws {
    let kilograms = try column(["5 kg", "7.5 kg", ""])
    #expect(kilograms.type("x")?.numberType?.unit.text == "kg")
    let mixed = try column(["5 kg", "7 kg", "8 kg", "9 kg", "10 kg", "3 m"])
    #expect(mixed.type("x") == .text)
    #expect(
      mixed.notes(.suspected).contains {
        $0 == "x stays text: its cells do not agree in their unit: \"3 m\" at line 7"
      })
  }

  @Test("cells in another unit are converted exactly, and counted")
  func converted() throws {
    let outcome = try column(["3000", "26.67 hectare", "1 hectares"], header: "area [mu]")
    #expect(outcome.texts("area") == ["3000.00", "400.05", "15.00"])
    #expect(
      outcome.notes(.converted) == ["area: 2 cells converted to mu, as from hectare (× 15)"])
    let inexact = try column(["1", "2", "3", "4", "10 mu"], header: "area [hectare]")
    #expect(inexact.type("area [hectare]") == nil)
    #expect(inexact.notes(.suspected).contains { $0.contains("no finite decimal in hectare") })
  }

  @Test("almost a number stays text and says what would read it")
  func almost() throws {
    let outcome = try column(["1", "2", "3", "4", "5", "n.d.", "7"])
    #expect(outcome.type("x") == .text)
    #expect(outcome.texts("x")[5] == "n.d.")
    let note = try #require(outcome.notes.first { $0.kind == .suspected })
    #expect(note.text == "x stays text: 1 of 7 cells is no number: \"n.d.\" at line 7")
    #expect(note.suggestion == "x number or missing")
  }

  @Test("what the first cells look like does not bind the later ones")
  func lateText() throws {
    var cells = (0..<400).map { "\($0)" }
    cells.append("later")
    let numbers = try column(cells)
    #expect(numbers.type("x") == .text)
    #expect(numbers.texts("x")[0] == "0")
    let years = try column((0..<300).map { _ in "2010" } + ["2010-05-17"])
    #expect(years.type("x") == .date)
    #expect(years.texts("x")[300] == "2010-05-17")
  }

  @Test("lists and dates of other forms are proposed")
  func proposals() throws {
    let lists = try column(["Daning;Yonghe", "Daning", "Yonghe", "Nanbu;Daning"])
    #expect(
      lists.notes(.suspected) == ["x holds \";\" in 2 cells: list by \";\" would read them"])
    let dates = try column(["17/05/2010", "31/12/2009"])
    #expect(
      dates.notes.first { $0.kind == .suspected }?.suggestion == "x date as \"DD/MM/YYYY\"")
    let prose = try column(["first; then this", "second; and that", "third"])
    #expect(prose.notes(.suspected).isEmpty)
  }

  @Test("a comma for a point is said, whichever way it was read")
  func decimalCommas() throws {
    let text = try load("a;b\n1,5;x\n2,25;z\n")
    #expect(text.type("a") == .text)
    #expect(
      text.notes(.suspected) == [
        "a seems to hold numbers with a decimal comma and stays text: \"1,5\"; numbers have a "
          + "decimal point here"
      ])
    let groups = try load("a;b\n1,500;x\n2;z\n")
    #expect(groups.texts("a") == ["1500", "2"])
    #expect(groups.notes(.suspected).first?.hasPrefix("a: 1 cell has a comma") == true)
  }

  @Test("plain figures beside figures with a unit stay text and name the unit that reads them")
  func missingUnits() throws {
    let outcome = try column(["1,234.5", "¥2.16 million", "5"])
    #expect(outcome.type("x") == .text)
    #expect(outcome.notes.first { $0.kind == .suspected }?.suggestion == "x number in yuan")
  }

  @Test("the load says in a line what it read")
  func summary() throws {
    let outcome = try load("county,year,funds [yuan]\nDaning,2010,5\n")
    let decided = outcome.notes(.decided)
    #expect(decided.first?.hasPrefix("read 1 record of 3 fields from ") == true)
    #expect(decided.dropFirst().first == "years: year; numbers: funds (yuan); the rest is text")
  }
}
