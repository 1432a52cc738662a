import Testing

@testable import Records

/// Fields that no question names: what is said of a load does not depend on them being kept.
@Suite("Fields that nobody asks for")
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
      #expect(part.names == ["place", "amount"])
      #expect(part.unkeptFields == ["id", "remark"])
      #expect(part.notes == whole.notes)
      #expect(part.recordCount == 210_000)
      #expect(part.values("amount") == whole.values("amount"))
    }
    #expect(try load(file, ["id", "remark", "amount"]).names == whole.names)
  }

  @Test("numbers that nobody asks for are not kept either, and are read again where they are text")
  func numbers() throws {
    let rows = 300_000
    var bytes = Array("id,code,size,amount\n".utf8)
    for row in 0..<rows {
      let size = row % 1_000 == 3 ? "" : "\(row % 513).\(row % 7)"
      let code = row == rows - 5 ? "none" : "\(row % 90)"
      bytes += Array("\(row),\(code),\(size),\(row % 977)\n".utf8)
    }
    let file = WrittenFile(bytes)
    let whole = try load(file, nil)
    for threads in [1, 2, 7] {
      let part = try load(file, ["amount"], threads: threads)
      #expect(part.names == ["code", "amount"])
      #expect(part.unkeptFields == ["id", "size"])
      #expect(part.notes == whole.notes)
      #expect(part.texts("code") == whole.texts("code"))
      #expect(part.values("amount") == whole.values("amount"))
    }
  }

  @Test("a load stops with a sentence before memory runs out")
  func scarceMemory() throws {
    let file = table(remarks: 150_000)
    var pace = ReadingPace()
    pace.memoryStep = 1 << 20
    var request = LoadRequest(paths: [file.path], name: "table")
    request.namedFields = nil
    pace.availableMemory = { 10_000_000 }
    let scarce = #expect(throws: ReadingError.self) {
      try Reader.load(request, units: UnitTable(), pace: pace, isCancelled: { false })
    }
    let message = try #require(scarce?.message)
    #expect(message.hasPrefix("memory would run out: "))
    #expect(message.hasSuffix(", and 10 MB are left"))
    for enough in [Int?.none, 1 << 50] {
      pace.availableMemory = { enough }
      let loaded = try Reader.load(request, units: UnitTable(), pace: pace, isCancelled: { false })
      #expect(loaded.recordCount == 210_000)
    }
  }

  @Test("is kept where it is named, declared, or few texts are told again and again")
  func kept() throws {
    let file = table(remarks: 90_000)
    #expect(try load(file, ["amount"]).names == ["place", "remark", "amount"])
    let many = table(remarks: 150_000)
    var request = LoadRequest(paths: [many.path], name: "table")
    request.namedFields = ["amount"]
    request.declare("remark", .text)
    let declared = try Reader.load(request, units: UnitTable(), isCancelled: { false })
    #expect(declared.unkeptFields == ["id"])
    #expect(declared.texts("remark")[0] == "of 0, so")
  }
}
