import TestSupport
import Testing

@testable import Records

@Suite("Fields of larger files are read as they are asked for")
struct SavedDeferredTests {
  private func load(_ path: String, whole: Bool = false) throws -> LoadOutcome {
    var request = LoadRequest(paths: [path], name: "table")
    if !whole { request.largestWholeFile = 0 }
    return try Reader.load(request, units: UnitTable(), isCancelled: { false })
  }

  @Test("they are what a whole file is read as")
  func alike() throws {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<40 {
      let bytes = SavedSample.bytes(of: SavedSample.set(&random))
      let file = WrittenFile(bytes, named: "table.records")
      let whole = try load(file.path, whole: true)
      let outcome = try load(file.path)
      #expect(SavedSample.description(of: outcome.set) == SavedSample.description(of: whole.set))
      #expect(outcome.savedFile != nil && outcome.savedFile?.fault == nil)
      #expect(whole.savedFile == nil)
    }
  }

  @Test("by several threads at a time")
  func threads() throws {
    var random = SeededGenerator(seed: 22)
    let set = SavedSample.set(&random, rows: 5_000)
    let file = WrittenFile(SavedSample.bytes(of: set), named: "table.records")
    for _ in 0..<20 {
      let loaded = try load(file.path).set
      let counts = Vector<Int>(count: 64) { counts in
        Workers(count: 4).perform(64) { task, _ in
          counts[task] = loaded.fields[task % loaded.fields.count].column.missingCount
        }
      }
      for task in 0..<64 {
        #expect(counts[task] == set.fields[task % set.fields.count].column.missingCount)
      }
    }
  }

  @Test("every byte of every field that is not as it was saved is met")
  func damage() throws {
    var random = SeededGenerator(seed: 23)
    let bytes = SavedSample.bytes(of: SavedSample.set(&random, rows: 7))
    let start = 64 + ForgedFile(bytes).directoryLength
    for place in start..<bytes.count {
      var turned = bytes
      turned[place] ^= UInt8(1) << UInt8(place % 8)
      let file = WrittenFile(turned, named: "table.records")
      guard let outcome = try? load(file.path) else { continue }
      outcome.set.settle()
      #expect(outcome.savedFile?.fault != nil, "byte \(place)")
      for field in outcome.set.fields { #expect(field.column.count == 7) }
    }
  }
}
