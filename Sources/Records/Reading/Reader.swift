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
    _ request: LoadRequest, units: UnitTable, pace: ReadingPace = ReadingPace(),
    isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> LoadOutcome {
    if let path = request.paths.first, WritingForm(fileName: path) == .records {
      return try SavedReader.load(request, units: units, isCancelled: isCancelled)
    }
    var units = units
    var report = LoadReport(file: request.paths.first ?? "")
    let stack = try FileStack.open(
      request, units: &units, report: &report, isCancelled: isCancelled)
    report.headerPlace = report.notes.count
    let file = stack.parts[0].source.name
    report.file = file
    report.isStacked = stack.isStacked
    let plans = try FieldPlan.all(
      headers: stack.headers, declared: request.declared, file: file)

    // Whoever has to know more after all loads again.
    let names = stack.parts.allSatisfy(\.opened.isFile) ? request.namedFields : nil
    // Of figures in a file with semicolons is told where the point may stand between thousands.
    let needsNumbers = stack.parts[0].start.dialect.delimiter == UInt8(ascii: ";")
    var readers: [FieldReader] = []
    for plan in plans {
      do {
        let keepsAll = needsNumbers || plan.isAsked(names)
        readers.append(try FieldReader(plan, units: units, keepsAll: keepsAll))
      } catch {
        var error = error
        error.file = file
        throw error
      }
    }
    let pass = ReadingPass(parts: stack.parts, pace: pace)
    let streams = try pass.read(readers, isCancelled: isCancelled)
    try report.judge(readers)
    let again = try readAgain(readers, pass, units, &report, isCancelled: isCancelled)
    for part in stack.parts { try part.opened.checkUnchanged() }

    var outcome = try assemble(
      request, again, stack: stack, streams: streams, units: units, report: &report)
    outcome.asides = streams.flatMap(\.irregularities.asides)
    return outcome
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
      result[index] = FieldReader(again: reader, as: kind)
      second.append(result[index])
    }
    if !second.isEmpty { _ = try pass.read(second, isCancelled: isCancelled) }
    return result
  }

  private static func assemble(
    _ request: LoadRequest, _ readers: [FieldReader], stack: FileStack, streams: [RecordStream],
    units: UnitTable, report: inout LoadReport
  ) throws(ReadingError) -> LoadOutcome {
    let counts = streams.map(\.recordTotal)
    let count = counts.reduce(0, +)
    let delimiter = streams[0].dialect.delimiter
    var fields: [Field] = []
    var plans: [FieldPlan] = []
    var kept: [Bool] = []
    for reader in readers {
      report.noteConversions(reader)
      report.noteRanges(reader)
      report.noteCommas(reader, delimiter: delimiter)
      let isKept = reader.isKept
      let hasValues = reader.loader.map { $0.valueCount > 0 } ?? false
      let finished = reader.finish()
      // A delimiter at the end of every line makes no field.
      if reader.plan.header.isMade, !hasValues, reader.plan.declared == nil, count > 0 { continue }
      let name = reader.plan.name(for: finished.type)
      fields.append(Field(name: name, type: finished.type, column: finished.column))
      plans.append(reader.plan)
      kept.append(isKept)
    }
    report.noteMadeNames(plans)
    report.noteUnits(plans, fields)
    stack.noteDifferences(plans, fields, counts: counts, to: &report)
    for stream in streams {
      var said = LoadReport(file: report.file)
      said.note(stream.irregularities, fieldCount: stream.fieldCount)
      report.add(said.notes, of: stream.stackedName)
    }
    report.noteRoundBrackets(fields, plans: plans, units: units)
    report.noteSuspicions(fields, plans: plans, delimiter: delimiter)
    report.noteReferences(fields, plans: plans, count: count)
    report.summarize(
      fields, count: count, files: zip(stack.parts.map(\.name), counts).map { ($0, $1) })
    let places = stack.places(streams)
    let unkept = fields.indices.filter { !kept[$0] }.map { fields[$0].name }
    plans = plans.indices.filter { kept[$0] }.map { plans[$0] }
    fields = fields.indices.filter { kept[$0] }.map { fields[$0] }
    let relations = try Relations(
      fields: fields, plans: plans, count: count, file: report.file, places: places,
      notes: &report.notes)
    let loaded = LoadedRecords(
      name: request.name, count: count, fields: fields, files: places.files,
      fileOfRecord: places.fileOfRecord, lines: places.lines, firstLine: places.firstLine,
      keyField: relations.keyField, wholes: relations.wholes, originals: relations.originals,
      notes: Array(report.notes.dropFirst()))
    let set = RecordSet(
      name: request.name, fields: fields, count: count,
      lineage: Lineage(base: loaded, records: nil))
    var outcome = LoadOutcome(set: set, notes: report.notes, units: units, recordCount: count)
    outcome.unkeptFields = unkept
    return outcome
  }
}
