import Semantics

/// What `help` prints: the first words of the language, and a page for each topic.
enum Help {
  static func text(for topic: String?) -> String {
    guard let topic else { return overview }
    if let page = pages.first(where: { $0.topics.contains(topic.lowercased()) }) {
      return page.text
    }
    let nearest = Suggestion.nearest(to: topic, among: pages.flatMap { $0.topics })
    let guess = nearest.first.map { "; nearest: \($0)" } ?? ""
    return "no help on \(topic)\(guess); there is help on \(topics)"
  }

  private static var topics: String {
    pages.map { $0.topics[0] }.joined(separator: ", ")
  }

  private static var overview: String {
    """
    A question is a sentence:
      sum funds where county = Daning and year = 2010
      count by county sort by count descending
      show project, funds where funds > 1 million top 5 by funds
    Statements: load save use let param unit include expect describe why explain help
    Of one field: funds?
    More: help \(pages.map { $0.topics[0] }.joined(separator: " | "))
    """
  }

  private static let pages: [(topics: [String], text: String)] = [
    (
      ["questions", "sum", "show", "aggregates"],
      """
      sum average min max median count stddev variance mode first last list
      percentile(x, 90)  correlation(x, y)  county at max funds  count distinct x
        sum funds                         one figure
        sum funds, count by county        one row a county
        show county, funds                the records themselves
        show distinct sector              each value once
      sum (funds where year = 2010)       an aggregate with a condition of its own
      sum every funds                     parts and repeats counted too
      """
    ),
    (
      ["conditions", "where"],
      """
      where county = Daning and year = 2010
        = != < <= > >=   between a and b   in (a, b)   in 2008..2010
        contains  starts with  ends with  matches /…/   is missing  is exact
        on lists: has x   has any (…)   has all (…)   within (…)
      not goes before any of them; a bare word beside a text field is a value
      """
    ),
    (
      ["groups", "by", "top", "sort"],
      """
      sum funds by county                 groups in the order of their keys
      sum funds by each county            a record under each of its counties
      sum funds by county top 5           the five largest
      show project, funds top 2 by funds per sector
      sort by funds descending   limit 10 offset 20
      """
    ),
    (
      ["windows", "running", "rank", "share", "along", "per"],
      """
      sum funds, running(sum funds), growth(sum funds) by year
        running(x)  change(x)  growth(x)  previous(x)  next(x)  previous(x, 2)
        moving_average(x, 3)   row_number()   rank(x)   share(x)
      change(sum funds along year) by county, year     along says the order, per begins anew
      show project, rank(funds per county) as place then where place <= 3
      show * where funds > 3 * average(funds per sector)    beside each record its group's figure
      """
    ),
    (
      ["then", "steps"],
      """
      then goes on with the answer:
        sum funds by county then where sum_funds > 1 million then top 3
        then add sum_funds / 1000 as thousands   then keep county   then drop x
        then append others               then append (show … from others)
        then save to "top3.csv"          .csv .tsv .json .jsonl .md .records
        then chart    then chart bars (lines, points, histogram)    then chart to "funds.svg"
      """
    ),
    (
      ["load", "files"],
      """
      load "records.csv" as grants (
        id key, county list by ";", funds number in yuan, opened date as "DD/MM/YYYY")
      with (delimiter ";", encoding "gb18030", skip 2, header no) says how a file is written
      save grants to "grants.records"   with all that is known of its records, to be loaded at once
      load "grants.records"
      """
    ),
    (
      ["units", "numbers"],
      """
      59   2.16 million yuan   15%   59,000,000   at least 59 million
      area to hectare   sum funds to million yuan   unit jin = 0.5 kg
      > is at least, < at most, ~ about; they are carried through every calculation
      """
    ),
    (
      ["why", "explain"],
      """
      why                    the records behind the last answer, with file and line
      why where county = Daning
      why 3                  those behind the third row
      why not Daning         what left it out
      why sum funds where county = Daning
      explain sum funds by county   the plan
      """
    ),
  ]
}
