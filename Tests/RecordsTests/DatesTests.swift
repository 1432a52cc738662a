import Records
import TestSupport
import Testing

@Suite("Dates as texts")
struct DatesTests {
  @Test(
    "what is read is printed again",
    arguments: [
      "2010", "0001", "9999", "2010-Q1", "2010-Q4", "2010-01", "2010-12", "2010-W01", "2010-W52",
      "2009-W53", "2015-W53", "2010-05-17", "2012-02-29", "2000-02-29", "1969-12-31", "1582-10-04",
    ])
  func again(_ text: String) throws {
    #expect(try #require(DateText.period(text)).text == text)
  }

  @Test(
    "what is no date",
    arguments: [
      "", "201", "20100", "0000", "2010-", "2010-0", "2010-00", "2010-13", "2010-1", "2010-Q0",
      "2010-Q5", "2010-W00", "2010-W53", "2010-W54", "2010-W5", "2010-05-", "2010-05-00",
      "2010-05-32", "2010-02-29", "1900-02-29", "2010-5-17", "2010/05/17", "17-05-2010",
      "2010-05-17Z", " 2010", "2010 ", "２０１０", "2010–05", "-2010", "+2010", "20a0", "2010Q1",
    ])
  func refused(_ text: String) {
    #expect(DateText.period(text) == nil)
  }

  @Test("moments")
  func moments() throws {
    for text in [
      "2010-05-17T08:30", "1970-01-01T00:00", "1969-12-31T23:59:59", "2010-05-17T08:30:15",
    ] {
      #expect(DateText.text(ofMoment: try #require(DateText.moment(text))) == text)
    }
    #expect(DateText.moment("2010-05-17 08:30") == DateText.moment("2010-05-17T08:30"))
    #expect(DateText.moment("2010-05-17 08:30:00") == DateText.moment("2010-05-17T08:30"))
    #expect(DateText.moment("1970-01-02T00:00:01") == 86_401)
    for text in [
      "2010-05-17", "2010-05-17T24:00", "2010-05-17T08:60", "2010-05-17T8:30", "2010-05-17T08:30Z",
      "2010-05-17T08:30:60", "2010-05-17t08:30", "2010-02-30T08:30", "2010-05-17T08:30+08:00",
      "2010-05-17T08:30:15.5", "2010-05T08:30", "",
    ] {
      #expect(DateText.moment(text) == nil, "\(text)")
    }
  }

  @Test("every day of four centuries reads back, and lies in its month, quarter, week and year")
  func everyDay() throws {
    let first = try #require(DateText.period("1899-12-25")).start
    for day in first..<(first + 146_097) {
      let text = Period(start: day, grain: .day).text
      guard DateText.period(text)?.start == day else {
        Issue.record("\(text) is read as another day")
        return
      }
      for grain in Grain.allCases where day % 7 == 0 {
        let period = Period.containing(day: day, grain: grain)
        guard period.start <= day, day < period.end, DateText.period(period.text) == period else {
          Issue.record("\(text) is not in its \(grain)")
          return
        }
      }
    }
  }

  @Test(
    "formats",
    arguments: [
      ("DD/MM/YYYY", "17/05/2010", "2010-05-17"), ("DD/MM/YYYY", "7/5/2010", "2010-05-07"),
      ("dd/mm/yyyy", "17/05/2010", "2010-05-17"), ("MM/DD/YYYY", "05/17/2010", "2010-05-17"),
      ("D.M.YYYY", "7.5.2010", "2010-05-07"), ("D.M.YYYY", "17.12.2010", "2010-12-17"),
      ("YYYY/MM/DD", "2010/05/17", "2010-05-17"), ("YYYYMMDD", "20100517", "2010-05-17"),
      ("DDMMYYYY", "17052010", "2010-05-17"), ("MMM D, YYYY", "May 7, 2010", "2010-05-07"),
      ("MMM D, YYYY", "SEPT 7, 2010", "2010-09-07"),
      ("D MMMM YYYY", "7 September 2010", "2010-09-07"),
      ("D MMMM YYYY", "7  Sep 2010", "2010-09-07"), ("D-MMM-YY", "7-Feb-08", "2008-02-07"),
      ("DD/MM/YY", "17/05/70", "1970-05-17"), ("MM/YYYY", "05/2010", "2010-05"),
      ("YYYY年M月D日", "2010年5月17日", "2010-05-17"), ("YYYY年M月", "2010年12月", "2010-12"),
      ("YYYY年", "2010年", "2010"), ("MMM YYYY", "Dec 2010", "2010-12"), ("YYYY", "2010", "2010"),
    ])
  func formats(_ pattern: String, _ cell: String, _ wanted: String) throws {
    let format = try #require(DateFormat(pattern))
    #expect(format.period(cell)?.text == wanted)
    #expect(!format.hasTime)
  }

