/// Which columns of a table are shown and how wide, so that it fits a terminal.
///
/// Headers give their units a line of their own first; then the widest texts give way; then columns
/// leave: those the question does not name, texts before figures, from the middle.
struct TableFit: Equatable {
  struct Column: Equatable {
    let name: String
    var width: Int
    /// With the unit on a line of its own.
    let narrowWidth: Int
    let isCuttable: Bool
    let isFigure: Bool
    let isNamed: Bool

    var floor: Int { isCuttable ? min(narrowWidth, TableFit.narrowestText) : narrowWidth }
  }

  /// Indices of columns, in order; `nil` stands for those that are not shown.
  private(set) var shown: [Int?]
  private(set) var widths: [Int: Int] = [:]
  private(set) var hasTwoLines = false
  private(set) var hidden: [String] = []
  /// Whether texts gave way.
  private(set) var isShrunk = false
  /// Whether it fits: a single column may be too wide.
  private(set) var isFitting = true

  static let gap = 2
  static let narrowestText = 12
  static let widestText = 200

  init(_ columns: [Column], width limit: Int?) {
    shown = columns.indices.map(Optional.some)
    for (index, column) in columns.enumerated() { widths[index] = column.width }
    guard let limit else { return }
    for (index, column) in columns.enumerated() where column.isCuttable {
      widths[index] = min(column.width, TableFit.widestText)
    }
    if total <= limit { return }
    hasTwoLines = true
    for (index, column) in columns.enumerated() {
      widths[index] = min(column.narrowWidth, widths[index] ?? 0)
    }
    if total <= limit { return }
    while floorTotal(columns) > limit, let leaving = next(of: columns) { hide(leaving, columns) }
    shrink(columns, to: limit)
    isFitting = total <= limit
  }

  /// Whether nothing was left out or cut.
  var isWhole: Bool { isFitting && !isShrunk && hidden.isEmpty }

  /// How wide the table is.
  var total: Int {
    shown.reduce(-TableFit.gap) { sum, index in
      sum + TableFit.gap + (index.flatMap { widths[$0] } ?? 1)
    }
  }

  private func floorTotal(_ columns: [Column]) -> Int {
    shown.reduce(-TableFit.gap) { sum, index in
      sum + TableFit.gap + (index.map { min(columns[$0].floor, widths[$0] ?? 0) } ?? 1)
    }
  }

  /// The column that leaves next, or `nil` where one only is left.
  private func next(of columns: [Column]) -> Int? {
    let present = shown.compactMap { $0 }
    guard present.count > 1 else { return nil }
    let middle = columns.count / 2
    func nearest(_ candidates: [Int]) -> Int? {
      candidates.min { (abs($0 - middle), $0) < (abs($1 - middle), $1) }
    }
    let free = present.filter { $0 > 0 && !columns[$0].isNamed }
    return nearest(free.filter { !columns[$0].isFigure }) ?? nearest(free)
      ?? (present.first == 0 && !columns[0].isNamed ? 0 : present.last)
  }

  private mutating func hide(_ index: Int, _ columns: [Column]) {
    guard let place = shown.firstIndex(of: index) else { return }
    if shown.contains(nil) {
      shown.remove(at: place)
    } else {
      shown[place] = nil
    }
    let left = Set(shown.compactMap { $0 })
    hidden = columns.indices.filter { !left.contains($0) }.map { columns[$0].name }
  }

  /// The widest texts give way until it fits.
  private mutating func shrink(_ columns: [Column], to limit: Int) {
    let texts = shown.compactMap { $0 }.filter { columns[$0].isCuttable }
    while total > limit {
      guard
        let widest = texts.filter({ (widths[$0] ?? 0) > columns[$0].floor })
          .max(by: { (widths[$0] ?? 0, $1) < (widths[$1] ?? 0, $0) })
      else { return }
      widths[widest, default: 1] -= 1
      isShrunk = true
    }
  }
}
