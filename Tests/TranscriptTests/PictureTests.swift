import Foundation
import Records
import Sumwhere
import Syntax
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Charts that are written to files; the program that draws them need not be there.
@Suite struct PictureTests {
  static let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(DrawingProgram.name)") }

  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "sumwhere-\(UUID().uuidString)")

  private func url(_ name: String) -> URL { folder.appending(path: name) }

  private func run(_ text: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var session = Session()
    var printed = ""
    try session.run(SourceText(name: "input", text: text), in: folder.path()) { _, outcome in
      printed = OutcomeText.text(of: outcome)
    }
    return printed
  }

  private func write(_ rows: [String]) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try (rows.joined(separator: "\n") + "\n").write(
      to: url("data.csv"), atomically: true, encoding: .utf8)
  }

  /// The texts of a picture, as its reader sees them.
  private func texts(of name: String) throws -> [String] {
    let parser = XMLParser(data: try Data(contentsOf: url(name)))
    let texts = PictureTexts()
    parser.delegate = texts
    #expect(parser.parse())
    return texts.found
  }

  @Test(.enabled(if: isInstalled))
  func dataIsNeverReadAsCommands() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.path()
    let names = [
      "'; system('touch \(place)/a'); '", "`touch \(place)/b`", "\"\nEND\nsystem('x')",
      "@x %s %n 50% of all that there is to say about this and more", "a_{b}^2 <b>&\\", "大宁县",
    ]
    try write(["name,n"] + names.map { "\"\($0.replacing("\"", with: "\"\""))\",>3" })
    let printed = try run("load \"data.csv\"; show name, n then chart to \"x.svg\"")
    #expect(printed.contains("drew 6 records to \(place)/x.svg"))
    let texts = try texts(of: "x.svg").joined()
    for text in ["> 3", "大宁县", "a_{b}^2 <b>&\\", "@x ％s ％n", "touch", "n", "at least"] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place).sorted() == ["data.csv", "x.svg"])
  }

  @Test(
    .enabled(if: isInstalled),
    arguments: [("x.png", "\u{89}PNG"), ("x.svg", "<?xml"), ("x.pdf", "%PDF")])
  func eachFormatIsWritten(name: String, start: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write([
      "county,year,funds", "Daning,2009,1", "Daning,2010,~4", "Yonghe,2010,-2", "Yonghe,2011,",
    ])
    for chart in ["bars", "lines", "points", "histogram", ""] {
      let question = "sum funds, count by county, year then chart \(chart) to \"\(name)\""
      _ = try run("load \"data.csv\"; \(question)")
      let bytes = try Data(contentsOf: url(name)).prefix(start.unicodeScalars.count)
      #expect(Array(bytes) == start.unicodeScalars.map { UInt8($0.value) }, "\(chart)")
    }
  }

  @Test(.enabled(if: isInstalled))
  func extremesAreDrawn() throws {
    let load = "load \"data.csv\" as data (name text, n number)"
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = [
      "", "a,1", "a,", "a,0", "a,-7", "a,5", "a,5\nb,5", "a,1\n" + "b,999999999999999999",
    ]
    for row in rows {
      try write(["name,n", row, "z,"])
      for chart in ["bars", "histogram"] {
        let question = "\(load); show name, n then chart \(chart)"
        #expect(try run("\(question) to \"x.svg\"").contains("x.svg"))
        _ = try texts(of: "x.svg")
        #expect(try !run(question).isEmpty)
      }
    }
    let none = "\(load); show name, n where n = 12345 then chart"
    #expect(try run("\(none) to \"x.svg\"").contains("drew 0 records"))
    #expect(try texts(of: "x.svg").joined().contains("no records"))
  }
}

private final class PictureTexts: NSObject, XMLParserDelegate {
  var found: [String] = []

  func parser(_ parser: XMLParser, foundCharacters string: String) { found.append(string) }
}
