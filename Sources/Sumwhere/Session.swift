package import Engine
package import Records
package import Semantics
package import Syntax

/// The sets, definitions and parameters of one conversation, and the statements it runs.
///
/// A session is a value: a statement that fails leaves it as it was. It prints nothing; the
/// outcomes of statements are handed out as they come.
public struct Session: Sendable {
  package var settings = Settings()
  /// What sentences can name.
  package private(set) var catalog = Catalog()
  /// The files that were loaded, so that none of them is written over.
  package private(set) var readPaths: [String] = []
  /// The scripts that run, which are not written over either.
  private(set) var scriptPaths: [String] = []
  /// The files of saved records whose columns are read as they are asked for, with what was loaded.
  var savedFiles: [(file: SavedFile, records: LoadedRecords)] = []
  /// How each set was loaded, by its name.
  private var requests: [String: LoadRequest] = [:]
  /// The loads of sets whose prose was not kept.
  private var partial: [String: LoadRequest] = [:]
  /// The plan of the last answer, for `why`, and its rows, for `then`.
  var lastPlan: Plan?
  var lastRecords: RecordSet?

  public init() {}

  /// What one statement did.
  package enum Outcome: Sendable {
    case answer(Answer)
    case loaded(name: String, notes: [Note])
    /// help, plans: text that is printed as it is
    case text(String)
    case plan(Plan)
    /// `explain`: the plan and what its steps did
    case explained(Plan, Profile)
    /// let, use, unit, param, an `expect` that held
    case done(notes: [Note])
  }

  /// Why a statement came to nothing; each prints itself with its source.
  package enum Failure: Error, Sendable {
    /// exit code 1
    case statement(Diagnostic, SourceText, statement: SourceRange)
    /// exit code 3
    case reading(ReadingError)
    /// exit code 4
    case expectation(Diagnostic, SourceText, statement: SourceRange)
    /// exit code 130
    case cancelled
  }

  package struct Settings: Sendable {
    /// Texts given on the command line for `param`s.
    package var parameters: [String: String] = [:]
    /// Whether statements come from a script rather than a person at a prompt.
    package var isScript = false
    /// Where answers go instead of standard output.
    package var outputPath: String?
    /// Whether a query ends as its plan, unexecuted.
    package var stopsAtPlans = false
    /// The names that all questions to come take fields by, as `AskedFields` tells them.
    package var askedFields: Set<String>?
    /// What `explain` measures by.
    package var clock = Clock.elapsed

    package init() {}
  }

  /// Parses all of a text and of what it includes, checks and runs the statements in order, and hands
  /// each outcome out as it comes with its statement and the text that stands in; stops at the first
  /// failure. Paths are relative to `folder`.
  package mutating func run(
    _ source: SourceText, folder: String = "", isCancelled: @escaping @Sendable () -> Bool,
    each: (Statement, SourceText, Outcome) throws(Failure) -> Void
  ) throws(Failure) {
    let script = Script(source, folder: folder)
    if let (diagnostic, source, range) = script.firstProblem {
      throw .statement(mended(diagnostic, source, range), source, statement: range)
    }
    scriptPaths += script.paths
    for case .statement(let statement, let source, let folder) in script.items {
      let outcome = try perform(
        statement, Surroundings(source: source, folder: folder, isCancelled: isCancelled))
      try each(statement, source, outcome)
    }
  }

  /// All diagnostics of a script and of what it includes, without running it; its loads are read.
  package mutating func check(_ source: SourceText, folder: String = "") -> [Failure] {
    var failures: [Failure] = []
    for item in Script(source, folder: folder).items {
      switch item {
      case .problem(let diagnostic, let source, let range):
        failures.append(
          .statement(mended(diagnostic, source, range), source, statement: range))
      case .statement(let statement, let source, let folder):
        var place = Surroundings(source: source, folder: folder, isCancelled: { false })
        place.onlyChecks = true
        do throws(Failure) { _ = try perform(statement, place) } catch { failures.append(error) }
      }
    }
    return failures
  }

