import Records
import Semantics

/// A test of texts or lists against fixed values, asked once for each distinct one; false where the
/// cell is missing.
final class CodePredicateNode: Node {
  /// Asks one distinct text by its UTF-8, or one distinct list by its members.
  enum Question {
    case text(TextQuestion)
    case list(([String]) -> Bool)
  }

  private let operand: Node
  private let question: Question
  private let run: Run
  private let table = CodeTable()
  private lazy var tester: (UnsafeBufferPointer<UInt8>) -> Bool = {
    if case .text(let question) = question { question.tester() } else { { _ in false } }
  }()
  /// What was asked of a whole dictionary, once it was, by whichever node asked first.
  private var answers: DictionaryAnswers?
  private let shared: AskedTexts

  /// A dictionary of so few texts is asked whole, however few rows there are.
  private static let smallDictionary = 1 << 12

  init(
    _ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ question: Question, _ run: Run,
    _ stage: StageContext
  ) {
    self.operand = operand
    self.question = question
    self.run = run
    if case .text = question, let column = (operand as? ColumnNode)?.column,
      case .text(_, let texts) = column.storage
    {
      shared = stage.answers(to: expr, texts)
    } else {
      shared = AskedTexts()
    }
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    if let flags = try stored(batch) { return BatchColumn(.flags(flags), count: count) }
    let column = try operand.evaluate(batch)
    let flags: UnsafePointer<UInt8>
    switch (column.cells, question) {
    case (.text(let codes, let source), .text):
      let test = tester
      flags = table.flags(codes, count, below: source.count, batch.scratch) { code in
        code < source.count && source.withBytes(of: code, test)
      }
    case (.lists(let codes, let source), .list(let test)):
      flags = table.flags(codes, count, below: source.count, batch.scratch) { code in
        code < source.count && test(source.texts(of: code))
      }
    default: preconditionFailure("a test of texts or lists has such an operand")
    }
    let held = column.valid.map { mapped(flags, $0, count, batch.scratch) { $0 & $1 } } ?? flags
    return BatchColumn(.flags(held), count: count)
  }

  /// Flags from the codes as the column stores them; `nil` where the texts are better asked as they
  /// are met.
  private func stored(_ batch: Batch) throws(ExecutionError) -> UnsafePointer<UInt8>? {
    guard case .text(let question) = question, let column = (operand as? ColumnNode)?.column,
      case .text(let codes, let dictionary) = column.storage
    else { return nil }
    if answers == nil { answers = shared.made }
    if answers == nil {
      guard asksWhole(dictionary, batch.rows) else { return nil }
      answers = try shared.value { () throws(ExecutionError) in
        try DictionaryAnswers(question, dictionary, run)
      }
    }
    guard let answers else { return nil }
    let scratch = batch.scratch
    if answers.metCount == 0 {
      return UnsafePointer(scratch.take(batch.count, repeating: UInt8(0)))
    }
    let flags =
      if let only = answers.onlyCode {
        CodeFlags.equal(codes, batch.rows, to: only, scratch)
      } else {
        CodeFlags.lookedUp(codes, batch.rows, in: answers.flags, scratch)
      }
    guard let validity = column.validity else { return flags }
    let valid = Loading.validity(validity, batch.rows, scratch)
    return mapped(flags, valid, batch.count, scratch) { $0 & $1 }
  }

  /// Whether the rows will meet most texts: where they were not picked, and are as many.
  private func asksWhole(_ dictionary: TextDictionary, _ rows: Rows) -> Bool {
    if dictionary.count <= CodePredicateNode.smallDictionary { return true }
    guard case .range = rows else { return false }
    return dictionary.count <= subject.set.count
  }
}
