import Engine
import Records
import Semantics
import Syntax

extension Session {
  /// Writes an answer where a sentence asks for it, and says what was written.
  ///
  /// The file appears whole or not at all, and is never one that this session reads.
  func save(
    _ answer: RecordSet, _ totals: Totals?, _ save: Plan.Save, _ place: Surroundings
  ) throws(StatementError) -> [Note] {
    let path = Script.path(save.path, from: place.folder)
    try refuseInput(path, "save", at: save.range)
    answer.settle()
    if let fault { throw .failure(.reading(fault)) }
    if save.form == .records, let flaw = answer.flawForSaving {
      throw .diagnostic(
        Diagnostic("\(save.path) cannot hold these records: \(flaw)", at: save.range))
    }
    let said: [Note]
    do throws(Interruption) {
      said = try Self.write(answer, totals, to: path, as: save.form, catalog.units, place)
    } catch {
      switch error {
      case .cancelled, .undrawn: throw .failure(.cancelled)
      case .failed(let failure):
        throw .diagnostic(
          Diagnostic("\(path) could not be written: \(failure.reason)", at: save.range))
      }
    }
    return [Note(.saved, "wrote \(NoteText.records(answer.count)) to \(path)", count: answer.count)]
      + said
  }

  /// `save grants to "grants.records"`: a set with all that is known of its records, or the answer
  /// that a name stands for.
  func store(
    _ name: Name, _ path: Load.Path, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    let (source, save) = try planned { () throws(Diagnostic) in
      try Checker.stored(name, path, in: catalog)
    }
    if settings.stopsAtPlans || place.onlyChecks { return .done(notes: []) }
    if case .set(let found) = source, let set = catalog.sets[found] {
      return .done(notes: try self.save(set, nil, save, place))
    }
    let executor = executor(place)
    let answer = try executed { () throws(ExecutionError) in
      try executor.run(Plan(source: source, stages: []))
    }
    return .done(
      notes: answer.notes + (try self.save(answer.records, answer.totals, save, place)))
  }

  private static func write(
    _ answer: RecordSet, _ totals: Totals?, to path: String, as form: WritingForm,
    _ units: UnitTable, _ place: Surroundings
  ) throws(Interruption) -> [Note] {
    let file = try done { () throws(ReplacedFile.Failure) in try ReplacedFile(path) }
    let said: [Note]
    do throws(Interruption) {
      said = try Writer.write(answer, totals: totals, as: form, knowing: units) {
        bytes throws(Interruption) in
        if place.isCancelled() { throw .cancelled }
        try done { () throws(ReplacedFile.Failure) in try file.write(bytes) }
      }
    } catch {
      file.discard()
      try? file.close()
      throw error
    }
    try done { () throws(ReplacedFile.Failure) in
      try file.close()
      try file.commit()
    }
    return said
  }

  static func done<T>(
    _ body: () throws(ReplacedFile.Failure) -> T
  ) throws(Interruption) -> T {
    do throws(ReplacedFile.Failure) { return try body() } catch { throw .failed(error) }
  }

  /// Whether two paths lead to one file, also where there is none yet.
  private static func isOnePlace(_ a: String, _ b: String) -> Bool {
    if let file = FileIdentity(path: a) { return file == FileIdentity(path: b) }
    func folder(_ path: String) -> FileIdentity? {
      let folder = Script.folder(of: path)
      return FileIdentity(path: folder.isEmpty ? "." : folder)
    }
    func name(_ path: String) -> Substring? { path.split(separator: "/").last }
    return name(a) == name(b) && folder(a) == folder(b)
  }

  enum Interruption: Error {
    case cancelled
    case failed(ReplacedFile.Failure)
    case undrawn(DrawingProgram.Failure)
  }

  func refuseInput(
    _ path: String, _ word: String, at range: SourceRange
  ) throws(StatementError) {
    if let output = settings.outputPath, Self.isOnePlace(output, path) {
      throw .diagnostic(
        Diagnostic("all answers are written to \(output), so this one is not", at: range))
    }
    guard let target = FileIdentity(path: path), target.isRegular else { return }
    if let input = readPaths.first(where: { FileIdentity(path: $0) == target }) {
      throw .diagnostic(
        Diagnostic(
          "\(word) would write over \(input), which was loaded", at: range,
          notes: ["another name keeps what the answer was made of"]))
    }
    if let script = scriptPaths.first(where: { FileIdentity(path: $0) == target }) {
      throw .diagnostic(
        Diagnostic("\(word) would write over the script \(script)", at: range))
    }
    if FileIdentity(descriptor: 0) == target {
      throw .diagnostic(
        Diagnostic("\(word) would write over what standard input reads", at: range))
    }
  }
}

extension Diagnostic {
  /// `why … then save`: what would be saved could be the answer or the records behind it.
  static func savedReasons(_ save: Plan.Save) -> Diagnostic {
    Diagnostic("why shows the records behind an answer and saves none", at: save.range)
  }
}
