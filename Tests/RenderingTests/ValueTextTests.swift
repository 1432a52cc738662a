import Records
import Rendering
import Testing

@Suite("Values as people read them")
struct ValueTextTests {
  @Test(
    "figures",
    arguments: [
      (TableTextTests.exact(59_000_000, 0, .atLeast), TableTextTests.yuan, "> 59,000,000"),
      (TableTextTests.exact(43, 0, .atMost), TableTextTests.yuan, "< 43"),
      (TableTextTests.exact(4000, 0, .about), TableTextTests.yuan, "~ 4,000"),
      (TableTextTests.exact(-1_234_567, 2), TableTextTests.yuan, "-12,345.67"),
      (TableTextTests.exact(1_250, 2), TableTextTests.yuan, "12.5"),
      (TableTextTests.exact(999), TableTextTests.yuan, "999"),
      (TableTextTests.exact(1000), TableTextTests.yuan, "1,000"),
      (TableTextTests.exact(2010), TableTextTests.year, "2010"),
      (TableTextTests.exact(15, 2), TableTextTests.percent, "15%"),
      (TableTextTests.exact(5, 4), TableTextTests.percent, "0.05%"),
      (TableTextTests.exact(12), TableTextTests.percent, "1,200%"),
      (TableTextTests.exact(-125, 3), TableTextTests.percent, "-12.5%"),
      (.number(.double(1.0 / 3), .exact), TableTextTests.percent, "33.3333333333333%"),
      (.number(.double(0.07), .exact), TableTextTests.percent, "7%"),
      (.number(.double(0.29), .exact), TableTextTests.percent, "29%"),
      (.number(.double(1e-9), .exact), TableTextTests.percent, "1e-7%"),
      (.number(.double(12345.678), .exact), .number(.plain), "12,345.678"),
      (.number(.double(2.0 / 3), .atLeast), .number(.plain), "> 0.666666666666666"),
      (.number(.double(2.0 / 3), .atMost), .number(.plain), "< 0.666666666666667"),
      (.number(.double(1e30), .exact), .number(.plain), "1e30"),
    ] as [(Value, ValueType, String)])
  func figures(_ value: Value, type: ValueType, text: String) {
    #expect(ValueText.text(value, type: type) == text)
  }

  @Test(
    "other values; what would look like nothing or like a missing cell stands in quotes",
    arguments: [
      (.missing, .text, "missing"), (.text("missing"), .text, "\"missing\""),
      (.text(""), .text, "\"\""),
      (.text("a "), .text, "\"a \""), (.text("a\tb"), .text, "a␉b"), (.yesNo(true), .yesNo, "yes"),
      (.yesNo(false), .yesNo, "no"), (.list(["Daning", "Yonghe"]), .list, "Daning + Yonghe"),
      (.list(["a + b", "c"]), .list, "\"a + b\" + c"),
      (.period(Period(start: 0, grain: .quarter)), .date, "1970-Q1"),
      (.moment(60), .dateTime, "1970-01-01T00:01"),
    ] as [(Value, ValueType, String)])
  func others(_ value: Value, type: ValueType, text: String) {
    #expect(ValueText.text(value, type: type) == text)
  }

  private static func counted(_ word: String) -> ValueType {
    .number(NumberType(unit: UnitTable().atom(named: word).map { Unit($0) } ?? .none))
  }

  @Test(
    "a single value reads as a sentence would say it",
    arguments: [
      (TableTextTests.exact(2_000_000), counted("yuan"), "2,000,000 yuan"),
      (TableTextTests.exact(13), counted("person"), "13 people"),
      (TableTextTests.exact(1), counted("person"), "1 person"),
      (TableTextTests.exact(1, 0, .atLeast), counted("person"), "> 1 people"),
      (TableTextTests.exact(0), counted("person"), "0 people"),
      (TableTextTests.exact(2010), TableTextTests.year, "2010"),
      (TableTextTests.exact(15, 2), TableTextTests.percent, "15%"),
      (TableTextTests.exact(12_345_678_901), counted("yuan"), "12,345,678,901 yuan"),
      (TableTextTests.exact(999_999_999), counted("yuan"), "999,999,999 yuan"),
      (TableTextTests.exact(5), .number(.plain), "5"), (.missing, .number(.plain), "none"),
      (.text("Daning"), .text, "Daning"),
    ] as [(Value, ValueType, String)])
  func single(_ value: Value, type: ValueType, text: String) {
    #expect(SingleValueText.text(value: value, type: type) == text)
  }

  @Test(
    "a large figure in words says what was left out of it, and keeps its bound",
    arguments: [
      (TableTextTests.exact(999_999), nil), (TableTextTests.exact(9_999_999, 1), nil),
      (TableTextTests.exact(1_000_000), "1 million yuan"),
      (TableTextTests.exact(12_345_678), "about 12.3 million yuan"),
      (TableTextTests.exact(-2_500_000), "-2.5 million yuan"),
      (TableTextTests.exact(999_960_000), "about 1 billion yuan"),
      (TableTextTests.exact(999_940_000), "about 999.9 million yuan"),
      (TableTextTests.exact(59_000_000, 0, .atLeast), "more than 59 million yuan"),
      (TableTextTests.exact(59_020_000, 0, .atLeast), "more than about 59 million yuan"),
      (TableTextTests.exact(43_000_000, 0, .atMost), "less than 43 million yuan"),
      (TableTextTests.exact(43_000_000, 0, .about), "about 43 million yuan"),
      (.number(.double(2_500_000.25), .exact), "about 2.5 million yuan"),
      (.number(.double(1e300), .exact), nil),
      (TableTextTests.exact(5_118_456_000), "about 5.1 billion yuan"), (.missing, nil),
    ] as [(Value, String?)])
  func words(_ value: Value, _ words: String?) {
    #expect(SingleValueText.words(value: value, type: Self.counted("yuan")) == words)
  }

  @Test("none says why")
  func reason() {
    let text = SingleValueText.text(
      value: .missing, type: .number(.plain), reason: "no record is for Daning alone in 2010")
    #expect(text == "none: no record is for Daning alone in 2010")
  }
}
