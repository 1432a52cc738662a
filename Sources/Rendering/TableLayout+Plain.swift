extension TableLayout {
  /// A column of a table that is neither cut nor painted.
  fileprivate struct PlainColumn {
    let cells: CellBytes
    let width: Int
    /// The width behind the point, which every figure fills.
    let right: Int
    let isFigure: Bool
  }

  /// The lines of a block where no terminal has to be thought of: every column is shown in full.
  func plainLines(of body: TableBody, _ block: Range<Int>) -> String {
    let columns = body.fields.indices.map { index in
      PlainColumn(
        cells: CellBytes(body, index, rows: block), width: width(index),
        right: measures[index].right, isFigure: heads[index].isFigure)
    }
    let rule = Array(ruleLine().utf8)
    // A cell takes its bytes and at most its width in spaces, and a gap.
    let capacity = columns.reduce(rule.count + block.count) { sum, column in
      sum + column.cells.bytes.count + block.count * (column.width + TableFit.gap)
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      for (place, row) in block.enumerated() {
        if body.hasRule(above: row) {
          for byte in rule {
            target[count] = byte
            count += 1
          }
        }
        PlainColumn.write(columns, place, to: target, &count)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension TableLayout.PlainColumn {
  /// Writes one line.
  fileprivate static func write(
    _ columns: [Self], _ place: Int, to target: UnsafeMutableBufferPointer<UInt8>,
    _ count: inout Int
  ) {
    func fill(_ spaces: Int) {
      for _ in 0..<max(0, spaces) {
        target[count] = UInt8(ascii: " ")
        count += 1
      }
    }
    let start = count
    var isPlain = true
    for (index, column) in columns.enumerated() {
      let cell = column.cells.cells[place]
      let from = place > 0 ? column.cells.cells[place - 1].end : 0
      // What is behind the point has its own width, so that points stand below each other.
      let rest = cell.isFigure ? column.right - cell.right : 0
      let filling = column.width - cell.left - cell.right - rest
      if column.isFigure { fill(filling) }
      column.cells.bytes.withUnsafeBufferPointer { bytes in
        for place in from..<cell.end {
          target[count] = bytes[place]
          count += 1
        }
      }
      fill(rest)
      isPlain = isPlain && cell.isPlain
      guard index < columns.count - 1 else { break }
      fill((column.isFigure ? 0 : filling) + TableFit.gap)
    }
    if isPlain {
      while count > start, target[count - 1] == UInt8(ascii: " ") { count -= 1 }
    } else {
      // A letter may hold the space behind it.
      var line = String(decoding: target[start..<count], as: UTF8.self)
      while line.last == " " { line.removeLast() }
      count = start
      for byte in line.utf8 {
        target[count] = byte
        count += 1
      }
    }
    target[count] = UInt8(ascii: "\n")
    count += 1
  }
}
