import Records
import Semantics

/// Orders rows by several terms; missing figures come last whichever way a term goes.
///
/// All terms together are one long number a row, whose bits are cut into words that leave room for
/// the row's place; mostly one word holds them all.
struct Ordering {
  struct Term {
    var keys: OrderKeys
    var isDescending: Bool
    /// Whether equal figures with other qualifiers are kept apart.
    var separatesQualifiers = false
  }

  let count: Int
  /// From the last of the last term to the first of the first.
  private let digits: [OrderDigit]
  private let run: Run
  private let placeBits: Int

  init(_ terms: [Term], count: Int, _ run: Run) {
    self.count = count
    self.run = run
    digits = terms.reversed().flatMap { OrderDigit.digits(of: $0) }.filter { $0.bits > 0 }
    placeBits = OrderDigit.bits(for: UInt64(max(0, count - 1)))
  }

  /// The places of rows in the order of some terms, the first one ruling.
  static func order(
    _ terms: [Term], count: Int, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    try Ordering(terms, count: count, run).sorted().places
  }

  /// All that orders rows in one word; `nil` where it needs more.
  static func word(of terms: [Term]) -> OrderWord? {
    let digits = terms.reversed().flatMap { OrderDigit.digits(of: $0) }.filter { $0.bits > 0 }
    let words = OrderWord.words(of: digits, most: 64)
    return words.count > 1 ? nil : words.first ?? OrderWord()
  }

  /// - Shape: `starts` has 1 for each of the sorted places that is not equal to the one before
  struct Sorted {
    let places: Vector<UInt32>
    let starts: Vector<UInt8>
  }

  func sorted(marksStarts: Bool = false) throws(ExecutionError) -> Sorted {
    let words = OrderWord.words(of: digits, most: 64 - placeBits)
    var places: Vector<UInt32>?
    var starts: Vector<UInt8>?
    for word in words {
      let made = try packed(word, places)
      let sorted = try RadixSort.sorted(
        made, count: count, low: placeBits, high: placeBits + word.bits, run)
      if marksStarts, words.count == 1 { starts = try startsOfEqual(sorted) }
      places = try unpacked(sorted, places)
    }
    let all = if let places { places } else { identity() }
    guard marksStarts else { return Sorted(places: all, starts: Vector([])) }
    if let starts { return Sorted(places: all, starts: starts) }
    return Sorted(places: all, starts: try startsOfEqual(words, all))
  }

  private func identity() -> Vector<UInt32> {
    let count = count
    return Vector(count: count) { target in
      for place in 0..<count { target[place] = UInt32(truncatingIfNeeded: place) }
    }
  }

  /// The word of every row with its place below it.
  private func packed(
    _ word: OrderWord, _ places: Vector<UInt32>?
  ) throws(ExecutionError) -> WorkMemory {
    let memory = WorkMemory(byteCount: count * 8)
    let target = memory.pointer(to: UInt64.self)
    let shift = UInt64(placeBits)
    let picked = places?.withPointer { $0 }
    let slices = run.slices(of: count)
    try run.perform(slices.count) { task, _ in
      let scratch = Scratch()
      OrderKeys.forEachFew(slices[task]) { rows in
        guard case .range(let start, let count) = rows else { return }
        let cells = word.cells(
          picked.map { .picked($0 + start, count: count) } ?? rows, scratch)
        for index in 0..<count {
          target[start &+ index] =
            cells[index] &<< shift | UInt64(truncatingIfNeeded: start &+ index)
        }
        scratch.reset()
      }
    }
    withExtendedLifetime(places) {}
    return memory
  }

  /// The places of sorted words; before them the rows stood as in `places`.
  private func unpacked(
    _ words: WorkMemory, _ places: Vector<UInt32>?
  ) throws(ExecutionError) -> Vector<UInt32> {
    let source = UnsafePointer(words.pointer(to: UInt64.self))
    let mask = placeBits == 0 ? 0 : UInt64.max >> UInt64(64 - placeBits)
    let slices = run.slices(of: count)
    let before = places?.withPointer { $0 }
    let result = try Vector<UInt32>(count: count) { (target) throws(ExecutionError) in
      try run.perform(slices.count) { task, _ in
        if let before {
          for index in slices[task] { target[index] = before[Int(source[index] & mask)] }
        } else {
          for index in slices[task] {
            target[index] = UInt32(truncatingIfNeeded: source[index] & mask)
          }
        }
      }
    }
    withExtendedLifetime((places, words)) {}
    return result
  }

  /// Where the sorted words differ from the one before in more than the place.
  private func startsOfEqual(_ words: WorkMemory) throws(ExecutionError) -> Vector<UInt8> {
    let source = UnsafePointer(words.pointer(to: UInt64.self))
    let shift = UInt64(placeBits)
    let slices = run.slices(of: count)
    return try Vector(count: count) { (target) throws(ExecutionError) in
      try run.perform(slices.count) { task, _ in
        for index in slices[task] {
          let differs = index == 0 || (source[index] ^ source[index - 1]) >> shift != 0
          target[index] = differs ? 1 : 0
        }
      }
    }
  }

  private func startsOfEqual(
    _ words: [OrderWord], _ places: Vector<UInt32>
  ) throws(ExecutionError) -> Vector<UInt8> {
    let slices = run.slices(of: count)
    let sorted = places.withPointer { $0 }
    let result = try Vector<UInt8>(count: count) { (target) throws(ExecutionError) in
      try run.perform(slices.count) { task, _ in
        let scratch = Scratch()
        OrderKeys.forEachFew(slices[task]) { rows in
          guard case .range(let start, let count) = rows else { return }
          let first = max(0, start - 1)
          let held = start - first
          for index in 0..<count { target[start + index] = start + index == 0 ? 1 : 0 }
          for word in words {
            let cells = word.cells(.picked(sorted + first, count: count + held), scratch)
            for index in max(1, held)..<max(1, count + held) where cells[index] != cells[index - 1]
            {
              target[first + index] = 1
            }
          }
          scratch.reset()
        }
      }
    }
    withExtendedLifetime(places) {}
    return result
  }
}
