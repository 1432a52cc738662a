import TestSupport
import Testing

@testable import Records

@Suite("What is saved as records is loaded as it was")
struct SavedRoundTripTests {
  @Test("cells, units, bounds, lists, periods, places, keys, wholes")
  func everything() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<120 {
      let set = SavedSample.set(&random)
      let loaded = try SavedSample.load(SavedSample.bytes(of: set)).set
      if set.lineage == nil {
        let count = SavedSample.description(of: set).count - 1
        #expect(
          SavedSample.description(of: loaded).prefix(count)
            == SavedSample.description(of: set).prefix(count))
        #expect(loaded.lineage?.base.place(of: 0).hasSuffix("table.records:1") == true)
      } else {
        #expect(SavedSample.description(of: loaded) == SavedSample.description(of: set))
      }
    }
  }

  @Test("a set that was loaded is saved to the same bytes again")
  func again() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<30 {
      let set = SavedSample.set(&random)
      guard set.lineage != nil else { continue }
      let bytes = SavedSample.bytes(of: set)
      #expect(SavedSample.bytes(of: try SavedSample.load(bytes).set) == bytes)
    }
  }

  @Test("of some rows only the records that matter are kept, with their relatives")
  func someRows() throws {
    let wholes = Vector<Int32>([-1, 0, 1, -1, 3, -1])
    let values = (0..<6).map { Value.text("R\($0)") }
    let key = Field(name: "id", type: .text, column: Column(values, type: .text))
    let base = LoadedRecords(
      name: "table", count: 6, fields: [key], files: ["a.csv"], firstLine: 10, keyField: 0,
      wholes: wholes)
    let field = Field(name: "n", type: .text, column: Column([values[2], values[4]], type: .text))
    let set = RecordSet(
      name: "table", fields: [field], count: 2,
      lineage: Lineage(base: base, records: Vector([2, 4])))
    let lineage = try #require(try SavedSample.load(SavedSample.bytes(of: set)).set.lineage)
    #expect(lineage.base.count == 5)
    #expect(lineage.records?.elements == [2, 4])
    #expect(lineage.base.wholes?.elements == [-1, 0, 1, -1, 3])
    #expect(
      (0..<2).map { lineage.base.place(of: lineage.record(of: $0)) } == ["a.csv:12", "a.csv:14"])
    #expect((0..<5).map { lineage.base.fields[0].column.value(at: $0) } == Array(values.prefix(5)))
  }

  @Test("units and the words for them come with the records")
  func units() throws {
    var units = UnitTable()
    let widget = units.addCount(named: "widgets")
    let jin = UnitAtom(
      symbol: "jin", plural: "jin", dimension: ["mass": 1], ratio: Ratio(1, 3))
    units.add(jin, words: ["catty"])
    let million = try #require(Unit(widget).scaled(by: 6))
    let figure = Value.number(.exact(FixedDecimal(1)), .exact)
    let fields = [million, Unit(jin)].enumerated().map { index, unit in
      let type = ValueType.number(NumberType(unit: unit))
      return Field(name: "n\(index)", type: type, column: Column([figure], type: type))
    }
    var bytes: [UInt8] = []
    let set = RecordSet(name: "table", fields: fields, count: 1)
    _ = Writer.write(set, as: .records, knowing: units) { bytes += $0 }
    let outcome = try SavedSample.load(bytes)
    #expect(outcome.set.fields.map(\.type) == fields.map(\.type))
    #expect(outcome.units.atom(named: "widget") == widget)
    #expect(outcome.units.atom(named: "catty") == jin)
    #expect(outcome.notes.filter { $0.kind == .suspected }.isEmpty)

    var others = UnitTable()
    others.add(
      UnitAtom(symbol: "jin", plural: "jin", dimension: ["mass": 1], ratio: Ratio(1, 2)), words: [])
    let met = try SavedSample.load(bytes, units: others)
    #expect(met.set.fields.map(\.type) == fields.map(\.type))
    #expect(met.notes.last?.text.hasPrefix("jin in ") == true)
  }

  /// Files keep where each text stands in the table of its dictionary. Where one of these changes,
  /// `SavedHeader.version` is raised.
  @Test("what the form of version 1 relies on")
  func form() {
    #expect(SavedHeader.version == 1)
    #expect(TextDictionary(["Daning"]).slots.elements.firstIndex { $0 != 0 } == 5)
    #expect(TextDictionary(["a text of some length"]).slots.elements.firstIndex { $0 != 0 } == 22)
    #expect(Qualifier.allCases.map(\.rawValue) == [0, 1, 2, 3])
    #expect(Grain.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
  }

  @Test("checksums are those of XXH64")
  func checksums() {
    #expect(Checksum.of([]) == 0xEF46_DB37_51D8_E999)
    #expect(Checksum.of(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
    #expect(Checksum.of(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
    #expect(
      Checksum.of(Array("Nobody inspects the spammish repetition".utf8)) == 0xFBCE_A83C_8A37_8BF1)
  }
}
