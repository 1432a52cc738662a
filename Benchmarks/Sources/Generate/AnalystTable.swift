/// The table of the benchmarks' questions: grants by year, county, sector and donor.
struct AnalystTable {
  let rows: Int
  let seed: UInt64

  static let countyCount = 2_800

  /// Forty heads times seventy tails are 2,800 names.
  static func county(_ index: Int) -> [UInt8] {
    Array((Words.heads[index % 40] + Words.tails[index / 40 % 70]).utf8)
  }

  static func province(ofCounty index: Int) -> [UInt8] {
    Array(Words.provinces[index * Words.provinces.count / countyCount % 31].utf8)
  }

  func write(to output: inout Output) {
    var random = Random(seed: seed)
    let counties = (0..<AnalystTable.countyCount).map(AnalystTable.county)
    let provinces = (0..<AnalystTable.countyCount).map(AnalystTable.province)
    let sectors = Words.sectors.map { Array($0.utf8) }
    let donors = (0..<200).map { Array("\(Words.heads[$0 % 40])\(Words.tails[$0 / 3]) Fund".utf8) }
    let words = Words.note.map { Array($0.utf8) }
    // Drawn with repeats from this many, about three tenths of the rows' notes are distinct.
    let notes = max(1, rows * 314 / 1_000)

    output.write("year,county,province,sector,donor,projects,funds,people,note\n")
    for _ in 0..<rows {
      let county = random.below(AnalystTable.countyCount)
      output.write(1990 + random.below(34))
      output.write(UInt8(ascii: ","))
      output.write(counties[county])
      output.write(UInt8(ascii: ","))
      output.write(provinces[county])
      output.write(UInt8(ascii: ","))
      output.write(sectors[random.below(12)])
      output.write(UInt8(ascii: ","))
      output.write(donors[random.below(200)])
      output.write(UInt8(ascii: ","))
      output.write(1 + random.below(1 + random.below(40)))
      output.write(UInt8(ascii: ","))
      let cents = random.below(100 << random.below(23))
      output.write(cents / 100)
      output.write(UInt8(ascii: "."))
      output.write(UInt8(48 + cents / 10 % 10))
      output.write(UInt8(48 + cents % 10))
      output.write(UInt8(ascii: ","))
      output.write(random.below(200_001))
      output.write(UInt8(ascii: ","))
      writeNote(random.below(notes), words, to: &output)
      output.endRow()
    }
  }

  /// A note is made of its number, so the same number is the same note.
  private func writeNote(_ number: Int, _ words: [[UInt8]], to output: inout Output) {
    var random = Random(seed: seed &* 31 &+ UInt64(number))
    let isQuoted = random.below(20) == 0
    let length = 3 + random.below(3)
    if isQuoted { output.write(UInt8(ascii: "\"")) }
    for index in 0..<length {
      if index > 0 { output.write(UInt8(ascii: " ")) }
      output.write(words[random.below(words.count)])
      if isQuoted, index == 1 { output.write(UInt8(ascii: ",")) }
      if isQuoted, index == 2, random.below(4) == 0 { output.write(" \"\"so called\"\"") }
    }
    output.write(UInt8(ascii: " "))
    output.write(number)
    if isQuoted { output.write(UInt8(ascii: "\"")) }
  }
}
