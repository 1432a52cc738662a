/// Cells that say there is no value, in fields that do not hold text.
enum MissingWords {
  /// Empty but for spaces, `NA`, `N/A`, `null` and `-`, in any case.
  static func contains(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let cell = CellDecoder.trimmed(cell)
    func lower(_ index: Int) -> UInt8 { cell[index] | 0x20 }
    let n = UInt8(ascii: "n")
    let a = UInt8(ascii: "a")
    switch cell.count {
    case 0: return true
    case 1: return cell[0] == UInt8(ascii: "-")
    case 2: return lower(0) == n && lower(1) == a
    case 3: return lower(0) == n && cell[1] == UInt8(ascii: "/") && lower(2) == a
    case 4:
      let l = UInt8(ascii: "l")
      return lower(0) == n && lower(1) == UInt8(ascii: "u") && lower(2) == l && lower(3) == l
    default: return false
    }
  }
}
