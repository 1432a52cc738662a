import TestSupport
import Testing

@testable import Records

@Suite("Plain numbers")
struct PlainNumberTests {
  private static let rounds = Rounds.count(default: 40_000)

  @Test("eight digits at a time are the same as one at a time")
  func agreement() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<Self.rounds {
      var cell: [UInt8] = (0..<1 + generator.below(20)).map { _ in
        UInt8(ascii: "0") + UInt8(generator.below(10))
      }
      for _ in 0..<generator.below(3) {
        cell[generator.below(cell.count)] = generator.pick(Array(".-/:, e\u{80}\u{1F}5".utf8))
      }
      // What stands around a cell is no part of it.
      let around = [UInt8](repeating: generator.pick(Array("1.,x".utf8)), count: 16)
      let bytes = around + cell + around
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let slow = PlainNumber.read(base, 16, 16 + cell.count)
        let fast = PlainNumber.readFast(base, 16, 16 + cell.count)
        #expect(
          slow.scale < 0 ? fast.scale < 0 : slow == fast,
          "\(String(decoding: cell, as: UTF8.self))")
      }
    }
  }

  @Test("texts keep their codes while a thread's own dictionary grows")
  func localTexts() {
    var generator = SeededGenerator(seed: 10)
    let texts = LocalTexts()
    var codes: [String: UInt32] = [:]
    for _ in 0..<200 {
      let cells = (0..<50).map { _ in
        String(repeating: generator.pick(["a", "b", "\""]), count: generator.below(4))
          + String(generator.below(5_000))
          + String(repeating: "c", count: generator.pick([0, 3, 4, 5, 11, 12, 13, 40]))
      }
      for (cell, code) in zip(cells, encode(cells, texts)) {
        #expect(code == codes[cell, default: code], "\(cell)")
        codes[cell] = code
        texts.withText(of: Int(code)) { text, count in
          let kept = UnsafeBufferPointer(start: text, count: count)
          #expect(String(decoding: kept, as: UTF8.self) == cell)
        }
      }
    }
    #expect(Set(codes.values).count == codes.count)
    #expect(texts.count == codes.count + 1)
  }

  private func encode(_ cells: [String], _ texts: LocalTexts) -> [UInt32] {
    let written = cells.map { cell in
      guard cell.hasPrefix("\"") else { return cell }
      return "\"" + cell.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
    let bytes = Array(written.joined(separator: ",").utf8) + [UInt8](repeating: 10, count: 32)
    var ends: [UInt32] = [.max]
    for cell in written { ends.append((ends.last ?? 0) &+ UInt32(cell.utf8.count) &+ 1) }
    var decoder = CellDecoder(dialect: Dialect())
    var codes = [UInt32](repeating: 0, count: cells.count)
    var missing = [UInt32](repeating: 0, count: cells.count)
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        codes.withUnsafeMutableBufferPointer { codes in
          missing.withUnsafeMutableBufferPointer { missing in
            guard let base = bytes.baseAddress, let ends = ends.baseAddress,
              let codes = codes.baseAddress, let missing = missing.baseAddress
            else { return }
            let cells = Cells(
              base: base, starts: ends, ends: ends + 1, stride: 1, count: cells.count)
            let absent = texts.encode(cells, &decoder, to: codes, missing: missing)
            #expect(absent == 0)
          }
        }
      }
    }
    return codes
  }
}
