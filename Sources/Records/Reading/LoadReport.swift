/// Gathers what there is to say of a load: in one line what was read, then only what needs saying.
struct LoadReport {
  /// The file, or the first of several.
  var file: String
  var isStacked = false
  var notes: [Note] = []
  /// Which note is the first on the header.
  var headerPlace = 0

  /// Adds what is said of one file, with its name where it is one of several.
  mutating func add(_ said: [Note], of file: String?) {
    notes += said.map { note in
      var note = note
      if let file { note.text = "\(file): \(note.text)" }
      return note
    }
  }

  /// Refuses a declared field that holds something else.
  mutating func judge(_ readers: [FieldReader]) throws(ReadingError) {
    for reader in readers {
      guard let declared = reader.plan.declared, !reader.plan.isInferred,
        let odd = reader.loader?.odd, odd.count > 0
      else { continue }
      let form = LoadReport.words(of: declared)
      if declared.allowsUnreadable {
        notes.append(
          Note(
            .unreadable,
            "\(declared.name): \(Counted.noun(odd.count, "cell")) read as missing: \(odd.listed)",
            count: odd.count))
        continue
      }
      let cells = Counted.noun(odd.count, "cell is", "cells are")
      let first = odd.samples.first
      let reason = first?.reason.map { ": \($0)" } ?? ""
      var notes = odd.samples.dropFirst().map { sample in
        "\(sample.file ?? file):\(sample.line):\(sample.column): \"\(sample.text)\""
      }
      notes.append("\(declared.name) \(form) or missing lets them through, counted")
      throw ReadingError(
        file: first?.file ?? file, line: first?.line, column: first?.column,
        "\(declared.name) is declared \(form), but \(cells) not: \"\(first?.text ?? "")\"\(reason)",
        notes: notes)
    }
  }

  private static func words(of declared: LoadRequest.Declared) -> String {
    switch declared.form {
    case .inferred: "as found"
    case .text: "text"
    case .number(let unit): "number" + (unit.map { " in \(words(of: $0))" } ?? "")
    case .yesNo: "yes/no"
    case .date(let format): "date" + (format.map { " as \"\($0)\"" } ?? "")
    case .dateTime(let format): "datetime" + (format.map { " as \"\($0)\"" } ?? "")
    case .list(let separator): "list by \"\(separator)\""
    }
  }

  static func words(of unit: LoadRequest.DeclaredUnit) -> String {
    if unit.style == .percent { return "%" }
    let scale =
      switch unit.scaleExponent {
      case 0: ""
      case 3: "thousand "
      case 4: "万 "
      case 6: "million "
      case 8: "亿 "
      case 9: "billion "
      case 12: "trillion "
      default: "10^\(unit.scaleExponent) "
      }
    return scale + unit.unit.text
  }

  /// Says why a field that looked like numbers is text, and what would read it.
  mutating func noteSecondReading(_ reader: FieldReader, as kind: CellKind) {
    guard kind == .text, let loader = reader.loader else { return }
    let odd = loader.odd
    let values = loader.valueCount
    let name = reader.plan.header.name
    if let numbers = loader as? NumberLoader, numbers.disagreeingCount > 0,
      numbers.disagreeingCount == odd.count
    {
      let form = numbers.commonUnit.map { "number in \($0.text)" } ?? "number"
      notes.append(
        Note(
          .suspected, "\(name) stays text: its cells do not agree in their unit: \(odd.listed)",
          count: odd.count, suggestion: "\(name) \(form)"))
      return
    }
    // A field that is plainly text needs no word; of several files one may hold what others do not.
    guard odd.count > 0, odd.count * (isStacked ? 1 : 4) <= values else { return }
    let all = Counted.number(values + odd.count)
    let few = "\(Counted.number(odd.count)) of \(all) cells"
    let isOne = odd.count == 1
    if odd.leadingZeroCount == odd.count {
      notes.append(
        Note(
          .decided,
          "\(name) stays text: \(few) \(isOne ? "has" : "have") a leading zero: \(odd.listed)",
          count: odd.count, suggestion: "\(name) number"))
      return
    }
    let noun: String
    let form: String
    switch loader.type {
    case .number:
      noun = isOne ? "number" : "numbers"
      let unit = (loader as? NumberLoader)?.commonUnit
      form = unit.map { "number in \($0.text)" } ?? "number"
    case .date: (noun, form) = (isOne ? "date" : "dates", "date")
    case .dateTime: (noun, form) = (isOne ? "date-time" : "date-times", "datetime")
    case .yesNo: (noun, form) = ("yes or no", "yes/no")
    case .text, .list: return
    }
    let reason = odd.samples.first?.reason.map { " (\($0))" } ?? ""
    notes.append(
      Note(
        .suspected,
        "\(name) stays text: \(few) \(isOne ? "is" : "are") no \(noun): \(odd.listed)\(reason)",
        count: odd.count, suggestion: "\(name) \(form) or missing"))
  }

  /// Where the comma is not what separates cells, it may be the point of a decimal.
  mutating func noteCommas(_ reader: FieldReader, delimiter: UInt8) {
    guard let numbers = reader.loader as? NumberLoader, numbers.commaCount > 0,
      delimiter == UInt8(ascii: ";"), reader.plan.isInferred
    else { return }
    let name = reader.plan.header.name
    notes.append(
      Note(
        .suspected,
        "\(name): \(Counted.noun(numbers.commaCount, "cell has a comma", "cells have a comma")) between "
          + "thousands; where it is a decimal comma the figures are wrong",
        count: numbers.commaCount, suggestion: "\(name) text"))
  }

  mutating func noteConversions(_ reader: FieldReader) {
    guard let numbers = reader.loader as? NumberLoader, numbers.convertedCount > 0,
      let unit = numbers.convertedUnit, let target = numbers.type.numberType?.unit
    else { return }
    let name = reader.plan.declared?.name ?? reader.plan.header.name
    let ratio = unit.ratio(to: target).flatMap(\.decimal).map { " (× \($0))" } ?? ""
    notes.append(
      Note(
        .converted,
        "\(name): \(Counted.noun(numbers.convertedCount, "cell")) converted to \(target.text), as from "
          + unit.text + ratio, count: numbers.convertedCount))
  }

  /// Names that the header does not tell, of fields that are there.
  mutating func noteMadeNames(_ plans: [FieldPlan]) {
    let made = plans.filter(\.header.isMade).map(\.header.name)
    guard !made.isEmpty, made.count < plans.count else { return }
    let fields = made.count == 1 ? "a field without a name is" : "fields without names are"
    notes.insert(
      Note(.decided, "\(fields) \(Counted.list(made))", count: made.count), at: headerPlace)
  }

  /// Units that the header was the first to name.
  mutating func noteUnits(_ plans: [FieldPlan], _ fields: [Field]) {
    var new: [String] = []
    for (plan, field) in zip(plans, fields) where field.type.numberType != nil {
      for word in plan.header.newUnits where !new.contains(word) { new.append(word) }
    }
    guard !new.isEmpty else { return }
    let text =
      new.count == 1
      ? "\(new[0]) is a new unit: a count of its own"
      : "\(Counted.list(new)) are new units, each a count of its own"
    notes.append(Note(.newUnit, text, count: new.count))
  }
}
