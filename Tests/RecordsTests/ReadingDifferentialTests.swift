import TestSupport
import Testing

@testable import Records

/// The fast reader against the slow one, on made and mutated files, at chunks of any size.
@Suite("Differential")
struct ReadingDifferentialTests {
  private static let alphabet = Array(",\"\n\r ab1".utf8)

  private static let rounds = Rounds.count(default: 20_000)

  @Test("random and mutated files", arguments: 0..<20)
  func random(_ part: Int) {
    var generator = SeededGenerator(seed: UInt64(1_000 + part))
    for _ in 0..<Self.rounds / 20 {
      let fields = 1 + generator.below(5)
      let bytes = generator.chance(oneIn: 3) ? noise(&generator) : table(fields, &generator)
      let chunk = generator.pick([1, 2, 3, 7, 16, 64, 65, 200, 1 << 12])
      compare(bytes, fields: fields, chunk: chunk)
    }
  }

  private func noise(_ generator: inout SeededGenerator) -> [UInt8] {
    (0..<1 + generator.below(90)).map { _ in generator.pick(Self.alphabet) }
  }

  /// A well-formed table with a few signs changed, added or taken away.
  private func table(_ fields: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let end = generator.pick(["\n", "\r\n"])
    var text = ""
    for _ in 0..<1 + generator.below(12) {
      var cells: [String] = []
      for _ in 0..<fields {
        var cell = ""
        for _ in 0..<generator.below(9) { cell += generator.pick(["a", "b", "1", "县", ".", " "]) }
        if generator.chance(oneIn: 5) {
          cell += generator.pick([",", "\n", "\"\"", "\r\n", ",\"\","])
          cell = "\"\(cell)\""
        }
        cells.append(cell)
      }
      text += cells.joined(separator: ",") + end
      if generator.chance(oneIn: 12) { text += end }
    }
    if generator.chance(oneIn: 3) { text = String(text.dropLast()) }
    var bytes = Array(text.utf8)
    for _ in 0..<generator.below(4) where !bytes.isEmpty {
      let place = generator.below(bytes.count)
      guard bytes[place] < 0x80 else { continue }
      switch generator.below(3) {
      case 0: bytes[place] = generator.pick(Self.alphabet)
      case 1: bytes.insert(generator.pick(Self.alphabet), at: place)
      default: bytes.remove(at: place)
      }
    }
    return bytes.isEmpty ? [UInt8(ascii: "a")] : bytes
  }

  private func compare(_ bytes: [UInt8], fields: Int, chunk: Int) {
    let expected = ReferenceReader(delimiter: UInt8(ascii: ","), fieldCount: fields).read(bytes)
    let found = read(bytes, fields: fields, chunk: chunk)
    #expect(
      found == expected,
      "\(String(decoding: bytes, as: UTF8.self).debugDescription) of \(fields) by \(chunk)")
  }

  private func read(_ bytes: [UInt8], fields: Int, chunk: Int) -> ReferenceReader.Outcome? {
    var all = GrowingVector<UInt8>()
    bytes.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { all.append(from: base, count: buffer.count) }
    }
    let stream = RecordStream(
      source: ByteSource(name: "made", bytes: all), dialect: Dialect(), fieldCount: fields,
      header: [], offset: 0, line: 1, chunkSize: chunk)
    var outcome = ReferenceReader.Outcome()
    do {
      let lent = Chunk(dialect: stream.dialect, fieldCount: fields)
      while try stream.next(in: lent) {
        let columns = (0..<fields).map { lent.cells(of: $0) }
        for row in 0..<lent.count {
          outcome.records.append(
            columns.map { stream.decoder.string($0.base, $0.start(row), $0.end(row)) })
        }
      }
    } catch {
      return nil
    }
    let met = stream.irregularities
    outcome.short = met.short.count
    outcome.long = met.long.count
    outcome.emptyExtra = met.emptyExtra.count
    outcome.blank = met.blank.count
    outcome.oddQuotes = met.oddQuotes.count
    outcome.unread = met.secondTable?.lines ?? 0
    var lines = LineIndex()
    swap(&lines, &stream.lines)
    let first = lines.first
    let listed = lines.finish()
    outcome.lines = outcome.records.indices.map { row in
      listed.map { Int($0[row]) } ?? first + row
    }
    return outcome
  }
}
