/// Runs one pattern over many texts: a deterministic automaton that is made state by state as
/// texts ask for it, and forgotten when it grows past a limit.
///
/// It keeps its states between texts, so it belongs to one thread.
package final class PatternMatcher {
  private struct State {
    /// Instructions that wait for a scalar, or for the end.
    var threads: [Int32]
    var acceptsAtEnd: Bool
  }

  private let program: PatternProgram
  private let asciiClasses: [UInt16]
  private var states: [State] = []
  private var numbers: [[Int32]: Int32] = [:]
  /// State × class → state, or -1 where nobody asked yet.
  private var transitions: [Int32] = []
  /// What is known of states by their number: the loop over bytes reads nothing else.
  private var accepts: [Bool] = []
  private var first: Int32 = 0

  private static let maximumStates = 2_000

  package init(_ pattern: Pattern) {
    program = pattern.program
    asciiClasses = (0..<128).map { UInt16(truncatingIfNeeded: pattern.program.classIndex(of: $0)) }
    forget()
  }

  /// Whether a match stands anywhere in the UTF-8 of a text.
  package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if program.hasBoundaries { return matchesSlowly(text) }
    var state = first
    if accepts[Int(state)] { return true }
    var index = 0
    let width = program.classStarts.count
    while index < text.count {
      index = run(text, from: index, &state, width)
      if accepts[Int(state)] { return true }
      guard index < text.count else { break }
      let byte = text[index]
      let scalarClass: Int
      if byte < 0x80 {
        scalarClass = Int(asciiClasses[Int(byte)])
        index += 1
      } else {
        let (scalar, length) = Self.decode(text, at: index)
        scalarClass = program.classIndex(of: scalar)
        index += length
      }
      var next = transitions[Int(state) * width + scalarClass]
      if next < 0 { next = step(from: state, on: scalarClass) }
      state = next
      if accepts[Int(state)] { return true }
    }
    return states[Int(state)].acceptsAtEnd
  }

  /// Follows known transitions over ASCII, up to what is neither or up to a match.
  private func run(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ state: inout Int32, _ width: Int
  ) -> Int {
    var index = start
    var current = state
    transitions.withUnsafeBufferPointer { transitions in
      accepts.withUnsafeBufferPointer { accepts in
        asciiClasses.withUnsafeBufferPointer { classes in
          while index < text.count {
            let byte = text[index]
            if byte >= 0x80 { break }
            let next = transitions[Int(current) &* width &+ Int(classes[Int(byte)])]
            if next < 0 { break }
            current = next
            index &+= 1
            if accepts[Int(current)] { break }
          }
        }
      }
    }
    state = current
    return index
  }

  // MARK: States

  private func forget() {
    states.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    transitions.removeAll(keepingCapacity: true)
    accepts.removeAll(keepingCapacity: true)
    var threads: Set<Int32> = []
    close(0, atStart: true, into: &threads)
    first = number(of: threads)
  }

  private func step(from state: Int32, on scalarClass: Int) -> Int32 {
    let waiting = states[Int(state)].threads
    if states.count >= Self.maximumStates { return restarted(with: waiting, on: scalarClass) }
    let next = number(of: successors(of: waiting, on: scalarClass))
    transitions[Int(state) * program.classStarts.count + scalarClass] = next
    return next
  }

  private func restarted(with waiting: [Int32], on scalarClass: Int) -> Int32 {
    forget()
    return number(of: successors(of: waiting, on: scalarClass))
  }

  private func successors(of waiting: [Int32], on scalarClass: Int) -> Set<Int32> {
    var threads: Set<Int32> = []
    for thread in waiting {
      if case .scalar(let set) = program.instructions[Int(thread)],
        program.classesOfSet[set][scalarClass]
      {
        close(Int(thread) + 1, atStart: false, into: &threads)
      }
    }
    // A match may begin at every place.
    close(0, atStart: false, into: &threads)
    return threads
  }

  private func number(of threads: Set<Int32>) -> Int32 {
    let key = threads.sorted()
    if let number = numbers[key] { return number }
    var accepts = false
    var acceptsAtEnd = false
    for thread in key {
      if case .match = program.instructions[Int(thread)] { accepts = true }
    }
    acceptsAtEnd = accepts || reachesMatchAtEnd(key)
    let number = Int32(states.count)
    states.append(State(threads: key, acceptsAtEnd: acceptsAtEnd))
    self.accepts.append(accepts)
    numbers[key] = number
    transitions.append(contentsOf: repeatElement(-1, count: program.classStarts.count))
    return number
  }

  private func reachesMatchAtEnd(_ threads: [Int32]) -> Bool {
    var pending = threads.map { Int($0) }
    var seen: Set<Int> = []
    while let thread = pending.popLast() {
      guard seen.insert(thread).inserted else { continue }
      switch program.instructions[thread] {
      case .match: return true
      case .jump(let target): pending.append(target)
      case .split(let a, let b): pending += [a, b]
      case .assertion(.end): pending.append(thread + 1)
      case .assertion, .scalar: break
      }
    }
    return false
  }

  /// Follows what needs no scalar; `$` waits in the set until the end is known.
  private func close(_ start: Int, atStart: Bool, into threads: inout Set<Int32>) {
    var pending = [start]
    var seen: Set<Int> = []
    while let thread = pending.popLast() {
      guard seen.insert(thread).inserted else { continue }
      switch program.instructions[thread] {
      case .jump(let target): pending.append(target)
      case .split(let a, let b): pending += [a, b]
      case .assertion(.start): if atStart { pending.append(thread + 1) }
      case .assertion(.end), .scalar, .match: threads.insert(Int32(truncatingIfNeeded: thread))
      case .assertion(.boundary), .assertion(.noBoundary): break
      }
    }
  }

  // MARK: Word boundaries

  /// With `\b` what may follow depends on both neighbours, so the threads are followed directly.
  private func matchesSlowly(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var scalars: [UInt32] = []
    var index = 0
    while index < text.count {
      let (scalar, length) = Self.decode(text, at: index)
      scalars.append(scalar)
      index += length
    }
    var current: Set<Int> = []
    for position in 0...scalars.count {
      current.insert(0)
      var waiting: Set<Int> = []
      if follow(current, at: position, in: scalars, into: &waiting) { return true }
      guard position < scalars.count else { break }
      let scalarClass = program.classIndex(of: scalars[position])
      current = []
      for thread in waiting {
        if case .scalar(let set) = program.instructions[thread],
          program.classesOfSet[set][scalarClass]
        {
          current.insert(thread + 1)
        }
      }
    }
    return false
  }

  private func follow(
    _ threads: Set<Int>, at position: Int, in scalars: [UInt32], into waiting: inout Set<Int>
  ) -> Bool {
    let before = position > 0 && ScalarSet.word.contains(scalars[position - 1])
    let after = position < scalars.count && ScalarSet.word.contains(scalars[position])
    var pending = Array(threads)
    var seen: Set<Int> = []
    while let thread = pending.popLast() {
      guard seen.insert(thread).inserted else { continue }
      switch program.instructions[thread] {
      case .match: return true
      case .scalar: waiting.insert(thread)
      case .jump(let target): pending.append(target)
      case .split(let a, let b): pending += [a, b]
      case .assertion(let assertion):
        let holds =
          switch assertion {
          case .start: position == 0
          case .end: position == scalars.count
          case .boundary: before != after
          case .noBoundary: before == after
          }
        if holds { pending.append(thread + 1) }
      }
    }
    return false
  }

  /// One scalar of UTF-8; a byte that begins none stands for U+FFFD.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int) {
    let byte = text[index]
    if byte < 0x80 { return (UInt32(byte), 1) }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 0
    guard length > 0, index + length <= text.count else { return (0xFFFD, 1) }
    var scalar = UInt32(byte) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let next = text[index + offset]
      guard next & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    return (scalar, length)
  }
}
