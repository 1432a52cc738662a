/// Writes the cell of a row; made once a column, so that no row asks what kind of column it is in.
typealias CellWriter = (Int, inout ByteTarget) -> Void

extension Column {
  /// Figures, dates and yes/no; `nil` for texts and lists, which every form writes its own way.
  ///
  /// - Shape: `shift` moves the point to the right, 2 for percent
  func plainWriter(shift: Int, yes: StaticString, no: StaticString) -> CellWriter? {
    switch storage {
    case .integers(let integers, let scale): return integers.writer(scale: scale - shift)
    case .doubles(let doubles):
      return { row, target in target.append(doubles[row], shift: shift) }
    case .booleans(let booleans):
      return { row, target in target.append(booleans[row] != 0 ? yes : no) }
    case .periods(let days, let grains):
      return { row, target in target.append(Period(start: days[row], grain: grains[row])) }
    case .moments(let seconds):
      return { row, target in target.append(DateText.text(ofMoment: seconds[row])) }
    case .text, .lists: return nil
    }
  }
}

extension IntegerStorage {
  fileprivate func writer(scale: Int) -> CellWriter {
    switch self {
    case .int8(let vector): { $1.append(Int64(vector[$0]), scale: scale) }
    case .int16(let vector): { $1.append(Int64(vector[$0]), scale: scale) }
    case .int32(let vector): { $1.append(Int64(vector[$0]), scale: scale) }
    case .int64(let vector): { $1.append(vector[$0], scale: scale) }
    case .int128(let vector): { $1.append(vector[$0], scale: scale) }
    }
  }
}

extension CodeStorage {
  /// Texts that were made ready once for each code.
  func writer(of texts: EncodedTexts) -> CellWriter {
    switch self {
    case .uint8(let codes): { texts.append(Int(codes[$0]), to: &$1) }
    case .uint16(let codes): { texts.append(Int(codes[$0]), to: &$1) }
    case .uint32(let codes): { texts.append(Int(codes[$0]), to: &$1) }
    }
  }
}
