import Testing

@testable import Records

@Suite("Records and cells")
struct ReadingRecordsTests {
  @Test(
    "line ends of every kind, with and without the last",
    arguments: ["\n", "\r\n", "\r"], [true, false])
  func lineEnds(_ end: String, _ isLast: Bool) throws {
    let text = ["name,place", "a,x", "b,y"].joined(separator: end) + (isLast ? end : "")
    let outcome = try load(text)
    #expect(outcome.names == ["name", "place"])
    #expect(outcome.texts("name") == ["a", "b"])
    #expect(outcome.texts("place") == ["x", "y"])
    #expect(outcome.notes(.ragged).isEmpty)
  }

  @Test("quotes hold delimiters, line ends and doubled quotes")
  func quotes() throws {
    let outcome = try load(
      "name,note\n\"a, b\",\"one\ntwo\"\n\"say \"\"hi\"\"\",\"\"\nplain,x\"y\n")
    #expect(outcome.texts("name") == ["a, b", "say \"hi\"", "plain"])
    #expect(outcome.texts("note") == ["one\ntwo", nil, "x\"y"])
    #expect(outcome.set.lineage?.base.place(of: 1).hasSuffix(":4") == true)
    #expect(outcome.set.lineage?.base.line(of: 2) == 5)
  }

  @Test("carriage returns inside quotes stay")
  func returnsInside() throws {
    let outcome = try load("name,note\r\na,\"one\r\ntwo\"\r\nb,\"three\"\r\n")
    #expect(outcome.texts("note") == ["one\r\ntwo", "three"])
  }

  @Test("signs behind a closing quote are kept as written, and said")
  func oddQuote() throws {
    let outcome = try load("name,note\n\"a\" b,x\n\"c\"d\",y\n")
    #expect(outcome.texts("name") == ["\"a\" b", "\"c\"d\""])
    #expect(outcome.texts("note") == ["x", "y"])
    #expect(
      outcome.notes(.ragged) == [
        "2 cells have signs behind the closing quote, first at line 2: kept as written"
      ])
  }

  @Test("a quote that is never closed is an error at its place, not a cell of the rest")
  func unclosed() throws {
    let error = try #require(loadError("name,note\na,x\nb,\"open\nc,y\nd,z\n"))
    #expect(error.line == 3)
    #expect(error.column == 3)
    #expect(
      error.message
        == "the quote opened here is never closed; it would take in the 2 lines behind it")
    let other = try #require(loadError("name,note\na,\"open\nb,\"x\"\nc,y\n"))
    #expect(other.line == 2)
    #expect(other.message.contains("in the middle of a cell on a later line"))
    let only = try #require(loadError("\"name,note"))
    #expect(only.line == 1)
  }

  @Test("without quotes they are ordinary signs")
  func noQuotes() throws {
    let outcome = try load("name,note\na,\"open\nb,y\n") { $0.quote = 0 }
    #expect(outcome.texts("note") == ["\"open", "y"])
  }

  @Test("too few cells are missing ones, too many are kept aside by line")
  func ragged() throws {
    let outcome = try load("a,b,c\n1,2,3\n4,5\n6,7,8,9,x\n10\n11,12,13,\n")
    #expect(outcome.texts("a") == ["1", "4", "6", "10", "11"])
    #expect(outcome.texts("b") == ["2", "5", "7", nil, "12"])
    #expect(outcome.texts("c") == ["3", nil, "8", nil, "13"])
    #expect(outcome.asides == [LoadOutcome.Aside(line: 4, cells: ["9", "x"])])
    #expect(
      outcome.notes(.ragged) == [
        "2 lines have fewer cells than the 3 fields, first at line 3: the absent ones are missing",
        "1 line has more cells than the 3 fields, at line 4: the last are kept aside: \"9\", \"x\"",
        "1 line ends with empty cells past the 3 fields, at line 6",
      ])
  }

  @Test("blank lines inside are passed over and said, those at the end are not worth a word")
  func blank() throws {
    let outcome = try load("a,b\n1,2\n\n\n3,4\n\n\n")
    #expect(outcome.texts("a") == ["1", "3"])
    #expect(
      outcome.notes(.ragged) == ["2 blank lines inside the table passed over, first at line 3"])
    #expect(outcome.set.lineage?.base.line(of: 1) == 5)
    let single = try load("a\nx\n\ny\n")
    #expect(single.texts("a") == ["x", "y"])
    #expect(single.notes(.ragged).count == 1)
  }

  @Test("a header told again is no record")
  func headerAgain() throws {
    let outcome = try load("county,funds\nDaning,1\ncounty,funds\nNanbu,2\n")
    #expect(outcome.texts("county") == ["Daning", "Nanbu"])
    #expect(outcome.type("funds") == .number(.plain))
    #expect(
      outcome.notes(.ragged) == ["1 line tells the header again, at line 3, and is no record"])
  }

  @Test("a second table is said and not mixed in")
  func secondTable() throws {
    let outcome = try load(
      "county,funds,year\nDaning,1,2009\nNanbu,2,2010\n\ndonor,sum\nADM,5\nNokia,6\n")
    #expect(outcome.texts("funds") == ["1", "2"])
    #expect(outcome.type("funds") == .number(.plain))
    #expect(
      outcome.notes(.suspected) == [
        "a second table of 2 fields seems to start at line 5: 3 lines were not read"
      ])
    #expect(outcome.notes.first { $0.kind == .suspected }?.suggestion == "with (skip 4)")
    let rest = try load(
      "county,funds,year\nDaning,1,2009\nNanbu,2,2010\n\ndonor,sum\nADM,5\nNokia,6\n"
    ) { $0.skip = 4 }
    #expect(rest.texts("donor") == ["ADM", "Nokia"])
    let mended = try load("a,b,c\n1,2,3\n\n4,5\n6,7,8\n")
    #expect(mended.texts("a") == ["1", "4", "6"])
  }

  @Test("other quotes, escapes and separators")
  func otherSigns() throws {
    let escaped = try load("a|b\nx\\|y|\"q \\\" r\"\nz|w\\\n") {
      $0.delimiter = UInt8(ascii: "|")
      $0.escape = UInt8(ascii: "\\")
    }
    #expect(escaped.texts("a") == ["x|y", "z"])
    #expect(escaped.texts("b") == ["q \" r", "w\n"])
    let single = try load("a;b\n'x;1';'it''s'\n'y;2';z\n") { $0.delimiter = UInt8(ascii: ";") }
    #expect(single.texts("a") == ["x;1", "y;2"])
    #expect(single.texts("b") == ["it's", "z"])
    let units = try load("a\u{1F}b\u{1E}x\u{1F}y\u{1E}z\u{1F}w") {
      $0.delimiter = 0x1F
      $0.recordSeparator = [0x1E]
    }
    #expect(units.texts("b") == ["y", "w"])
    let words = try load("a,b<>x,y<>z,w<") { $0.recordSeparator = Array("<>".utf8) }
    #expect(words.texts("b") == ["y", "w<"])
  }
}
