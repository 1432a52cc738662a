/// Candidates for the bytes in `range` of the entry.
package struct Completions: Sendable {
  package struct Candidate: Sendable {
    /// The text to insert, quoted where it needs quotes.
    package var text: String
    /// Beside it in a menu: a type and unit, a count of records.
    package var remark: String

    package init(text: String, remark: String) {
      self.text = text
      self.remark = remark
    }
  }

  package var range: Range<Int>
  package var candidates: [Candidate]

  package init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}

extension Int {
  /// `1,234`
  package var separated: String {
    let digits = Array(String(magnitude).reversed())
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }
}
