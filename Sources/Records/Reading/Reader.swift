/// Reads delimited files into record sets.
///
/// What it is: a structural scan of one chunk after the other (`RecordStream`), then each field's
/// cells in a loop of their own (`CellLoader`) into the narrowest column that holds them exactly.
/// Undeclared fields are read as what their first values look like; one that turns out to be
/// something else is read again, so a type holds for every cell and no second copy of the cells is
/// kept. What it is not: a guesser. Whatever was skipped, padded, converted or left as text is said
/// in a note; whatever cannot be read for certain is a `ReadingError` with its place.
package struct Reader: Sendable {
  package static func load(
    _ request: LoadRequest, units: UnitTable, isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> LoadOutcome {
    let path = try onePath(of: request)
    let opened = try ByteSource.open(path, isCancelled: isCancelled)
    guard opened.count > 0 else { throw ReadingError(file: opened.name, "the file is empty") }
    let prepared = try TextEncoding.prepare(opened, encoding: request.encoding)
    let source = prepared.source
    var units = units
    let start = try TableStart.find(
      in: source, from: prepared.start, request: request, units: units)
    var report = LoadReport(file: source.name)
    if let found = prepared.found {
      report.notes.append(Note(.encoding, "a byte order mark says that the file is \(found)"))
    }
    report.notes += start.notes
    report.headerPlace = report.notes.count
    let headers = HeaderName.all(of: start.names, units: &units, notes: &report.notes)
    let plans = try FieldPlan.all(
      headers: headers, declared: request.declared, file: source.name)

    var readers: [FieldReader] = []
    for plan in plans where plan.isNeeded(request.neededFields) {
      do {
        readers.append(try FieldReader(plan, units: units))
      } catch {
        var error = error
        error.file = source.name
        throw error
      }
    }
    let pass = ReadingPass(source: source, start: start, workers: .shared)
    let stream = try pass.read(readers, isCancelled: isCancelled)
    try report.judge(readers)
    let again = try readAgain(readers, pass, units, &report, isCancelled: isCancelled)
    try opened.checkUnchanged()

    var lines = LineIndex()
    swap(&lines, &stream.lines)
    var outcome = try assemble(
      request, again, stream: stream, lines: lines, units: units, report: &report)
    outcome.unreadFields = plans.filter { !$0.isNeeded(request.neededFields) }.map(\.header.name)
    outcome.asides = stream.irregularities.asides
    return outcome
  }

  private static func onePath(of request: LoadRequest) throws(ReadingError) -> String {
    guard let path = request.paths.first else {
      throw ReadingError(file: "", "the load names no file")
    }
    if request.paths.count > 1 || path.contains("*") || path.contains("?") {
      throw ReadingError(file: path, "not yet: files cannot be stacked; load one at a time")
    }
    return path
  }

  /// Reads the fields again that turned out to be something else than they looked like.
  private static func readAgain(
    _ readers: [FieldReader], _ pass: ReadingPass, _ units: UnitTable, _ report: inout LoadReport,
    isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> [FieldReader] {
    var result = readers
    var second: [FieldReader] = []
    for (index, reader) in readers.enumerated() {
      guard let kind = reader.secondKind else { continue }
      report.noteSecondReading(reader, as: kind)
      result[index] = FieldReader(again: reader.plan, as: kind, units: units)
      second.append(result[index])
    }
    if !second.isEmpty { _ = try pass.read(second, isCancelled: isCancelled) }
    return result
  }

  private static func assemble(
    _ request: LoadRequest, _ readers: [FieldReader], stream: RecordStream,
    lines: consuming LineIndex, units: UnitTable, report: inout LoadReport
  ) throws(ReadingError) -> LoadOutcome {
    let count = stream.recordTotal
    var fields: [Field] = []
    var plans: [FieldPlan] = []
    for reader in readers {
      report.noteConversions(reader)
      report.noteCommas(reader, delimiter: stream.dialect.delimiter)
      let hasValues = reader.loader.map { $0.valueCount > 0 } ?? false
      let finished = reader.finish()
      // A delimiter at the end of every line makes no field.
      if reader.plan.header.isMade, !hasValues, reader.plan.declared == nil, count > 0 { continue }
      let name = reader.plan.name(for: finished.type)
      fields.append(Field(name: name, type: finished.type, column: finished.column))
      plans.append(reader.plan)
    }
    report.noteMadeNames(plans)
    report.noteUnits(plans, fields)
    report.note(stream.irregularities, fieldCount: stream.fieldCount)
    report.noteRoundBrackets(fields, plans: plans, units: units)
    report.noteSuspicions(fields, plans: plans, delimiter: stream.dialect.delimiter)
    report.noteReferences(fields, plans: plans, count: count)
    report.summarize(fields, count: count)
    let firstLine = lines.first
    let relations = try Relations(
      fields: fields, plans: plans, count: count, file: stream.source.name,
      lines: lines.finish(), firstLine: firstLine, notes: &report.notes)
    let loaded = LoadedRecords(
      name: request.name, count: count, fields: fields,
      files: [request.writtenPaths?.first ?? stream.source.name],
      lines: relations.lines, firstLine: firstLine, keyField: relations.keyField,
      wholes: relations.wholes, originals: relations.originals)
    let set = RecordSet(
      name: request.name, fields: fields, count: count,
      lineage: Lineage(base: loaded, records: nil))
    return LoadOutcome(set: set, notes: report.notes, units: units, recordCount: count)
  }
}
