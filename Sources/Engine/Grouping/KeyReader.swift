import Records
import Semantics

/// Reads one key of a grouping.
final class KeyReader {
  let key: Summary.Key
  let node: Node
  let encoder: KeyEncoder
  /// The fixed number of codes of a list's members.
  private let memberBound: Int?
  private var memberSource: TextSource?
  private var memberCodeBound = 1

  init(_ key: Summary.Key, _ node: Node, over frame: Frame) {
    self.key = key
    self.node = node
    encoder = KeyEncoder(node, over: frame)
    if key.isEach, let column = (node as? ColumnNode)?.column,
      case .lists(_, let dictionary) = column.storage
    {
      memberBound = dictionary.members.count + 1
    } else {
      memberBound = nil
    }
  }

  /// All codes lie below it, where that is known before any batch.
  var fixedBound: Int? {
    key.isEach ? memberBound : encoder.isFixed ? encoder.bound : nil
  }

  var bound: Int { key.isEach ? memberBound ?? memberCodeBound : encoder.bound }

  /// Whether the codes of a list's members are the same for all that read the key.
  var isSeparable: Bool { !key.isEach || memberBound != nil }

  /// Takes in what another reader of the key met.
  func absorb(_ other: KeyReader) {
    if memberSource == nil { memberSource = other.memberSource }
  }

  func codes(_ column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<UInt32> {
    encoder.codes(column, scratch)
  }

  /// The codes of the members of the list at a position: 0 alone where there is none.
  func memberCodes(_ column: BatchColumn, at position: Int) -> [UInt32] {
    guard case .lists(let codes, let source) = column.cells, column.isValid(position) else {
      return [0]
    }
    if memberSource == nil { memberSource = source.members }
    let members = source.memberCodes(of: Int(codes[position])).map { $0 + 1 }
    for member in members { memberCodeBound = max(memberCodeBound, Int(member) + 1) }
    return members.isEmpty ? [0] : members
  }

  /// The column of an `each` key from the member codes of the groups.
  func memberColumn(_ codes: [UInt32]) -> Column {
    let values = codes.map { code -> Value in
      guard code > 0, let memberSource else { return .missing }
      return .text(memberSource.text(of: Int(code) - 1))
    }
    return Column(values, type: .text)
  }
}
