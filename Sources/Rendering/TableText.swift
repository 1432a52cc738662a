package import Records

/// A set of records as a table: numbers right with their points below each other, units in the
/// header, nothing that a cell holds can break a line.
///
/// On a terminal it is made to fit and says what it left out; elsewhere the text is full.
package enum TableText {
  package static func text(
    _ set: RecordSet, totals: Totals? = nil, options: TextOptions
  ) -> String {
    var text = ""
    write(set, totals: totals, options: options) { text += $0 }
    return text
  }

  /// The same in pieces, so that a large set needs no large text.
  package static func write(
    _ set: RecordSet, totals: Totals? = nil, options: TextOptions, to sink: (String) -> Void
  ) {
    guard !set.fields.isEmpty else {
      sink("\(grouped(Substring(String(set.count)))) \(set.count == 1 ? "record" : "records")\n")
      return
    }
    let body = TableBody(set, totals)
    var rows = TableRows.table(
      count: body.count, recordCount: set.count, height: options.height)
    rows.countRecords { body.record(at: $0) != nil }
    let layout = TableLayout(body, rows: rows, options: options)
    if layout.isBetterAsRecords {
      RecordText.write(body, options: options, to: sink)
      return
    }
    sink(layout.header())
    var cut: Set<Int> = []
    if set.count == 0 { sink(options.styling.paint("no records", .dimmed) + "\n") }
    for block in rows.blocks {
      let lines = layout.lines(of: body, block, cut: &cut)
      sink(lines)
      if rows.gap == block.upperBound { sink(layout.gapLine()) }
    }
    sink(layout.footer(cut: cut))
  }
}
