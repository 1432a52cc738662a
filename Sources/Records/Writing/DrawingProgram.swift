#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// gnuplot, which draws pictures: a program of its own that reads a script and writes the picture.
///
/// It is started without a shell and without the user's settings.
package enum DrawingProgram {
  package enum Failure: Error, Sendable {
    case notInstalled
    case cancelled
    /// In the words of the system or of the program.
    case failed(String)
  }

  package static let name = "gnuplot"

  /// Draws onto an open file.
  package static func draw(
    _ script: String, to output: Int32, isCancelled: () -> Bool
  ) throws(Failure) {
    // Files, unlike pipes, are never full: neither side waits for the other.
    guard let input = tmpfile(), let complaints = tmpfile() else {
      throw .failed(SystemReason.text(of: errno))
    }
    defer {
      fclose(input)
      fclose(complaints)
    }
    let bytes = Array(script.utf8)
    guard fwrite(bytes, 1, bytes.count, input) == bytes.count, fflush(input) == 0 else {
      throw .failed(SystemReason.text(of: errno))
    }
    rewind(input)
    let process = try start(fileno(input), output, fileno(complaints))
    let status = try wait(for: process, isCancelled)
    if status != 0 { throw .failed(firstLine(of: complaints)) }
  }

  private static func start(
    _ input: Int32, _ output: Int32, _ errors: Int32
  ) throws(Failure) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    // Default settings, and the script on standard input.
    let words = [name, "-d", "-"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, name, &actions, nil, arguments, environ)
    if code == ENOENT { throw .notInstalled }
    if code != 0 { throw .failed(SystemReason.text(of: code)) }
    return process
  }

  private static func wait(
    for process: pid_t, _ isCancelled: () -> Bool
  ) throws(Failure) -> Int32 {
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status }
      if ended < 0, errno != EINTR { throw .failed(SystemReason.text(of: errno)) }
      if isCancelled() {
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        throw .cancelled
      }
      usleep(2_000)
    }
  }

  private static func firstLine(of file: UnsafeMutablePointer<FILE>) -> String {
    rewind(file)
    var bytes = [UInt8](repeating: 0, count: 2_000)
    let count = fread(&bytes, 1, bytes.count, file)
    let lines = String(decoding: bytes.prefix(count), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
    let line = lines.last { $0.contains("line ") } ?? lines.first { !$0.isEmpty }
    return line.map(String.init) ?? "it ended without a word"
  }
}
