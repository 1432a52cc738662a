extension Printer {
  mutating func write(_ query: Query) {
    write(query.sentence)
    if !query.continuations.isEmpty { write(" ") }
    write(query.continuations)
  }

  mutating func write(_ continuations: [Continuation]) {
    for (index, continuation) in continuations.enumerated() {
      write(index > 0 ? " then " : "then ")
      switch continuation {
      case .sentence(let sentence): write(sentence)
      case .step(let step): write(step)
      }
    }
  }

  mutating func write(_ sentence: Sentence) {
    switch sentence.head {
    case .measures(let items): write(items)
    case .show(let isDistinct, let items):
      write(isDistinct ? "show distinct" : "show")
      if !items.isEmpty {
        write(" ")
        write(items)
      }
    }
    write(sentence.clauses)
  }

  mutating func write(_ items: [Item]) {
    write(list: items) { printer, item in
      printer.write(item.expr, .conditional)
      printer.write(alias: item.alias)
    }
  }

  mutating func write(alias: Name?) {
    guard let alias else { return }
    write(" as ")
    write(alias)
  }

  /// Each clause after a space, in the order of meaning.
  mutating func write(_ clauses: Clauses) {
    if let from = clauses.from {
      write(" from ")
      write(from)
    }
    for join in clauses.joins { write(join) }
    if let filter = clauses.filter { write(" where ", filter) }
    if let filter = clauses.groupFilter { write(" having ", filter) }
    if !clauses.by.isEmpty {
      write(clauses.perInPlaceOfBy == nil ? " by " : " per ")
      write(list: clauses.by) { $0.write($1) }
    }
    if let across = clauses.across {
      write(" across ")
      write(across)
    }
    for with in clauses.with { write(" with \(with.word.rawValue)") }
    if !clauses.sort.isEmpty {
      write(" sort by ")
      write(list: clauses.sort) { printer, key in
        printer.write(key.expr, .conditional)
        if key.isDescending { printer.write(" descending") }
      }
    }
    if let top = clauses.top { write(top) }
    if let limit = clauses.limit {
      write(" limit ")
      write(limit.count)
      if let offset = limit.offset {
        write(" offset ")
        write(offset)
      }
    }
  }

  private mutating func write(_ words: String, _ expr: Expr) {
    write(words)
    write(expr, .conditional)
  }

  private mutating func write(_ key: Clauses.Key) {
    if key.isEach { write("each ") }
    write(key.expr, .conditional)
    write(alias: key.alias)
  }

  private mutating func write(_ join: Clauses.Join) {
    write(" join ")
    write(join.source)
    guard !join.on.isEmpty else { return }
    write(" on ")
    write(list: join.on) { printer, on in
      if on.isEach { printer.write("each ") }
      printer.write(on.left)
      if let right = on.right {
        printer.write(" = ")
        printer.write(right)
      }
    }
  }

  private mutating func write(_ top: Clauses.Top) {
    write(top.isBottom ? " bottom " : " top ")
    write(top.count)
    if let key = top.by { write(" by ", key) }
    if !top.per.isEmpty {
      write(" per ")
      write(list: top.per) { $0.write($1) }
    }
  }

  mutating func write(_ source: Source) {
    switch source.kind {
    case .set(let name): write(name)
    case .query(let query):
      write("(")
      write(query)
      write(")")
    }
    write(alias: source.alias)
  }

  private mutating func write(_ step: Step) {
    switch step.kind {
    case .clauses(let clauses):
      let before = output.utf8.count
      write(clauses)
      // Clauses bring their own space, and `then` has written one.
      if output.utf8.count > before { output.removeSpace(at: before) }
    case .add(let items):
      write("add ")
      write(items)
    case .keep(let names): write("keep ", columns: names)
    case .drop(let names): write("drop ", columns: names)
    case .rename(let renames):
      write("rename ")
      write(list: renames) { printer, rename in
        printer.write(column: rename.from)
        printer.write(alias: rename.to)
      }
    case .unpivot(let names, let key, let value):
      switch names {
      case .span(let first, let last):
        write("unpivot ")
        write(column: first)
        write("..")
        write(column: last)
      case .listed(let names): write("unpivot ", columns: names)
      }
      write(alias: key)
      write(", ")
      write(value)
    case .append(let source):
      write("append ")
      write(source)
    case .compare(let source, let names):
      write("compare with ")
      write(source)
      write(" on ")
      write(list: names) { $0.write($1) }
    case .save(let file): write("save to \(Self.quoted(file.text))")
    case .chart(let form, let file):
      write("chart")
      if let form {
        write(" ")
        write(form)
      }
      if let file { write(" to \(Self.quoted(file.text))") }
    }
  }

  private mutating func write(_ words: String, columns: [Name]) {
    write(words)
    write(list: columns) { $0.write(column: $1) }
  }
}

extension String {
  fileprivate mutating func removeSpace(at offset: Int) {
    let place = utf8.index(startIndex, offsetBy: offset)
    if self[place] == " " { remove(at: place) }
  }
}
