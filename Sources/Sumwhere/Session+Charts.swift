import Engine
import Records
import Rendering
import Semantics
import Syntax

extension Session {
  /// Draws an answer to a file where a sentence asks for it, and says so; the file appears whole or
  /// not at all.
  func draw(
    _ chart: Chart, _ picture: Chart.Picture, of answer: RecordSet, _ place: Surroundings
  ) throws(StatementError) -> [Note] {
    let path = Script.path(picture.path, from: place.folder)
    try refuseInput(path, "chart", at: picture.range)
    let drawing = ChartPicture(chart, answer, as: picture.format)
    do throws(Interruption) {
      let file = try Self.done { () throws(ReplacedFile.Failure) in try ReplacedFile(path) }
      do throws(DrawingProgram.Failure) {
        try DrawingProgram.draw(
          drawing.script, to: file.descriptor, isCancelled: place.isCancelled)
      } catch {
        file.discard()
        try? file.close()
        throw .undrawn(error)
      }
      try Self.done { () throws(ReplacedFile.Failure) in
        try file.close()
        try file.commit()
      }
    } catch {
      switch error {
      case .cancelled, .undrawn(.cancelled): throw .failure(.cancelled)
      case .failed(let failure):
        throw .diagnostic(.undrawn(path, failure.reason, at: picture.range))
      case .undrawn(.failed(let reason)):
        throw .diagnostic(
          .undrawn(path, "\(DrawingProgram.name) says: \(reason)", at: picture.range))
      case .undrawn(.notInstalled): throw .diagnostic(.noDrawingProgram(at: picture.range))
      }
    }
    return [Note(.saved, "drew \(NoteText.records(answer.count)) to \(path)", count: answer.count)]
      + drawing.said.map { Note(.saved, "\(path): \($0)") }
  }
}

extension Diagnostic {
  /// `why … then chart`.
  static func drawnReasons(at range: SourceRange) -> Diagnostic {
    Diagnostic("why shows the records behind an answer and draws no chart", at: range)
  }

  fileprivate static func undrawn(
    _ path: String, _ reason: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(path) could not be drawn: \(reason)", at: range)
  }

  fileprivate static func noDrawingProgram(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "pictures are drawn by the program \(DrawingProgram.name), which is not installed", at: range,
      notes: [
        "Debian and Ubuntu have it in the package gnuplot-nox, Homebrew in gnuplot; chart without a"
          + " file needs no program"
      ])
  }
}
