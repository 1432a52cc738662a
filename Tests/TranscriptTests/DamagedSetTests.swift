import Foundation
import Records
import Syntax
import Testing

@testable import Sumwhere

/// What becomes of a set whose file is damaged, cut or taken away once it was loaded: its fields are
/// read as sentences ask for them.
@Suite struct DamagedSetTests {
  private let path: String
  private let bytes: [UInt8]

  init() throws {
    let folder = FileManager.default.temporaryDirectory
    path = folder.appending(path: "\(UUID().uuidString).records").path()
    let rows = (0..<2_000).map { "\($0),\($0 % 7 == 0 ? "Daning" : "Nanbu \($0)")\n" }
    let text = folder.appending(path: "\(UUID().uuidString).csv").path()
    try ("n,county\n" + rows.joined()).write(toFile: text, atomically: true, encoding: .utf8)
    var session = Session()
    _ = try session.ask("load \"\(text)\" as gifts\nsave gifts to \"\(path)\"")
    try FileManager.default.removeItem(atPath: text)
    bytes = try Array(Data(contentsOf: URL(filePath: path)))
  }

  private func loaded() throws -> Session {
    var session = Session()
    var request = LoadRequest(paths: [path], name: "gifts")
    request.largestWholeFile = 0
    _ = try session.read(request, isCancelled: { false })
    return session
  }

  private func refusal(of text: String, from session: inout Session) -> Session.Refusal? {
    do {
      _ = try session.ask(text)
      return nil
    } catch {
      return error
    }
  }

  /// Writes into the file, as another program does that does not put a new one in its place.
  private func overwrite(_ bytes: [UInt8], from start: Int = 0) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: UInt64(start))
    try file.write(contentsOf: bytes)
    try file.close()
  }

  @Test func aDamagedFieldIsNeverAnswered() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    var turned = bytes
    for place in turned.indices.suffix(200) { turned[place] ^= 0x10 }
    try overwrite(turned)
    var session = try loaded()
    #expect(try session.ask("sum n")[0].text == "1,999,000\n")
    for text in ["count where county = Daning", "show *", "show limit 3", "count by county"] {
      var session = session
      let refusal = try #require(refusal(of: text, from: &session))
      #expect(refusal.exitCode == 3)
      #expect(refusal.text.contains("the file is damaged: county is not as it was saved"))
      #expect(self.refusal(of: "count", from: &session)?.text.contains("no set is loaded") == true)
      #expect(self.refusal(of: "then limit 1", from: &session) != nil)
    }
  }

  @Test func nothingIsSavedOfADamagedField() throws {
    let other = path + ".csv"
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: other)
    }
    try overwrite(bytes.map { $0 ^ 1 }.suffix(64), from: bytes.count - 64)
    for text in ["save gifts to", "show * then save to", "show county then save to"] {
      var session = try loaded()
      #expect(refusal(of: "\(text) \"\(other)\"", from: &session)?.exitCode == 3)
      #expect(!FileManager.default.fileExists(atPath: other))
    }
  }

  @Test func aFileThatIsCutWhileItIsAskedStopsNothingButTheSentence() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = try loaded()
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.truncate(atOffset: 200)
    try file.close()
    let refusal = try #require(refusal(of: "sum n", from: &session))
    #expect(refusal.text.contains("the file changed while it was read; load it again"))
  }

  @Test func aFileThatIsReplacedOrTakenAwayIsStillRead() throws {
    var session = try loaded()
    try FileManager.default.removeItem(atPath: path)
    #expect(try session.ask("sum n")[0].text == "1,999,000\n")
    #expect(try session.ask("count where county = Daning")[0].text == "286\n")
  }

  @Test func anAnswerOfASetThatIsGoneKeepsItsPromise() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = try loaded()
    _ = try session.ask("show n, county where n < 5")
    let other = path + ".csv"
    try "a\n1\n".write(toFile: other, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: other) }
    try overwrite([UInt8](repeating: 7, count: bytes.count - 64), from: 64)
    _ = try session.ask("load \"\(other)\" as gifts")
    #expect(try session.ask("sum a")[0].text == "1\n")
  }
}
