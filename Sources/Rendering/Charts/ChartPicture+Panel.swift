import Records
import Semantics

extension ChartPicture {
  /// One frame of a picture: figures of one unit.
  struct Panel {
    private(set) var script = ""
    private(set) var said: [String] = []
    /// In pixels.
    private(set) var height = 0

    init(_ chart: Chart, _ columns: [Int], _ set: RecordSet) {
      switch chart.form {
      case .bars: drawBars(chart, columns, set)
      case .histogram: drawHistogram(set.fields[columns[0]], set.count)
      case .lines, .points:
        guard let along = chart.along else { return }
        drawPlot(PlotPanel(chart, panel: columns, along: along, set))
      }
    }

    private mutating func add(_ line: String) { script += line + "\n" }

    private mutating func labels(x: String, y: String) {
      // What must be said stands under the axis, in the picture itself.
      let lines = said.flatMap { ChartPicture.wrapped($0, to: 100, atMost: 4) }
      add("set xlabel \(ChartPicture.quoted([x] + lines))")
      add("set ylabel \(ChartPicture.quoted([y]))")
      height += 18 * lines.count
    }

    private mutating func empty(_ title: String) {
      height = 120
      add("unset tics\nunset key\nunset label")
      labels(x: title, y: "")
      add("set label 1 'nothing to draw' at graph 0.5,0.5 center")
      add("plot -9 notitle")
      add("unset label\nset tics")
    }

    // MARK: Bars

    private mutating func drawBars(_ chart: Chart, _ columns: [Int], _ set: RecordSet) {
      let most = ChartText.mostCourses
      let shown = TableRows.table(
        count: set.count, recordCount: set.count,
        height: 6 + max(16, 60 / min(most, columns.count)))
      let panel = BarPanel(chart, panel: columns, set, rows: shown, most: most)
      let count = min(most, columns.count)
      let figures = panel.rows.compactMap { $0?.figure }
      guard !figures.isEmpty else {
        said = panel.said
        return empty(panel.valueTitle)
      }
      if let sentence = shown.sentence(allRows: nil) { said.append(sentence) }
      said += panel.said
      if let legend = Qualifier.legend(of: figures.map(\.qualifier)) { said.append(legend) }
      let scale = ChartScale.reading(figures.map(\.value), atMost: 6, fromZero: true)
      let field = set.fields[columns[0]]
      let axis = AxisText(columns.count == 1 ? field.name : "", field.type, scale)
      // The rows of the picture: a place for each row of the answer, and for what is left out.
      var groups: [(label: String, bars: [BarRow])] = []
      for row in panel.rows {
        guard let row else {
          groups.append(("⋮", []))
          continue
        }
        if row.number == 0 { groups.append((row.label, [])) }
        groups[groups.count - 1].bars.append(row)
      }
      height = 90 + groups.count * max(26, 8 + 17 * count)
      begin(isLegend: count > 1)
      let places = groups.indices.map { 1 - (Double($0) + 0.5) / Double(groups.count) }
      add(
        "set xtics \(ChartPicture.ticks(scale.ticks.map { (scale.place(of: $0), axis.text($0)) }))")
      add("set ytics \(ChartPicture.ticks(zip(places, groups).map { ($0, $1.label) })) scale 0")
      add("unset grid\nset grid xtics")
      draw(groups, places, scale, count, names: columns.prefix(most).map { set.fields[$0].name })
      labels(x: axis.title, y: panel.labelTitle)
      finish()
    }

    private var plots: [String] = []

    private mutating func draw(
      _ groups: [(label: String, bars: [BarRow])], _ places: [Double], _ scale: ChartScale,
      _ count: Int, names: [String]
    ) {
      let room = 0.8 / Double(groups.count)
      let thickness = room / Double(count)
      let zero = scale.place(of: 0)
      var blocks: [[String]] = Array(repeating: [], count: count)
      for (place, group) in zip(places, groups) {
        for bar in group.bars {
          let middle = place + room / 2 - (Double(bar.number) + 0.5) * thickness
          let end = bar.figure.map { scale.place(of: $0.value) } ?? zero
          let isLeft = (bar.figure?.value ?? 0) < 0
          let text = bar.figure?.text ?? ValueText.missing
          let side = isLeft ? "right offset -0.4,0" : "left offset 0.4,0"
          let colour = bar.figure == nil ? "#888888" : "#222222"
          add(
            "set label \(ChartPicture.quoted([text])) at \(end),\(middle) \(side)"
              + " tc rgb '\(colour)'")
          guard bar.figure != nil else { continue }
          blocks[bar.number].append(
            "\(end) \(middle) \(min(zero, end)) \(max(zero, end))"
              + " \(middle - thickness * 0.45) \(middle + thickness * 0.45)")
        }
      }
      for (number, lines) in blocks.enumerated() where !lines.isEmpty {
        block("bars\(number)", lines)
        let title = count > 1 ? "title \(ChartPicture.quoted([names[number]]))" : "notitle"
        plots.append(
          "$bars\(number) using 1:2:3:4:5:6 with boxxyerror fs solid 1 noborder"
            + " lc rgb '\(ChartPicture.colours[number])' \(title)")
      }
      // Room for the figures beside the longest bars.
      add("set xrange [\(scale.low < 0 ? -0.18 : 0):1.18]")
      if scale.low < 0 { add("set arrow 1 from \(zero),0 to \(zero),1 nohead lc rgb '#666666'") }
    }

