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
  /// What windows show where the caller brings no buffer of its own; all bytes of what is in memory.
  private let own: WindowBuffer

  /// Takes over bytes in memory.
  init(name: String, bytes: consuming GrowingVector<UInt8>) {
    self.name = name
    descriptor = nil
    count = bytes.count
    own = WindowBuffer()
    own.move(to: 0..<count)
    own.append(from: bytes.pointer, count: count)
  }

  init(name: String, descriptor: Int32, status: stat) {
    self.name = name
    self.descriptor = descriptor
    count = Int(status.st_size)
    modified = ByteSource.time(of: status)
    own = WindowBuffer()
  }

  /// Whether it can be opened once more and read again; what came from a pipe is gone.
  var isFile: Bool { descriptor != nil }

  deinit { if let descriptor { close(descriptor) } }

  /// Lends the bytes from `start` on: `wanted` of them, or fewer at the end of the file.
  ///
  /// The pointer is good until the next call with the same buffer. One byte past the end may be
  /// written.
  func window(
    from start: Int, count wanted: Int, in buffer: WindowBuffer? = nil
  ) throws(ReadingError) -> Window {
    let end = min(count, start.addingReportingOverflow(wanted).partialValue)
    let buffer = descriptor == nil ? own : buffer ?? own
    if descriptor != nil, start < buffer.held.lowerBound || end > buffer.held.upperBound {
      try fill(buffer, start..<end)
    }
    return Window(
      base: buffer.address + (start - buffer.held.lowerBound), count: end - start,
      isLast: end == count)
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

  /// Copies bytes to memory that has room for them; several threads may do so at a time.
  func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) throws(ReadingError) {
    guard let descriptor else {
      target.copyMemory(from: own.address + range.lowerBound, byteCount: range.count)
      return
    }
    var place = range.lowerBound
    while place < range.upperBound {
      let got = pread(
        descriptor, target + (place - range.lowerBound), range.upperBound - place, off_t(place))
      if got < 0 {
        if errno == EINTR { continue }
        throw unreadable(errno)
      }
      if got == 0 { throw changed }
      place += got
    }
  }

  private func unreadable(_ code: Int32) -> ReadingError {
    ReadingError(file: name, "the file cannot be read: \(String(cString: strerror(code)))")
  }

  private var changed: ReadingError {
    ReadingError(file: name, "the file changed while it was read; load it again")
  }

  private func fill(_ buffer: WindowBuffer, _ wanted: Range<Int>) throws(ReadingError) {
    guard let descriptor else { return }
    buffer.move(to: wanted)
    while buffer.held.upperBound < wanted.upperBound {
      let got = pread(
        descriptor, buffer.end, wanted.upperBound - buffer.held.upperBound,
        off_t(buffer.held.upperBound))
      if got < 0 {
        if errno == EINTR { continue }
        throw unreadable(errno)
      }
      if got == 0 { throw changed }
      buffer.grew(by: got)
    }
  }

  private static func time(of status: stat) -> timespec {
    #if canImport(Glibc)
      status.st_mtim
    #else
      status.st_mtimespec
    #endif
  }
}
