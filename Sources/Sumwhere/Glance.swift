import Records
package import Rendering
import Semantics

/// What can be told of an entry while it is typed: its colours, what could come next, and what it
/// means or why it would fail.
///
/// It never runs a question. It parses and checks what is typed, and knows how many records hold
/// each value, which it counts while nobody types (`work`). It belongs to whoever reads keys and is
/// no `Sendable` value: it remembers what it counted from one entry to the next.
package final class Glance {
  /// What is in a folder, for paths.
  private let files: (_ folder: String) -> [(name: String, isFolder: Bool)]
  private(set) var session = Session()
  /// By set and field.
  private var counts: [FieldPlace: ValueCounts] = [:]
  /// Those that are still counted, the last first.
  private var waiting: [ValueCounts] = []
  private var scope = CompletionScope()
  private var textFields: Set<String> = []
  /// By set.
  private var samples: [String: Sample] = [:]
  /// What sentences can name, without values: nothing in it takes longer for more records.
  private(set) var lightCatalog = Catalog()
  /// How long a remark may take.
  let patience: Duration
  /// Whether one took longer.
  var isSlow = false

  private struct FieldPlace: Hashable {
    var set: String
    var field: String
  }

  package init(
    files: @escaping (_ folder: String) -> [(name: String, isFolder: Bool)] = { _ in [] },
    patience: Duration = .milliseconds(10)
  ) {
    self.files = files
    self.patience = patience
  }

  /// Takes the session as it is now; what was counted of its columns is kept.
  package func see(_ session: Session) {
    self.session = session
    isSlow = false
    samples = [:]
    makeLightCatalog()
    var kept: [FieldPlace: ValueCounts] = [:]
    waiting = []
    textFields = []
    let names = session.catalog.setNames
    for set in names.compactMap({ session.catalog.sets[$0] }) {
      for field in set.fields {
        if field.type == .text || field.type == .list { textFields.insert(field.name.lowercased()) }
        let place = FieldPlace(set: set.name, field: field.name)
        let old = counts[place].flatMap { $0.isOf(field.column) ? $0 : nil }
        guard let counts = old ?? ValueCounts(field.column) else { continue }
        kept[place] = counts
        if !counts.isComplete { waiting.append(counts) }
      }
    }
    counts = kept
    scope = session.completionScope(checkingIn: lightCatalog) { [weak self] set, field in
      self?.counts[FieldPlace(set: set, field: field)]
    }
    scope.files = { [files] folder in
      files(folder).map { CompletionScope.File(name: $0.name, isFolder: $0.isFolder) }
    }
  }

  /// Counts a little; whether there is more to do.
  package func work() -> Bool {
    guard let last = waiting.last else { return false }
    last.advance(by: Self.rowsOfPiece)
    if last.isComplete { waiting.removeLast() }
    return !waiting.isEmpty
  }

  /// What is counted in well below a millisecond.
  private static let rowsOfPiece = 1 << 16

  // MARK: While typing

  package func isIncomplete(_ text: String) -> Bool { Session.isIncomplete(text) }

  package func colors(of text: String) -> [StyledRange] {
    EntryColors(text, textFields: textFields).ranges
  }

  /// What could stand at a byte offset of an entry, the likeliest first.
  package func completions(of text: String, at offset: Int) -> Completions {
    candidates(in: text, at: offset).completions()
  }

  /// The likeliest continuation at the end of an entry.
  package func likeliest(in text: String) -> Likeliest? {
    candidates(in: text, at: text.utf8.count).likeliest()
  }

  private func candidates(in text: String, at offset: Int) -> CompletionCandidates {
    CompletionCandidates(place: CompletionPlace(in: text, at: offset), scope: scope)
  }

  // MARK: Light work

  /// Nothing runs, and no value is looked up, while this is asked.
  private func makeLightCatalog() {
    let catalog = session.catalog
    lightCatalog = catalog
    lightCatalog.probe = nil
    for name in catalog.setNames {
      guard var set = catalog.sets[name] else { continue }
      for index in set.fields.indices { set.fields[index].column = Self.noValues }
      lightCatalog.sets[name] = set
    }
  }

  private static let noValues = Column(.booleans(Vector([])), count: 0)

  /// Some records of a set, with the columns that are read.
  func sample(of set: RecordSet, _ columns: Set<Int>) -> RecordSet? {
    var sample = samples[set.name] ?? Sample(of: set)
    defer { samples[set.name] = sample }
    return sample.records(of: set, reading: columns)
  }

  func counts(ofSet set: String, field: String) -> ValueCounts? {
    counts[FieldPlace(set: set, field: field)]
  }
}

/// Bytes of an entry that look alike.
package struct StyledRange: Sendable, Equatable {
  package var range: Range<Int>
  package var style: Style

  package init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}

/// A candidate that goes on with what is typed.
package struct Likeliest: Sendable, Equatable {
  /// What is not typed of it yet.
  package var rest: String
  /// The bytes of the entry that it replaces when it is taken.
  package var range: Range<Int>
  package var text: String
  /// Whether it is a value of a field.
  package var isValue: Bool

  package init(rest: String, range: Range<Int>, text: String, isValue: Bool) {
    self.rest = rest
    self.range = range
    self.text = text
    self.isValue = isValue
  }
}
