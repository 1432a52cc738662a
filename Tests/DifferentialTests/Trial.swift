import Engine
import Foundation
import Records
import Semantics
import Sumwhere
import Syntax
import TestSupport

/// One world in both languages, ready to be asked.
struct Trial {
  enum Outcome: Equatable {
    case agreed
    case refused(String)
    case failedInSQL(String)
    case differsFromSQL(String)
    case differsFromReference(String)

    /// Whether two are failures of one kind, so that the smaller one stands for both.
    func isLike(_ other: Outcome) -> Bool {
      switch (self, other) {
      case (.agreed, .agreed), (.failedInSQL, .failedInSQL), (.differsFromSQL, .differsFromSQL),
        (.differsFromReference, .differsFromReference):
        true
      case (.refused(let a), .refused(let b)):
        // The names in it may differ.
        a.split(separator: " ").suffix(3) == b.split(separator: " ").suffix(3)
      default: false
      }
    }
  }

  let world: World
  private let sets: [String: RecordSet]
  private let catalog: Catalog
  private let database: Database

  init(_ world: World, in database: Database) throws {
    self.world = world
    self.database = database
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sumwhere-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var session = Session()
    _ = try session.ask(try world.save(to: folder))
    let sets = session.catalog.sets
    var catalog = session.catalog
    catalog.probe = { (plan) throws(Diagnostic) in
      do throws(ExecutionError) {
        return try Executor(sets: sets, isCancelled: { false }).run(plan).records
      } catch {
        throw Diagnostic("\(error)", at: SourceRange(0, 0))
      }
    }
    self.sets = sets
    self.catalog = catalog
    try world.fill(database)
  }

  func outcome(of question: Question) -> Outcome {
    let rows: [[Value]]
    let plan: Plan
    var question = question
    do {
      try question.resolve(in: database)
    } catch {
      return .failedInSQL("\(error)")
    }
    do {
      plan = try self.plan(for: question.text)
      let answer = try executor(for: question.text).run(plan)
      rows = Trial.rows(of: answer.records)
    } catch let diagnostic as Diagnostic {
      return .refused(diagnostic.message)
    } catch {
      return .refused("\(error)")
    }
    let expected = ReferenceInterpreter(sets: sets).answer(plan)
    if let difference = Agreement.difference(rows, expected) {
      return .differsFromReference(difference)
    }
    let cells: [[Database.Cell]]
    do {
      cells = try database.rows(Translation.sql(of: question))
    } catch {
      return .failedInSQL("\(error)")
    }
    if let difference = Agreement.difference(rows, cells, question.columns.map(\.shape)) {
      return .differsFromSQL(difference)
    }
    return .agreed
  }

  /// One thread, two, and more than there are cores.
  private static let workers = [1, 2, 7].map { Workers(count: $0) }

  /// How a question is run goes by its text: a few rows are shared out among threads, too.
  private func executor(for text: String) -> Executor {
    let way = text.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    var executor = Executor(sets: sets, isCancelled: { false })
    executor.settings.batchSize = [4_096, 1, 2, 5][way % 4]
    executor.settings.spanRows = [1 << 16, 1, 3, 6][way % 4]
    executor.settings.workers = Trial.workers[way % 3]
    executor.settings.mostSlots = [1 << 20, 0][way / 4 % 2]
    executor.settings.partRows = 1 + way % 5
    return executor
  }

  private func plan(for text: String) throws -> Plan {
    let parsed = Parser.parse(SourceText(name: "question", text: text))
    if let diagnostic = parsed.diagnostics.first { throw diagnostic }
    guard case .query(let query) = parsed.statements.first?.kind else {
      throw Diagnostic("this is no question", at: SourceRange(0, 0))
    }
    return try Checker.plan(for: query, in: catalog)
  }

  private static func rows(of set: RecordSet) -> [[Value]] {
    (0..<set.count).map { row in
      set.fields.map { field in
        let value = field.column.value(at: row)
        if case .list(let members) = value { return .list(members.sorted()) }
        return value
      }
    }
  }
}
