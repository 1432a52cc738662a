/// A question of the shared fragment: stages joined by `then`.
struct Question: Equatable, Sendable {
  enum Source: Equatable, Sendable {
    case set(String, [Column])
    /// What the sentence around it reads.
    case around([Column])
  }

  var source: Source
  var stages: [Stage]

  var columns: [Column] { stages.last?.columns ?? [] }
}

struct Item: Equatable, Sendable {
  var phrase: Phrase
  /// What `as` names it; keys without one are fields.
  var name: String
  var isNamed = true

  var column: Column { Column(name: name, shape: phrase.shape) }
}

/// One sentence or step.
struct Stage: Equatable, Sendable {
  enum Head: Equatable, Sendable {
    case summary(measures: [Item], keys: [Item], groupFilter: Phrase?)
    case show([Item], isDistinct: Bool)
    /// `add` to these columns.
    case add([Item], to: [Column])
    case keep([Column])
    case drop(String, from: [Column])
    case rename(String, to: String, of: [Column])
    /// `then where …`
    case clauses(of: [Column])
    case unpivot(Unpivot, of: [Column])
  }

  /// The key of a cross table, and its values among the groups.
  struct Across: Equatable, Sendable {
    var key: Item
    var values: [Database.Cell]
  }

  /// Columns of one kind, each with what the new key says of it.
  struct Unpivot: Equatable, Sendable {
    var columns: [Column]
    var labels: [Database.Cell]
    var key: Column
    var value: Column
  }

  struct Top: Equatable, Sendable {
    var count: Int
    var isBottom: Bool
    var by: Phrase
    /// In a summary it may go without saying, and then it is the first measure.
    var isByWritten: Bool
    var per: [Column]
    var keepsTies: Bool
  }

  struct Sort: Equatable, Sendable {
    var phrase: Phrase
    var isDescending: Bool
  }

  struct Limit: Equatable, Sendable {
    var count: Int
    var offset: Int?
  }

  /// A look-up by fields of the same names.
  struct Join: Equatable, Sendable {
    var set: String
    var keys: [String]
    /// What it adds.
    var columns: [Column]
  }

  var head: Head
  var joins: [Join] = []
  var filter: Phrase?
  var across: Across?
  var top: Top?
  var sort: [Sort] = []
  var limit: Limit?
  /// Whether the conditions stand before the keys.
  var isFilterFirst = false

  var columns: [Column] {
    switch head {
    case .summary(let measures, let keys, _):
      keys.map(\.column) + (across.map { $0.columns(of: measures) } ?? measures.map(\.column))
    case .show(let items, _): items.map(\.column)
    case .add(let items, let columns): columns + items.map(\.column)
    case .keep(let columns), .clauses(let columns): columns
    case .drop(let name, let columns): columns.filter { $0.name != name }
    case .rename(let name, let new, let columns):
      columns.map { $0.name == name ? Column(name: new, shape: $0.shape) : $0 }
    case .unpivot(let unpivot, let columns):
      columns.filter { !unpivot.columns.contains($0) } + [unpivot.key, unpivot.value]
    }
  }
}

extension Stage.Across {
  /// One column a value and measure, value by value.
  func columns(of measures: [Item]) -> [Column] {
    values.flatMap { value in
      measures.map { measure in
        let title = title(of: value)
        return Column(
          name: measures.count > 1 ? "\(title) \(measure.name)" : title,
          shape: measure.phrase.shape)
      }
    }
  }

  private func title(of value: Database.Cell) -> String {
    switch (value, key.phrase.shape) {
    case (.whole(let whole), .yesNo): return whole == 1 ? "yes" : "no"
    case (.whole(let whole), .exact(let scale, _)):
      var text = Phrase.decimal(Int(whole), scale: scale)
      if scale > 0 {
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
      }
      return text
    case (.whole(let whole), _): return String(whole)
    case (.text(let text), _): return text.isEmpty ? "\"\"" : text
    case (.real(let real), _): return String(real)
    case (.missing, _): return "missing"
    }
  }
}

// MARK: As a sentence

extension Question {
  var text: String {
    var parts: [String] = []
    for (index, stage) in stages.enumerated() {
      var from = ""
      if index == 0, case .set(let name, _) = source { from = " from \(name)" }
      parts.append(stage.text(from: from))
    }
    return parts.joined(separator: " then ")
  }
}

extension Item {
  var text: String { isNamed ? "\(phrase.text) as \(name)" : phrase.text }
}

extension Stage {
  func text(from: String) -> String {
    var text = ""
    var keyText = ""
    var parts = filter.map { [$0] } ?? []
    func list(_ items: [Item]) -> String { items.map(\.text).joined(separator: ", ") }
    switch head {
    case .summary(let measures, let keys, let groupFilter):
      text = list(measures)
      if !keys.isEmpty { keyText = " by \(list(keys))" }
      if let groupFilter { parts.append(groupFilter) }
    case .show(let items, let isDistinct):
      text = "show \(isDistinct ? "distinct " : "")\(list(items))"
    case .add(let items, _): text = "add \(list(items))"
    case .keep(let columns): text = "keep \(columns.map(\.written).joined(separator: ", "))"
    case .drop(let name, _): text = "drop \(Column.written(name))"
    case .rename(let name, let new, _): text = "rename \(Column.written(name)) as \(new)"
    case .clauses: break
    case .unpivot(let unpivot, _):
      let names = unpivot.columns.map(\.written).joined(separator: ", ")
      text = "unpivot \(names) as \(unpivot.key.name), \(unpivot.value.name)"
    }
    for join in joins.reversed() {
      let keys = join.keys.joined(separator: ", ")
      keyText = " join \(join.set) on \(keys)" + keyText
    }
    if let across { keyText += " across \(across.key.text)" }
    var filterText = ""
    if let first = parts.first {
      let all = parts.dropFirst().reduce(first) { .both($0, $1) }
      filterText = " where \(all.written(above: 1))"
    }
    text += from + (isFilterFirst ? filterText + keyText : keyText + filterText) + orderText
    return text.hasPrefix(" ") ? String(text.dropFirst()) : text
  }

  private var orderText: String {
    var text = ""
    if let top {
      text += " \(top.isBottom ? "bottom" : "top") \(top.count)"
      if top.isByWritten { text += " by \(top.by.written(above: 1))" }
      if !top.per.isEmpty { text += " per \(top.per.map(\.written).joined(separator: ", "))" }
      if top.keepsTies { text += " with ties" }
    }
    if !sort.isEmpty {
      let keys = sort.map { $0.phrase.written(above: 1) + ($0.isDescending ? " descending" : "") }
      text += " sort by \(keys.joined(separator: ", "))"
    }
    if let limit {
      text += " limit \(limit.count)" + (limit.offset.map { " offset \($0)" } ?? "")
    }
    return text
  }
}
