/// Every text of a dictionary as it is written, made once.
final class EncodedTexts {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(count: Int, _ encode: (Int, inout ByteTarget) -> Void) {
    var target = ByteTarget()
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for code in 0..<count {
      encode(code, &target)
      starts.append(target.bytes.count)
    }
    bytes = target.bytes
    self.starts = starts
  }

  func append(_ code: Int, to target: inout ByteTarget) {
    target.append(contentsOf: bytes[starts[code]..<starts[code + 1]])
  }
}
