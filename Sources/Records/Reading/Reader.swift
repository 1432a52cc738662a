/// Reads delimited files into record sets.
package struct Reader: Sendable {
  package static func load(
    _ request: LoadRequest, units: UnitTable, isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> LoadOutcome {
    throw ReadingError(file: request.paths.first ?? "", "reading is being built")
  }
}
