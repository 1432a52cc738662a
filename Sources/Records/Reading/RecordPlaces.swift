/// The file and the line of each record of a load.
struct RecordPlaces {
  /// As the load names them.
  let files: [String]
  /// `nil` where there is one file.
  let fileOfRecord: Vector<UInt32>?
  /// `nil` where record i is on line `firstLine` + i.
  let lines: Vector<UInt32>?
  let firstLine: Int?

  func file(of record: Int) -> String {
    files.isEmpty ? "" : files[fileOfRecord.map { Int($0[record]) } ?? 0]
  }

  func line(of record: Int) -> Int { lines.map { Int($0[record]) } ?? (firstLine ?? 1) + record }

  /// `line 17`, and with the file where there are several: `b.csv:17`.
  func words(of record: Int) -> String {
    fileOfRecord == nil ? "line \(line(of: record))" : "\(file(of: record)):\(line(of: record))"
  }

  /// How many records there are, with the first of them.
  struct Tally {
    private(set) var count = 0
    private var first: Int?

    mutating func add(_ record: Int) {
      count += 1
      first = first ?? record
    }

    /// `at line 17`, `first at b.csv:17`
    func place(in places: RecordPlaces) -> String {
      guard let first else { return "" }
      return (count == 1 ? "at " : "first at ") + places.words(of: first)
    }
  }
}
