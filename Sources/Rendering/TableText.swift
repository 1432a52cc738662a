package import Records

/// A set of records as a table: numbers right with their points below each other, units in the
/// header, nothing that a cell holds can break a line.
///
/// On a terminal it is made to fit and says what it left out; elsewhere the text is full.
package enum TableText {
  package static func text(_ set: RecordSet, options: TextOptions) -> String {
    var text = ""
    write(set, options: options) { text += $0 }
    return text
  }

  /// The same in pieces, so that a large set needs no large text.
  package static func write(
    _ set: RecordSet, options: TextOptions, to sink: (String) -> Void
  ) {
    guard !set.fields.isEmpty else {
      sink("\(grouped(Substring(String(set.count)))) \(set.count == 1 ? "record" : "records")\n")
      return
    }
    let rows = TableRows.table(count: set.count, height: options.height)
    let layout = TableLayout(set, rows: rows, options: options)
    if layout.isBetterAsRecords {
      RecordText.write(set, options: options, to: sink)
      return
    }
    sink(layout.header())
    var cut: Set<Int> = []
    for block in rows.blocks {
      let lines = layout.lines(of: set, block, cut: &cut)
      sink(lines)
      if rows.gap == block.upperBound { sink(layout.gapLine()) }
    }
    if set.count == 0 { sink(options.styling.paint("no records", .dimmed) + "\n") }
    sink(layout.footer(cut: cut))
  }
}
