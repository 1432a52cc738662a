package import Syntax

/// How an answer is drawn: a property of how it is shown, chosen by the types of its fields.
package struct Chart: Sendable, Equatable {
  package enum Form: String, Sendable, CaseIterable {
    case bars, lines, points, histogram
  }

  package enum Format: String, Sendable, CaseIterable {
    case svg, png, pdf
  }

  /// A file that the chart is written to; only the session writes.
  package struct Picture: Sendable, Equatable {
    package var path: String
    package var format: Format
    /// Where the path was written.
    package var range: SourceRange
  }

  package var form: Form
  /// The columns whose values say what a bar, a line or a point is of.
  package var labels: [Int]
  /// The column along the axis of lines and points.
  package var along: Int?
  /// The columns that are drawn; those of one unit share a scale.
  package var panels: [[Int]]
  /// `nil` where the chart is drawn as text.
  package var picture: Picture?

  package init(form: Form, labels: [Int], along: Int?, panels: [[Int]]) {
    self.form = form
    self.labels = labels
    self.along = along
    self.panels = panels
  }
}

extension Chart.Format {
  init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    self.init(rawValue: fileName[dot...].dropFirst().lowercased())
  }
}
