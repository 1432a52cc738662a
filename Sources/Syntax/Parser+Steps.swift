extension Parser {
  var startsStep: Bool {
    if startsClause { return true }
    switch current.keyword {
    case .add, .keep, .drop, .rename, .unpivot, .append, .compare, .save, .chart: return true
    default: return false
    }
  }

  /// step = add | keep | drop | rename | unpivot | append | compare | save | chart
  ///   | clause { clause } ;
  mutating func parseStep() throws(Failure) -> Step {
    let start = current.range
    let kind: Step.Kind
    switch current.keyword {
    case .add: kind = try parseAdd()
    case .keep: kind = try parseKeep()
    case .drop: kind = try parseDrop()
    case .rename: kind = try parseRename()
    case .unpivot: kind = try parseUnpivot()
    case .append: kind = try parseAppend()
    case .compare: kind = try parseCompare()
    case .save: kind = try parseSave()
    case .chart: kind = try parseChart()
    default: kind = .clauses(try parseClauses())
    }
    return Step(kind, at: range(from: start))
  }

  /// add = "add" items ;
  mutating func parseAdd() throws(Failure) -> Step.Kind {
    advance()
    return .add(try parseItems())
  }

  /// keep = "keep" columns ;
  mutating func parseKeep() throws(Failure) -> Step.Kind {
    advance()
    return .keep(try parseColumns())
  }

  /// drop = "drop" columns ;
  mutating func parseDrop() throws(Failure) -> Step.Kind {
    advance()
    return .drop(try parseColumns())
  }

  /// rename = "rename" column alias { "," column alias } ;
  mutating func parseRename() throws(Failure) -> Step.Kind {
    advance()
    var renames: [(from: Name, to: Name)] = []
    repeat {
      let from = try parseColumn()
      if at(.to) {
        throw problem(
          .renamedWithTo, at: current.range, fixes: [replace(current.range, with: "as")])
      }
      renames.append((from, try parseAlias()))
    } while eat(.comma)
    return .rename(renames)
  }

  /// unpivot = "unpivot" ( column ".." column | columns ) "as" name "," name ;
  mutating func parseUnpivot() throws(Failure) -> Step.Kind {
    advance()
    let first = try parseColumn()
    let names: Step.Names
    if eat(.span) {
      names = .span(first, try parseColumn())
    } else {
      var listed = [first]
      while eat(.comma) { listed.append(try parseColumn()) }
      names = .listed(listed)
    }
    try expect(.as, "and the two new names, as year, funds,")
    let key = try parseName("the name for what the fields are called")
    try expect(.comma, "and the name for the values")
    return .unpivot(names, key: key, value: try parseName("the name for the values"))
  }

  /// append = "append" source ;
  mutating func parseAppend() throws(Failure) -> Step.Kind {
    advance()
    return .append(try parseSource())
  }

  /// compare = "compare" "with" source "on" names ;
  mutating func parseCompare() throws(Failure) -> Step.Kind {
    advance()
    try expect(.with, "and the other set")
    let source = try parseSource()
    try expect(.on, "and the key")
    return .compare(source, on: try parseNames("the name of a key"))
  }

  /// save = "save" "to" path ;
  mutating func parseSave() throws(Failure) -> Step.Kind {
    advance()
    if case .text = current.kind {
      throw problem(
        .savedWithoutTo, at: current.range, fixes: [insert("to ", at: current.range.start)])
    }
    try expect(.to, "and the name of a file")
    return .save(try parsePath())
  }

  /// chart = "chart" [ name ] [ "to" path ] ;
  mutating func parseChart() throws(Failure) -> Step.Kind {
    advance()
    let form = eatName()
    if case .text = current.kind {
      throw problem(
        .savedWithoutTo, at: current.range, fixes: [insert("to ", at: current.range.start)])
    }
    return .chart(form: form, file: eat(.to) ? try parsePath() : nil)
  }
}

extension String {
  fileprivate static let renamedWithTo = "`as` stands between the old name and the new"
  fileprivate static let savedWithoutTo = "`to` stands before the name of the file"
}
