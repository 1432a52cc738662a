import Numerals

/// Reads a number as people write it in a cell: `1,234.5`, `(1,234)`, `¥2.16 million`, `216万`,
/// `15%`, `26.67 hectares`, `>59 million`, `nearly 43 million`, `约300`, `5900多万`.
///
/// What could be read in two ways is no number here: dates, ordinals, `1,5`, `3万5`. A range is
/// about its middle.
package enum NumberText {
  package static func read(
    _ cell: UnsafeBufferPointer<UInt8>, units: UnitTable
  ) -> NumberCell? {
    if let plain = plainNumber(cell) { return plain }
    guard cell.count <= longestCell, mayBeNumber(cell) else { return nil }
    return read(String(decoding: cell, as: UTF8.self), units: units)
  }

  package static func read(_ text: String, units: UnitTable) -> NumberCell? {
    guard text.utf8.count <= longestCell else { return nil }
    let scalars = WrittenScalars.normalized(text)
    var scanner = NumberScanner(scalars, units: units)
    return scanner.cell() ?? RangeScanner(scalars, units: units).cell()
  }

  /// Words of ASCII without a digit are never a number, and most texts are such.
  private static func mayBeNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.contains { $0 >= 0x80 || $0 >= 48 && $0 <= 57 }
  }

  private static let longestCell = 240

  /// Digits with a sign and a point, of at most 18 digits: nearly every cell there is.
  private static func plainNumber(_ cell: UnsafeBufferPointer<UInt8>) -> NumberCell? {
    guard cell.count > 0, cell.count <= 20 else { return nil }
    var index = 0
    let isNegative = cell[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    let first = index
    var value: Int64 = 0
    var digits = 0
    var point: Int?
    while index < cell.count {
      let byte = cell[index]
      if byte == UInt8(ascii: "."), point == nil, digits > 0 {
        point = index
      } else if byte >= 48, byte <= 57, digits < 18 {
        value = value * 10 + Int64(byte - 48)
        digits += 1
      } else {
        return nil
      }
      index += 1
    }
    let scale = point.map { cell.count - $0 - 1 } ?? 0
    guard digits > 0, point == nil || scale > 0 else { return nil }
    let whole = digits - scale
    return NumberCell(
      FixedDecimal(Int128(isNegative ? -value : value), scale: scale),
      isFourDigits: !isNegative && point == nil && digits == 4,
      hasLeadingZero: cell[first] == 48 && whole > 1)
  }
}
