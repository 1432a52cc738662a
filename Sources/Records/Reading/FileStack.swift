/// The files of a load, one below the other: which fields they have together, and in which file each
/// record stands.
struct FileStack {
  var parts: [FilePart]
  /// The fields of all files, each at its first appearance.
  private(set) var headers: [HeaderName] = []

  /// Fields that have no unit in the header of some file.
  private var unitless: [(field: Int, file: String)] = []

  /// Files that are open at once.
  static let most = 500

  static func open(
    _ request: LoadRequest, units: inout UnitTable, report: inout LoadReport,
    isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> FileStack {
    guard let first = request.paths.first else {
      throw ReadingError(file: "", "the load names no file")
    }
    guard request.paths.count <= most else {
      throw ReadingError(
        file: first,
        "\(Counted.number(request.paths.count)) files are more than the \(most) of one load")
    }
    var parts: [FilePart] = []
    for (index, path) in request.paths.enumerated() {
      let name = request.writtenPaths.map { $0[index] } ?? path
      var notes: [Note] = []
      let part = try FilePart.open(
        path, name: path == "-" ? "standard input" : name, request, units: &units, notes: &notes,
        isCancelled: isCancelled)
      report.add(notes, of: request.paths.count > 1 ? part.name : nil)
      parts.append(part)
    }
    var stack = FileStack(parts: parts)
    try stack.match(&report)
    return stack
  }

  private init(parts: [FilePart]) { self.parts = parts }

  var isStacked: Bool { parts.count > 1 }

  // MARK: Fields

  /// Fields of one name are one field, whatever their order.
  private mutating func match(_ report: inout LoadReport) throws(ReadingError) {
    headers = parts[0].headers
    var origins = [Int](repeating: 0, count: headers.count)
    for index in parts.indices.dropFirst() {
      for header in parts[index].headers {
        guard let place = place(of: header.name) else {
          headers.append(header)
          origins.append(index)
          continue
        }
        let other = headers[place]
        if let unit = header.unit, let known = other.unit, unit != known {
          throw disagreement(other, parts[origins[place]], header, parts[index])
        }
        if other.unit == nil, header.unit != nil { headers[place] = header.named(other.name) }
      }
    }
    for index in parts.indices {
      var cells = [Int?](repeating: nil, count: headers.count)
      for (cell, header) in parts[index].headers.enumerated() {
        guard let place = place(of: header.name) else { continue }
        if let other = cells[place] {
          throw ReadingError(
            file: parts[index].source.name,
            "\(parts[index].headers[other].whole) and \(header.whole) are both \(headers[place].name)"
              + " in the other files")
        }
        cells[place] = cell
        if header.unit == nil { unitless.append((place, parts[index].name)) }
        if headers[place].name != header.name {
          report.notes.append(
            Note(
              .decided, "\(header.name) of \(parts[index].name) is read as \(headers[place].name)"))
        }
      }
      parts[index].cells = cells
    }
  }

  /// As written, else as the only one that differs by case.
  private func place(of name: String) -> Int? {
    if let index = headers.firstIndex(where: { $0.name == name }) { return index }
    let small = name.lowercased()
    let alike = headers.indices.filter { headers[$0].name.lowercased() == small }
    return alike.count == 1 ? alike[0] : nil
  }

  private func disagreement(
    _ header: HeaderName, _ part: FilePart, _ other: HeaderName, _ otherPart: FilePart
  ) -> ReadingError {
    func unit(_ header: HeaderName) -> String { header.unit.map(LoadReport.words(of:)) ?? "" }
    return ReadingError(
      file: otherPart.source.name,
      "\(header.name) is in \(unit(other)) here and in \(unit(header)) in \(part.name)",
      notes: ["loaded one by one, then append converts what can be converted"])
  }

  /// Says where a unit was taken from the header of another file, and which fields some do not have.
  func noteDifferences(
    _ plans: [FieldPlan], _ fields: [Field], counts: [Int], to report: inout LoadReport
  ) {
    guard isStacked else { return }
    for (plan, field) in zip(plans, fields) where field.type.numberType != nil {
      let files = unitless.filter { $0.field == plan.index }.map(\.file)
      guard plan.declared == nil || plan.isInferred, let unit = plan.headerUnit, !files.isEmpty
      else { continue }
      let has = files.count == 1 ? "has" : "have"
      report.notes.append(
        Note(
          .decided,
          "\(Counted.list(files, most: 3)) \(has) no unit for \(field.name): it is read in "
            + LoadReport.words(of: unit)))
    }
    for plan in plans {
      let without = parts.indices.filter { parts[$0].cells[plan.index] == nil && counts[$0] > 0 }
      guard !without.isEmpty else { continue }
      let name = plan.declared?.name ?? plan.header.name
      let count = without.reduce(0) { $0 + counts[$1] }
      let files = Counted.list(without.map { parts[$0].name }, most: 3)
      report.notes.append(
        Note(
          .decided,
          "\(files) \(without.count == 1 ? "has" : "have") no field \(name): it is missing in "
            + Counted.noun(count, "record"), count: count))
    }
  }

  // MARK: Places

  /// Where each record stands, of what the streams met.
  func places(_ streams: [RecordStream]) -> RecordPlaces {
    let names = parts.map(\.name)
    guard isStacked else {
      var lines = LineIndex()
      swap(&lines, &streams[0].lines)
      let first = lines.first
      return RecordPlaces(files: names, fileOfRecord: nil, lines: lines.finish(), firstLine: first)
    }
    let total = streams.reduce(0) { $0 + $1.recordTotal }
    let indices: [(first: Int, lines: Vector<UInt32>?)] = streams.map { stream in
      var lines = LineIndex()
      swap(&lines, &stream.lines)
      let first = lines.first
      return (first, lines.finish())
    }
    let files = Vector<UInt32>(count: total) { target in
      var record = 0
      for (file, stream) in streams.enumerated() {
        for _ in 0..<stream.recordTotal {
          target[record] = UInt32(file)
          record += 1
        }
      }
    }
    let lines = Vector<UInt32>(count: total) { target in
      var record = 0
      for (index, stream) in zip(indices, streams) {
        for row in 0..<stream.recordTotal {
          target[record] = index.lines?[row] ?? UInt32(clamping: index.first + row)
          record += 1
        }
      }
    }
    return RecordPlaces(files: names, fileOfRecord: files, lines: lines, firstLine: nil)
  }
}
