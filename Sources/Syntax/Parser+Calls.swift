extension Parser {
  /// call = function "(" [ arguments ] [ along ] [ per ] ")" ;
  mutating func parseCall() throws(Diagnostic) -> Expr {
    let word = current
    let written = text(of: word)
    advance()
    var name = Name(written, at: word.range)
    let lowered = written.lowercased()
    if lowered == "cumulative" {
      echo(written, "running")
      name = Name("running", at: word.range)
    } else if Keywords.callable.contains(lowered) {
      name = Name(lowered, at: word.range)
    }
    let open = advance()
    try enter(at: open.range)
    let mark = groupedNumbers.count
    var call = Call(name: name, arguments: [])
    var tallest = 1
    if !at(.close), !at(.along), !at(.per) {
      call.arguments = try parseArguments()
      tallest = height
      try checkGroups(since: mark)
    }
    while at(.along) || at(.per) {
      if at(.along), call.along.isEmpty {
        call.along = try parseAlong()
      } else if at(.per), call.per.isEmpty {
        call.per = try parsePer()
      } else {
        throw problem(.keysTwice(text(of: current)), at: current.range)
      }
      tallest = max(tallest, height)
    }
    groupedNumbers.removeSubrange(mark...)
    guard eat(.close) else { throw unclosed(open) }
    nesting -= 1
    return try raised(Expr(.call(call), at: range(from: word.range)), over: tallest)
  }

  /// arguments = expression { "," expression } ;
  mutating func parseArguments() throws(Diagnostic) -> [Expr] {
    var arguments = [try parseExpression()]
    var tallest = height
    while at(.comma) {
      let comma = advance()
      if at(.close) { throw trailingComma(comma) }
      arguments.append(try parseExpression())
      tallest = max(tallest, height)
    }
    height = tallest
    return arguments
  }

  /// along = "along" expression { "," expression } ;
  mutating func parseAlong() throws(Diagnostic) -> [Expr] {
    advance()
    return try parseKeys()
  }

  /// per = "per" expression { "," expression } ;
  mutating func parsePer() throws(Diagnostic) -> [Expr] {
    advance()
    return try parseKeys()
  }
}

extension String {
  fileprivate static func keysTwice(_ word: String) -> String {
    "`\(word)` stands twice; its keys are one list"
  }
}
