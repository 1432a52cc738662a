import Engine
import Records
import Rendering
import Syntax

/// What programs that embed Sumwhere use: questions in, answers with structured notes out.
extension Session {
  /// What one statement of a text came to.
  public struct Reply: Sendable {
    /// The answer as the program `sumwhere` prints it, without its notes; empty for a statement
    /// that only changes the session.
    public let text: String
    /// The answer as a JSON array with an object for each row: numbers as exact decimals, a missing
    /// cell as `null`, an inexact number as `{"at_least": 59000000}`. `nil` without an answer.
    public let json: String?
    /// What must be said beside the answer.
    public let notes: [Remark]
  }

  /// Something said beside an answer: what was skipped, shared, approximate, repeated or mistyped.
  public struct Remark: Sendable, Equatable {
    /// `parts`, `missing`, `shared` …: one word for each kind.
    public let kind: String
    /// A sentence.
    public let text: String
    /// How many records it speaks of, where it speaks of some.
    public let count: Int?
    /// What could be written instead or besides.
    public let suggestion: String?
  }

  /// Why a text came to nothing.
  public struct Refusal: Error, Sendable {
    /// The sentence with its place, the line, and what could be pasted.
    public let text: String
    /// 1: a statement failed; 3: data could not be read; 4: an `expect` did not hold; 130: cancelled.
    public let exitCode: Int32
  }

  /// Runs the statements of a text in order, as a script does: all of it is read before the first
  /// one runs, and the first failure ends it.
  ///
  /// - Parameters:
  ///   - folder: what the paths of `load` are relative to.
  ///   - isCancelled: asked every few thousand records, from the calling thread.
  /// - Throws: `Refusal`; what ran before the failure stays in the session.
  public mutating func ask(
    _ text: String, relativeTo folder: String = "",
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Refusal) -> [Reply] {
    var replies: [Reply] = []
    do throws(Failure) {
      try run(SourceText(name: "text", text: text), folder: folder, isCancelled: isCancelled) {
        (_, _, outcome) throws(Failure) in replies.append(Reply(outcome))
      }
    } catch {
      throw Refusal(text: OutcomeText.text(of: error), exitCode: error.exitCode)
    }
    return replies
  }
}

extension Session.Reply {
  init(_ outcome: Session.Outcome) {
    text = OutcomeText.body(of: outcome)
    if case .answer(let answer) = outcome {
      json = String(decoding: Writer.bytes(of: answer.records, as: .json), as: UTF8.self)
    } else {
      json = nil
    }
    notes = OutcomeText.notes(of: outcome).map {
      Session.Remark(
        kind: $0.kind.rawValue, text: $0.text, count: $0.count, suggestion: $0.suggestion)
    }
  }
}

extension Session.Failure {
  /// The exit code of a script that ends with this.
  package var exitCode: Int32 {
    switch self {
    case .statement: 1
    case .reading: 3
    case .expectation: 4
    case .cancelled: 130
    }
  }
}
