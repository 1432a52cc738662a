import Records

/// Flags of codes as they are stored, looked up or compared.
enum CodeFlags {
  /// - Shape: `answers` has one byte a code
  static func lookedUp(
    _ storage: CodeStorage, _ rows: Rows, in answers: Vector<UInt8>, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let answers = answers.withPointer { $0 }
    return switch storage {
    case .uint8(let codes): each(codes, rows, scratch) { answers[Int($0)] }
    case .uint16(let codes): each(codes, rows, scratch) { answers[Int($0)] }
    case .uint32(let codes): each(codes, rows, scratch) { answers[Int($0)] }
    }
  }

  static func equal(
    _ storage: CodeStorage, _ rows: Rows, to code: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    switch storage {
    case .uint8(let codes):
      let other = UInt8(truncatingIfNeeded: code)
      return each(codes, rows, scratch) { $0 == other ? 1 : 0 }
    case .uint16(let codes):
      let other = UInt16(truncatingIfNeeded: code)
      return each(codes, rows, scratch) { $0 == other ? 1 : 0 }
    case .uint32(let codes):
      let other = UInt32(truncatingIfNeeded: code)
      return each(codes, rows, scratch) { $0 == other ? 1 : 0 }
    }
  }

  @inline(__always)
  private static func each<Code: BitwiseCopyable & Sendable>(
    _ codes: Vector<Code>, _ rows: Rows, _ scratch: Scratch, _ test: (Code) -> UInt8
  ) -> UnsafePointer<UInt8> {
    // The node holds the column while its batch is used, so the pointer may leave the closure.
    let source = codes.withPointer { $0 }
    switch rows {
    case .range(let start, let count): return mapped(source + start, count, scratch, test)
    case .picked(let picked, let count):
      return mapped(picked, count, scratch) { test(source[Int($0)]) }
    }
  }
}
