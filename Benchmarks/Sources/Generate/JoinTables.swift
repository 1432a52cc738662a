/// The tables of db-benchmark's questions about joins: one of many records, and three of a
/// thousandth, a tenth and as many of them that it is looked up in.
///
/// Of ten keys nine are on both sides, and one more on either side alone. A key of the right stands
/// there once; on the left it stands as often as it is drawn, or once where there are as many keys
/// as records.
///
/// Source: https://github.com/h2oai/db-benchmark, `_data/join-datagen.R`; there the three are a
/// millionth, a thousandth and as many.
struct JoinTables {
  enum Side: String {
    case left = "join"
    case small = "join-small"
    case medium = "join-medium"
    case big = "join-big"
  }

  let rows: Int
  let seed: UInt64

  func write(_ side: Side, to output: inout Output) {
    let small = Keys(count: max(10, rows / 1_000), seed: seed &* 4 &+ 1)
    let medium = Keys(count: max(10, rows / 10), seed: seed &* 4 &+ 2)
    let big = Keys(count: max(10, rows), seed: seed &* 4 &+ 3)
    switch side {
    case .left: writeLeft([small, medium, big], to: &output)
    case .small: writeRight([small], to: &output)
    case .medium: writeRight([small, medium], to: &output)
    case .big: writeRight([small, medium, big], to: &output)
    }
  }

  private func writeLeft(_ keys: [Keys], to output: inout Output) {
    var random = Random(seed: seed)
    output.write("id1,id2,id3,id4,id5,id6,v1\n")
    for row in 0..<rows {
      let cells = keys.map { $0.left($0.count < rows ? random.below($0.count) : row) }
      write(cells, value: random.below(100_000_001), to: &output)
    }
  }

  /// The last of the keys is the one to look up; those before it are drawn from their own right.
  private func writeRight(_ keys: [Keys], to output: inout Output) {
    var random = Random(seed: seed &+ UInt64(keys.count))
    let names: [StaticString] = [
      "id1,id4,v2\n", "id1,id2,id4,id5,v2\n", "id1,id2,id3,id4,id5,id6,v2\n",
    ]
    output.write(names[keys.count - 1])
    for row in 0..<keys[keys.count - 1].count {
      var cells = keys.map { $0.right(random.below($0.count)) }
      cells[cells.count - 1] = keys[keys.count - 1].right(row)
      write(cells, value: random.below(100_000_001), to: &output)
    }
  }

  /// Whole numbers, the same as texts, and an amount.
  private func write(_ cells: [Int], value: Int, to output: inout Output) {
    for cell in cells {
      output.write(cell)
      output.write(UInt8(ascii: ","))
    }
    for cell in cells {
      output.write("id")
      output.write(cell)
      output.write(UInt8(ascii: ","))
    }
    output.writeMillionths(value)
    output.endRow()
  }
}

/// The keys of a table of so many records, in a made-up order.
private struct Keys {
  let count: Int
  /// A tenth more than there are records: nine tenths for both sides, the next for the left, and
  /// the last for the right.
  private var order: [Int]

  init(count: Int, seed: UInt64) {
    self.count = count
    var random = Random(seed: seed)
    order = Array(1...(count + count / 10))
    for index in order.indices.reversed() { order.swapAt(index, random.below(index + 1)) }
  }

  func left(_ index: Int) -> Int { order[index] }

  /// Those of both sides stand in another order than on the left.
  func right(_ index: Int) -> Int {
    let shared = count - count / 10
    let place = index * Keys.step % count
    return order[place < shared ? place : place + count / 10]
  }

  /// A prime that is no factor of a count of records anyone asks for.
  private static let step = 1_000_003
}
