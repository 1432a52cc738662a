extension Parser {
  /// call = function "(" [ arguments ] [ along ] [ per ] ")" ;
  mutating func parseCall() throws(Failure) -> Expr {
    var call = Call(name: functionName(), arguments: [])
    let open = index
    advance()
    let mark = groupedNumbers.count
    if !at(.close), !at(.along), !at(.per) {
      call.arguments = try parseArguments()
      try checkGroups(since: mark)
    }
    try parseKeys(of: &call)
    groupedNumbers.removeSubrange(mark...)
    guard eat(.close) else { throw unclosed(list[open]) }
    return try raised(Expr(.call(call), at: range(from: call.name.range)), over: height)
  }

  private mutating func functionName() -> Name {
    let word = advance()
    let written = text(of: word)
    let lowered = written.lowercased()
    if lowered == "cumulative" {
      echo(written, "running")
      return Name("running", at: word.range)
    }
    return Name(Keywords.callable.contains(lowered) ? lowered : written, at: word.range)
  }

  private mutating func parseKeys(of call: inout Call) throws(Failure) {
    var tallest = height
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
    height = tallest
  }

  /// arguments = expression { "," expression } ;
  mutating func parseArguments() throws(Failure) -> [Expr] {
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
  mutating func parseAlong() throws(Failure) -> [Expr] {
    advance()
    return try parseKeys()
  }

  /// per = "per" expression { "," expression } ;
  mutating func parsePer() throws(Failure) -> [Expr] {
    advance()
    return try parseKeys()
  }
}

extension String {
  fileprivate static func keysTwice(_ word: String) -> String {
    "`\(word)` stands twice; its keys are one list"
  }
}
