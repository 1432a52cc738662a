import Records

/// What evaluation has to say beside its values, counted while it runs.
final class Tally {
  private struct Key: Hashable {
    var kind: Note.Kind
    var subject: String
  }

  private var counts: [Key: Int] = [:]

  init() {}

  func count(_ kind: Note.Kind, _ subject: String, _ added: Int) {
    guard added > 0 else { return }
    counts[Key(kind: kind, subject: subject), default: 0] += added
  }

  /// Takes in what was counted in other rows.
  func absorb(_ other: Tally) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// In the order of their words: which was met first depends on the size of batches.
  var notes: [Note] {
    counts.map { key, count in
      Note(key.kind, Tally.sentence(key.kind, key.subject, count), count: count)
    }.sorted { $0.text < $1.text }
  }

  private static func sentence(_ kind: Note.Kind, _ subject: String, _ count: Int) -> String {
    let records = "\(NoteText.count(count)) \(count == 1 ? "record" : "records")"
    switch kind {
    case .divisionByZero: return "\(subject) divides by 0 in \(records): missing there"
    case .elseForMissing: return "\(records) took else because \(subject) is missing"
    case .longerPeriod:
      return "\(subject) counts from first days in \(records) with a period longer than a day"
    case .weekOfOtherYear:
      return "\(subject) is that of a week of the year before or behind in \(records); week keeps "
        + "number and year together"
    default: return "\(subject) has no result in \(records): missing there"
    }
  }
}
