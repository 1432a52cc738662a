import Records

/// The distinct values of each group in order of first appearance, as texts.
final class ListAccumulator: Accumulator {
  private let texts = TextPool()
  private let pairs = Interner()
  private var groups: [UInt32] = []
  private var codes: [UInt32] = []
  private let table = CodeTable()

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let column = batch.operands[0]
    switch column.cells {
    case .text(let source, let dictionary):
      let own = table.results(source, batch.count, below: dictionary.count, batch.scratch) { code in
        dictionary.withBytes(of: code) { texts.code(of: $0) }
      }
      for index in 0..<batch.count { take(own[index], batch.group(index)) }
    case .lists(let source, let lists):
      for index in 0..<batch.count {
        for member in lists.memberCodes(of: Int(source[index])) {
          let code = lists.members.withBytes(of: Int(member)) { texts.code(of: $0) }
          take(code, batch.group(index))
        }
      }
    case .integers, .wide, .doubles, .flags, .periods, .moments:
      for index in 0..<batch.count {
        take(texts.code(of: ValueText.plain(column.value(at: index))), batch.group(index))
      }
    }
  }

  private func take(_ code: UInt32, _ group: Int) {
    let before = pairs.count
    _ = pairs.id(of: UInt64(group) << 32 | UInt64(code))
    guard pairs.count > before else { return }
    groups.append(UInt32(group))
    codes.append(code)
  }

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: ListAccumulator = same(other)
    var known = [UInt32](repeating: .max, count: other.texts.count)
    for (group, code) in zip(other.groups, other.codes) {
      if known[Int(code)] == .max {
        known[Int(code)] = other.texts.withBytes(of: Int(code)) { texts.code(of: $0) }
      }
      take(known[Int(code)], targets[Int(group)])
    }
  }

  func lists(of wanted: [UInt32], slots: Int) -> Column {
    var members = [[UInt32]](repeating: [], count: slots)
    for (group, code) in zip(groups, codes) { members[Int(group)].append(code) }
    var builder = ListDictionaryBuilder()
    var isValid: [Bool] = []
    var own: [UInt32] = []
    for group in wanted {
      var list: [UInt32] = []
      for code in members[Int(group)] {
        list.append(texts.withBytes(of: Int(code)) { builder.memberCode(of: $0) })
      }
      isValid.append(!list.isEmpty)
      own.append(builder.code(of: list))
    }
    let dictionary = builder.finish()
    return Column(
      .lists(CodeStorage(narrowing: own, cardinality: dictionary.count), dictionary),
      count: wanted.count, validity: Validity(isValid))
  }
}
