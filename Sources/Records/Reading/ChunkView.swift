/// A chunk as one field reads it: with room of its own to take quotes off.
final class ChunkView {
  let chunk: Chunk
  var decoder: CellDecoder

  init(_ chunk: Chunk) {
    self.chunk = chunk
    decoder = CellDecoder(dialect: chunk.dialect)
  }

  var dialect: Dialect { chunk.dialect }

  func place(of byte: Int) -> (line: Int, column: Int) { chunk.place(of: byte) }
}
