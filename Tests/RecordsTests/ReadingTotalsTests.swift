import Testing

@testable import Records

/// Texts are passed over as no totals by their bytes alone.
@Suite("Texts that may name a total")
struct ReadingTotalsTests {
  private func mayBeTotal(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(LoadReport.mayBeTotal)
  }

  @Test("every word in every dress may", arguments: LoadReport.totalWords.sorted())
  func words(_ word: String) {
    for dress in [
      word, word.uppercased(), word.capitalized, "  \(word): ", "\(word)：*", " \(word)",
    ]
    where dress.utf8.count >= 5 {
      #expect(mayBeTotal(dress), "\(dress)")
    }
    #expect(mayBeTotal("A long name of some place, and its TOTAL :"))
    #expect(!mayBeTotal("A long name of some place and its subtotal"))
  }

  @Test(
    "prose may not", arguments: ["seeds cable phase 1246574", "totally new", "Daning", "12345678"])
  func prose(_ text: String) {
    #expect(!mayBeTotal(text))
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
