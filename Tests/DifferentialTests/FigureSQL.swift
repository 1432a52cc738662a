/// One aggregate in SQL, with the columns that it needs beforehand where order matters.
struct FigureSQL {
  let figure: Figure
  let index: Int
  private let value: String
  private let ranked: String
  private let condition: String

  init(figure: Figure, index: Int, _ records: SQLScope) {
    self.figure = figure
    self.index = index
    condition = figure.filter.map { records.truth($0) } ?? "1"
    value = figure.operands.first.map { records.value($0).text } ?? "1"
    ranked = figure.operands.count > 1 ? records.value(figure.operands[1]).text : "1"
  }

  private func own(_ expression: String) -> String {
    figure.filter == nil ? expression : "CASE WHEN \(condition) THEN \(expression) END"
  }

  /// Which looked-up records it counts, each once a group; none where rows count.
  private var counted: [Int] {
    let strands = figure.operands.reduce(into: Set<Int>()) { $0.formUnion($1.strands) }
    return strands.contains(0) ? [] : strands.sorted()
  }

  /// What looked-up records need first: the operand, then the first row of each that has it.
  func onceColumns(_ keys: [String]) -> (values: String, firsts: String) {
    guard !counted.isEmpty else { return ("", "") }
    let there = counted.map { "_s\($0) IS NOT NULL" }.joined(separator: " AND ")
    let decides = figure.function == .atMax || figure.function == .atMin ? ranked : value
    let partition = (keys + counted.map { "_s\($0)" }).joined(separator: ", ")
    let (y, z) = ("_y\(index)", "_z\(index)")
    return (
      ", (CASE WHEN \(there) THEN \(own(decides)) END) IS NOT NULL AS \(y)",
      ", CASE WHEN \(y) THEN ROW_NUMBER() OVER (PARTITION BY \(partition) ORDER BY \(y) DESC, _pos) "
        + "END AS \(z)"
    )
  }

  private func once(_ expression: String) -> String {
    counted.isEmpty ? expression : "CASE WHEN _z\(index) = 1 THEN \(expression) END"
  }

  /// As a function of the records around each.
  func over(_ window: String) -> String {
    let whole = own(value)
    switch figure.function {
    case .count: return "COUNT(\(own("1"))) OVER \(window)"
    case .average:
      guard case .exact(let scale, _)? = figure.operands.first?.shape else { return "NULL" }
      return "(CAST(SUM(\(whole)) OVER \(window) AS REAL) / "
        + "(COUNT(\(whole)) OVER \(window) * \(SQLScope.power(scale))))"
    default: return "\(figure.function.rawValue.uppercased())(\(whole)) OVER \(window)"
    }
  }

  /// The operand of each record that the aggregate takes.
  var valueColumns: String {
    switch figure.function {
    case .count: ", \(own("1")) AS _v\(index)"
    case .atMax, .atMin: ", \(value) AS _v\(index), \(once(own(ranked))) AS _w\(index)"
    case .sum, .average, .min, .max, .median, .first, .last, .mode, .percentile, .stddev,
      .variance, .countDistinct:
      ", \(once(own(value))) AS _v\(index)"
    }
  }

  func countColumns(_ keys: [String]) -> String {
    guard figure.function == .mode else { return "" }
    let partition = "PARTITION BY \((keys + ["_v\(index)"]).joined(separator: ", "))"
    return ", COUNT(*) OVER (\(partition)) AS _c\(index), "
      + "MIN(_pos) OVER (\(partition)) AS _f\(index)"
  }

  /// The place of each record among those of its group.
  func rankColumns(_ partition: String) -> String {
    let (v, w) = ("_v\(index)", "_w\(index)")
    func row(_ order: String) -> String {
      ", ROW_NUMBER() OVER (\(partition)ORDER BY \(order)) AS _r\(index)"
    }
    switch figure.function {
    case .median, .percentile:
      let whole = partition.isEmpty ? "" : partition
      return row("\(v) IS NULL, \(v), _pos") + ", COUNT(\(v)) OVER (\(whole)) AS _n\(index)"
    case .first: return row("\(v) IS NULL, _pos")
    case .last: return row("\(v) IS NULL, _pos DESC")
    case .mode: return row("\(v) IS NULL, _c\(index) DESC, _f\(index), _pos")
    case .atMax: return row("\(w) IS NULL, \(w) DESC, _pos")
    case .atMin: return row("\(w) IS NULL, \(w), _pos")
    case .count, .sum, .average, .min, .max, .stddev, .variance, .countDistinct: return ""
    }
  }

  var aggregate: String {
    let (v, w, r, n) = ("_v\(index)", "_w\(index)", "_r\(index)", "_n\(index)")
    switch figure.function {
    case .count: return "COUNT(\(v))"
    case .countDistinct: return "COUNT(DISTINCT \(v))"
    case .sum: return "SUM(\(v))"
    case .min: return "MIN(\(v))"
    case .max: return "MAX(\(v))"
    case .average:
      guard case .exact(let scale, _)? = figure.operands.first?.shape else { return "AVG(\(v))" }
      // Both are doubles without loss, so the division rounds once.
      return "CAST(SUM(\(v)) AS REAL) / (COUNT(\(v)) * \(SQLScope.power(scale)))"
    case .first, .last, .mode: return "MAX(CASE WHEN \(r) = 1 THEN \(v) END)"
    case .atMax, .atMin: return "MAX(CASE WHEN \(r) = 1 AND \(w) IS NOT NULL THEN \(v) END)"
    case .median: return percentile(50, v, r, n)
    case .percentile:
      guard case .number(let share, _) = figure.operands[1] else { return "NULL" }
      return percentile(share, v, r, n)
    case .variance: return variance(v)
    case .stddev: return "SQRT(\(variance(v)))"
    }
  }

  /// At two more digits: the values on both sides of the place, by the hundredths between them.
  private func percentile(_ share: Int, _ v: String, _ r: String, _ n: String) -> String {
    let place = "(\(share) * (\(n) - 1))"
    return "SUM(CASE WHEN \(v) IS NULL THEN NULL WHEN \(r) = \(place) / 100 + 1 "
      + "THEN \(v) * (100 - \(place) % 100) WHEN \(r) = \(place) / 100 + 2 "
      + "THEN \(v) * (\(place) % 100) ELSE 0 END)"
  }

  private func variance(_ v: String) -> String {
    var scale = 0
    if case .exact(let own, _)? = figure.operands.first?.shape { scale = own }
    let whole = "CAST(COUNT(\(v)) * SUM(\(v) * \(v)) - SUM(\(v)) * SUM(\(v)) AS REAL)"
    return "\(whole) / (COUNT(\(v)) * (COUNT(\(v)) - 1)) "
      + "/ \(SQLScope.power(scale)).0 / \(SQLScope.power(scale)).0"
  }
}
