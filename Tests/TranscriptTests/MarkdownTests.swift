import Foundation
import Sumwhere
import Testing

/// Examples of the README and of the language reference print what they say.
///
/// A fence tagged `sum` holds entries as a transcript does; `sum register` asks the other sample,
/// and in `sum error` every entry is an error.
@Suite struct MarkdownTests {
  static let paths = ["README.md", "Grammar/README.md"]

  @Test(arguments: paths)
  func examplesPrintWhatTheySay(path: String) throws {
    let lines = try Repository.lines(path)
    let fences = Fence.all(in: lines)
    #expect(!fences.isEmpty, "\(path) shows no example")
    var result: [String] = []
    var copied = 0
    for fence in fences {
      let transcript = Transcript(
        lines: ["# sample: \(fence.sample)"] + lines[fence.inside],
        firstLine: fence.inside.lowerBound)
      let run = try TranscriptRun(of: transcript, at: path)
      result += lines[copied..<fence.inside.lowerBound]
      result += transcript.lines(printing: run.outputs).dropFirst()
      copied = fence.inside.upperBound
      for complaint in run.complaints { Issue.record("\(complaint)") }
      for (index, entry) in transcript.entries.enumerated() {
        let place = "\(path):\(entry.line): > \(entry.text)"
        #expect((run.failures[index] != nil) == fence.isError, "\(place)")
        if !Repository.updatesGoldens, entry.expected != run.outputs[index] {
          Issue.record("\(place)\nprinted:\n\(run.outputs[index].joined(separator: "\n"))")
        }
      }
    }
    result += lines[copied...]
    if Repository.updatesGoldens, result != lines { try Repository.write(result, to: path) }
  }

  @Test func fencesAreFoundByTheirTag() {
    let lines = ["a", "```sum", "> x", "1", "```", "```swift", "> y", "```", "```sum error", "```"]
    let fences = Fence.all(in: lines)
    #expect(fences.map(\.inside) == [2..<4, 9..<9])
    #expect(fences.map(\.isError) == [false, true])
    #expect(fences.map(\.sample) == ["miit", "miit"])
  }
}

/// A block of examples in a Markdown file.
private struct Fence {
  var inside: Range<Int>
  var sample: String
  var isError: Bool

  static func all(in lines: [String]) -> [Fence] {
    var fences: [Fence] = []
    var open: (words: [String], line: Int)?
    for (index, line) in lines.enumerated() where line.hasPrefix("```") {
      if let (words, start) = open {
        if words.first == "sum" {
          fences.append(
            Fence(
              inside: start..<index, sample: words.contains("register") ? "register" : "miit",
              isError: words.contains("error")))
        }
        open = nil
      } else {
        open = (line.dropFirst(3).split(separator: " ").map(String.init), index + 1)
      }
    }
    return fences
  }
}
