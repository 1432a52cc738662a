/// The line that each record starts at; no memory while every record takes one line.
struct LineIndex: ~Copyable {
  private(set) var first = 1
  private var count = 0
  private var lines: GrowingVector<UInt32>?

  init() {}

  /// Adds records on lines that follow one another.
  mutating func append(from line: Int, count added: Int) {
    guard added > 0 else { return }
    if count == 0 { first = line }
    if lines == nil, line == first + count {
      count += added
      return
    }
    var all = takeLines()
    let target = all.extend(by: added)
    for index in 0..<added { target[index] = UInt32(clamping: line + index) }
    lines = consume all
    count += added
  }

  private mutating func takeLines() -> GrowingVector<UInt32> {
    if let all = lines.take() { return all }
    var all = GrowingVector<UInt32>(capacity: count + 1)
    let target = all.extend(by: count)
    for index in 0..<count { target[index] = UInt32(clamping: first + index) }
    return all
  }

  /// `nil` where record i is on line `first` + i.
  consuming func finish() -> Vector<UInt32>? {
    guard let all = lines.take() else { return nil }
    return all.finish()
  }
}
