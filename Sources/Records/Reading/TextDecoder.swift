#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TextEncoding {
  /// One conversion to UTF-8.
  final class Decoder {
    private let handle: iconv_t
    private var output = GrowingVector<UInt8>(capacity: 1 << 12)
    private(set) var badCount = 0
    private(set) var firstBadLine = 1

    init?(_ encoding: String) {
      guard encoding.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
        let opened = iconv_open("UTF-8", encoding),
        opened != iconv_t(bitPattern: -1)
      else { return nil }
      handle = opened
    }

    deinit { iconv_close(handle) }

    /// How many bytes were used; a character cut by the end is left unless these are the last.
    func decode(_ bytes: UnsafePointer<UInt8>, _ count: Int, isLast: Bool) -> Int {
      var left = count
      var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: bytes)
        .assumingMemoryBound(to: CChar.self)
      while left > 0 {
        output.reserve(output.count + left + 64)
        var target: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(
          output.pointer + output.count
        ).assumingMemoryBound(to: CChar.self)
        let room = output.capacity - output.count
        var free = room
        let result = iconv(handle, &input, &left, &target, &free)
        let code = errno
        _ = output.extend(by: room - free)
        if result != Int(bitPattern: UInt.max) { break }
        if code == E2BIG { continue }
        if code == EINVAL, !isLast { break }
        // A byte that is nothing here is stepped over, and counted.
        if badCount == 0 { firstBadLine = 1 + (0..<output.count).count { output[$0] == 10 } }
        badCount += 1
        input = input.map { $0 + 1 }
        left -= 1
      }
      return count - left
    }

    func finish(name: String) -> ByteSource {
      var bytes = GrowingVector<UInt8>(capacity: 16)
      swap(&bytes, &output)
      // The byte order mark is a character of its own.
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      if bytes.count >= 3, mark.indices.allSatisfy({ bytes[$0] == mark[$0] }) {
        var rest = GrowingVector<UInt8>(capacity: bytes.count)
        rest.append(from: bytes.pointer + 3, count: bytes.count - 3)
        return ByteSource(name: name, bytes: rest)
      }
      return ByteSource(name: name, bytes: bytes)
    }
  }
}
