extension LoadReport {
  /// Says what was met that is no record of as many cells as there are fields.
  mutating func note(_ met: Irregularities, fieldCount: Int) {
    let fields = Counted.noun(fieldCount, "field")
    if met.short.count > 0 {
      let lines = Counted.noun(met.short.count, "line has", "lines have")
      notes.append(
        Note(
          .ragged,
          "\(lines) fewer cells than the \(fields), \(met.short.place): the absent ones are missing",
          count: met.short.count))
    }
    if met.long.count > 0 {
      let lines = Counted.noun(met.long.count, "line has", "lines have")
      let cells = met.asides.first.map { ": \"\($0.cells.joined(separator: "\", \""))\"" } ?? ""
      notes.append(
        Note(
          .ragged,
          "\(lines) more cells than the \(fields), \(met.long.place): the last are kept aside\(cells)",
          count: met.long.count))
    }
    if met.emptyExtra.count > 0 {
      let lines = Counted.noun(met.emptyExtra.count, "line ends", "lines end")
      notes.append(
        Note(
          .ragged, "\(lines) with empty cells past the \(fields), \(met.emptyExtra.place)",
          count: met.emptyExtra.count))
    }
    if met.blank.count > 0 {
      let lines = Counted.noun(met.blank.count, "blank line")
      notes.append(
        Note(
          .ragged, "\(lines) inside the table passed over, \(met.blank.place)",
          count: met.blank.count))
    }
    if met.repeatedHeader.count > 0 {
      let lines = Counted.noun(met.repeatedHeader.count, "line tells", "lines tell")
      notes.append(
        Note(
          .ragged, "\(lines) the header again, \(met.repeatedHeader.place), and is no record",
          count: met.repeatedHeader.count))
    }
    noteQuotes(met)
    if let second = met.secondTable {
      let lines = Counted.noun(second.lines, "line was", "lines were")
      notes.append(
        Note(
          .suspected,
          "a second table of \(Counted.noun(second.fields, "field")) seems to start at line "
            + "\(second.line): \(lines) not read",
          count: second.lines, suggestion: "with (skip \(second.line - 1))"))
    }
  }

  private mutating func noteQuotes(_ met: Irregularities) {
    if met.oddQuotes.count > 0 {
      let cells = Counted.noun(met.oddQuotes.count, "cell has", "cells have")
      notes.append(
        Note(
          .ragged,
          "\(cells) signs behind the closing quote, \(met.oddQuotes.place): kept as written",
          count: met.oddQuotes.count))
    }
    if met.tall.count > 0 {
      let records = Counted.noun(met.tall.count, "record goes", "records go")
      notes.append(
        Note(
          .suspected,
          "\(records) on for up to \(Counted.noun(met.tallest, "line")), \(met.tall.place): a quote may "
            + "be open by mistake", count: met.tall.count))
    }
  }

  /// One line on what was read, one on what the fields are.
  ///
  /// - Shape: `files` are the names of stacked files with their numbers of records
  mutating func summarize(_ fields: [Field], count: Int, files: [(name: String, count: Int)]) {
    let records = count == 0 ? "no record" : Counted.noun(count, "record")
    var place = file
    if files.count > 1 {
      let each = files.map { "\($0.name) (\(Counted.number($0.count)))" }
      place = "\(files.count) files: \(Counted.list(each))"
    }
    var summary = [
      Note(
        .decided, "read \(records) of \(Counted.noun(fields.count, "field")) from \(place)",
        count: count)
    ]
    if count == 0, files.count == 1 {
      summary[0].text += ": the file holds a header and nothing else"
    }
    let kinds = LoadReport.kinds(of: fields)
    if !kinds.isEmpty { summary.append(Note(.decided, kinds)) }
    notes.insert(contentsOf: summary, at: 0)
  }

  /// `years: year; numbers: funds (yuan), area (mu); dates: opened; the rest is text`
  private static func kinds(of fields: [Field]) -> String {
    var years: [String] = []
    var numbers: [String] = []
    var dates: [String] = []
    var answers: [String] = []
    var lists: [String] = []
    var texts = 0
    for field in fields {
      switch field.type {
      case .text: texts += 1
      case .number(let type):
        let unit = type.style == .percent ? "%" : type.unit.text
        if type.style == .year {
          years.append(field.name)
        } else {
          numbers.append(unit.isEmpty ? field.name : "\(field.name) (\(unit))")
        }
      case .yesNo: answers.append(field.name)
      case .date, .dateTime: dates.append(field.name)
      case .list: lists.append(field.name)
      }
    }
    var parts: [String] = []
    for (word, names) in [
      ("years", years), ("numbers", numbers), ("dates", dates), ("yes/no", answers),
      ("lists", lists),
    ] where !names.isEmpty { parts.append("\(word): \(Counted.list(names))") }
    if parts.isEmpty { return texts > 0 ? "all fields are text" : "" }
    if texts > 0 { parts.append("the rest is text") }
    return parts.joined(separator: "; ")
  }
}
