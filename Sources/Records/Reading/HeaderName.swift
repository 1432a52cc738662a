/// The name of a field as its header tells it: `funds [million yuan]`.
struct HeaderName {
  /// With its brackets.
  let whole: String
  /// Without.
  let name: String
  let unit: LoadRequest.DeclaredUnit?
  /// Words in the brackets that were no unit so far.
  let newUnits: [String]
  /// The header has no name here, so one was made.
  let isMade: Bool

  var hasKnownUnit: Bool { unit != nil && newUnits.isEmpty }

  /// Reads the cells of a header, makes every name distinct, and adds units nobody knows as counts.
  static func all(
    of cells: [String], units: inout UnitTable, notes: inout [Note]
  ) -> [HeaderName] {
    var names: [HeaderName] = []
    var taken: Set<String> = []
    var told: [String] = []
    for (index, cell) in cells.enumerated() {
      let clean = cleaned(cell)
      var next = HeaderName(clean.isEmpty ? "column_\(index + 1)" : clean, clean.isEmpty, &units)
      if taken.contains(next.name) {
        var number = 2
        let others = Set(cells.map(cleaned))
        while taken.contains("\(next.name)_\(number)") || others.contains("\(next.name)_\(number)")
        {
          number += 1
        }
        told.append("\(next.name)_\(number)")
        next = HeaderName(renaming: next, "\(next.name)_\(number)")
      }
      taken.insert(next.name)
      names.append(next)
    }
    if !told.isEmpty {
      notes.append(
        Note(
          .decided,
          "the header tells a name more than once: the later ones are "
            + Counted.list(told), count: told.count))
    }
    return names
  }

  /// The same under the name that another file gave it.
  func named(_ name: String) -> HeaderName { HeaderName(renaming: self, name) }

  private init(_ whole: String, _ isMade: Bool, _ units: inout UnitTable) {
    self.whole = whole
    self.isMade = isMade
    guard whole.hasSuffix("]"), let open = whole.lastIndex(of: "["), open > whole.startIndex,
      let found = HeaderName.unit(
        String(whole[whole.index(after: open)...].dropLast()), &units)
    else {
      name = whole
      unit = nil
      newUnits = []
      return
    }
    name = HeaderName.cleaned(String(whole[..<open]))
    unit = found.unit
    newUnits = found.new
  }

  private init(renaming other: HeaderName, _ name: String) {
    whole = name
    self.name = name
    unit = other.unit
    newUnits = other.newUnits
    isMade = other.isMade
  }

  private static func unit(
    _ words: String, _ units: inout UnitTable
  ) -> (unit: LoadRequest.DeclaredUnit, new: [String])? {
    guard var reading = units.unit(words: words) else { return nil }
    let new = reading.unknown
    if !new.isEmpty {
      for word in new { _ = units.addCount(named: word) }
      guard let again = units.unit(words: words), again.unknown.isEmpty else { return nil }
      reading = again
    }
    return (
      LoadRequest.DeclaredUnit(
        scaleExponent: reading.scaleExponent, unit: reading.unit, style: reading.style), new
    )
  }

  /// Without spaces around it and line ends in it; letters that no sentence can hold are the signs
  /// that a terminal is shown for them.
  private static func cleaned(_ cell: String) -> String {
    var words: [Substring] = []
    for word in cell.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }) {
      words.append(word)
    }
    let name = words.joined(separator: " ")
    guard name.unicodeScalars.contains(where: Printable.isHidden) else { return name }
    return name.unicodeScalars.reduce(into: "") { text, scalar in
      if Printable.isHidden(scalar) {
        text += Printable.sign(for: scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
