/// Cells of one field of a chunk, read before their turn by a thread that knows nothing of the
/// chunks in front of it.
final class PreparedCells {
  enum Form { case nothing, numbers, codes, places, presence }

  var form = Form.nothing
  /// Numbers at `scale`; 0 where the cell is empty or unusual.
  var values = GrowingVector<Int64>()
  var scale = 0
  /// The least and the most of them.
  var range: ClosedRange<Int64> = 0...0
  /// How many are whole numbers of four digits, as years are.
  var fourDigitCount = 0
  /// The rows that are for the careful way, in order, and how many numbers of four digits stand
  /// before each.
  var unusual = GrowingVector<UInt32>()
  var fourDigitsBefore = GrowingVector<UInt32>()
  /// The rows without a value, in order.
  var missing = GrowingVector<UInt32>()

  /// The codes of the texts in `local`; those from `firstNewText` on it met first in this chunk, and
  /// `places` tells where these stand.
  var codes = GrowingVector<UInt32>()
  var local: LocalTexts?
  var firstNewText = 0

  /// The hashes of the texts, and where each stands.
  var hashes = GrowingVector<UInt64>()
  var places = GrowingVector<TextPlace>()
  /// Texts that do not stand in the chunk as they are, one behind the other.
  var bytes = GrowingVector<UInt8>()

  func start(_ form: Form) {
    self.form = form
    values.removeAll()
    unusual.removeAll()
    fourDigitsBefore.removeAll()
    missing.removeAll()
    codes.removeAll()
    hashes.removeAll()
    places.removeAll()
    bytes.removeAll()
  }
}

/// Where a text stands: in the chunk, or among the texts kept beside it.
struct TextPlace {
  private let offset: Int
  let count: Int

  @inline(__always)
  init(start: Int, count: Int, isBeside: Bool = false) {
    offset = isBeside ? ~start : start
    self.count = count
  }

  @inline(__always)
  var isBeside: Bool { offset < 0 }

  @inline(__always)
  var start: Int { isBeside ? ~offset : offset }
}
