import TestSupport
import Testing

@testable import Records

@Suite("Damaged files of saved records are refused with a sentence")
struct SavedHostileTests {
  private let bytes: [UInt8]

  init() {
    var random = SeededGenerator(seed: 12)
    var set = SavedSample.set(&random, rows: 9)
    while set.lineage?.base.wholes == nil { set = SavedSample.set(&random, rows: 9) }
    bytes = SavedSample.bytes(of: set)
  }

  private func message(of bytes: [UInt8]) -> String? {
    do {
      _ = try SavedSample.load(bytes)
      return nil
    } catch {
      return error.message
    }
  }

  @Test("every byte, with one bit turned or all of them")
  func everyByte() {
    for place in bytes.indices {
      for mask in [UInt8(1) << UInt8(place % 8), 0xFF] {
        var bytes = bytes
        bytes[place] ^= mask
        #expect(message(of: bytes) != nil, "byte \(place) with \(mask)")
      }
    }
  }

  @Test("every length that is shorter, and longer ones")
  func everyLength() {
    for count in 0..<bytes.count {
      let message = message(of: Array(bytes[..<count]))
      let isSentence =
        count == 0 ? message == "the file is empty" : message?.contains("cut short") == true
      #expect(isSentence, "\(count) bytes: \(message ?? "loaded")")
    }
    #expect(message(of: bytes + [0])?.contains("stand behind") == true)
    #expect(message(of: bytes + bytes)?.contains("stand behind") == true)
  }

  @Test("what is no such file, of another version and of another machine")
  func others() {
    #expect(message(of: Array("county,funds\n".utf8)) == "the file holds no saved records")
    var later = bytes
    later[12] = 2
    #expect(message(of: later)?.hasPrefix("the records were saved in form 2") == true)
    var turned = bytes
    turned.replaceSubrange(8..<12, with: bytes[8..<12].reversed())
    #expect(message(of: turned)?.contains("another byte order") == true)
    var text = bytes
    text.remove(at: 4)
    #expect(message(of: text) == "the file holds no saved records")
  }

  @Test("random bytes, alone and behind a header")
  func random() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<Rounds.count(default: 300) {
      let noise = (0..<random.below(400)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(message(of: noise) != nil)
      #expect(message(of: bytes[..<64] + noise) != nil)
    }
  }

  /// Damage with checksums that fit it, as no accident makes: what is loaded can be used, whatever
  /// it says.
  @Test("other contents with checksums that fit")
  func otherHands() {
    var random = SeededGenerator(seed: 9)
    var loaded = 0
    for _ in 0..<Rounds.count(default: 3_000) {
      var forged = ForgedFile(bytes)
      for _ in 0...random.below(3) { forged.change(&random) }
      guard let outcome = try? SavedSample.load(forged.bytes) else { continue }
      loaded += 1
      #expect(!SavedSample.description(of: outcome.set).isEmpty)
      for form in [WritingForm.csv, .json, .records] {
        #expect(!Writer.bytes(of: outcome.set, as: form).isEmpty)
      }
    }
    #expect(loaded > 0)
  }

  @Test("counts past all bounds")
  func counts() {
    for count in [UInt64.max, UInt64.max / 2, 1 << 62, 1 << 40, 1 << 32, 1 << 20] {
      for place in stride(from: 64, to: 64 + ForgedFile(bytes).directoryLength - 8, by: 1) {
        var forged = ForgedFile(bytes)
        forged.set(count, at: place)
        if let outcome = try? SavedSample.load(forged.bytes) {
          #expect(!SavedSample.description(of: outcome.set).isEmpty)
        }
      }
    }
  }
}
