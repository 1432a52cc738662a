#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Distinct texts that evaluation makes; a code is the index of one, in order of first appearance.
final class TextPool {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// Open addressing: a code plus 1, or 0.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// The empty text has code 0, so that a missing cell has a code to hold.
  init() { _ = code(of: "") }

  var count: Int { starts.count - 1 }

  func code(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(of: $0) }
  }

  func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let mask = slots.count - 1
    var slot = TextPool.hash(text) & mask
    while slots[slot] != 0 {
      let code = Int(slots[slot]) - 1
      if withBytes(of: code, { TextSource.compare($0, text) }) == 0 { return UInt32(code) }
      slot = (slot + 1) & mask
    }
    let code = count
    precondition(code < Int(UInt32.max) - 1, "a pool has fewer than 2³² texts")
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    slots[slot] = UInt32(code) + 1
    if starts.count * 2 > slots.count { grow() }
    return UInt32(code)
  }

  func withBytes<R>(of code: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[starts[code]..<starts[code + 1]]))
    }
  }

  private func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = larger.count - 1
    for code in 0..<count {
      var slot = withBytes(of: code, TextPool.hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt32(code) + 1
    }
    slots = larger
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = UInt64(truncatingIfNeeded: text.count)
    let raw = UnsafeRawBufferPointer(text)
    var index = 0
    while index + 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var tail: UInt64 = 0
    while index < raw.count {
      tail = tail << 8 | UInt64(raw[index])
      index += 1
    }
    return Int(truncatingIfNeeded: mix(hash ^ tail) >> 1)
  }
}

/// Spreads 64 bits over all 64.
@inline(__always)
func mix(_ value: UInt64) -> UInt64 {
  let product = (value ^ 0x2545_F491_4F6C_DD1D).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low
}
