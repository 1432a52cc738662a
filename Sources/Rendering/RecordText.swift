import Records

/// Records one below the other, a field a line: for narrow terminals and for few wide records.
enum RecordText {
  static func write(
    _ body: TableBody, options: TextOptions, to sink: (String) -> Void
  ) {
    let rows = TableRows.records(
      count: body.count, fieldCount: body.fields.count, height: options.height)
    let names = body.fields.map { printable($0.name) }
    let widest = names.map(displayWidth).max() ?? 0
    let limit = options.width ?? .max
    // Long names give way before values do, most of all before figures, which are never cut.
    let figures = widestFigure(of: body, rows: rows)
    let nameWidth = min(widest, max(8, min(limit / 2, limit - 2 - figures)))
    var cut: Set<Int> = []
    for block in rows.blocks {
      for row in block {
        if body.count > 1 {
          let number = body.record(at: row).map { grouped(Substring(String($0 + 1))) }
          let title = "── \(number ?? "beside") "
          sink(options.styling.paint(title + "──", .rule) + "\n")
        }
        for (index, field) in body.fields.enumerated() {
          let cell = body.cell(index, at: row)
          if cell == .blank { continue }
          let isMissing = cell == .value(.missing)
          var text = full(cell, field.type)
          let room = max(1, limit - nameWidth - 2)
          if field.type == .text || field.type == .list, displayWidth(text) > room {
            text = Width.cut(text, to: room)
            cut.insert(index)
          }
          let name = Width.cut(names[index], to: nameWidth)
          let padding = Width.spaces(nameWidth - displayWidth(name))
          let shown = isMissing ? options.styling.paint(text, .missing) : text
          sink("\(options.styling.paint(name, .header)):\(padding) \(shown)\n")
        }
      }
      if rows.gap == block.upperBound { sink(options.styling.paint("⋮", .dimmed) + "\n") }
    }
    var said: [String] = []
    if let sentence = rows.sentence(allRows: options.allRows) { said.append(sentence) }
    if !cut.isEmpty {
      said.append("cut to fit: " + Wrapping.list(cut.sorted().map { names[$0] }))
    }
    for sentence in said {
      for line in Wrapping.lines(of: sentence, width: options.width, indent: 0) {
        sink(options.styling.paint(line, .dimmed) + "\n")
      }
    }
  }

  private static func widestFigure(of body: TableBody, rows: TableRows) -> Int {
    var widest = 0
    for (index, field) in body.fields.enumerated() where field.type != .text && field.type != .list
    {
      for row in rows.blocks.joined() {
        widest = max(widest, displayWidth(full(body.cell(index, at: row), field.type)))
      }
    }
    return widest
  }

  private static func full(_ cell: Totals.Cell, _ type: ValueType) -> String {
    switch cell {
    case .value(.missing): ValueText.missing
    case .value(let value): full(value, type)
    case .label(let label): label
    case .blank: ""
    }
  }

  /// With its unit, as there is no header.
  private static func full(_ value: Value, _ type: ValueType) -> String {
    let text = ValueText.text(value, type: type)
    guard case .number(let number, let qualifier) = value, let numberType = type.numberType else {
      return text
    }
    let isOne = number == .exact(FixedDecimal(1)) && qualifier == .exact
    let words = printable(numberType.unit.words(isOne: isOne))
    return words.isEmpty ? text : "\(text) \(words)"
  }
}