    private mutating func drawHistogram(_ field: Field, _ count: Int) {
      let panel = BarPanel(histogram: field, count: count)
      said = panel.said
      guard let bins = HistogramBins(field, count: count) else { return empty(panel.labelTitle) }
      let axis = AxisText(field.name, field.type, bins.scale)
      let up = ChartScale(
        from: 0, to: Double(bins.counts.max() ?? 1), atMost: 5, isWhole: true)
      let upward = AxisText("count", .number(.plain), up)
      height = 380
      begin(isLegend: false)
      let every = max(1, (bins.scale.ticks.count + 9) / 10)
      let edges = bins.scale.ticks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
      add(
        "set xtics \(ChartPicture.ticks(edges.map { (bins.scale.place(of: $0), axis.text($0)) }))")
      add("set ytics \(ChartPicture.ticks(up.ticks.map { (up.place(of: $0), upward.text($0)) }))")
      add("unset grid\nset grid ytics")
      let lines = bins.counts.enumerated().map { index, count in
        let left = bins.scale.place(of: bins.scale.ticks[index])
        let right = bins.scale.place(of: bins.scale.ticks[index + 1])
        let top = up.place(of: Double(count))
        return "\((left + right) / 2) \(top) \(left) \(right) 0 \(top)"
      }
      block("bars0", lines)
      plots.append(
        "$bars0 using 1:2:3:4:5:6 with boxxyerror fs solid 1 border lc rgb '#ffffff'"
          + " fc rgb '\(ChartPicture.colours[0])' notitle")
      labels(x: axis.title, y: upward.title)
      finish()
    }

    // MARK: Lines and points

    private mutating func drawPlot(_ panel: PlotPanel) {
      said = panel.said
      guard let up = panel.vertical(atMost: 6), let across = panel.horizontal(atMost: 10) else {
        return empty(printable(panel.title))
      }
      if !up.scale.hasZero, let first = up.ticks.first {
        said.append("the axis begins at \(first.text), not at 0")
      }
      height = 400
      begin(isLegend: panel.courses.count > 1 || panel.points.contains { $0.qualifier != .exact })
      let place = { (axis: PlotPanel.Axis) in
        axis.ticks.map { (place: axis.scale.place(of: $0.place), text: $0.text) }
      }
      add("set xtics \(ChartPicture.ticks(place(across)))")
      add("set ytics \(ChartPicture.ticks(place(up)))")
      add("set xrange [-0.02:1.02]\nset grid xtics ytics")
      for (number, course) in panel.courses.enumerated() {
        let colour = ChartPicture.colours[number % ChartPicture.colours.count]
        let points = course.points.map { point in
          point.map { "\(across.scale.place(of: $0.x)) \(up.scale.place(of: $0.y))" } ?? ""
        }
        let title =
          course.name.isEmpty || panel.courses.count == 1
          ? "notitle" : "title \(ChartPicture.quoted([Width.cut(course.name, to: 40)]))"
        let hasLines = panel.form == .lines
        if hasLines, points.contains(where: { !$0.isEmpty }) {
          block("line\(number)", points)
          plots.append("$line\(number) using 1:2 with lines lw 2 lc rgb '\(colour)' \(title)")
        }
        marks(course, number, colour, hasLines ? "notitle" : title, points)
      }
      labels(x: across.title, y: up.title)
      finish()
    }

    /// Filled points are exact; the others have signs of their own, told in the legend.
    private mutating func marks(
      _ course: PlotPanel.Course, _ number: Int, _ colour: String, _ title: String,
      _ points: [String]
    ) {
      let signs: [(qualifier: Qualifier, sign: Int, words: String)] = [
        (.exact, 7, ""), (.atLeast, 8, "at least"), (.atMost, 10, "at most"), (.about, 6, "about"),
      ]
      for (qualifier, sign, words) in signs {
        let lines = zip(course.points, points).filter { $0.0?.qualifier == qualifier }.map(\.1)
        guard !lines.isEmpty else { continue }
        let block = "marks\(number)\(qualifier.rawValue)"
        self.block(block, lines)
        let told = qualifier == .exact ? title : number == 0 ? "title '\(words)'" : "notitle"
        plots.append(
          "$\(block) using 1:2 with points pt \(sign) ps \(lines.count > 500 ? 0.4 : 0.8)"
            + " lw 1.5 lc rgb '\(colour)' \(told)")
      }
    }

    // MARK: Pieces

    private mutating func begin(isLegend: Bool) {
      add("unset label\nunset arrow\nset xrange [0:1]\nset yrange [0:1]")
      add(isLegend ? "set key tmargin left horizontal Left reverse samplen 1.5" : "unset key")
      height += isLegend ? 24 : 0
    }

    private mutating func block(_ name: String, _ lines: [String]) {
      add("$\(name) << END")
      for line in lines { add(line) }
      add("END")
    }

    private mutating func finish() { add("plot " + plots.joined(separator: ", ")) }
  }
}
