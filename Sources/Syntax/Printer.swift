/// Tree to canonical text: keywords in lower case, one space around operators, no bracket more
/// than the tree needs. Parsing what it prints gives the same tree.
///
/// It walks down left operands in a loop, because a chain of a thousand operators leans left.
package struct Printer {
  var output = ""
  /// Whether numbers stand without scale words, because the last of a list would have the only one.
  var spellsDigits = false

  package static func text(of expr: Expr) -> String {
    var printer = Printer()
    printer.write(expr, .conditional)
    return printer.output
  }

  package static func text(of query: Query) -> String {
    var printer = Printer()
    printer.write(query)
    return printer.output
  }

  package static func text(of sentence: Sentence) -> String {
    var printer = Printer()
    printer.write(sentence)
    return printer.output
  }

  package static func text(of statement: Statement) -> String {
    var printer = Printer()
    printer.write(statement)
    return printer.output
  }

  package static func text(of unit: UnitPhrase) -> String {
    var printer = Printer()
    printer.write(unit)
    return printer.output
  }

  /// A name as it is written in a question, in backquotes where it must.
  package static func text(of name: Name) -> String {
    name.isQuoted || !isPlain(name.text) ? "`\(name.text)`" : name.text
  }

  /// A name as it is written in a question, in backquotes where it must.
  package static func text(ofName name: String) -> String {
    isPlain(name) ? name : "`\(name)`"
  }

  /// A text in quotes, with escapes.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          quoted += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// Whether a name needs no backquotes.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.startsName,
      name.unicodeScalars.allSatisfy(\.continuesName),
      !(Keyword.bySpelling[name.lowercased()]?.isReserved ?? false),
      NumeralWord.reading(of: name) == .name, !name.hasPrefix("百分之")
    else { return false }
    return Lexer.boundPrefix(of: name) == nil
  }

  mutating func write(_ text: String) { output += text }

  mutating func write(_ name: Name) { output += Self.text(of: name) }

  /// A name where digits and dates may stand for one: `unpivot 2008..2010`.
  mutating func write(column name: Name) {
    let isDigits = name.text.utf8.first.map { (48..<58).contains($0) } ?? false
    output += isDigits && !name.isQuoted ? name.text : Self.text(of: name)
  }

  mutating func write<Element>(
    list elements: [Element], _ write: (inout Printer, Element) -> Void
  ) {
    for (index, element) in elements.enumerated() {
      if index > 0 { output += ", " }
      write(&self, element)
    }
  }
}
