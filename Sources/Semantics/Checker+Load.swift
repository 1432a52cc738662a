package import Records
package import Syntax

extension Checker {
  /// A load statement as a request to the reader.
  package static func request(
    for load: Load, in catalog: Catalog
  ) throws(Diagnostic) -> LoadRequest {
    guard let path = load.paths.first else {
      throw Diagnostic("load names a file", at: SourceRange(0, 0))
    }
    try checkSavedAlone(load.paths)
    if load.paths.count > 1 || FilePattern.isPattern(path.text), load.name == nil {
      throw unnamedStack(load.paths)
    }
    if WritingForm(fileName: path.text) == .records { try checkSaved(load) }
    let name = load.name?.text ?? LoadRequest.setName(forPath: path.text)
    var request = LoadRequest(paths: load.paths.map(\.text), name: name)
    for option in load.options { try apply(option, to: &request) }
    var seen: Set<String> = []
    for declaration in load.declarations {
      let declared = try self.declared(declaration, in: catalog)
      guard seen.insert(declared.name).inserted else {
        throw Diagnostic("two fields are named \(declared.name)", at: declaration.range)
      }
      request.declared.append(declared)
    }
    return request
  }

  /// Saved records say themselves how they are written and what their fields are.
  private static func checkSaved(_ load: Load) throws(Diagnostic) {
    if let option = load.options.first {
      throw Diagnostic(
        "\(option.name.text) says how a file of text is written; saved records are loaded as they"
          + " were saved", at: option.name.range)
    }
    if let declaration = load.declarations.first {
      throw Diagnostic(
        "the fields of saved records are those that were saved, so none is declared",
        at: declaration.range,
        notes: ["declared where they are loaded from text, and saved again, they are as declared"])
    }
  }

  /// Files of saved records are sets of their own, with types and units that agree only by chance.
  private static func checkSavedAlone(_ paths: [Load.Path]) throws(Diagnostic) {
    let saved = paths.first { WritingForm(fileName: $0.text) == .records }
    guard let saved, paths.count > 1 || FilePattern.isPattern(saved.text) else { return }
    throw Diagnostic(
      "a load reads one file of saved records", at: saved.range,
      notes: ["loaded one by one, then append puts the records of one below those of another"])
  }

  /// Several files are one set below one another, so none of their names is its.
  private static func unnamedStack(_ paths: [Load.Path]) -> Diagnostic {
    let (first, last) = (paths[0], paths[paths.count - 1])
    let plain = paths.filter { !FilePattern.isPattern($0.text) }
    let file = first.text.split(separator: "/").last ?? ""
    let stem = file.prefix { $0 != "." }.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    let words = String(stem).split(separator: "_").joined(separator: "_")
    let name = words.first?.isLetter == true ? words : "records"
    let end = SourceRange(start: last.range.end, end: last.range.end)
    return Diagnostic(
      "several files in one load are one set, which needs a name behind as",
      at: first.range.joined(with: last.range),
      notes: plain.count > 1 ? ["loads of their own read them as sets of their own"] : [],
      fixes: [.init(range: end, replacement: " as \(name.asName)")])
  }

  private static func declared(
    _ declaration: Declaration, in catalog: Catalog
  ) throws(Diagnostic) -> LoadRequest.Declared {
    let form: LoadRequest.Declared.Form
    switch declaration.form {
    case nil: form = .inferred
    case .text: form = .text
    case .yesNo: form = .yesNo
    case .date(let format): form = .date(format: format)
    case .dateTime(let format): form = .dateTime(format: format)
    case .list(let separator): form = .list(separator: separator)
    case .number(nil): form = .number(unit: nil)
    case .number(let phrase?):
      form = .number(unit: try declaredUnit(phrase, in: catalog))
    }
    let role: LoadRequest.Declared.Role =
      switch declaration.role {
      case .plain: .plain
      case .key: .key
      case .whole: .whole
      case .original: .original
      }
    return LoadRequest.Declared(
      header: declaration.field.text, name: declaration.alias?.text ?? declaration.field.text,
      form: form, role: role, allowsUnreadable: declaration.allowsUnreadable)
  }

  /// A unit nobody knows is a new count in a declaration.
  private static func declaredUnit(
    _ phrase: UnitPhrase, in catalog: Catalog
  ) throws(Diagnostic) -> LoadRequest.DeclaredUnit {
    if phrase.factors.count == 1, phrase.factors[0].word.text.lowercased() == "percent" {
      return LoadRequest.DeclaredUnit(unit: .none, style: .percent)
    }
    var factors: [Unit.Factor] = []
    var units = catalog.units
    for factor in phrase.factors {
      let word = factor.word.text
      let atom = units.atom(named: word) ?? units.addCount(named: word)
      factors.append(Unit.Factor(atom: atom, power: factor.power))
    }
    return LoadRequest.DeclaredUnit(scaleExponent: phrase.scaleExponent, unit: Unit(factors))
  }

  private static func apply(
    _ option: Load.Option, to request: inout LoadRequest
  ) throws(Diagnostic) {
    switch (option.name.text.lowercased(), option.value) {
    case ("delimiter", .text(let text)): request.delimiter = try byte(text, option)
    case ("delimiter", .word(let word)) where word.text == "tab":
      request.delimiter = UInt8(ascii: "\t")
    case ("quote", .text("")): request.quote = 0
    case ("quote", .text(let text)): request.quote = try byte(text, option)
    case ("escape", .text(let text)): request.escape = try byte(text, option)
    case ("separator", .text(let text)), ("record", .text(let text)):
      request.recordSeparator = Array(text.utf8)
    case ("encoding", .text(let text)): request.encoding = text
    case ("encoding", .word(let word)): request.encoding = word.text
    case ("skip", .number(let count)): request.skip = count
    case ("header", .number(let count)): request.header = count == 0 ? .absent : .lines(count)
    case ("header", .word(let word)) where word.text == "yes": request.header = .lines(1)
    case ("header", .word(let word)) where word.text == "no": request.header = .absent
    case ("sheet", _): throw .notYet("reading a sheet of a workbook", at: option.name.range)
    default:
      let known = ["delimiter", "quote", "escape", "separator", "header", "skip", "encoding"]
      let nearest = Suggestion.nearest(to: option.name.text, among: known)
      if known.contains(option.name.text.lowercased()) {
        throw Diagnostic("\(option.name.text) does not take this value", at: option.name.range)
      }
      throw Diagnostic(
        "a load has no option \(option.name.text); there is \(known.listed)",
        at: option.name.range,
        fixes: nearest.prefix(1).map { .init(range: option.name.range, replacement: $0) })
    }
  }

  private static func byte(_ text: String, _ option: Load.Option) throws(Diagnostic) -> UInt8 {
    let bytes = Array(text.utf8)
    guard bytes.count == 1, bytes[0] < 0x80 else {
      throw Diagnostic("\(option.name.text) is one ASCII character", at: option.name.range)
    }
    return bytes[0]
  }
}

extension LoadRequest {
  /// The file's name without folder and ending: what a set is called without `as`.
  package static func setName(forPath path: String) -> String {
    if path == "-" { return "input" }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }
}
