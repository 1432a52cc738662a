import ArgumentParser
import Rendering

/// A command line that cannot be followed, as the second half of `sumwhere: …; try --help`.
struct UsageError: Error {
  var sentence: String

  /// What standard error is told, on one line whatever the arguments hold.
  var line: String { "sumwhere: \(printable(sentence)); try --help\n" }

  init(_ sentence: String) {
    self.sentence = sentence
  }

  /// Takes the parser's message in the wording of our own: one line, lower case, no full stop.
  init(_ error: any Error) {
    if let usage = error as? UsageError {
      self = usage
      return
    }
    let message = Command.message(for: error)
    // The suggestions of the parser reach far: `--nope` is no `--file`.
    let end = message.firstRange(of: ". Did you mean")?.lowerBound ?? message.endIndex
    let sentence = message[..<end]
    self.sentence =
      sentence.prefix(1).lowercased() + sentence.dropFirst().trimmingSuffix { $0 == "." }
  }
}

extension StringProtocol {
  /// The text up to the last character that is not of a kind.
  func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
    return String(self[startIndex..<end])
  }
}
