#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that is tested: the build puts it beside the tests.
enum Product {
  static let path: String = {
    #if canImport(Glibc)
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) { text in
          text.baseAddress.map { readlink("/proc/self/exe", $0, text.count) } ?? 0
        }
      }
      let tests = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    #else
      let tests = CommandLine.arguments[0]
    #endif
    // On macOS the tests are a bundle, three folders deeper than the program.
    var folder = parent(of: tests)
    for _ in 0..<4 where access("\(folder)/sumwhere", X_OK) != 0 { folder = parent(of: folder) }
    return "\(folder)/sumwhere"
  }()

  /// Whether it was built with readline.
  static let hasEditor: Bool = {
    let version = (try? ScriptRun(["--version"], in: Workplace()))?.output ?? ""
    return !version.contains("without GNU Readline")
  }()

  /// The environment of each run: nothing of the one the tests run in but where programs are.
  static func environment(home: String, _ more: [String: String]) -> [String: String] {
    var environment = [
      "HOME": home, "XDG_STATE_HOME": "\(home)/state", "PATH": "/usr/bin:/bin",
      "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null", "SWIFT_BACKTRACE": "interactive=no,color=no",
    ]
    for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment.merging(more) { $1 }
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