  @Test(
    "cells that a format refuses",
    arguments: [
      ("DD/MM/YYYY", "05/17/2010"), ("DD/MM/YYYY", "31/04/2010"), ("DD/MM/YYYY", "17-05-2010"),
      ("DD/MM/YYYY", "17/05/10"), ("DD/MM/YYYY", "17/05/2010 "), ("DD/MM/YYYY", " 17/05/2010"),
      ("DD/MM/YYYY", "117/05/2010"), ("DD/MM/YYYY", "17/05/20100"), ("DD/MM/YYYY", ""),
      ("MMM D, YYYY", "Mai 7, 2010"), ("MMM D, YYYY", "M 7, 2010"), ("MMM D, YYYY", "Ma 7, 2010"),
      ("MMM D, YYYY", "Mayo 7, 2010"), ("YYYYMMDD", "2010517"), ("YYYY/MM/DD", "2010/00/17"),
      ("YYYY/MM/DD", "0000/01/17"),
    ])
  func refusedByFormat(_ pattern: String, _ cell: String) throws {
    #expect(try #require(DateFormat(pattern)).period(cell) == nil)
  }

  @Test("formats with times")
  func times() throws {
    let format = try #require(DateFormat("DD/MM/YYYY hh:mm"))
    #expect(format.hasTime)
    #expect(format.moment("17/05/2010 08:30") == DateText.moment("2010-05-17T08:30"))
    let lower = try #require(DateFormat("dd/mm/yyyy hh:mm:ss"))
    #expect(lower.moment("17/05/2010 08:30:15") == DateText.moment("2010-05-17T08:30:15"))
    let iso = try #require(DateFormat("YYYY-MM-DDThh:mm"))
    #expect(iso.moment("2010-05-17T08:30") == DateText.moment("2010-05-17T08:30"))
    #expect(format.moment("17/05/2010 24:30") == nil)
    #expect(format.moment("17/05/2010 08:3") == nil)
  }

  @Test(
    "patterns that mean nothing",
    arguments: [
      "", "DD/MM", "hh:mm", "DD YYYY", "YYYYY", "YYY", "MMMMM", "DDD/MM/YYYY", "DD/MM/YYYY Z",
      "YYYY YY", "MM/MM/YYYY", "DD/DD/YYYY", "YYYY-MM hh:mm", "YYYY-MM-DD hh", "foo",
      "YYYY-MM-DD ss",
    ])
  func noPatterns(_ pattern: String) {
    #expect(DateFormat(pattern) == nil)
  }

  @Test(
    "weeks at the ends of years",
    arguments: [
      ("2005-01-01", "2004-W53"), ("2005-01-02", "2004-W53"), ("2005-12-31", "2005-W52"),
      ("2006-01-01", "2005-W52"), ("2006-01-02", "2006-W01"), ("2006-12-31", "2006-W52"),
      ("2007-01-01", "2007-W01"), ("2007-12-30", "2007-W52"), ("2007-12-31", "2008-W01"),
      ("2008-01-01", "2008-W01"), ("2008-12-28", "2008-W52"), ("2008-12-29", "2009-W01"),
      ("2008-12-31", "2009-W01"), ("2009-01-01", "2009-W01"), ("2009-12-31", "2009-W53"),
      ("2010-01-01", "2009-W53"), ("2010-01-03", "2009-W53"), ("2010-01-04", "2010-W01"),
    ])
  func isoWeeks(_ day: String, _ week: String) throws {
    let start = try #require(DateText.period(day)).start
    #expect(Period.containing(day: start, grain: .week).text == week)
  }

  @Test(
    "months later and earlier",
    arguments: [
      ("2010-01-31", 1, "2010-02-28"), ("2012-01-31", 1, "2012-02-29"),
      ("2012-02-29", 12, "2013-02-28"), ("2012-02-29", 48, "2016-02-29"),
      ("2010-03-31", -1, "2010-02-28"), ("2010-01-15", -1, "2009-12-15"),
      ("2010-05-31", 1, "2010-06-30"), ("1900-01-31", 1, "1900-02-28"),
      ("2000-01-31", 1, "2000-02-29"), ("2010-12-31", 2, "2011-02-28"),
      ("2010-01-01", -13, "2008-12-01"), ("2010-08-31", 0, "2010-08-31"),
    ])
  func monthSteps(_ day: String, _ months: Int, _ wanted: String) throws {
    let civil = CivilDay(try #require(DateText.period(day)).start)
    let moved = civil.addingMonths(months).dayNumber
    #expect(Period(start: moved, grain: .day).text == wanted)
  }

  @Test(
    "neighbouring periods",
    arguments: [
      ("2010", 1, "2011"), ("2010", -10, "2000"), ("2010-Q4", 1, "2011-Q1"),
      ("2010-Q1", -1, "2009-Q4"), ("2010-12", 1, "2011-01"), ("2010-01", -1, "2009-12"),
      ("2010-03", -12, "2009-03"), ("2009-W53", 1, "2010-W01"), ("2010-W01", -1, "2009-W53"),
      ("2009-W52", 2, "2010-W01"), ("2012-02-28", 1, "2012-02-29"),
      ("2012-03-01", -1, "2012-02-29"),
    ])
  func neighbours(_ text: String, _ distance: Int, _ wanted: String) throws {
    let period = try #require(DateText.period(text))
    #expect(period.moved(by: distance).text == wanted)
    #expect(period.moved(by: distance).moved(by: -distance) == period)
  }
}
