import Records

/// Puts whole numbers in order, digit by digit from the last one on.
///
/// Every slice counts how often each digit occurs in it; then it knows where its words go, and all
/// slices move theirs at the same time. Words that agree stay as they stand.
struct RadixSort {
  private let run: Run
  private let slices: [Range<Int>]
  private let count: Int
  private var words: WorkMemory
  private var spare: WorkMemory

  /// So few words are compared rather than counted.
  private static let few = 1 << 11
  private static let digitBits = 8

  /// The words in the order of their bits from `low` up to `high`.
  ///
  /// - Shape: no two words are equal; the bits below `low` rise, and those from `high` on are 0
  static func sorted(
    _ words: WorkMemory, count: Int, low: Int, high: Int, _ run: Run
  ) throws(ExecutionError) -> WorkMemory {
    if count <= few {
      var cells = UnsafeMutableBufferPointer(start: words.pointer(to: UInt64.self), count: count)
      cells.sort()
      return words
    }
    var sort = RadixSort(words, count, run)
    // Digits of nearly one width.
    let passes = (high - low + digitBits - 1) / digitBits
    for pass in 0..<passes {
      let from = low + (high - low) * pass / passes
      let to = low + (high - low) * (pass + 1) / passes
      try sort.pass(UInt64(from), width: to - from)
    }
    return sort.words
  }

  private init(_ words: WorkMemory, _ count: Int, _ run: Run) {
    self.run = run
    self.words = words
    self.count = count
    slices = run.slices(of: count)
    spare = WorkMemory(byteCount: count * 8)
  }

  private mutating func pass(_ shift: UInt64, width: Int) throws(ExecutionError) {
    let digits = 1 << width
    let mask = UInt64(digits - 1)
    let source = UnsafePointer(words.pointer(to: UInt64.self))
    let target = spare.pointer(to: UInt64.self)
    let slices = slices
    let starts = UnsafeMutablePointer<Int>.allocate(capacity: slices.count * digits)
    defer { starts.deallocate() }
    starts.initialize(repeating: 0, count: slices.count * digits)
    try run.perform(slices.count) { task, _ in
      let counts = starts + task * digits
      for index in slices[task] {
        counts[Int(truncatingIfNeeded: source[index] &>> shift & mask)] &+= 1
      }
    }
    var sum = 0
    for digit in 0..<digits {
      let before = sum
      for slice in slices.indices {
        let found = starts[slice * digits + digit]
        starts[slice * digits + digit] = sum
        sum += found
      }
      // Where all have one digit there is nothing to move.
      if sum - before == count { return }
    }
    try run.perform(slices.count) { task, _ in
      let places = starts + task * digits
      for index in slices[task] {
        let word = source[index]
        let digit = Int(truncatingIfNeeded: word &>> shift & mask)
        target[places[digit]] = word
        places[digit] &+= 1
      }
    }
    swap(&words, &spare)
  }
}
