import Records

/// The values of an expression for one batch, good until the batch ends.
///
/// A position that is not valid holds a value that means nothing but may be read; a code there is one
/// of its source.
struct BatchColumn {
  enum Cells {
    /// `integer × 10^-scale`
    case integers(UnsafePointer<Int64>, scale: Int)
    case wide(UnsafePointer<Int128>, scale: Int)
    case doubles(UnsafePointer<Double>)
    /// 1 or 0
    case flags(UnsafePointer<UInt8>)
    case text(UnsafePointer<UInt32>, TextSource)
    case lists(UnsafePointer<UInt32>, ListSource)
    case periods(UnsafePointer<Int32>, BatchGrains)
    case moments(UnsafePointer<Int64>)
  }

  var cells: Cells
  var count: Int
  /// One byte a position, 1 where there is a value; `nil` where all have one.
  var valid: UnsafePointer<UInt8>?
  /// One `Qualifier` a position; `nil` where all are exact.
  var qualifiers: UnsafePointer<UInt8>?

  init(
    _ cells: Cells, count: Int, valid: UnsafePointer<UInt8>? = nil,
    qualifiers: UnsafePointer<UInt8>? = nil
  ) {
    self.cells = cells
    self.count = count
    self.valid = valid
    self.qualifiers = qualifiers
  }

  /// Flags that hold only where there is a value.
  func truth(in scratch: Scratch) -> UnsafePointer<UInt8> {
    guard case .flags(let flags) = cells else {
      preconditionFailure("a condition is evaluated to flags")
    }
    guard let valid else { return flags }
    let result = scratch.take(count, of: UInt8.self)
    for index in 0..<count { result[index] = flags[index] & valid[index] }
    return UnsafePointer(result)
  }

  func isValid(_ position: Int) -> Bool { valid.map { $0[position] != 0 } ?? true }

  func qualifier(_ position: Int) -> Qualifier {
    qualifiers.flatMap { Qualifier(rawValue: $0[position]) } ?? .exact
  }

  /// One cell taken out, for messages and slow paths.
  func value(at position: Int) -> Value {
    guard isValid(position) else { return .missing }
    switch cells {
    case .integers(let integers, let scale):
      return .number(
        .exact(FixedDecimal(Int128(integers[position]), scale: scale)), qualifier(position))
    case .wide(let integers, let scale):
      return .number(.exact(FixedDecimal(integers[position], scale: scale)), qualifier(position))
    case .doubles(let doubles): return .number(.double(doubles[position]), qualifier(position))
    case .flags(let flags): return .yesNo(flags[position] != 0)
    case .text(let codes, let source): return .text(source.text(of: Int(codes[position])))
    case .lists(let codes, let source): return .list(source.texts(of: Int(codes[position])))
    case .periods(let starts, let grains):
      return .period(Period(start: starts[position], grain: grains[position]))
    case .moments(let seconds): return .moment(seconds[position])
    }
  }

  /// The cells at some positions, in that order.
  func picking(
    _ positions: UnsafePointer<UInt32>, count: Int, in scratch: Scratch
  ) -> BatchColumn {
    func picked<Element: BitwiseCopyable>(
      _ source: UnsafePointer<Element>
    ) -> UnsafePointer<Element> {
      let target = scratch.take(count, of: Element.self)
      for index in 0..<count { target[index] = source[Int(positions[index])] }
      return UnsafePointer(target)
    }
    let cells: Cells =
      switch self.cells {
      case .integers(let integers, let scale): .integers(picked(integers), scale: scale)
      case .wide(let integers, let scale): .wide(picked(integers), scale: scale)
      case .doubles(let doubles): .doubles(picked(doubles))
      case .flags(let flags): .flags(picked(flags))
      case .text(let codes, let source): .text(picked(codes), source)
      case .lists(let codes, let source): .lists(picked(codes), source)
      case .periods(let starts, .uniform(let grain)): .periods(picked(starts), .uniform(grain))
      case .periods(let starts, .mixed(let grains)):
        .periods(picked(starts), .mixed(picked(grains)))
      case .moments(let seconds): .moments(picked(seconds))
      }
    return BatchColumn(
      cells, count: count, valid: valid.map { picked($0) },
      qualifiers: qualifiers.map { picked($0) })
  }
}
