import Records

/// One group number a place: as it was worked out, or the code of a text as it is stored.
struct GroupCodes {
  private enum Source {
    case numbers(Vector<UInt32>)
    case texts(CodeStorage, Validity?, Vector<UInt32>?)
  }

  private let source: Source
  /// All numbers are below.
  let bound: Int

  /// - Shape: one number a place
  init(_ numbers: Vector<UInt32>) {
    source = .numbers(numbers)
    bound = Int(numbers.greatest) + 1
  }

  /// The texts of a column are groups already; missing is one more.
  init?(_ column: Column, _ selection: Vector<UInt32>?) {
    guard case .text(let codes, let dictionary) = column.storage else { return nil }
    source = .texts(codes, column.validity, selection)
    bound = dictionary.count + 1
  }

  func numbers(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt32> {
    switch source {
    case .numbers(let numbers): return Loading.codes(.uint32(numbers), places, scratch)
    case .texts(let codes, let validity, let selection):
      var rows = places
      if let selection {
        rows = .picked(
          Loading.codes(.uint32(selection), places, scratch), count: places.count)
      }
      let texts = Loading.codes(codes, rows, scratch)
      guard let validity else { return texts }
      let missing = UInt32(truncatingIfNeeded: bound - 1)
      let valid = Loading.validity(validity, rows, scratch)
      return mapped(texts, valid, rows.count, scratch) { $1 == 0 ? missing : $0 }
    }
  }
}

extension Vector<UInt32> {
  /// 0 where there is none.
  var greatest: UInt32 {
    withPointer { numbers in
      var most: UInt32 = 0
      for index in 0..<count { most = max(most, numbers[index]) }
      return most
    }
  }
}
