import Testing

@testable import Records

@Suite("Headers and dialects")
struct ReadingHeaderTests {
  @Test(
    "delimiters are found out, and said where the name promises another",
    arguments: [(";", "table.csv", true), ("\t", "table.tsv", false), ("|", "table.txt", true)])
  func delimiters(_ sign: String, _ name: String, _ isSaid: Bool) throws {
    let text = ["name,place", "a,1.5", "b,2.5"].joined(separator: "\n")
    let outcome = try load(text.split(separator: ",").joined(separator: sign), named: name)
    #expect(outcome.names == ["name", "place"])
    #expect(outcome.texts("place") == ["1.5", "2.5"])
    #expect(outcome.notes(.decided).contains { $0.hasPrefix("cells are separated by") } == isSaid)
  }

  @Test("names are made distinct, and that is said")
  func names() throws {
    let outcome = try load("a,,a,a_2,\" b \"\n1,2,3,4,5\n")
    #expect(outcome.names == ["a", "column_2", "a_3", "a_2", "b"])
    #expect(outcome.notes(.decided).contains("a field without a name is column_2"))
    #expect(
      outcome.notes(.decided).contains(
        "the header tells a name more than once: the later ones are a_3"))
  }

  @Test("what no sentence can hold is in a name as it is shown")
  func hiddenLetters() throws {
    let outcome = try load("a\u{1B}[45mb,\u{202E}c,d\u{9B}\n1,2,3\n")
    #expect(outcome.names == ["a␛[45mb", "<U+202E>c", "d<U+9B>"])
  }

  @Test("a delimiter at every line's end makes no field")
  func trailingDelimiter() throws {
    let outcome = try load("a,b,\nx,y,\nz,w,\n")
    #expect(outcome.names == ["a", "b"])
  }

  @Test("a first line of values is no header")
  func noHeader() throws {
    let outcome = try load("Daning,2009,1.5\nNanbu,2010,2.5\n")
    #expect(outcome.names == ["column_1", "column_2", "column_3"])
    #expect(outcome.set.count == 2)
    #expect(
      outcome.notes(.decided).contains("line 1 holds values, so no line was read as a header"))
    let forced = try load("Daning,2009,1.5\nNanbu,2010,2.5\n") { $0.header = .lines(1) }
    #expect(forced.names == ["Daning", "2009", "1.5"])
    let absent = try load("a,b\nc,d\n") { $0.header = .absent }
    #expect(absent.texts("column_1") == ["a", "c"])
  }

  @Test("years as names are a header")
  func yearNames() throws {
    let outcome = try load("county,2008,2009\nDaning,5,7\nNanbu,6,\n")
    #expect(outcome.names == ["county", "2008", "2009"])
    #expect(outcome.texts("2009") == ["7", nil])
  }

  @Test("headers of two lines are joined, an upper name reaches over empty cells")
  func twoLines() throws {
    let outcome = try load("county,funds,,people\n,2009,2010,\nDaning,1,2,3\n") {
      $0.header = .lines(2)
    }
    #expect(outcome.names == ["county", "funds 2009", "funds 2010", "people"])
    #expect(outcome.set.lineage?.base.line(of: 0) == 3)
  }

  @Test("a preamble is found and said")
  func preamble() throws {
    let outcome = try load(
      "Grants of the ministry\nprinted 2011-01-01\n\ncounty,year,funds\nDaning,2010,5\nNanbu,2009,6\n"
    )
    #expect(outcome.names == ["county", "year", "funds"])
    #expect(outcome.texts("funds") == ["5", "6"])
    #expect(outcome.set.lineage?.base.line(of: 0) == 5)
    #expect(
      outcome.notes(.decided).contains(
        "the table starts at line 4; the 3 lines before it are no part of it: "
          + "\"Grants of the ministry\""))
  }

  @Test("skip passes over lines")
  func skip() throws {
    let outcome = try load("x\ny,z,w\na,b\n1,2\n") { $0.skip = 2 }
    #expect(outcome.names == ["a", "b"])
    #expect(outcome.set.lineage?.base.line(of: 0) == 4)
    #expect(
      loadError("a,b\n1,2\n") { $0.skip = 9 }?.message
        == "skip 9 leaves nothing: the file has 2 lines")
  }

  @Test("units in brackets are read, new ones said")
  func units() throws {
    let outcome = try load(
      "funds [million yuan],share [%],gadgets [gadget],name [en]\n2.16,15,3,x\n0.5,7.5%,4,y\n")
    #expect(outcome.names == ["funds", "share", "gadgets", "name [en]"])
    #expect(outcome.texts("funds") == ["2.16", "0.50"])
    #expect(outcome.type("funds")?.numberType?.unit.text == "million yuan")
    #expect(outcome.texts("share") == ["0.150", "0.075"])
    #expect(outcome.type("share")?.numberType?.style == .percent)
    #expect(outcome.type("gadgets")?.numberType?.unit.text == "gadget")
    #expect(outcome.notes(.newUnit) == ["gadget is a new unit: a count of its own"])
    #expect(outcome.units.atom(named: "gadget") != nil)
  }
}
