/// The texts of a dictionary as they are written: each made once, or, where the rows are fewer than
/// the texts, made where it is met.
final class EncodedTexts {
  private let bytes: [UInt8]
  private let starts: [Int]
  private let encode: ((Int, inout ByteTarget) -> Void)?

  init(count: Int, rows: Int, _ encode: @escaping (Int, inout ByteTarget) -> Void) {
    self.encode = rows < count ? encode : nil
    var target = ByteTarget()
    var starts = [0]
    if self.encode == nil {
      starts.reserveCapacity(count + 1)
      for code in 0..<count {
        encode(code, &target)
        starts.append(target.bytes.count)
      }
    }
    bytes = target.bytes
    self.starts = starts
  }

  func append(_ code: Int, to target: inout ByteTarget) {
    if let encode { return encode(code, &target) }
    target.append(contentsOf: bytes[starts[code]..<starts[code + 1]])
  }
}
