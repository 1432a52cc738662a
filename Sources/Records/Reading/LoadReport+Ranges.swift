extension LoadReport {
  /// Says which cells name two ends and are read as one figure.
  mutating func noteRanges(_ reader: FieldReader) {
    guard let numbers = reader.loader as? NumberLoader, numbers.ranges.count > 0 else { return }
    let name = reader.plan.declared?.name ?? reader.plan.header.name
    let cells = Counted.noun(numbers.ranges.count, "range is", "ranges are")
    notes.append(
      Note(
        .decided,
        "\(name): \(cells) read as about the middle: \(numbers.rangeSamples.listed)",
        count: numbers.ranges.count, suggestion: "\(name) text"))
  }
}
