/// The cells of one column as CSV, TSV and Markdown have them.
struct TableCells<Form: TableForm> {
  private let column: Column
  private let form: Form
  private let isPercent: Bool
  private let texts: EncodedTexts?

  init(_ field: Field, separator: UInt8, form: Form) {
    column = field.column
    self.form = form
    isPercent = field.type.numberType?.style == .percent
    switch field.column.storage {
    case .text(_, let dictionary):
      texts = EncodedTexts(count: dictionary.count) { code, target in
        dictionary.withBytes(of: code) { form.append(text: $0, to: &target) }
      }
    case .lists(_, let dictionary):
      texts = EncodedTexts(count: dictionary.count) { code, target in
        var cell: [UInt8] = []
        for (index, member) in dictionary.memberCodes(of: code).enumerated() {
          if index > 0 { cell.append(separator) }
          dictionary.members.withBytes(of: Int(member)) { cell.append(contentsOf: $0) }
        }
        cell.withUnsafeBufferPointer { form.append(text: $0, to: &target) }
      }
    case .integers, .doubles, .booleans, .periods, .moments: texts = nil
    }
  }

  func append(_ row: Int, to target: inout ByteTarget) {
    guard column.isValid(row) else { return }
    switch column.storage {
    case .integers(let integers, let scale):
      appendSign(row, to: &target)
      target.append(integers[row], scale: isPercent ? scale - 2 : scale)
    case .doubles(let doubles):
      guard var digits = DoubleDigits(doubles[row]) else { return }
      appendSign(row, to: &target)
      if isPercent { digits.exponent += 2 }
      target.append(digits.text)
    case .text(let codes, _), .lists(let codes, _): texts?.append(codes[row], to: &target)
    case .booleans(let booleans): target.append(booleans[row] != 0 ? "yes" : "no")
    case .periods(let days, let grains):
      target.append(Period(start: days[row], grain: grains[row]).text)
    case .moments(let seconds): target.append(DateText.text(ofMoment: seconds[row]))
    }
  }

  private func appendSign(_ row: Int, to target: inout ByteTarget) {
    guard column.qualifiers != nil else { return }
    switch column.qualifier(row) {
    case .exact: break
    case .atLeast: target.append(UInt8(ascii: ">"))
    case .atMost: target.append(UInt8(ascii: "<"))
    case .about: target.append(UInt8(ascii: "~"))
    }
  }
}

/// Every text of a dictionary as it is written, made once.
struct EncodedTexts {
  private var bytes: [UInt8]
  private var starts: [Int]

  init(count: Int, _ encode: (Int, inout ByteTarget) -> Void) {
    var target = ByteTarget()
    starts = [0]
    starts.reserveCapacity(count + 1)
    for code in 0..<count {
      encode(code, &target)
      starts.append(target.bytes.count)
    }
    bytes = target.bytes
  }

  func append(_ code: Int, to target: inout ByteTarget) {
    target.append(contentsOf: bytes[starts[code]..<starts[code + 1]])
  }
}
