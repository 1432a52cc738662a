import Semantics
import Syntax
import Testing

/// What sentences are refused with, over a set with a field of each type.
struct RefusalTests {
  @Test(arguments: refusals)
  func refusal(_ sentence: String, _ message: String) {
    #expect(Fixture.message(of: sentence) == message)
  }

  private static let refusals: [(String, String)] = [
    (
      "sum funds where county = Dannig",
      "no county is \"Dannig\"; nearest: Daning (2 records)"
    ),
    (
      "sum funds where county != Daning or Yonghe",
      "Yonghe is no condition of its own; several values of county are county not in "
        + "(Daning, Yonghe)"
    ),
    (
      "sum funds where county = Daning or Yonghe and year = 2010",
      "Yonghe is no condition of its own; several values of county are county in (Daning, "
        + "Yonghe)"
    ),
    (
      "sum funds * 2 rate",
      "no unit is named rate"
    ),
    (
      "sum fund",
      "no field is named fund; nearest: funds"
    ),
    (
      "show county where funds > 1 million mu",
      "funds is in yuan and 1 million mu is a number of mu, which neither add nor compare"
    ),
    (
      "sum people + area",
      "area is no key of this summary and is not aggregated"
    ),
    (
      "sum funds * rate",
      "sum takes funds alone, so this is (sum funds) * rate, and rate is no key of this "
        + "summary"
    ),
    (
      "average funds default 0",
      "default can fill missing cells before average, or a missing average after it"
    ),
    (
      "sum funds where rate > 50",
      "rate is a percentage, so 50 could be 50% (which is 0.5) or 50 times the whole"
    ),
    (
      "sum funds where year = \"2010\"",
      "year is a year and \"2010\" is a text"
    ),
    (
      "count where county = \"\"",
      "an empty cell is missing, so no text is empty"
    ),
    (
      "count where county contains Dan",
      "county is a list; has asks for a member, and contains looks inside a text"
    ),
    (
      "count where year between 2010 and 2005",
      "the low end 2010 is above the high end 2005"
    ),
    (
      "show top 5",
      "top needs by: what should the rows be ranked by?"
    ),
    (
      "show people where funds",
      "funds is a number of yuan, not a condition"
    ),
    (
      "sum county",
      "sum needs numbers, and county is a list"
    ),
    (
      "show counti",
      "no field is named counti; nearest: county"
    ),
    (
      "show sum_funds",
      "no field is named sum_funds; grants has id, county, sector, year, date, funds, "
        + "people, area, rate, finished"
    ),
    (
      "sum funds where county = $x",
      "no parameter is named $x"
    ),
    (
      "count where county has Daniing",
      "no county is \"Daniing\"; nearest: Daning (2 records)"
    ),
  ]
}
