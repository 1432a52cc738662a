import Sumwhere

/// A session with the grants of a few counties, made once: a session is a value, so every text meets
/// the same one.
private let loaded: Session = {
  var session = Session()
  do throws(Session.Refusal) {
    _ = try session.ask("load \"grants.csv\" as grants", relativeTo: ".")
  } catch {
    fatalError(error.text)
  }
  return session
}()

/// Any bytes are a text to ask: it comes to answers or to a sentence.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let text = String(decoding: bytes, as: UTF8.self)
  // Files are neither written nor read here.
  let lowered = text.lowercased()
  for word in ["save", "load", "include", "append"] where lowered.contains(word) { return -1 }
  var session = loaded
  do throws(Session.Refusal) {
    _ = try session.ask(text)
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

@_cdecl("Statements_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, { start, size in testOneInput(start, size) })
}
