#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often a test of random input tries: few by default, `SUMWHERE_HOSTILE_ROUNDS` in a long run.
package enum Rounds {
  package static func count(default few: Int) -> Int {
    guard let text = getenv("SUMWHERE_HOSTILE_ROUNDS") else { return few }
    return Int(String(cString: text)) ?? few
  }
}
