import Sumwhere

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

private let questions = ["count", "describe", "show * limit 3"]

/// Any bytes are a file to load: it becomes records that answer questions, or a sentence.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let file = fopen("fuzzed.csv", "wb") else { fatalError("the folder is not writable") }
  fwrite(start, 1, count, file)
  fclose(file)
  var session = Session()
  do throws(Session.Refusal) {
    _ = try session.ask("load \"fuzzed.csv\" as fuzzed", relativeTo: ".")
    for question in questions { _ = try session.ask(question) }
  } catch {
    precondition(!error.text.isEmpty, "a refusal has a sentence")
  }
  return 0
}

// The package manager names the entry point after the target; libFuzzer's own takes over from there.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("Tables_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, { start, size in testOneInput(start, size) })
}
