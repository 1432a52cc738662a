/// A pattern as instructions of a nondeterministic automaton.
/// - Source: Ken Thompson, "Regular Expression Search Algorithm", CACM 11(6), 1968.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// a scalar of the set with this index
    case scalar(Int)
    case split(Int, Int)
    case jump(Int)
    case assertion(PatternTree.Assertion)
    case match
  }

  static let maximumCount = 20_000

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []
  private(set) var hasBoundaries = false
  /// Where one class of scalars ends and the next begins: all of a class do the same everywhere.
  private(set) var classStarts: [UInt32] = [0]
  /// For each set, which classes lie in it.
  private(set) var classesOfSet: [[Bool]] = []

  init(_ tree: PatternTree) throws(PatternError) {
    try emit(tree)
    instructions.append(.match)
    partition()
  }

  private mutating func append(_ instruction: Instruction) throws(PatternError) -> Int {
    guard instructions.count < PatternProgram.maximumCount else {
      throw PatternError("the pattern is too large once its repetitions are written out")
    }
    instructions.append(instruction)
    return instructions.count - 1
  }

  private mutating func emit(_ tree: PatternTree) throws(PatternError) {
    switch tree {
    case .empty: break
    case .scalar(let set):
      let index = sets.firstIndex(of: set) ?? sets.count
      if index == sets.count { sets.append(set) }
      _ = try append(.scalar(index))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .choice(let choices): try emitChoice(choices[...])
    case .times(let part, let least, let most): try emitTimes(part, least: least, most: most)
    case .assertion(let assertion):
      switch assertion {
      case .boundary, .noBoundary: hasBoundaries = true
      case .start, .end: break
      }
      _ = try append(.assertion(assertion))
    }
  }

  private mutating func emitChoice(_ choices: ArraySlice<PatternTree>) throws(PatternError) {
    var jumps: [Int] = []
    for (position, choice) in choices.enumerated() {
      guard position < choices.count - 1 else {
        try emit(choice)
        break
      }
      let split = try append(.split(instructions.count + 1, 0))
      try emit(choice)
      jumps.append(try append(.jump(0)))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func emitTimes(
    _ part: PatternTree, least: Int, most: Int?
  ) throws(PatternError) {
    for _ in 0..<least { try emit(part) }
    guard let most else {
      let split = try append(.split(instructions.count + 1, 0))
      try emit(part)
      _ = try append(.jump(split))
      instructions[split] = .split(split + 1, instructions.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(try append(.split(instructions.count + 1, 0)))
      try emit(part)
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
  }

  private mutating func partition() {
    var starts: Set<UInt32> = [0]
    for set in sets {
      for range in set.ranges {
        starts.insert(range.lowerBound)
        starts.insert(range.upperBound + 1)
      }
    }
    classStarts = starts.filter { $0 <= ScalarSet.last }.sorted()
    classesOfSet = sets.map { set in classStarts.map(set.contains) }
  }

  func classIndex(of scalar: UInt32) -> Int {
    var low = 0
    var high = classStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if classStarts[middle] <= scalar { low = middle } else { high = middle }
    }
    return low
  }
}
