import Records

/// What evaluation has to say beside its values, counted while it runs.
final class Tally {
  private struct Key: Hashable {
    var kind: Note.Kind
    var subject: String
  }

  private var counts: [Key: Int] = [:]
  private var order: [Key] = []

  init() {}

  func count(_ kind: Note.Kind, _ subject: String, _ added: Int) {
    guard added > 0 else { return }
    let key = Key(kind: kind, subject: subject)
    if counts[key] == nil { order.append(key) }
    counts[key, default: 0] += added
  }

  /// Takes in what was counted in rows behind its own.
  func absorb(_ other: Tally) {
    for key in other.order {
      if counts[key] == nil { order.append(key) }
      counts[key, default: 0] += other.counts[key] ?? 0
    }
  }

  var notes: [Note] {
    order.map { key in
      let count = counts[key] ?? 0
      return Note(key.kind, Tally.sentence(key.kind, key.subject, count), count: count)
    }
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
