import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of the program without a terminal, and all that came of it.
struct ScriptRun {
  enum Output {
    case captured, closed
    case file(String)
    /// captured, but the reader goes away after so many bytes
    case reader(ofBytes: Int)
  }

  let ending: Child.Ending
  let output: String
  let errors: String

  /// Runs to the end. What it is given on standard input must fit into a pipe.
  init(
    _ arguments: [String], in place: Workplace, input: String = "", output: Output = .captured,
    environment: [String: String] = [:], signal: (Int32, after: Duration)? = nil
  ) throws {
    let (inputEnd, inputSource) = try makePipe()
    let (outputEnd, outputSink) = try makePipe()
    let (errorsEnd, errorsSink) = try makePipe()
    defer { for end in [outputEnd, errorsEnd] { close(end) } }
    let bytes = Array(input.utf8)
    guard bytes.count < 60_000, transmit(bytes, to: inputSource) else {
      throw Problem("the input does not fit into a pipe")
    }
    close(inputSource)
    let stream: Child.Stream =
      switch output {
      case .captured, .reader: .inherited(outputSink)
      case .closed: .closed
      case .file(let path): .opened(path, O_WRONLY | O_CREAT)
      }
    let child = try Child(
      arguments, in: place.path, environment: Product.environment(home: place.home, environment),
      streams: [.inherited(inputEnd), stream, .inherited(errorsSink)])
    for end in [inputEnd, outputSink, errorsSink] { close(end) }
    var limit = Int.max
    if case .reader(let count) = output { limit = count }
    var collected = Collected(outputEnd: outputEnd, errorsEnd: errorsEnd, limit: limit)
    collected.read(child, signal: signal)
    ending = try child.wait()
    self.output = String(decoding: collected.output, as: UTF8.self)
    errors = String(decoding: collected.errors, as: UTF8.self)
  }
}

/// Reads both ends until both are closed.
private struct Collected {
  let outputEnd: Int32
  let errorsEnd: Int32
  let limit: Int
  var output: [UInt8] = []
  var errors: [UInt8] = []

  mutating func read(_ child: Child, signal: (Int32, after: Duration)?) {
    let start = ContinuousClock.now
    var pendingSignal = signal
    var ends = [
      pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorsEnd, events: Int16(POLLIN), revents: 0),
    ]
    while ends.contains(where: { $0.fd >= 0 }), ContinuousClock.now < start + patience {
      _ = poll(&ends, nfds_t(ends.count), 20)
      if let signal = pendingSignal, ContinuousClock.now - start > signal.after {
        kill(child.id, signal.0)
        pendingSignal = nil
      }
      for index in ends.indices where ends[index].revents != 0 {
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        let count = receive(&piece, from: ends[index].fd)
        if count <= 0 {
          ends[index].fd = -1
        } else if index == 0 {
          output += piece[..<count]
        } else {
          errors += piece[..<count]
        }
      }
      if output.count >= limit, ends[0].fd >= 0 {
        // The reader is gone, as `head` is when it has its lines.
        let nothing = open("/dev/null", O_RDONLY)
        dup2(nothing, outputEnd)
        close(nothing)
        ends[0].fd = -1
      }
    }
  }
}

func makePipe() throws -> (reading: Int32, writing: Int32) {
  try descriptors.withLock { _ in
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Problem("no pipe could be made") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

func receive(_ bytes: inout [UInt8], from descriptor: Int32) -> Int {
  bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}

func transmit(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var done = 0
  return bytes.withUnsafeBytes { all in
    while done < all.count {
      let count = write(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}
