import TestSupport
import Testing

@testable import Shell

/// Plain command lines mean what the library would read them as.
@Suite struct OptionsTests {
  @Test func plainCommandLinesAreReadAsByTheLibrary() throws {
    var generator = SeededGenerator(seed: 4)
    let words = [
      "-c", "-q", "a.csv", "b.sum", "sum funds", "-", "--", "", "-x", "--quiet", "-f", "-cq",
    ]
    var plain = 0
    for _ in 0..<2_000 {
      let arguments = (0..<generator.below(5)).map { _ in generator.pick(words) }
      guard let options = Options(plain: arguments) else { continue }
      plain += 1
      #expect(try options == Options(parsing: arguments), "\(arguments)")
    }
    #expect(plain > 200)
  }

  @Test(arguments: [["--check", "a.csv"], ["-c"], ["-"], ["-q", "-q"], ["--help"], [""], ["-x"]])
  func theRestIsLeftToIt(_ arguments: [String]) {
    #expect(Options(plain: arguments) == nil)
  }
}
