import Syntax
import Testing

@testable import Sumwhere

/// The fields that questions can ask for, told from their words.
@Suite struct AskedFieldsTests {
  private func names(_ texts: String...) -> Set<String>? {
    AskedFields.names(in: texts.map { SourceText(name: "", text: $0) })
  }

  @Test func everyWordCountsAsAName() throws {
    let found = try #require(
      self.names(
        "sum Funds by year, `Project Name` where county = Daning then sort by funds",
        "show donor, year where x > 2; let big = area > 3"))
    #expect(found.isSuperset(of: ["funds", "year", "project name", "county", "daning"]))
    #expect(found.isSuperset(of: ["donor", "x", "area", "big"]))
  }

  @Test(arguments: [
    "show", "show *", "show where x = 1", "sum funds by year; show", "show sort by x", "SHOW *",
    "why", "describe", "explain sum funds", "show x then keep x", "count then save to \"a.csv\"",
    "sum funds join counties on county", "show x then append y", "expect funds > 0", "show; count",
    "include \"a.sum\"", "sum funds where donor not in (show where year = 2010)", "show \u{7}",
  ])
  func whatReachesMoreThanItNamesCannotBeTold(_ text: String) {
    #expect(names("sum funds", text) == nil)
  }
}