  /// Whether Enter should begin a new line rather than run.
  package static func isIncomplete(_ text: String) -> Bool {
    Parser.parse(SourceText(name: "", text: text)).isIncomplete
  }

  /// Loads a data file named on the command line; `-` is standard input.
  package mutating func load(
    path: String, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) -> Outcome {
    var request = LoadRequest(paths: [path], name: LoadRequest.setName(forPath: path))
    request.namedFields = settings.askedFields
    return try read(request, isCancelled: isCancelled)
  }

  mutating func read(
    _ request: LoadRequest, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) -> Outcome {
    let outcome: LoadOutcome
    do throws(ReadingError) {
      outcome = try Reader.load(request, units: catalog.units, isCancelled: isCancelled)
    } catch {
      throw isCancelled() ? .cancelled : .reading(error)
    }
    readPaths += request.paths
    if let file = outcome.savedFile, let records = outcome.set.lineage?.base {
      savedFiles.append((file, records))
    }
    partial[outcome.set.name] = outcome.unkeptFields.isEmpty ? nil : request
    requests[outcome.set.name] = request
    catalog.units = outcome.units
    var notes = outcome.notes
    let paths = request.writtenPaths ?? request.paths
    if let replaced = replacement(of: outcome.set, from: paths) { notes.append(replaced) }
    // The plan of the last answer names columns by their places, which may be others now.
    if catalog.sets[outcome.set.name] != nil { lastPlan = nil }
    catalog.add(outcome.set)
    return .loaded(name: outcome.set.name, notes: notes)
  }

  /// The loaded sets that can be read again, with their files, in the order of their loads.
  package var reloadable: [(name: String, paths: [String])] {
    catalog.setNames.compactMap { name in
      guard let request = requests[name], !request.paths.contains("-") else { return nil }
      return (name, request.paths)
    }
  }

  /// Reads the files of a set again, as they were declared.
  package mutating func reload(
    _ name: String, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) -> Outcome? {
    guard let request = requests[name] else { return nil }
    let current = catalog.current
    let outcome = try read(request, isCancelled: isCancelled)
    change { $0.current = current }
    return outcome
  }

  /// Says that another file's records can no longer be asked, where nobody chose the name for it;
  /// the same file is only read afresh.
  private func replacement(of set: RecordSet, from paths: [String]) -> Note? {
    guard let old = catalog.sets[set.name]?.lineage?.base.files,
      let new = set.lineage?.base.files, old != new,
      paths.contains(where: { $0 != "-" && LoadRequest.setName(forPath: $0) == set.name })
    else { return nil }
    let files = old.joined(separator: ", ")
    return Note(
      .decided, "\(set.name) was the records of \(files) before, which are no longer there",
      suggestion: "load \"\(paths.joined(separator: ", "))\" as \(set.name)_2")
  }

  /// Forgets a set whose records can no longer be read.
  mutating func drop(_ records: LoadedRecords) {
    for name in catalog.setNames where catalog.sets[name]?.lineage?.base === records {
      catalog.sets[name] = nil
      catalog.setNames.removeAll { $0 == name }
      if catalog.current == name { catalog.current = catalog.setNames.last }
    }
  }

  /// Reads the prose that was not kept; false where there is none.
  mutating func complete(isCancelled: @escaping @Sendable () -> Bool) throws(Failure) -> Bool {
    guard !partial.isEmpty else { return false }
    for var request in partial.values {
      request.namedFields = nil
      do throws(ReadingError) {
        let outcome = try Reader.load(request, units: catalog.units, isCancelled: isCancelled)
        catalog.replace(outcome.set)
      } catch {
        throw isCancelled() ? .cancelled : .reading(error)
      }
    }
    partial = [:]
    return true
  }

  mutating func change(_ body: (inout Catalog) -> Void) { body(&catalog) }
}

/// Where a statement stands and how it may be stopped.
struct Surroundings: Sendable {
  var source: SourceText
  var folder: String
  var isCancelled: @Sendable () -> Bool
  /// `--check`: loads read their files, so that names can be checked, and queries do not run.
  var onlyChecks = false
}
