import Records
import Testing

@Suite("Figures as people write them in cells")
struct NumbersTextTests {
  private let units = UnitTable()

  /// What people write stands in `Tests/Figures/figures.tsv`.
  @Test("what cannot be seen, and digits of a figure that people do not write")
  func oddLetters() {
    NumbersCellTable.check(
      """
      5\u{0}6 => -
      5\u{1b}[31m => -
      5\u{202e} => -
      5\u{200b} => -
      2.50 => 2.50
      0.60% => 0.0060 %
      """)
  }

  @Test("marks that a reader of columns needs")
  func marks() throws {
    #expect(NumberText.read("2010", units: units)?.isFourDigits == true)
    #expect(NumberText.read("２０１０", units: units)?.isFourDigits == true)
    #expect(NumberText.read("2,010", units: units)?.isFourDigits == false)
    #expect(NumberText.read("-2010", units: units)?.isFourDigits == false)
    #expect(NumberText.read("2010 yuan", units: units)?.isFourDigits == false)
    #expect(NumberText.read("20.1", units: units)?.isFourDigits == false)
    #expect(NumberText.read("007", units: units)?.hasLeadingZero == true)
    #expect(NumberText.read("0.7", units: units)?.hasLeadingZero == false)
    #expect(NumberText.read("0", units: units)?.hasLeadingZero == false)
    #expect(NumberText.read("007 m", units: units)?.hasLeadingZero == true)
  }

  @Test("a long cell is no number and costs little")
  func long() {
    #expect(NumberText.read(String(repeating: "9", count: 10_000), units: units) == nil)
    #expect(NumberText.read(String(repeating: "一", count: 70), units: units) == nil)
    #expect(NumberText.read(String(repeating: "(", count: 200), units: units) == nil)
    #expect(NumberText.read("", units: units) == nil)
    #expect(NumberText.read("   ", units: units) == nil)
  }
}
