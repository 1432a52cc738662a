import Records

/// Brings the cells of a column into a batch; where they are wide already and lie together they
/// are lent, not copied.
enum Loading {
  static func integers(
    _ storage: IntegerStorage, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Int64> {
    switch storage {
    case .int8(let vector): widened(vector, to: Int64.self, rows, scratch)
    case .int16(let vector): widened(vector, to: Int64.self, rows, scratch)
    case .int32(let vector): widened(vector, to: Int64.self, rows, scratch)
    case .int64(let vector): same(vector, rows, scratch)
    case .int128: preconditionFailure("wide numbers are loaded as wide ones")
    }
  }

  static func wide(
    _ vector: Vector<Int128>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Int128> {
    same(vector, rows, scratch)
  }

  static func doubles(
    _ vector: Vector<Double>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Double> {
    same(vector, rows, scratch)
  }

  static func codes(
    _ storage: CodeStorage, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<UInt32> {
    switch storage {
    case .uint8(let vector): widened(vector, to: UInt32.self, rows, scratch)
    case .uint16(let vector): widened(vector, to: UInt32.self, rows, scratch)
    case .uint32(let vector): same(vector, rows, scratch)
    }
  }

  static func bytes(
    _ vector: Vector<UInt8>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    same(vector, rows, scratch)
  }

  static func days(
    _ vector: Vector<Int32>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Int32> {
    same(vector, rows, scratch)
  }

  static func moments(
    _ vector: Vector<Int64>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Int64> {
    same(vector, rows, scratch)
  }

  /// One byte a row from one bit a row.
  static func validity(
    _ validity: Validity, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let count = rows.count
    let target = scratch.take(count, of: UInt8.self)
    validity.words.withPointer { words in
      switch rows {
      case .range(let start, _): spread(words, from: start, count, to: target)
      case .picked(let picked, _):
        for index in 0..<count {
          let row = Int(picked[index])
          let word = words[row >> 6]
          target[index] =
            UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: row & 63)) & 1
        }
      }
    }
    return UnsafePointer(target)
  }

  /// Eight bits at a time are spread over the bytes of a word.
  private static func spread(
    _ words: UnsafePointer<UInt64>, from start: Int, _ count: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    func bit(_ row: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: words[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63)) & 1
    }
    var index = 0
    while index < count, (start &+ index) & 7 != 0 {
      target[index] = bit(start &+ index)
      index &+= 1
    }
    while index &+ 8 <= count {
      let row = start &+ index
      let bits = words[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 0xFF
      let places = (bits &* 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201
      let flags = (places &+ 0x7F7F_7F7F_7F7F_7F7F) &>> 7 & 0x0101_0101_0101_0101
      UnsafeMutableRawPointer(target).storeBytes(
        of: flags.littleEndian, toByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < count {
      target[index] = bit(start &+ index)
      index &+= 1
    }
  }

  @inline(__always)
  private static func same<Element: BitwiseCopyable>(
    _ vector: Vector<Element>, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Element> {
    // The node holds the column while its batch is used, so the pointer may leave the closure.
    let source = vector.withPointer { $0 }
    switch rows {
    case .range(let start, _): return source + start
    case .picked(let picked, let count):
      let target = scratch.take(count, of: Element.self)
      for index in 0..<count { target[index] = source[Int(picked[index])] }
      return UnsafePointer(target)
    }
  }

  @inline(__always)
  private static func widened<Source: FixedWidthInteger, Target: FixedWidthInteger>(
    _ vector: Vector<Source>, to type: Target.Type, _ rows: Rows, _ scratch: Scratch
  ) -> UnsafePointer<Target> where Source: BitwiseCopyable, Target: BitwiseCopyable {
    let source = vector.withPointer { $0 }
    let count = rows.count
    let target = scratch.take(count, of: Target.self)
    switch rows {
    case .range(let start, _):
      let first = source + start
      for index in 0..<count { target[index] = Target(truncatingIfNeeded: first[index]) }
    case .picked(let picked, _):
      for index in 0..<count {
        target[index] = Target(truncatingIfNeeded: source[Int(picked[index])])
      }
    }
    return UnsafePointer(target)
  }
}
