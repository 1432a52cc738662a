import Records

/// The cells of one column in some of the rows as UTF-8, one behind the other, with their widths.
///
/// It says the same as `TableColumn` without a `String` a cell: whole numbers and plain texts are
/// written as they lie in their columns, and what is rare goes the way of `TableColumn`.
struct CellBytes {
  struct Cell {
    /// Where its bytes end; they start where those of the cell before end.
    var end: Int
    /// Its width, of a figure up to the point, and of what is behind the point.
    var left: Int
    var right = 0
    /// Whether it is a figure that stands with its point below others.
    var isFigure = false
    /// Whether all of it is printable ASCII.
    var isPlain = true
  }

  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []
  private(set) var measure = TableColumn.Measure()
  private let column: Column
  private let type: ValueType

  init(_ body: TableBody, _ index: Int, rows: Range<Int>) {
    let field = body.fields[index]
    column = field.column
    type = field.type
    cells.reserveCapacity(rows.count)
    bytes.reserveCapacity(8 * rows.count)
    switch (field.column.storage, field.type.numberType) {
    case (.integers(let integers, let scale), .some(let type))
    where type.style != .percent && (0...18).contains(scale) && column.qualifiers == nil:
      let isGrouped = type.style != .year
      switch integers {
      case .int8(let cells): append(figures: cells, scale, isGrouped, body, index, rows)
      case .int16(let cells): append(figures: cells, scale, isGrouped, body, index, rows)
      case .int32(let cells): append(figures: cells, scale, isGrouped, body, index, rows)
      case .int64(let cells): append(figures: cells, scale, isGrouped, body, index, rows)
      case .int128: append(others: body, index, rows)
      }
    case (.text(let codes, let dictionary), _):
      switch codes {
      case .uint8(let codes): append(texts: dictionary, codes, body, index, rows)
      case .uint16(let codes): append(texts: dictionary, codes, body, index, rows)
      case .uint32(let codes): append(texts: dictionary, codes, body, index, rows)
      }
    case (.integers, _), (.doubles, _), (.lists, _), (.booleans, _), (.periods, _), (.moments, _):
      append(others: body, index, rows)
    }
  }

  private mutating func add(_ cell: Cell) {
    cells.append(cell)
    if cell.isFigure {
      measure.left = max(measure.left, cell.left)
      measure.right = max(measure.right, cell.right)
    } else {
      measure.text = max(measure.text, cell.left)
    }
  }

  // MARK: Any cell

  private mutating func append(others body: TableBody, _ index: Int, _ rows: Range<Int>) {
    for place in rows { append(body.cell(index, at: place)) }
  }

  private mutating func append(_ cell: Totals.Cell) {
    let cell = TableColumn.cell(cell, type)
    let isFigure = type.numberType != nil && !cell.isMissing && !cell.isLabel
    bytes.append(contentsOf: cell.left.utf8)
    bytes.append(contentsOf: cell.right.utf8)
    add(
      Cell(
        end: bytes.count, left: displayWidth(cell.left),
        right: isFigure ? displayWidth(cell.right) : 0, isFigure: isFigure,
        isPlain: Width.isPlain(cell.left) && Width.isPlain(cell.right)))
  }

  // MARK: Whole numbers and decimals

  private mutating func append<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    figures numbers: Vector<Element>, _ scale: Int, _ isGrouped: Bool, _ body: TableBody,
    _ index: Int, _ rows: Range<Int>
  ) {
    for place in rows {
      if let row = body.record(at: place), column.isValid(row) {
        append(Int64(numbers[row]), scale, isGrouped)
      } else {
        append(body.cell(index, at: place))
      }
    }
  }

  /// A decimal without zeros at its end, with separators between its thousands: `-1,234.5`.
  private mutating func append(_ coefficient: Int64, _ scale: Int, _ isGrouped: Bool) {
    var digits = coefficient.magnitude
    var places = coefficient == 0 ? 0 : scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    let right = places > 0 ? places + 1 : 0
    // Nineteen digits, six separators, a sign, a point and a zero before it.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { buffer in
      var start = buffer.count
      func put(_ byte: UInt8) {
        start -= 1
        buffer[start] = byte
      }
      for _ in 0..<places {
        put(UInt8(truncatingIfNeeded: digits % 10) + UInt8(ascii: "0"))
        digits /= 10
      }
      if places > 0 { put(UInt8(ascii: ".")) }
      var whole = 0
      repeat {
        if isGrouped, whole > 0, whole % 3 == 0 { put(UInt8(ascii: ",")) }
        put(UInt8(truncatingIfNeeded: digits % 10) + UInt8(ascii: "0"))
        digits /= 10
        whole += 1
      } while digits > 0
      if coefficient < 0 { put(UInt8(ascii: "-")) }
      let length = buffer.count - start
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
      add(Cell(end: bytes.count, left: length - right, right: right, isFigure: true))
    }
  }

  // MARK: Texts

  private mutating func append<Code: FixedWidthInteger & BitwiseCopyable & Sendable>(
    texts dictionary: TextDictionary, _ codes: Vector<Code>, _ body: TableBody, _ index: Int,
    _ rows: Range<Int>
  ) {
    dictionary.withAllBytes { texts, starts in
      for place in rows {
        if let row = body.record(at: place), column.isValid(row) {
          let code = Int(codes[row])
          let text = UnsafeBufferPointer(
            start: texts + starts[code], count: starts[code + 1] - starts[code])
          if CellBytes.isClear(text) {
            bytes.append(contentsOf: text)
            add(Cell(end: bytes.count, left: text.count))
            continue
          }
        }
        append(body.cell(index, at: place))
      }
    }
  }

  /// Whether a text is printable ASCII that stands without quotes.
  private static func isClear(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last, first != UInt8(ascii: " "),
      last != UInt8(ascii: " ")
    else { return false }
    var isPlain = true
    for byte in text { isPlain = isPlain && byte &- 0x20 < 0x5F }
    return isPlain && !(text.count == missing.count && text.elementsEqual(missing))
  }

  private static let missing = Array(ValueText.missing.utf8)
}
