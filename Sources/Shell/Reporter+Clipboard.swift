import Engine
import Records
import Rendering
import Sumwhere

// The last answer on its way to another program
extension Reporter {
  /// More than this many terminals drop without a word.
  private static let mostBytes = 74_994

  /// Gives the last answer to the terminal's clipboard, tab-separated, as other programs paste it.
  func copyAnswer() {
    guard let outcome = lastOutcome, let records = OutcomeText.records(of: outcome) else {
      return tell("nothing was answered yet that could be copied")
    }
    guard output.isTerminal else {
      return tell("there is no terminal whose clipboard could take it")
    }
    var bytes: [UInt8] = []
    _ = Writer.write(records, totals: OutcomeText.totals(of: outcome), as: .tsv) { piece in
      bytes += piece
    }
    guard bytes.count <= Self.mostBytes else {
      return tell(
        "the answer has \(bytes.count / 1_024) KB, more than terminals take; "
          + "then save to \"answer.tsv\" writes a file")
    }
    // Base 64 alone goes out: nothing of the data can speak to the terminal.
    output.write("\u{1B}]52;c;\(Self.base64(bytes))\u{07}")
    tell(
      "copied \(NoteText.records(records.count)) as tab-separated text, where the terminal allows it"
    )
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        text.append(
          place <= group.count
            ? digits[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
