extension Parser {
  /// from = "from" source ;
  mutating func parseFrom() throws(Failure) -> Source {
    advance()
    return try parseSource()
  }

  /// source = ( name | "(" query ")" ) [ alias ] ;
  mutating func parseSource() throws(Failure) -> Source {
    let start = current.range
    let kind: Source.Kind
    if at(.open) {
      kind = .query(try parseBracketedQuery())
    } else {
      kind = .set(try parseName("the name of a set or a query in brackets"))
    }
    if case .word(let keyword) = current.kind, !(keyword?.isReserved ?? false), !startsClause,
      keyword != .having
    {
      throw problem(
        .aliasWithoutAs(text(of: current)), at: current.range,
        fixes: [insert("as ", at: current.range.start)])
    }
    return Source(kind: kind, alias: try eatAlias(), range: range(from: start))
  }

  private mutating func parseBracketedQuery() throws(Failure) -> Query {
    let open = advance()
    try enter(at: open.range)
    let query = try parseQuery()
    nesting -= 1
    guard eat(.close) else { throw unclosed(open) }
    return query
  }

  /// join = "join" source [ "on" joinKey { "," joinKey } ] ;
  mutating func parseJoin() throws(Failure) -> Clauses.Join {
    let start = advance().range
    let source = try parseSource()
    var keys: [Clauses.Join.On] = []
    if eat(.on) {
      repeat { keys.append(try parseJoinKey()) } while eat(.comma)
    }
    return Clauses.Join(source: source, on: keys, range: range(from: start))
  }

  /// joinKey = [ "each" ] name [ "=" name ] ;
  mutating func parseJoinKey() throws(Failure) -> Clauses.Join.On {
    let isEach = eat(.each)
    let left = try parseName("the name of a field that both sets have")
    if at(.dot) {
      throw qualifiedJoinKey(left)
    }
    let right = eat(.equal) ? try parseName("the name of a field of the other set") : nil
    return Clauses.Join.On(isEach: isEach, left: left, right: right)
  }

  /// `on g.x = c.y` as `on x = y`
  private func qualifiedJoinKey(_ left: Name) -> Failure {
    let key = left.range.joined(with: peek().range)
    let field = text(of: peek())
    guard peek(2).sign == .equal, peek(4).sign == .dot else {
      return problem(.qualifiedJoinKey, at: key, fixes: [replace(key, with: field)])
    }
    let other = text(of: peek(5))
    return problem(
      .qualifiedJoinKey, at: key,
      fixes: [
        replace(
          left.range.joined(with: peek(5).range),
          with: field == other ? field : "\(field) = \(other)")
      ])
  }
}

extension String {
  fileprivate static func aliasWithoutAs(_ name: String) -> String {
    "`\(name)` stands where a clause belongs; another name for the set stands after as"
  }
  fileprivate static let qualifiedJoinKey =
    "the keys of a join are plain names, the left set's first: on county = name"
}
