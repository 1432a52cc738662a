import Records

/// Numbers of a batch brought to another form.
enum Numbers {
  /// Both sides of an exact operation at one scale.
  enum Pair {
    case narrow(UnsafePointer<Int64>, UnsafePointer<Int64>, scale: Int)
    case wide(UnsafePointer<Int128>, UnsafePointer<Int128>, scale: Int)
    case doubles(UnsafePointer<Double>, UnsafePointer<Double>)
    /// A side does not fit at the other's scale at this position.
    case beyond(position: Int)
  }

  static func aligned(_ left: BatchColumn, _ right: BatchColumn, _ scratch: Scratch) -> Pair {
    guard let leftScale = scale(of: left), let rightScale = scale(of: right) else {
      return .doubles(doubles(of: left, scratch), doubles(of: right, scratch))
    }
    let scale = max(leftScale, rightScale)
    if case .integers(let a, _) = left.cells, case .integers(let b, _) = right.cells,
      let a = rescaled(a, by: scale - leftScale, left.count, scratch),
      let b = rescaled(b, by: scale - rightScale, right.count, scratch)
    {
      return .narrow(a, b, scale: scale)
    }
    let valid = jointValidity(left.valid, right.valid, left.count, scratch)
    switch rescaled(wide(of: left, scratch), by: scale - leftScale, left.count, valid, scratch) {
    case .beyond(let position): return .beyond(position: position)
    case .fits(let a):
      let b = wide(of: right, scratch)
      switch rescaled(b, by: scale - rightScale, right.count, valid, scratch) {
      case .beyond(let position): return .beyond(position: position)
      case .fits(let b): return .wide(a, b, scale: scale)
      }
    }
  }

  static func scale(of column: BatchColumn) -> Int? {
    switch column.cells {
    case .integers(_, let scale), .wide(_, let scale): scale
    case .doubles, .flags, .text, .lists, .periods, .moments: nil
    }
  }

  static func wide(of column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Int128> {
    switch column.cells {
    case .integers(let integers, _): return mapped(integers, column.count, scratch) { Int128($0) }
    case .wide(let integers, _): return integers
    case .doubles, .flags, .text, .lists, .periods, .moments:
      preconditionFailure("only exact numbers are widened")
    }
  }

  /// The nearest double of every number.
  static func doubles(of column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Double> {
    switch column.cells {
    case .doubles(let doubles): return doubles
    case .integers(let integers, let scale):
      if scale == 0 { return mapped(integers, column.count, scratch) { Double($0) } }
      if scale <= 22, let power = FixedDecimal.powerOfTen(scale) {
        let divisor = Double(power)
        return mapped(integers, column.count, scratch) { integer in
          integer.magnitude < 1 << 53
            ? Double(integer) / divisor : FixedDecimal(Int128(integer), scale: scale).double
        }
      }
      return mapped(integers, column.count, scratch) {
        FixedDecimal(Int128($0), scale: scale).double
      }
    case .wide(let integers, let scale):
      return mapped(integers, column.count, scratch) { FixedDecimal($0, scale: scale).double }
    case .flags, .text, .lists, .periods, .moments:
      preconditionFailure("only numbers become doubles")
    }
  }

  /// Integers times a power of ten, or nothing where one does not fit.
  static func rescaled(
    _ source: UnsafePointer<Int64>, by steps: Int, _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<Int64>? {
    if steps == 0 { return source }
    guard steps <= 18, let power = FixedDecimal.powerOfTen(steps) else { return nil }
    let factor = Int64(power)
    let limit = Int64.max / factor
    var isBeyond: UInt8 = 0
    let target: UnsafePointer<Int64> = mapped(source, count, scratch) { integer in
      isBeyond |= (integer > limit || integer < -limit) ? 1 : 0
      return integer &* factor
    }
    return isBeyond == 0 ? target : nil
  }

  enum Widened {
    case fits(UnsafePointer<Int128>)
    case beyond(position: Int)
  }

  /// Integers times a power of ten; the first valid one that does not fit stops it.
  static func rescaled(
    _ source: UnsafePointer<Int128>, by steps: Int, _ count: Int, _ valid: UnsafePointer<UInt8>?,
    _ scratch: Scratch
  ) -> Widened {
    if steps == 0 { return .fits(source) }
    let power = FixedDecimal.powerOfTen(steps)
    let limit = power.map { FixedDecimal.largest / $0 } ?? 0
    let target = scratch.take(count, of: Int128.self)
    for index in 0..<count {
      let integer = source[index]
      let fits = integer <= limit && integer >= -limit
      if !fits, valid.map({ $0[index] != 0 }) ?? true { return .beyond(position: index) }
      target[index] = fits ? integer &* (power ?? 0) : 0
    }
    return .fits(UnsafePointer(target))
  }

  /// A column at a given form: an exact one at its scale, or doubles.
  static func converted(
    _ column: BatchColumn, to form: NumberForm, _ scratch: Scratch
  ) -> Conversion {
    var result = column
    guard case .exact(let scale) = form, let own = Numbers.scale(of: column) else {
      result.cells = .doubles(doubles(of: column, scratch))
      return .column(result)
    }
    if own == scale { return .column(column) }
    precondition(own < scale, "a form is at least as fine as what it joins")
    if case .integers(let integers, _) = column.cells,
      let same = rescaled(integers, by: scale - own, column.count, scratch)
    {
      result.cells = .integers(same, scale: scale)
      return .column(result)
    }
    let wide = wide(of: column, scratch)
    switch rescaled(wide, by: scale - own, column.count, column.valid, scratch) {
    case .fits(let wide):
      result.cells = .wide(wide, scale: scale)
      return .column(result)
    case .beyond(let position): return .beyond(position: position)
    }
  }

  enum Conversion {
    case column(BatchColumn)
    case beyond(position: Int)
  }
}
