/// The words of the language by the place they have, for completion and for the printer.
package enum Keywords {
  /// Never names; a field so called stands in backquotes.
  package static let reserved: [String] = Keyword.allCases.filter(\.isReserved).map(\.rawValue)

  /// Words people use for ours: read, and echoed as what they were read as.
  package static let spoken: [String] = Keyword.allCases.filter(\.isSpoken).map(\.rawValue)

  /// Every word of the language, and the words people use for ours.
  package static let all: [String] = Keyword.allCases.map(\.rawValue)

  package static let clauseWords = [
    "from", "join", "where", "by", "across", "with", "sort", "top", "bottom", "limit",
  ]

  package static let stepWords = [
    "add", "keep", "drop", "rename", "unpivot", "append", "compare", "save", "chart",
  ]

  /// What may stand behind `chart`.
  package static let chartForms = ["bars", "lines", "points", "histogram"]

  package static let statementWords = [
    "load", "use", "let", "param", "include", "unit", "save", "expect", "describe", "why",
    "explain", "help",
  ]

  /// Words that open a statement or a list of items.
  static let openingWords = statementWords + stepWords + ["show"]

  package static let aggregates: [String] = AggregateFunction.allCases.map(\.rawValue)

  package static let functions = [
    "lower", "upper", "trim", "length", "left", "right", "replace", "split", "abs", "round",
    "floor", "ceiling", "sqrt", "ln", "log10", "exp", "mod", "larger", "smaller", "total", "bin",
    "size", "number", "text", "date", "today", "month", "quarter", "week", "year",
    "month_number", "quarter_number", "week_number", "day", "weekday",
  ]

  package static let windows = [
    "running", "change", "growth", "previous", "next", "row_number", "moving_average", "rank",
    "share",
  ]

  package static let withWords: [String] = Clauses.WithWord.allCases.map(\.rawValue)

  package static let scaleWords: [String] = Keyword.allCases.filter { $0.scaleExponent != nil }
    .map(\.rawValue)

  /// The options of `load … with ( … )`.
  package static let loadOptions = [
    "delimiter", "quote", "escape", "header", "skip", "encoding", "sheet",
  ]

  /// Words after `in` that convert, `area in hectares`: units that measure and are no name of
  /// a set or of a list of values.
  static let measuringUnits: Set<String> = [
    "metre", "metres", "meter", "meters", "kilometre", "kilometres", "kilometer", "kilometers",
    "km", "cm", "mm", "mile", "miles", "foot", "feet", "inch", "inches", "yard", "yards", "里",
    "m²", "m2", "km²", "km2", "mu", "亩", "hectare", "hectares", "ha", "公顷", "acre", "acres",
    "gram", "grams", "kg", "kilogram", "kilograms", "tonne", "tonnes", "ton", "tons", "jin", "斤",
    "吨", "litre", "litres", "liter", "liters", "m³", "m3", "yuan", "元", "rmb", "cny", "usd",
    "eur", "gbp", "jpy", "dollar", "dollars", "euro", "euros", "pound", "pounds", "yen",
  ]

  /// Names of currencies that people put before a number.
  static let currencyWords: Set<String> = [
    "rmb", "cny", "usd", "eur", "gbp", "jpy", "hkd", "人民币",
  ]

  static let callable: Set<String> = Set(functions + windows)
}
