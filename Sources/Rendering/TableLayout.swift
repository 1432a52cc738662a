import Records

/// A table whose widths are settled: draws its header, its rows and what is said below.
struct TableLayout {
  let heads: [TableColumn]
  let measures: [TableColumn.Measure]
  private let fit: TableFit
  private let rows: TableRows
  private let options: TextOptions
  private let bars: TableBars?

  init(_ body: TableBody, rows: TableRows, options: TextOptions) {
    self.rows = rows
    self.options = options
    heads = body.fields.indices.map { TableColumn(body, $0, rows: 0..<0) }
    var measures = heads.map(\.measure)
    for block in rows.blocks {
      for index in body.fields.indices {
        measures[index].formUnion(CellBytes(body, index, rows: block).measure)
      }
    }
    self.measures = measures
    let columns = zip(heads, measures).enumerated().map { index, pair in
      let (head, measure) = pair
      return TableFit.Column(
        name: head.name, width: max(measure.width, head.headerWidth(inTwoLines: false)),
        narrowWidth: max(measure.width, head.headerWidth(inTwoLines: true)),
        isCuttable: head.isCuttable, isFigure: head.isFigure,
        isNamed: options.named.contains(body.fields[index].name))
    }
    fit = TableFit(columns, width: options.width)
    bars =
      fit.isWhole
      ? TableBars(body, rows: rows, tableWidth: fit.total, options: options) : nil
  }

  /// A narrow terminal, and few records that would lose columns, read better one below the other.
  var isBetterAsRecords: Bool {
    guard let width = options.width, rows.count > 0 else { return false }
    return !fit.isFitting || !fit.hidden.isEmpty && (rows.count <= 3 || width < 40)
      || width < 40 && fit.isShrunk
  }

  func header() -> String {
    let hasTwoLines = fit.hasTwoLines && heads.contains { $0.unit != nil }
    var result = ""
    for line in 0..<(hasTwoLines ? 2 : 1) {
      result += self.line { index in
        let head = heads[index]
        let text = Width.cut(head.header(inTwoLines: hasTwoLines)[line], to: width(index))
        return Piece(text, isRight: head.isFigure, .header)
      }
    }
    return result + ruleLine()
  }

  func gapLine() -> String { line { Piece("⋮", isRight: heads[$0].isFigure, .dimmed) } }

  func lines(of body: TableBody, _ block: Range<Int>, cut: inout Set<Int>) -> String {
    if options.styling == .plain, !options.isTerminal { return plainLines(of: body, block) }
    let columns = body.fields.indices.map { index in
      widths(index) == nil ? nil : TableColumn(body, index, rows: block)
    }
    var result = ""
    for (place, row) in block.enumerated() {
      if body.hasRule(above: row) { result += ruleLine() }
      let bar = bars?.bar(at: row, styling: options.styling) ?? ""
      result += line(bar: bar) { index in
        guard let cell = columns[index]?.cells[place] else {
          return Piece("", isRight: false, .name)
        }
        return piece(cell, index, &cut)
      }
    }
    return result
  }

  func footer(cut: Set<Int>) -> String {
    var said: [String] = []
    if let sentence = rows.sentence(allRows: options.allRows) { said.append(sentence) }
    let names = cut.sorted().map { heads[$0].name }
    if !names.isEmpty { said.append("cut to fit: " + Wrapping.list(names)) }
    if !fit.hidden.isEmpty { said.append("not shown: " + Wrapping.list(fit.hidden)) }
    return said.map { sentence in
      Wrapping.lines(of: sentence, width: options.width, indent: 0)
        .map { options.styling.paint($0, .dimmed) + "\n" }.joined()
    }.joined()
  }

  // MARK: pieces of a line

  private struct Piece {
    let text: String
    let isRight: Bool
    let style: Style

    init(_ text: String, isRight: Bool, _ style: Style) {
      self.text = text
      self.isRight = isRight
      self.style = style
    }
  }

  private func piece(_ cell: TableColumn.Cell, _ index: Int, _ cut: inout Set<Int>) -> Piece {
    let head = heads[index]
    if cell.isLabel { return Piece(cell.left, isRight: head.isFigure, .name) }
    if cell.isMissing { return Piece(cell.left, isRight: head.isFigure, .missing) }
    if head.isFigure {
      // What is behind the point has its own width, so that points stand below each other.
      let rest = measures[index].right - displayWidth(cell.right)
      return Piece(cell.left + cell.right + Width.spaces(rest), isRight: true, .number)
    }
    guard head.isCuttable, displayWidth(cell.left) > width(index) else {
      return Piece(cell.left, isRight: false, .literal)
    }
    cut.insert(index)
    return Piece(Width.cut(cell.left, to: width(index)), isRight: false, .literal)
  }

  private func widths(_ index: Int) -> Int? { fit.shown.contains(index) ? fit.widths[index] : nil }

  func width(_ index: Int) -> Int { fit.widths[index] ?? 0 }

  func ruleLine() -> String {
    line { Piece(String(repeating: "─", count: width($0)), isRight: false, .rule) }
  }

  /// The bar stands behind the last column.
  private func line(bar: String = "", _ piece: (Int) -> Piece) -> String {
    var result = ""
    var start = 0
    for (place, index) in fit.shown.enumerated() {
      let isLast = place == fit.shown.count - 1
      let width = index.map { self.width($0) } ?? 1
      let piece = index.map(piece) ?? Piece("…", isRight: false, .dimmed)
      let filling = Width.spaces(width - displayWidth(piece.text))
      // Cells take no colour of their own: what is odd should stand out, not what is usual.
      let text =
        piece.style == .literal ? piece.text : options.styling.paint(piece.text, piece.style)
      result += piece.isRight ? filling + text : text + (isLast ? "" : filling)
      start += width + TableFit.gap
      guard !isLast else { continue }
      result += Width.spaces(TableFit.gap)
      if options.isTerminal, Width.isUncertain(piece.text) { result += "\u{1b}[\(start + 1)G" }
    }
    if !bar.isEmpty { return result + Width.spaces(TableFit.gap) + bar + "\n" }
    while result.last == " " { result.removeLast() }
    return result + "\n"
  }
}
