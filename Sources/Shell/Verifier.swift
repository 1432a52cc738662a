import Rendering
import Sumwhere
import Syntax

/// Asks the questions of saved sessions again and tells where an answer is another than the one that
/// stands below the question.
struct Verifier {
  var session: Session
  let reporter: Reporter

  /// The exit code: 4 where an answer changed, as for an `expect` that does not hold.
  mutating func run(_ questions: [Invocation.Question]) -> Int32 {
    var same = 0
    var changed = 0
    for question in questions {
      let source = question.source
      do throws(Session.Failure) {
        var session = session
        try session.run(source, folder: question.folder, isCancelled: Interrupts.isRaised) {
          statement, text, outcome throws(Session.Failure) in
          guard text.name == source.name,
            let expected = Self.answer(below: statement.range, in: source)
          else { return }
          let found = AnswerLines.lines(of: outcome)
          if found == expected {
            same += 1
          } else {
            changed += 1
            tell(statement, source, expected, found)
          }
        }
      } catch {
        return reporter.failed(error)
      }
    }
    if same + changed == 0 {
      reporter.say("there is no answer to compare; save session as \"x.sum\" writes them down")
      return ExitCode.statementFailed
    }
    let answers = same + changed == 1 ? "answer" : "answers"
    reporter.output.write(
      changed == 0
        ? "\(same) \(answers), as before\n" : "\(changed) of \(same + changed) \(answers) changed\n"
    )
    reporter.output.flush()
    return changed == 0 ? ExitCode.answered : ExitCode.expectationFailed
  }

  /// The first line that differs is enough to see what happened.
  private func tell(
    _ statement: Statement, _ source: SourceText, _ expected: [String], _ found: [String]
  ) {
    let line = source.position(of: statement.range.start).line
    let place = zip(expected, found).prefix { $0 == $1 }.count
    let question = source[statement.range].split(whereSeparator: \.isNewline).joined(separator: " ")
    reporter.output.write(
      """
      \(printable("\(source.name):\(line): \(question)"))
        was: \(printable(place < expected.count ? expected[place] : "nothing more"))
        is:  \(printable(place < found.count ? found[place] : "nothing more"))

      """)
  }

  /// What was answered; `nil` where nothing is written down.
  private static func answer(below range: SourceRange, in source: SourceText) -> [String]? {
    let rest = source[SourceRange(start: range.end, end: UInt32(clamping: source.bytes.count))]
    var lines: [String] = []
    let mark = AnswerLines.mark.dropLast()
    for line in rest.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() {
      guard line.hasPrefix(mark) else { break }
      lines.append(String(line.dropFirst(line.hasPrefix(AnswerLines.mark) ? 3 : 2)))
    }
    return lines.isEmpty ? nil : lines
  }
}
