/// Stops a load with a sentence before the system ends the program for want of memory.
struct MemoryWatch {
  private let total: Int
  private let step: Int
  private let available: @Sendable () -> Int?
  private let ownBefore: Int?
  private var checked = 0

  /// Less than this is left to others.
  private static let least = 64 << 20
  /// With so much or less left, a rest that takes more is not begun.
  private static let scarce = 192 << 20

  /// - Shape: `total` is how many bytes are read in all.
  init(total: Int, pace: ReadingPace) {
    self.total = total
    step = pace.memoryStep
    available = pace.availableMemory
    ownBefore = total > step ? SystemMemory.own() : nil
  }

  /// Says that so many bytes were read.
  mutating func check(_ read: Int, of file: String) throws(ReadingError) {
    guard read - checked >= step, read < total else { return }
    checked = read
    guard let left = available(), let ownBefore, let own = SystemMemory.own() else { return }
    let taken = Double(max(0, own - ownBefore))
    let rest = Int(taken / Double(read) * Double(total - read))
    // The first records make most of a dictionary, so the rest may take less than its share.
    guard left < MemoryWatch.least || left < MemoryWatch.scarce && left < rest || left < rest / 2
    else { return }
    throw ReadingError(
      file: file,
      "memory would run out: \(read / max(1, total / 100)) % is read, the rest takes about "
        + "\(MemoryWatch.words(rest)), and \(MemoryWatch.words(left)) are left",
      notes: ["a question given with -c keeps only the fields that it names"])
  }

  /// `640 MB`, `3.2 GB`
  private static func words(_ bytes: Int) -> String {
    let megabytes = bytes / 1_000_000
    if megabytes < 1_000 { return "\(megabytes) MB" }
    return "\(Counted.number(megabytes / 1_000)).\(megabytes % 1_000 / 100) GB"
  }
}
