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

  var head: Head
  var filter: Phrase?
  var top: Top?
  var sort: [Sort] = []
  var limit: Limit?
  /// Whether the conditions stand before the keys.
  var isFilterFirst = false

  var columns: [Column] {
    switch head {
    case .summary(let measures, let keys, _): (keys + measures).map(\.column)
    case .show(let items, _): items.map(\.column)
    case .add(let items, let columns): columns + items.map(\.column)
    case .keep(let columns), .clauses(let columns): columns
    case .drop(let name, let columns): columns.filter { $0.name != name }
    case .rename(let name, let new, let columns):
      columns.map { $0.name == name ? Column(name: new, shape: $0.shape) : $0 }
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
    case .keep(let columns): text = "keep \(columns.map(\.name).joined(separator: ", "))"
    case .drop(let name, _): text = "drop \(name)"
    case .rename(let name, let new, _): text = "rename \(name) as \(new)"
    case .clauses: break
    }
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
      if !top.per.isEmpty { text += " per \(top.per.map(\.name).joined(separator: ", "))" }
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
