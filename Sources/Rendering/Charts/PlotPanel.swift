import Records
import Semantics

/// The lines or points of one panel: those whose figures share a unit.
struct PlotPanel {
  struct Point {
    var x: Double
    var y: Double
    var qualifier: Qualifier
  }

  struct Course {
    var name: String
    /// In the order of the axis; `nil` where a figure is missing and the line is broken.
    var points: [Point?] = []
  }

  let form: Chart.Form
  let along: Field
  /// The name and the type of the figures.
  let title: String
  let type: ValueType
  private(set) var courses: [Course] = []
  private(set) var said: [String] = []

  init(_ chart: Chart, panel: [Int], along: Int, _ set: RecordSet) {
    form = chart.form
    self.along = set.fields[along]
    let fields = panel.map { set.fields[$0] }
    title = fields.count == 1 ? fields[0].name : ""
    type = fields.first?.type ?? .number(.plain)
    read(set, ChartLabels(set, chart.labels), fields)
  }

  var points: [Point] { courses.flatMap { $0.points.compactMap { $0 } } }

  private mutating func read(_ set: RecordSet, _ labels: ChartLabels, _ fields: [Field]) {
    var places: [String: Int] = [:]
    var withoutPlace = 0
    var missing: [Int] = Array(repeating: 0, count: fields.count)
    let positions = (0..<set.count).map { PlotPanel.position(along, row: $0) }
    var order = (0..<set.count).filter { positions[$0] != nil }
    if form == .lines {
      order.sort { (positions[$0]?.x ?? 0, $0) < (positions[$1]?.x ?? 0, $1) }
    }
    withoutPlace = set.count - order.count
    for row in order {
      guard let position = positions[row] else { continue }
      let label = labels.text(row: row)
      for (index, field) in fields.enumerated() {
        let name = [label, fields.count > 1 ? printable(field.name) : ""]
          .filter { !$0.isEmpty }.joined(separator: ", ")
        let place = places[name] ?? courses.count
        if place == courses.count {
          places[name] = place
          courses.append(Course(name: name))
        }
        guard let figure = ChartFigure(field, row: row) else {
          missing[index] += 1
          courses[place].points.append(nil)
          continue
        }
        courses[place].points.append(
          Point(
            x: position.x, y: figure.value,
            qualifier: figure.qualifier == .exact ? position.qualifier : figure.qualifier))
      }
    }
    if withoutPlace > 0 {
      said.append(
        "\(BarPanel.counted(withoutPlace, "row")) without \(printable(along.name)), not drawn")
    }
    for (field, count) in zip(fields, missing) where count > 0 {
      said.append(
        "\(BarPanel.counted(count, "row")) without \(printable(field.name)), not drawn"
          + (form == .lines ? "; the line is broken there" : ""))
    }
    limit()
    if let legend = Qualifier.legend(of: points.map(\.qualifier)) { said.append(legend) }
    if form == .lines, courses.contains(where: PlotPanel.meetsTwice) {
      said.append(
        "several rows stand at one \(printable(along.name)); the line runs through all of them")
    }
  }

  /// More lines than can be told apart are not drawn; points of many kinds are drawn alike.
  private mutating func limit() {
    guard courses.count > ChartText.mostCourses else { return }
    if form == .points {
      let names = BarPanel.counted(courses.count, "label")
      courses = [Course(name: "", points: courses.flatMap(\.points))]
      said.append("points of \(names) are drawn alike")
      return
    }
    let hidden = courses[ChartText.mostCourses...].map(\.name)
    said.append(
      "\(courses.count) lines, \(ChartText.mostCourses) drawn; not drawn: "
        + Wrapping.list(Array(hidden.prefix(20)))
        + (hidden.count > 20 ? " and \(hidden.count - 20) more" : ""))
    courses.removeLast(hidden.count)
  }

  private static func meetsTwice(_ course: Course) -> Bool {
    let points = course.points.compactMap { $0 }
    return zip(points, points.dropFirst()).contains { $0.x == $1.x }
  }

  private static func position(
    _ field: Field, row: Int
  ) -> (x: Double, qualifier: Qualifier)? {
    switch field.column.value(at: row) {
    case .number(let number, let qualifier):
      number.double.isFinite ? (number.double, qualifier) : nil
    case .period(let period): (Double(period.start), .exact)
    case .moment(let seconds): (Double(seconds), .exact)
    case .missing, .text, .list, .yesNo: nil
    }
  }
}

// Axes
extension PlotPanel {
  struct Axis {
    var scale: ChartScale
    var ticks: [(place: Double, text: String)]
    var title: String
  }

  /// - Parameter count: about how many ticks there are room for.
  func horizontal(atMost count: Int) -> Axis? {
    let values = points.map(\.x)
    guard let low = values.min(), let high = values.max() else { return nil }
    switch along.type {
    case .date, .dateTime:
      let isMoments = along.type == .dateTime
      let span = max(high - low, isMoments ? 3_600 : 2)
      let margin = low == high ? span / 2 : 0
      let scale = ChartScale(exactlyFrom: low - margin, to: high + margin)
      let ticks = TimeTicks(
        from: scale.low, to: scale.high, isMoments: isMoments, atMost: count)
      return Axis(scale: scale, ticks: ticks.ticks, title: printable(along.name))
    case .number(let type):
      let scale =
        type.style == .year
        ? ChartScale(from: low, to: high, atMost: count, isWhole: true, isTight: true)
        : ChartScale.reading(values, atMost: count, fromZero: false)
      return Axis(scale, along.name, along.type)
    case .text, .yesNo, .list: return nil
    }
  }

  func vertical(atMost count: Int) -> Axis? {
    let values = points.map(\.y)
    if values.isEmpty { return nil }
    return Axis(ChartScale.reading(values, atMost: count, fromZero: false), title, type)
  }
}

extension PlotPanel.Axis {
  init(_ scale: ChartScale, _ name: String, _ type: ValueType) {
    let text = AxisText(name, type, scale)
    self.init(
      scale: scale, ticks: scale.ticks.map { ($0, text.text($0)) },
      title: text.title.trimmedLeft)
  }
}

extension String {
  fileprivate var trimmedLeft: String { String(drop { $0 == " " }) }
}
