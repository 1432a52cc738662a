/// A word the language knows. Only the reserved ones are never names; the others are words of the
/// language where the grammar has a place for them.
enum Keyword: String, CaseIterable {
  // Reserved
  case `where`, by, then, and, or, not, from, join, on, sort, `if`, `else`, `as`, `in`, `is`, has
  case contains, between, matches, within, `default`, to, at, per, along, across, with, each, every
  case once, distinct, ascending, descending, asc, desc

  // Heads, clauses and steps
  case show, top, bottom, limit, offset, totals, empty, rest, ties
  case add, keep, drop, rename, unpivot, append, compare, save, chart

  // Statements
  case load, use, `let`, param, include, unit, expect, describe, why, explain, help

  // Aggregates
  case sum, average, min, max, median, count, stddev, variance, mode, first, last, list
  case percentile, correlation

  // Conditions
  case starts, ends, any, all, missing, exact

  // Declarations
  case key, whole, original, number, text, yes, no, date, datetime
  case delimiter, quote, escape, header, skip, encoding, sheet

  // Scale words
  case thousand, million, billion, trillion
  case wan = "万"
  case yi = "亿"

  // Qualifiers of a number
  case least, most, more, less, than, about, nearly, up
  case over = "超过"
  case short = "不到"
  case around = "约"
  case near = "近"

  // Words people use for ours
  case mean, avg, total, cumulative, having, group, order, including, blank, null, percent
  case select, like

  var isReserved: Bool {
    switch self {
    case .where, .by, .then, .and, .or, .not, .from, .join, .on, .sort, .if, .else, .as, .in, .is,
      .has, .contains, .between, .matches, .within, .default, .to, .at, .per, .along, .across,
      .with, .each, .every, .once, .distinct, .ascending, .descending, .asc, .desc:
      true
    default:
      false
    }
  }

  /// Whether it is only understood, because people use it for one of ours.
  var isSpoken: Bool {
    switch self {
    case .asc, .desc, .more, .less, .than, .nearly, .up, .over, .short, .around, .near, .mean, .avg,
      .total, .cumulative, .group, .order, .including, .blank, .null, .percent, .select, .like:
      true
    default:
      false
    }
  }

  /// The aggregate that the word names, in our words or in words people use.
  var aggregate: AggregateFunction? {
    switch self {
    case .mean, .avg: .average
    case .total: .sum
    default: AggregateFunction(rawValue: rawValue)
    }
  }

  /// The power of ten of a scale word.
  var scaleExponent: Int? {
    switch self {
    case .thousand: 3
    case .million: 6
    case .billion: 9
    case .trillion: 12
    case .wan: 4
    case .yi: 8
    default: nil
    }
  }

  static let bySpelling: [String: Keyword] = {
    var words: [String: Keyword] = [:]
    for keyword in Keyword.allCases { words[keyword.rawValue] = keyword }
    return words
  }()
}
