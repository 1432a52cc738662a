import Records

extension Run {
  /// An expression in chosen rows, one cell each; a row that is `nil` gives a missing cell.
  ///
  /// It says nothing that evaluating all rows did not say before.
  func column(of node: Node, rows: [UInt32?]) throws(ExecutionError) -> Column {
    var assembler = ColumnAssembler(node.type, node.form)
    let scratch = Scratch()
    let tally = Tally()
    let size = max(1, settings.batchSize)
    var start = 0
    while start < rows.count {
      try checkCancelled()
      let count = min(size, rows.count - start)
      let present = scratch.take(count, of: UInt32.self)
      let places = scratch.take(count, repeating: UInt32.max)
      var found = 0
      for index in 0..<count {
        guard let row = rows[start + index] else { continue }
        present[found] = row
        places[index] = UInt32(found)
        found += 1
      }
      let batch = Batch(
        rows: .picked(UnsafePointer(present), count: found), scratch: scratch, tally: tally)
      if found == count {
        assembler.append(try node.evaluate(batch))
      } else if found > 0 {
        let column = try node.evaluate(batch)
        // A gap holds the first cell, marked as missing.
        let valid: UnsafePointer<UInt8> = mapped(UnsafePointer(places), count, scratch) {
          $0 == .max ? 0 : column.isValid(Int($0)) ? 1 : 0
        }
        let filled: UnsafePointer<UInt32> = mapped(UnsafePointer(places), count, scratch) {
          $0 == .max ? 0 : $0
        }
        var spread = column.picking(filled, count: count, in: scratch)
        spread.valid = valid
        assembler.append(spread)
      } else {
        assembler.appendMissing(count)
      }
      scratch.reset()
      start += count
    }
    return assembler.finish()
  }
}
