import Records
import Semantics

/// With `each` a record stands in several groups.
extension Summariser {
  /// Each record once for every combination of its members.
  func expanded(_ batch: Batch, _ columns: [BatchColumn]) -> GroupedBatch {
    var positions = Array(UInt32(0)..<UInt32(batch.count))
    var codes: [[UInt32]] = []
    for (key, column) in zip(keys, columns) where key.key.isEach {
      var next: [UInt32] = []
      var origins: [Int] = []
      var members: [UInt32] = []
      for (index, position) in positions.enumerated() {
        for member in key.memberCodes(column, at: Int(position)) {
          next.append(position)
          origins.append(index)
          members.append(member)
        }
      }
      codes = codes.map { codes in origins.map { codes[$0] } }
      codes.append(members)
      positions = next
    }
    let scratch = batch.scratch
    func kept(_ source: [UInt32]) -> UnsafePointer<UInt32> {
      let target = scratch.take(source.count, of: UInt32.self)
      for index in source.indices { target[index] = source[index] }
      return UnsafePointer(target)
    }
    let expansion = kept(positions)
    var all: [UnsafePointer<UInt32>] = []
    var each = codes.makeIterator()
    for (key, column) in zip(keys, columns) {
      if key.key.isEach {
        all.append(kept(each.next() ?? []))
      } else {
        let codes = key.codes(column, scratch)
        all.append(mapped(expansion, positions.count, scratch) { codes[Int($0)] })
      }
    }
    let groups = grouper.groups(all, bounds: keys.map(\.bound), positions.count, scratch)
    if let groups { keepMembers(all, groups, positions.count) }
    return GroupedBatch(base: batch, expansion: expansion, groups: groups, count: positions.count)
  }

  private func keepMembers(
    _ codes: [UnsafePointer<UInt32>], _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    for index in keys.indices where keys[index].key.isEach {
      let members = memberCodes[index]
      members.reserve(grouper.slots)
      for place in 0..<count { members[Int(groups[place])] = codes[index][place] }
    }
  }
}
