#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of one input, seen through a window that moves over them.
///
/// A file is read piece by piece into one reused buffer. That costs as little as mapping it (the
/// buffer stays in the cache), keeps the file out of our memory, and a file that shrinks meanwhile
/// is an error where a mapping would end the process.
final class ByteSource {
  let name: String
  /// How many bytes there are.
  private(set) var count: Int
  private let descriptor: Int32?
  private var modified = timespec()
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Which bytes the buffer holds.
  private var held = 0..<0

  /// Kernels look at whole words around a cell and at whole blocks, so there is slack on both sides.
  static let slack = 128

  /// Takes over bytes in memory.
  init(name: String, bytes: consuming GrowingVector<UInt8>) {
    self.name = name
    descriptor = nil
    count = bytes.count
    capacity = count
    buffer = ByteSource.allocate(capacity)
    buffer.update(from: bytes.pointer, count: count)
    held = 0..<count
  }

  init(name: String, descriptor: Int32, status: stat) {
    self.name = name
    self.descriptor = descriptor
    count = Int(status.st_size)
    modified = ByteSource.time(of: status)
    capacity = 0
    buffer = ByteSource.allocate(0)
  }

  deinit {
    if let descriptor { close(descriptor) }
    (buffer - ByteSource.slack).deallocate()
  }

  /// Lends the bytes from `start` on: `wanted` of them, or fewer at the end of the file.
  ///
  /// The pointer is good until the next call. One byte past the end may be written.
  func window(from start: Int, count wanted: Int) throws(ReadingError) -> Window {
    let end = min(count, start.addingReportingOverflow(wanted).partialValue)
    if descriptor != nil, start < held.lowerBound || end > held.upperBound {
      try fill(start..<end)
    }
    return Window(
      base: buffer + (start - held.lowerBound), count: end - start, isLast: end == count)
  }

  struct Window {
    let base: UnsafeMutablePointer<UInt8>
    let count: Int
    /// Whether the file ends with this window.
    let isLast: Bool
  }

  /// Says that the file is no longer the one that was opened.
  func checkUnchanged() throws(ReadingError) {
    guard let descriptor else { return }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    let now = ByteSource.time(of: status)
    if Int(status.st_size) != count || now.tv_sec != modified.tv_sec
      || now.tv_nsec != modified.tv_nsec
    {
      throw changed
    }
  }

  private var changed: ReadingError {
    ReadingError(file: name, "the file changed while it was read; load it again")
  }

  private func fill(_ wanted: Range<Int>) throws(ReadingError) {
    guard let descriptor else { return }
    if wanted.count > capacity {
      let larger = ByteSource.allocate(wanted.count)
      let kept = held.clamped(to: wanted)
      if kept.lowerBound == wanted.lowerBound, !kept.isEmpty {
        larger.update(from: buffer + (kept.lowerBound - held.lowerBound), count: kept.count)
        held = kept
      } else {
        held = wanted.lowerBound..<wanted.lowerBound
      }
      (buffer - ByteSource.slack).deallocate()
      buffer = larger
      capacity = wanted.count
    } else {
      let kept = held.clamped(to: wanted)
      if kept.lowerBound == wanted.lowerBound, !kept.isEmpty {
        memmove(buffer, buffer + (kept.lowerBound - held.lowerBound), kept.count)
        held = kept
      } else {
        held = wanted.lowerBound..<wanted.lowerBound
      }
    }
    while held.upperBound < wanted.upperBound {
      let got = pread(
        descriptor, buffer + held.count, wanted.upperBound - held.upperBound,
        off_t(held.upperBound))
      if got < 0 {
        if errno == EINTR { continue }
        throw ReadingError(
          file: name, "the file cannot be read: \(String(cString: strerror(errno)))")
      }
      if got == 0 { throw changed }
      held = held.lowerBound..<held.upperBound + got
    }
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let block = UnsafeMutableRawPointer.allocate(byteCount: count + 2 * slack, alignment: 64)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: slack)
    let start = block.assumingMemoryBound(to: UInt8.self) + slack
    (start + count).initialize(repeating: 0, count: slack)
    return start
  }

  private static func time(of status: stat) -> timespec {
    #if canImport(Glibc)
      status.st_mtim
    #else
      status.st_mtimespec
    #endif
  }
}
