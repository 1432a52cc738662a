import TestSupport
import Testing

@testable import Records

@Suite("Columns that grow")
struct ColumnsTests {
  @Test("whole numbers keep their values through every width")
  func integers() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var growing = GrowingIntegers()
      var expected: [Int128] = []
      for _ in 0..<generator.below(40) {
        switch generator.below(4) {
        case 0:
          let value = Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.below(64))
          withUnsafePointer(to: value) { growing.append($0, count: 1) }
          expected.append(Int128(value))
        case 1:
          let value = Int128(Int64(truncatingIfNeeded: generator.next())) * 1_000_000_007
          growing.append(value)
          expected.append(value)
        case 2:
          let times = generator.below(5)
          growing.append(7, times: times)
          expected += Array(repeating: 7, count: times)
        default:
          let scaled = expected.map { $0.multipliedReportingOverflow(by: 100) }
          let fits = !scaled.contains { $0.overflow }
          if growing.multiply(byTenTo: 2) {
            #expect(fits)
            expected = scaled.map(\.partialValue)
          }
        }
      }
      let count = growing.count
      let storage = growing.finish()
      #expect((0..<count).map { storage[$0] } == expected)
    }
  }

  @Test("codes keep their values as the dictionary outgrows a byte and two")
  func codes() {
    var growing = GrowingCodes()
    var expected: [Int] = []
    for (count, cardinality) in [(3, 3), (300, 300), (10, 70_000)] {
      for code in 0..<count {
        let wide = UInt32(cardinality - 1 - code)
        withUnsafePointer(to: wide) { growing.append($0, count: 1, cardinality: cardinality) }
        expected.append(Int(wide))
      }
    }
    let count = growing.count
    let storage = growing.finish()
    #expect((0..<count).map { storage[$0] } == expected)
  }

  @Test("rows without a value are told apart across words")
  func validity() throws {
    var generator = SeededGenerator(seed: 5)
    var growing = GrowingValidity()
    var expected: [Bool] = []
    for _ in 0..<30 {
      if generator.chance(oneIn: 4) {
        let count = generator.below(70)
        growing.appendMissing(count)
        expected += Array(repeating: false, count: count)
      } else {
        let rows = (0..<generator.below(150)).map { _ in generator.chance(oneIn: 3) }
        let missing = rows.indices.filter { !rows[$0] }.map(UInt32.init)
        missing.withUnsafeBufferPointer { buffer in
          withUnsafePointer(to: UInt32(0)) { none in
            growing.append(
              count: rows.count, missing: buffer.baseAddress ?? none, missingCount: missing.count)
          }
        }
        expected += rows
      }
    }
    let finished = growing.finish()
    let validity = try #require(finished)
    #expect((0..<validity.count).map { validity[$0] } == expected)
    #expect(validity.missingCount == expected.count { !$0 })
    let none = GrowingValidity().finish()
    #expect(none == nil)
  }

  @Test("a dictionary gives equal texts equal codes, in order of appearance")
  func dictionary() {
    var generator = SeededGenerator(seed: 9)
    var builder = TextDictionaryBuilder()
    var known: [String: UInt32] = [:]
    for _ in 0..<20_000 {
      let length = generator.below(24)
      let text = (0..<length).map { _ in generator.pick(["a", "b", "县", "1"]) }.joined()
      let code = builder.code(of: text)
      #expect(known[text, default: UInt32(known.count)] == code)
      known[text] = code
    }
    let dictionary = builder.finish()
    #expect(dictionary.count == known.count)
    for (text, code) in known {
      #expect(dictionary.code(of: text) == Int(code))
      #expect(dictionary.text(of: Int(code)) == text)
    }
    #expect(dictionary.code(of: "never told") == nil)
    #expect(TextDictionary.empty.code(of: "") == nil)
    var more = TextDictionaryBuilder(extending: dictionary)
    #expect(more.code(of: "never told") == UInt32(known.count))
    let ranks = dictionary.ranks()
    let sorted = known.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for (rank, text) in sorted.enumerated() {
      #expect(known[text].map { ranks[Int($0)] } == UInt32(rank))
    }
  }

  @Test("large blocks are mapped, grown and given back")
  func largeBlocks() {
    var growing = GrowingVector<UInt64>()
    for number in 0..<3_000_000 as Range<UInt64> { growing.append(number) }
    let vector = growing.finish()
    #expect(vector.count == 3_000_000)
    #expect(vector[0] == 0)
    #expect(vector[2_999_999] == 2_999_999)
  }
}
