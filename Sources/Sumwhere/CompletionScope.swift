import Records

/// What can be named at a place: everything completion knows of the session.
struct CompletionScope {
  struct Field {
    var name: String
    var type: ValueType
    /// Its distinct values with the number of records of each; counted when they are asked for.
    var values: () -> [(text: String, count: Int)] = { [] }
    /// The most frequent that begins so, where that is known at once.
    var likeliest: (String) -> (text: String, count: Int)? = { _ in nil }
  }

  struct NamedSet {
    var name: String
    var count: Int
    var fields: [Field]
  }

  struct File: Equatable {
    var name: String
    var isFolder: Bool
  }

  /// The sets in the order in which they were loaded.
  var sets: [NamedSet] = []
  /// The set that a sentence without `from` reads.
  var current: String?
  /// The fields of an answer that `then` goes on with, by the text before it in its statement;
  /// an empty text stands for the last answer.
  var answer: (String) -> [Field]? = { _ in nil }
  var definitions: [String] = []
  var parameters: [(name: String, value: String)] = []
  var units: [String] = []
  /// What is in a folder; an empty path is the current one.
  var files: (String) -> [File] = { _ in [] }

  func set(named name: String) -> NamedSet? {
    sets.first { $0.name == name } ?? sets.first { $0.name.lowercased() == name.lowercased() }
  }
}

extension ValueType {
  /// `number, yuan`, `text`, `yes/no`.
  var remark: String {
    switch self {
    case .text: "text"
    case .number(let type):
      switch type.style {
      case .year: "year"
      case .percent: "percent"
      case .plain: type.unit.isNone ? "number" : "number, \(type.unit.words(isOne: false))"
      }
    case .yesNo: "yes/no"
    case .date: "date"
    case .dateTime: "datetime"
    case .list: "list"
    }
  }
}
