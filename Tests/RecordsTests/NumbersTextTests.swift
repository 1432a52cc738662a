import Records
import Testing

@Suite("Figures as people write them in cells")
struct NumbersTextTests {
  private let units = UnitTable()

  @Test("plain figures")
  func plain() {
    NumbersCellTable.check(
      """
      0 => 0
      -0 => 0
      7 => 7
      007 => 7
      59 => 59
      2010 => 2010
      -5 => -5
      +5 => 5
      −5 => -5
      –5 => -5
      3.14 => 3.14
      -3.14 => -3.14
      2.50 => 2.50
      .5 => 0.5
      -.5 => -0.5
      0.5 => 0.5
      1,234 => 1234
      1,234.5 => 1234.5
      12,345,678 => 12345678
      -1,234 => -1234
      1,234,567.89 => 1234567.89
      (1,234) => -1234
      (5) => -5
      (0.5) => -0.5
      ( 5 ) => -5
      1e6 => 1000000
      1E6 => 1000000
      1e+6 => 1000000
      1.5e3 => 1500
      1.5e-3 => 0.0015
      2e-2 => 0.02
      12345678901234567890 => 12345678901234567890
      99999999999999999999999999999999999999 => 99999999999999999999999999999999999999
      1e37 => 10000000000000000000000000000000000000
      0.00000000000000000001 => 0.00000000000000000001
      １２３ => 123
      １，２３４．５ => 1234.5
      　12　 => 12
      5½ => 5.5
      ½ => 0.5
      ¾ => 0.75
      2¼ => 2.25
      3⅛ => 3.125
      """)
  }

  @Test("what is no number, or could be read in two ways")
  func refused() {
    NumbersCellTable.check(
      """
      abc => -
      - => -
      + => -
      . => -
      , => -
      () => -
      (-5) => -
      -(5) => -
      >(5) => -
      (5 => -
      5) => -
      5. => -
      --5 => -
      +-5 => -
      5- => -
      1st => -
      2nd => -
      3rd => -
      4th => -
      21st => -
      2010-05 => -
      2010-05-17 => -
      2010-Q3 => -
      2010/05/17 => -
      17/5/2010 => -
      3-5 => -
      3 - 5 => -
      3–5 => -
      3~5 => -
      3..5 => -
      2010年 => -
      1/2 => -
      1/10 => -
      1/3 => -
      10:30 => -
      12abc => -
      abc12 => -
      1,2345 => -
      12,34 => -
      1,23 => -
      1,5 => -
      0,123 => -
      ,123 => -
      1,,234 => -
      1,234, => -
      1,234,56 => -
      1234,567 => -
      1.2.3 => -
      1.234,5 => -
      1.234.567 => -
      1 234 => -
      1 234 567 => -
      1'234 => -
      1_000 => -
      1e => -
      1e99 => -
      1e-99 => -
      e6 => -
      0x1F => -
      NaN => -
      inf => -
      Infinity => -
      #5 => -
      No. 5 => -
      5G => -
      M5 => -
      A4 => -
      5* => -
      *5 => -
      5 & 6 => -
      5, 6 => -
      59 ± 2 => -
      5 and 6 => -
      100000000000000000000000000000000000000 => -
      123456789012345678901234567890123456789 => -
      1e38 => -
      5 sheds => -
      5 yuan 3 => -
      5 yuan dollars => -
      more => -
      more than => -
      about => -
      over => -
      > => -
      ≥ => -
      ~ => -
      % => -
      15%% => -
      15% % => -
      million => -
      million yuan => -
      yuan => -
      ¥ => -
      ¥¥5 => -
      $5 yuan => -
      ¥5 dollars => -
      ¥5 km => -
      at least 5 or less => -
      more than 5以下 => -
      5\u{0}6 => -
      5\u{1b}[31m => -
      5\u{202e} => -
      5\u{200b} => -
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
