/// Puts numbers and texts into the directory of a file of saved records.
struct DescriptionWriter {
  private(set) var bytes: [UInt8] = []

  init() {}

  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func append(count: Int) { append(UInt64(count)) }

  mutating func append(_ flag: Bool) { append(UInt8(flag ? 1 : 0)) }

  mutating func append(_ text: String) {
    append(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

  /// A flag, and behind it what is there.
  mutating func append<Value>(
    _ value: Value?, _ body: (inout DescriptionWriter, Value) -> Void
  ) {
    append(value != nil)
    if let value { body(&self, value) }
  }

  mutating func append<Elements: Collection>(
    list: Elements, _ body: (inout DescriptionWriter, Elements.Element) -> Void
  ) {
    append(count: list.count)
    for element in list { body(&self, element) }
  }
}
