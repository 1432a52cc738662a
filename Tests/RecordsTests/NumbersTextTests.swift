import Records
import Testing

@Suite("Figures as people write them in cells")
struct NumbersTextTests {
  private let units = UnitTable()

  /// `value unit` as one line: `> 59000000 yuan`, `0.15 %`, or `-` where the cell is no number.
  private func reading(of cell: String) -> String {
    guard let number = NumberText.read(cell, units: units) else { return "-" }
    let bytes = Array(cell.utf8)
    let again = bytes.withUnsafeBufferPointer { NumberText.read($0, units: units) }
    // The short way for plain digits and the long way must agree.
    guard again == number else { return "two readings of \(cell)" }
    var parts: [String] = []
    switch number.qualifier {
    case .exact: break
    case .atLeast: parts.append(">")
    case .atMost: parts.append("<")
    case .about: parts.append("~")
    }
    parts.append(number.decimal.description)
    if number.isPercent { parts.append("%") }
    if let unit = number.unit { parts.append(unit.text) }
    return parts.joined(separator: " ")
  }

  private func check(_ table: String) {
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: "=>", maxSplits: 1)
      guard halves.count == 2 else {
        Issue.record("a line of the table has no reading: \(line)")
        continue
      }
      let cell = String(halves[0].trimmingSpaces)
      let wanted = halves[1].split(separator: " ").joined(separator: " ")
      #expect(reading(of: cell) == wanted, "\(cell)")
    }
  }

  @Test("plain figures")
  func plain() {
    check(
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
    check(
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

  @Test("scales, units, currencies and percent")
  func scalesAndUnits() {
    check(
      """
      15% => 0.15 %
      15 % => 0.15 %
      15％ => 0.15 %
      15 percent => 0.15 %
      15 per cent => 0.15 %
      15 pct => 0.15 %
      0.5% => 0.005 %
      -3.2% => -0.032 %
      150% => 1.50 %
      百分之十五 => 0.15 %
      百分之3.5 => 0.035 %
      59 thousand => 59000
      59 million => 59000000
      59million => 59000000
      2.16 million => 2160000
      2.16 Million => 2160000
      1.5 billion => 1500000000
      3 trillion => 3000000000000
      4.2 bn => 4200000000
      4.2bn => 4200000000
      7 mn => 7000000
      59k => 59000
      59K => 59000
      2.16 million yuan => 2160000 yuan
      2.16 million Yuan => 2160000 yuan
      59 million RMB => 59000000 yuan
      RMB 59 million => 59000000 yuan
      RMB59 million => 59000000 yuan
      ¥2.16 million => 2160000 yuan
      ￥2.16 million => 2160000 yuan
      ¥ 5 => 5 yuan
      -¥5 => -5 yuan
      ¥-5 => -5 yuan
      (¥5) => -5 yuan
      ¥(5) => -5 yuan
      (5 yuan) => -5 yuan
      (5) yuan => -5 yuan
      ¥5 yuan => 5 yuan
      ¥5/person => 5 yuan / person
      ¥5 / person => 5 yuan / person
      ¥5 per person => 5 yuan / person
      ¥5 yuan / person => 5 yuan / person
      5 yuan/person => 5 yuan / person
      5元/人 => 5 yuan / person
      5元每人 => 5 yuan / person
      CNY 5,000 => 5000 yuan
      5,000 CNY => 5000 yuan
      人民币5万元 => 50000 yuan
      人民币 五万 元 => 50000 yuan
      5 元 => 5 yuan
      5元 => 5 yuan
      $5 => 5 dollar
      $5M => 5000000 dollar
      $5m => 5000000 dollar
      $1.2B => 1200000000 dollar
      ¥59k => 59000 yuan
      US$5 => 5 dollar
      USD 5 => 5 dollar
      5 USD => 5 dollar
      5 US dollars => 5 dollar
      5美元 => 5 dollar
      5万美元 => 50000 dollar
      HK$5 => 5 HKD
      5 港元 => 5 HKD
      €5 => 5 euro
      5 € => 5 euro
      5€ => 5 euro
      5 euros => 5 euro
      £5 => 5 sterling
      5 pounds => 5 pound
      5 pounds sterling => 5 sterling
      5 yen => 5 yen
      5日元 => 5 yen
      216万 => 2160000
      216 万 => 2160000
      216万元 => 2160000 yuan
      216 万元 => 2160000 yuan
      2.16亿 => 216000000
      2.16亿元 => 216000000 yuan
      1.5万亿 => 1500000000000
      1.5万亿元 => 1500000000000 yuan
      3百万 => 3000000
      26.67 hectares => 26.67 hectare
      26.67 hectare => 26.67 hectare
      26.67 ha => 26.67 hectare
      26.67公顷 => 26.67 hectare
      2,000 mu => 2000 mu
      2000亩 => 2000 mu
      2000 亩 => 2000 mu
      420 km => 420 km
      420km => 420 km
      420公里 => 420 km
      420千米 => 420 km
      3千米 => 3 km
      3米 => 3 m
      12m => 12 m
      12 metres => 12 m
      5 km^2 => 5 km^2
      5 km² => 5 km^2
      5 km2 => 5 km^2
      5 square km => 5 km^2
      5 sq km => 5 km^2
      5平方公里 => 5 km^2
      5立方米 => 5 m^3
      5 cubic metres => 5 m^3
      5 m/s => 5 m / second
      5公斤 => 5 kg
      5千克 => 5 kg
      5斤 => 5 斤
      5克 => 5 g
      5吨 => 5 tonne
      5万吨 => 50000 tonne
      3 t => 3 tonne
      13 people => 13 person
      1 person => 1 person
      13 persons => 13 person
      13人 => 13 person
      152名 => 152 person
      2000人次 => 2000 visit
      120 households => 120 household
      120户 => 120 household
      3320 head => 3320 head
      3320头 => 3320 head
      14000套 => 14000 set
      60000棵 => 60000 tree
      21个 => 21 piece
      21个项目 => 21 project
      21 projects => 21 project
      7个村 => 7 village
      3 days => 3 day
      3天 => 3 day
      20年 => 20 year
      2 hours => 2 hour
      6个月 => 6 month
      5 Hectares => 5 hectare
      5 HECTARES => 5 hectare
      5 KG => 5 kg
      3千人 => 3000 person
      3百人 => 300 person
      """)
  }

  @Test("bounds and guesses")
  func qualifiers() {
    check(
      """
      >59 million => > 59000000
      > 59 million => > 59000000
      >59000000 => > 59000000
      ≥59 => > 59
      >=59 => > 59
      ⩾59 => > 59
      ＞59 => > 59
      <43 => < 43
      <=43 => < 43
      ≤43 => < 43
      ＜43 => < 43
      ~4000 => ~ 4000
      ~ 4000 => ~ 4000
      ≈4000 => ~ 4000
      ～4000 => ~ 4000
      >-5 => > -5
      >15% => > 0.15 %
      >¥5 => > 5 yuan
      more than 59 million Yuan => > 59000000 yuan
      More than 59 million Yuan => > 59000000 yuan
      MORE THAN 59 => > 59
      over 59 => > 59
      above 59 => > 59
      at least 59 => > 59
      At least 59 million yuan => > 59000000 yuan
      no less than 59 => > 59
      not less than 59 => > 59
      no fewer than 59 => > 59
      exceeding 59 => > 59
      in excess of 59 => > 59
      upwards of 59 => > 59
      greater than 59 => > 59
      just over 59 => > 59
      nearly 43 million => < 43000000
      Nearly 43 million yuan => < 43000000 yuan
      almost 43 => < 43
      less than 43 => < 43
      fewer than 43 => < 43
      under 43 => < 43
      below 43 => < 43
      up to 43 => < 43
      at most 43 => < 43
      no more than 43 => < 43
      not more than 43 => < 43
      not exceeding 43 => < 43
      about 300 => ~ 300
      About 300 people => ~ 300 person
      around 300 => ~ 300
      approximately 300 => ~ 300
      approx 300 => ~ 300
      approx. 300 => ~ 300
      roughly 300 => ~ 300
      some 300 people => ~ 300 person
      circa 300 => ~ 300
      ca. 300 => ~ 300
      c. 300 => ~ 300
      300+ => > 300
      300+ people => > 300 person
      300 or more => > 300
      300 people or more => > 300 person
      300 and above => > 300
      300 or less => < 300
      300 or fewer people => -
      300 or so => ~ 300
      300-odd => > 300
      300-odd people => > 300 person
      300 odd people => > 300 person
      2+ million => > 2000000
      about 2 million or so => ~ 2000000
      超过59 => > 59
      超过5900万元 => > 59000000 yuan
      超5亿元 => > 500000000 yuan
      逾5900万 => > 59000000
      多于5 => > 5
      不少于5 => > 5
      不低于5 => > 5
      至少5 => > 5
      不到4300万 => < 43000000
      不足100 => < 100
      近4300万元 => < 43000000 yuan
      将近100 => < 100
      接近100 => < 100
      少于5 => < 5
      不超过5 => < 5
      最多5 => < 5
      至多5 => < 5
      约300 => ~ 300
      约300人 => ~ 300 person
      大约300 => ~ 300
      大概300 => ~ 300
      300左右 => ~ 300
      300人左右 => ~ 300 person
      300上下 => ~ 300
      5900多万 => > 59000000
      5900多万元 => > 59000000 yuan
      5900余万元 => > 59000000 yuan
      300余 => > 300
      300余人 => > 300 person
      300多人 => > 300 person
      300多 => > 300
      3万多 => > 30000
      3万多人 => > 30000 person
      5000元以上 => > 5000 yuan
      5000以上 => > 5000
      5000元及以上 => > 5000 yuan
      5000元以下 => < 5000 yuan
      5000以内 => < 5000
      60%以上 => > 0.60 %
      约300余 => ~ 300
      超过300余 => > 300
      超过5900多万元 => > 59000000 yuan
      十来个 => ~ 10 piece
      十多万 => > 100000
      """)
  }

  @Test("Chinese numerals")
  func chinese() {
    check(
      """
      零 => 0
      〇 => 0
      一 => 1
      两 => 2
      九 => 9
      十 => 10
      十五 => 15
      二十 => 20
      二十八 => 28
      九十九 => 99
      一百 => 100
      一百一十五 => 115
      一百十五 => 115
      三百零五 => 305
      三百二十 => 320
      一千零一 => 1001
      一千零一十 => 1010
      两千 => 2000
      九千九百九十九 => 9999
      一万 => 10000
      一万零五百 => 10500
      一万零五 => 10005
      十万 => 100000
      二十八万 => 280000
      一百万 => 1000000
      四千三百万 => 43000000
      四千三百万元 => 43000000 yuan
      一千二百三十四万五千六百七十八 => 12345678
      一亿 => 100000000
      一亿零三百万 => 103000000
      两亿三千万 => 230000000
      一万亿 => 1000000000000
      二〇一〇 => 2010
      二零一零 => 2010
      壹佰万 => 1000000
      叁仟伍佰元 => 3500 yuan
      7 万5 千4 百 => 75400
      7万5千4百 => 75400
      2亿3000万 => 230000000
      2亿3000万元 => 230000000 yuan
      3万5000 => 35000
      3千500 => 3500
      1万2千亿 => 1200000000000
      3万零5 => -
      三百五 => -
      三万五 => -
      3万5 => -
      3万500 => -
      一二三四五 => 12345
      百 => -
      万 => -
      亿 => -
      万元 => -
      十十 => -
      十百 => -
      百十 => -
      一百一百 => -
      一万一万 => -
      一亿亿 => -
      万万 => -
      一万万 => -
      五十千 => -
      三分之一 => -
      几百 => -
      十几 => -
      数十 => -
      四月 => -
      第三 => -
      3万2万 => -
      3万20000 => -
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

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var rest = self
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
