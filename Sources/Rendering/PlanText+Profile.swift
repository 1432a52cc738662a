import Engine

extension PlanText {
  /// Puts behind the line of each step how many rows went out of it, how many were expected, and how
  /// long it took.
  mutating func write(_ profile: Profile) {
    let steps = [profile.source] + profile.stages.flatMap { $0 }
    let width = stepLines.map { Width.of(lines[$0]) }.max() ?? 0
    let rows = steps.map { grouped(Substring("\($0.rowsOut)")) }
    let digits = rows.map(\.count).max() ?? 0
    for (index, line) in stepLines.enumerated() where index < steps.count {
      let step = steps[index]
      var text = lines[line]
      text += String(repeating: " ", count: width - Width.of(text) + 3)
      text += String(repeating: " ", count: digits - rows[index].count) + rows[index]
      text += step.rowsOut == 1 ? " row " : " rows"
      text += "  " + PlanText.milliseconds(step.time)
      if let estimate = step.estimate {
        text += "  about \(grouped(Substring("\(estimate)"))) expected"
      }
      lines[line] = text
    }
  }

  /// `0.04 ms`
  private static func milliseconds(_ time: UInt64) -> String {
    let hundredths = (time + 5_000) / 10_000
    let cents = hundredths % 100
    return "\(grouped(Substring("\(hundredths / 100)"))).\(cents < 10 ? "0" : "")\(cents) ms"
  }
}
