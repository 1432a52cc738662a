/// The table that the analyst table's counties are looked up in.
struct CountyTable {
  let rows: Int
  let seed: UInt64

  func write(to output: inout Output) {
    var random = Random(seed: seed)
    output.write("county,province,population,area\n")
    // Xi and nan, Xin and an: a few names are made twice, and stand here once.
    var names: Set<[UInt8]> = []
    for index in 0..<min(rows, AnalystTable.countyCount) {
      let name = AnalystTable.county(index)
      guard names.insert(name).inserted else { continue }
      output.write(name)
      output.write(UInt8(ascii: ","))
      output.write(AnalystTable.province(ofCounty: index))
      output.write(UInt8(ascii: ","))
      output.write(20_000 + random.below(1_500_000))
      output.write(UInt8(ascii: ","))
      output.write(300 + random.below(20_000))
      output.endRow()
    }
  }
}
