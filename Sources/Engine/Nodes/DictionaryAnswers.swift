import Records
import Semantics

/// The answers to a test of a whole dictionary, once it was asked.
typealias AskedTexts = Once<DictionaryAnswers>

/// What a test says of each text of a dictionary.
///
/// A small dictionary is asked whole before the first row; a large one as well where the rows are
/// likely to meet most of it, by all threads, the texts of a stretch one behind the other.
final class DictionaryAnswers: Sendable {
  /// 1 or 0 a code, with one more for a dictionary without texts.
  let flags: Vector<UInt8>
  /// The only code that meets the test, where there is one.
  let onlyCode: Int?
  let metCount: Int

  /// From this many texts on several threads are worth waking.
  private static let stretch = 1 << 14

  init(
    _ question: TextQuestion, _ dictionary: TextDictionary, _ run: Run
  ) throws(ExecutionError) {
    let count = dictionary.count
    flags = try Vector(count: count + 1) { (answers) throws(ExecutionError) in
      answers[count] = 0
      if case .equal(let text, let isEqual) = question {
        answers.update(repeating: isEqual ? 0 : 1, count: count)
        if let code = dictionary.code(of: text) { answers[code] = isEqual ? 1 : 0 }
      } else {
        answers.update(repeating: 0, count: count)
        try DictionaryAnswers.askAll(question, dictionary, answers, run)
      }
    }
    let met = flags.withPointer { countOnes($0, count) }
    metCount = met
    onlyCode = met == 1 ? flags.withPointer { flags in (0..<count).first { flags[$0] != 0 } } : nil
  }

  /// A few stretches at a time, so that an interrupt is heard.
  private static func askAll(
    _ question: TextQuestion, _ dictionary: TextDictionary,
    _ answers: UnsafeMutablePointer<UInt8>, _ run: Run
  ) throws(ExecutionError) {
    let count = dictionary.count
    let stretches = (count + stretch - 1) / stretch
    let atOnce = max(8, Workers.shared.count * 4)
    var first = 0
    while first < stretches {
      try run.checkCancelled()
      let start = first
      first = min(stretches, start + atOnce)
      Workers.shared.perform(first - start) { task, _ in
        let codes = (start + task) * stretch..<min(count, (start + task + 1) * stretch)
        ask(question, dictionary, codes, answers)
      }
    }
  }

  private static func ask(
    _ question: TextQuestion, _ dictionary: TextDictionary, _ codes: Range<Int>,
    _ answers: UnsafeMutablePointer<UInt8>
  ) {
    if case .contains(let needle) = question {
      dictionary.withAllBytes { bytes, starts in
        needle.search(bytes, starts, codes, answers)
      }
      return
    }
    let test = question.tester()
    if case .matches(let pattern) = question, let required = pattern.required {
      let needle = ByteNeedle(required)
      dictionary.withAllBytes { bytes, starts in
        needle.ask(bytes, starts, codes, answers, test)
      }
      return
    }
    dictionary.withAllBytes { bytes, starts in
      for code in codes {
        let text = UnsafeBufferPointer(
          start: bytes + starts[code], count: starts[code + 1] - starts[code])
        answers[code] = test(text) ? 1 : 0
      }
    }
  }
}
