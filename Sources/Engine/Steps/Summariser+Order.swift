import Records
import Semantics

/// Groups whose numbers are made of the codes of their keys tell the keys by their numbers.
extension Summariser {
  /// Whether the keys of a group need no row to be read from.
  var isDecodable: Bool {
    grouper.strides != nil && keys.allSatisfy { $0.key.isEach || $0.isDecodable }
  }

  /// The codes that a key has in some groups.
  func codes(ofKey index: Int, _ groups: [UInt32]) -> [UInt32] {
    let strides = grouper.strides ?? []
    let stride = strides[index]
    let bound = UInt32(keys[index].bound)
    if keys.count == 1 { return groups }
    return groups.map { $0 / stride % bound }
  }

  /// The groups that have records in the order of their keys; `nil` where they have to be sorted.
  func groupsInOrder() -> [UInt32]? {
    guard !keys.isEmpty, !hasEach, isDecodable, let strides = grouper.strides else { return nil }
    let slots = slots
    records.reserve(slots)
    let records = records.values
    var met = 0
    for slot in 0..<slots where records[slot] > 0 { met += 1 }
    // Few groups among many that might be are sorted sooner than all keys are.
    guard met >= slots / 8 || slots <= 1 << 12 else { return nil }
    var starts: [UInt32] = [0]
    for (index, key) in keys.enumerated() {
      guard let codes = key.codesInOrder else { return nil }
      let stride = strides[index]
      let isLast = index == keys.count - 1
      var next: [UInt32] = []
      next.reserveCapacity(isLast ? met : starts.count * codes.count)
      for start in starts {
        for code in codes {
          let slot = start + code * stride
          if !isLast || records[Int(slot)] > 0 { next.append(slot) }
        }
      }
      starts = next
    }
    for feed in feeds { feed.reserve(slots) }
    return starts
  }
}
