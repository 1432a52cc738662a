import Testing

@testable import Records

/// Fields that no question names: what is said of a load does not depend on them being kept.
@Suite("Prose that nobody asks for")
struct ReadingProseTests {
  /// 210,000 records with so many distinct remarks.
  private func table(remarks: Int) -> WrittenFile {
    var bytes = Array("id,place,remark,amount\n".utf8)
    for row in 0..<210_000 {
      let place = row % 70_000 == 9 ? "Total" : "town \(row % 31)"
      bytes += Array("\(row),\(place),".utf8)
      if row % 1_000 != 3 { bytes += Array("\"of \(row % remarks), so\"".utf8) }
      bytes += Array(row % 1_000 == 5 ? "\n".utf8 : ",\(row % 977)\n".utf8)
    }
    return WrittenFile(bytes)
  }

  private func load(
    _ file: borrowing WrittenFile, _ names: Set<String>?, threads: Int = 1
  ) throws(ReadingError) -> LoadOutcome {
    var request = LoadRequest(paths: [file.path], name: "table")
    request.namedFields = names
    var pace = ReadingPace()
    pace.workers = Workers(count: threads)
    return try Reader.load(request, units: UnitTable(), pace: pace, isCancelled: { false })
  }

  @Test("is not kept, and everything that is said of the load stays")
  func unkept() throws {
    let file = table(remarks: 150_000)
    let whole = try load(file, nil)
    #expect(whole.names == ["id", "place", "remark", "amount"])
    #expect(whole.unkeptFields == [])
    #expect(whole.notes.contains { $0.text.contains("total") })
    for threads in [1, 2, 7] {
      let part = try load(file, ["amount", "sum"], threads: threads)
      #expect(part.names == ["id", "place", "amount"])
      #expect(part.unkeptFields == ["remark"])
      #expect(part.notes == whole.notes)
      #expect(part.recordCount == 210_000)
      #expect(part.values("amount") == whole.values("amount"))
    }
    #expect(try load(file, ["remark"]).names == whole.names)
  }

  @Test("is kept where it is named, declared, or few texts are told again and again")
  func kept() throws {
    let file = table(remarks: 90_000)
    #expect(try load(file, ["amount"]).names == ["id", "place", "remark", "amount"])
    let many = table(remarks: 150_000)
    var request = LoadRequest(paths: [many.path], name: "table")
    request.namedFields = ["amount"]
    request.declare("remark", .text)
    let declared = try Reader.load(request, units: UnitTable(), isCancelled: { false })
    #expect(declared.unkeptFields == [])
    #expect(declared.texts("remark")[0] == "of 0, so")
  }
}
