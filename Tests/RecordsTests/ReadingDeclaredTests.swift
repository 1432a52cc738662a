import Testing

@testable import Records

@Suite("Declared fields")
struct ReadingDeclaredTests {
  @Test("a list is read by its separator, sets of the same members are one")
  func lists() throws {
    let outcome = try load("county\nDaning;Yonghe\nYonghe; Daning ;\nNanbu\n\"\"\n;\n") {
      $0.declare("county", .list(separator: ";"))
    }
    #expect(outcome.texts("county") == ["Daning+Yonghe", "Daning+Yonghe", "Nanbu", nil, nil])
  }

  @Test("dates of a form")
  func dates() throws {
    let outcome = try load("opened,x\n17/05/2010,1\n,2\nNA,3\n") {
      $0.declare("opened", .date(format: "DD/MM/YYYY"))
    }
    #expect(outcome.texts("opened") == ["2010-05-17", nil, nil])
    let error = loadError("opened\n1\n") { $0.declare("opened", .date(format: "QQ")) }
    #expect(error?.message == "opened: \"QQ\" is no form of a date; DD/MM/YYYY is one")
  }

  @Test("a cell that is none of it stops the load, with its place")
  func refused() throws {
    let error = try #require(
      loadError("county,funds\nDaning,5\nNanbu,n.d.\nYonghe,?\n") {
        $0.declare("funds", .number(unit: nil))
      })
    #expect(error.line == 3)
    #expect(error.column == 7)
    #expect(error.message == "funds is declared number, but 2 cells are not: \"n.d.\"")
    #expect(error.notes.count == 2)
    #expect(error.notes[0].hasSuffix("table.csv:4:8: \"?\""))
    #expect(error.notes[1] == "funds number or missing lets them through, counted")
  }

  @Test("or missing lets it through, counted")
  func orMissing() throws {
    let outcome = try load("county,funds\nDaning,5\nNanbu,n.d.\n") {
      $0.declare("funds", .number(unit: nil), orMissing: true)
    }
    #expect(outcome.texts("funds") == ["5", nil])
    #expect(
      outcome.notes(.unreadable) == ["funds: 1 cell read as missing: \"n.d.\" at line 3"])
  }

  @Test("text keeps zeros, number takes them")
  func zeros() throws {
    let text = try load("code,x\n007,1\n") { $0.declare("code", .text) }
    #expect(text.texts("code") == ["007"])
    let number = try load("code,x\n007,1\n") { $0.declare("code", .number(unit: nil)) }
    #expect(number.texts("code") == ["7"])
  }

  @Test("a unit that is declared converts what names another")
  func unit() throws {
    let mu = try #require(UnitTable().atom(named: "mu"))
    let outcome = try load("area\n30\n2 hectares\n") {
      $0.declare("area", .number(unit: LoadRequest.DeclaredUnit(unit: Unit(mu))))
    }
    #expect(outcome.texts("area") == ["30", "30"])
    let error = loadError("area\n30\n5 kg\n") {
      $0.declare("area", .number(unit: LoadRequest.DeclaredUnit(unit: Unit(mu))))
    }
    #expect(error?.message.contains("kg cannot be told in mu") == true)
  }

  @Test("a field in % holds 15 for 0.15, whoever says so")
  func percent() throws {
    let outcome = try load("share\n15\n7.5%\n") {
      $0.declare(
        "share", .number(unit: LoadRequest.DeclaredUnit(unit: .none, style: .percent)))
    }
    #expect(outcome.texts("share") == ["0.150", "0.075"])
  }

  @Test("two scales are two readings")
  func twoScales() throws {
    let error = loadError("funds [million yuan]\n5\n216万\n") {
      $0.declare("funds", .number(unit: nil))
    }
    #expect(error?.message.contains("names a scale, and so does the field") == true)
    let clear = try load("funds [million yuan]\n5\n216万元\n7 yuan\n") {
      $0.declare("funds", .number(unit: nil))
    }
    #expect(clear.texts("funds") == ["5.000000", "2.160000", "0.000007"])
  }

  @Test("a field that the header does not have")
  func unknownField() {
    let error = loadError("county,funds\nDaning,5\n") { $0.declare("conty", .text) }
    #expect(error?.message == "the file has no field conty; nearest: county")
  }

  @Test("names are found without brackets and in another case, and renamed")
  func names() throws {
    let outcome = try load("Funds [yuan],项目 名称\n5,x\n") {
      $0.declare("funds", .number(unit: nil))
      $0.declared.append(
        LoadRequest.Declared(header: "项目 名称", name: "project", form: .text))
    }
    #expect(outcome.names == ["funds", "project"])
    #expect(outcome.type("funds")?.numberType?.unit.text == "yuan")
  }
}

@Suite("Keys, wholes and originals")
struct ReadingRelationsTests {
  private func relations(_ text: String) throws(ReadingError) -> LoadOutcome {
    try load(text) {
      $0.declare("id", .inferred, role: .key)
      $0.declare("part_of", .inferred, role: .whole)
    }
  }

  @Test("a cell names its whole by key")
  func wholes() throws {
    let outcome = try relations("id,part_of\nA,\nB,A\nC,B\n")
    let base = try #require(outcome.set.lineage?.base)
    #expect(base.wholes?.elements == [-1, 0, 1])
    #expect(base.originals == nil)
    #expect(base.keyField == 0)
  }

  @Test("keys that are numbers are compared as numbers")
  func numbers() throws {
    let outcome = try relations("id,part_of\n1,\n2,1\n3,2.0\n")
    #expect(outcome.set.lineage?.base.wholes?.elements == [-1, 0, 1])
  }

  @Test("an unknown key is said")
  func unknown() throws {
    let outcome = try relations("id,part_of\nA,\nB,X\nC,X\n")
    #expect(outcome.set.lineage?.base.wholes?.elements == [-1, -1, -1])
    #expect(
      outcome.notes(.suspected) == ["part_of: 2 cells name no record's id: X, first at line 3"])
  }

  @Test("a key told twice, a circle, and no key at all stop the load")
  func refused() throws {
    func message(_ text: String) -> String? {
      do {
        _ = try relations(text)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(
      message("id,part_of\nA,\nA,\n")
        == "id is declared key, but 1 record repeats the key of another")
    #expect(message("id,part_of\nA,C\nB,A\nC,B\n") == "part_of goes in a circle: A → C → B → A")
    #expect(message("id,part_of\nA,A\n") == "part_of goes in a circle: A → A")
    #expect(message("id,part_of\nX,A\nA,B\nB,A\n")?.hasSuffix("A → B → A") == true)
    let error = loadError("id,part_of\nA,\n") { $0.declare("part_of", .inferred, role: .whole) }
    #expect(error?.notes == ["declare the field that identifies a record: id key"])
  }
}
