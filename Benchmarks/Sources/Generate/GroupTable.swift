/// The table of db-benchmark's questions about groups.
///
/// Source: https://github.com/h2oai/db-benchmark, `_data/groupby-datagen.R`, with K = 100, no
/// missing cells and no order.
struct GroupTable {
  let rows: Int
  let seed: UInt64

  func write(to output: inout Output) {
    var random = Random(seed: seed)
    let many = max(1, rows / 100)
    output.write("id1,id2,id3,id4,id5,id6,v1,v2,v3\n")
    for _ in 0..<rows {
      output.write("id")
      output.write(1 + random.below(100), digits: 3)
      output.write(",id")
      output.write(1 + random.below(100), digits: 3)
      output.write(",id")
      output.write(1 + random.below(many), digits: 10)
      output.write(UInt8(ascii: ","))
      output.write(1 + random.below(100))
      output.write(UInt8(ascii: ","))
      output.write(1 + random.below(100))
      output.write(UInt8(ascii: ","))
      output.write(1 + random.below(many))
      output.write(UInt8(ascii: ","))
      output.write(1 + random.below(5))
      output.write(UInt8(ascii: ","))
      output.write(1 + random.below(15))
      output.write(UInt8(ascii: ","))
      output.writeMillionths(random.below(100_000_001))
      output.endRow()
    }
  }
}
