import Records
import Semantics
import Syntax
import Testing

/// The columns of answers: their names, types and units.
struct OutputTests {
  @Test(arguments: outputs)
  func output(_ sentence: String, _ columns: [String]) throws {
    let plan = try #require(try Fixture.plan(of: sentence))
    #expect(plan.output.fields.map { "\($0.name): \($0.type.described)" } == columns)
  }

  private static let outputs: [(String, [String])] = [
    ("sum funds where county = Daning and year = 2010", ["sum_funds: a number of yuan"]),
    ("count where sector = people", ["count: a number"]),
    ("sum funds where county = Daning or Yonghe", ["sum_funds: a number of yuan"]),
    (
      "sum funds where (county = Daning or Yonghe) and year = 2010", ["sum_funds: a number of yuan"]
    ),
    ("sum funds by county", ["county: a list", "sum_funds: a number of yuan"]),
    ("sum funds by each county top 5", ["county: a text", "sum_funds: a number of yuan"]),
    ("sum (funds * rate)", ["sum (funds * rate): a number of yuan"]),
    (
      "show sector, funds / people as per_head sort by per_head descending",
      ["sector: a text", "per_head: a number of yuan / person"]
    ),
    (
      "sum funds / count as each_one, average funds",
      ["each_one: a number of yuan", "average_funds: a number of yuan"]
    ),
    ("sum funds where rate > 0.5", ["sum_funds: a number of yuan"]),
    ("sum funds where date in 2010", ["sum_funds: a number of yuan"]),
    ("show date + 3 months", ["date + 3 months: a date"]),
    ("show month(date), year(date)", ["month(date): a date", "year(date): a year"]),
    ("sum area to hectare", ["sum area to hectare: a number of hectares"]),
    (
      "sum funds to million yuan by sector",
      ["sector: a text", "sum funds to million yuan: a number of million yuan"]
    ),
    ("sum funds where funds > 40 million", ["sum_funds: a number of yuan"]),
    (
      "sum (funds where year = 2010) / sum (funds where year = 2009) by sector",
      ["sector: a text", "sum (funds where year = 2010) / sum (funds where year = 2009): a number"]
    ),
    (
      "show * where funds > (average funds)",
      [
        "id: a text", "county: a list", "sector: a text", "year: a year", "date: a date",
        "funds: a number of yuan", "people: a number of people", "area: a number of mu",
        "rate: a percentage", "finished: yes or no",
      ]
    ),
    ("show funds / sum funds as share", ["share: a number"]),
    (
      "sum funds, count by sector where sum funds > 1亿",
      ["sector: a text", "sum_funds: a number of yuan", "count: a number"]
    ),
    ("count where sector contains wat", ["count: a number"]),
    ("count where anything contains Jiangsu", ["count: a number"]),
    ("count where sector matches /wa|ro/i", ["count: a number"]),
    ("count where 2009 in year..year", ["count: a number"]),
    ("count where year in (2008, 2009..2010)", ["count: a number"]),
    ("count where funds is not exact", ["count: a number"]),
    ("show sector top 2 by funds per sector", ["sector: a text"]),
    (
      "show if funds default 0 >= 50 million then \"large\" else \"small\" as size",
      ["size: a text"]
    ),
    ("count distinct sector where sector != water", ["count distinct sector: a number"]),
    ("county at max funds by sector", ["sector: a text", "county at max funds: a list"]),
    ("show round(funds / people, 2) as x then where x > 5", ["x: a number of yuan / person"]),
    ("sum funds by sector then top 3", ["sector: a text", "sum_funds: a number of yuan"]),
    (
      "sum funds by year then add sum_funds / 1000 as k",
      ["year: a year", "sum_funds: a number of yuan", "k: a number of yuan"]
    ),
    ("show funds where finished", ["funds: a number of yuan"]),
    ("show funds where not finished = yes", ["funds: a number of yuan"]),
    (
      "sum funds by bin(funds, 1 million)",
      ["bin(funds, 1 million): a number of yuan", "sum_funds: a number of yuan"]
    ),
    ("count where sector in (show sector where year = 2010)", ["count: a number"]),
    ("sum year", ["sum_year: a number"]),
    ("percentile(funds, 90)", ["percentile(funds, 90): a number of yuan"]),
    ("count where area > 300 mu and area < 20 hectare", ["count: a number"]),
    ("show funds & \" yuan\" as t", ["t: a text"]),
    ("count where county has any (Daning, Nanbu)", ["count: a number"]),
    (
      "count (where funds > 1 million) / count (*) as large_share by county sort by large_share descending",
      ["county: a list", "large_share: a number"]
    ),
  ]
}
