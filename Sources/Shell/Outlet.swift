import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text on its way to a file descriptor, gathered and written in large pieces.
///
/// The first failure is kept and ends the writing; whoever fills the outlet asks for it when a
/// statement is done.
final class Outlet {
  struct Failure: Error, Equatable {
    var sentence: String
  }

  let descriptor: Int32
  private(set) var failure: Failure?
  private let name: String
  private var pending: [UInt8] = []
  private static let pieceSize = 1 << 16

  init(_ descriptor: Int32, name: String? = nil) {
    self.descriptor = descriptor
    self.name = name ?? (descriptor == 2 ? "standard error" : "standard output")
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  func write(_ text: String) {
    guard failure == nil else { return }
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.pieceSize { flush() }
  }

  func write(bytes: some Sequence<UInt8>) {
    guard failure == nil else { return }
    pending.append(contentsOf: bytes)
    if pending.count >= Self.pieceSize { flush() }
  }

  func flush() {
    guard failure == nil, !pending.isEmpty else { return }
    pending.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[done...]))
        if count >= 0 {
          done += count
        } else if errno == EAGAIN {
          waitUntilWritable()
        } else if errno == EINTR, Interrupts.isRaised() {
          // Nobody may be there to take the rest, and nobody wants it any more.
          break
        } else if errno != EINTR {
          failure = Failure(sentence: sentence(for: errno))
          return
        }
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Ends the writing; some file systems tell of a full disk only now.
  func close() {
    flush()
    if closeDescriptor(descriptor) != 0, errno != EINTR, failure == nil {
      failure = Failure(sentence: sentence(for: errno))
    }
  }

  /// A descriptor shared with a program that made it non-blocking is waited for like any other.
  private func waitUntilWritable() {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&wanted, 1, -1)
  }

  private func sentence(for code: Int32) -> String {
    code == EBADF
      ? "\(name) is closed, the answer could not be written"
      : "the answer could not be written to \(name): \(SystemReason.text(of: code))"
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
