/// One field as the directory of a file describes it.
struct SavedField {
  let name: String
  let type: ValueType
  let isExpression: Bool
  let column: SavedColumn

  static func encode(
    _ field: Field, _ blocks: inout BlockMaker, _ units: inout SavedUnits,
    to writer: inout DescriptionWriter
  ) {
    writer.append(field.name)
    writer.append(field.isExpression)
    encode(field.type, &units, to: &writer)
    SavedColumn.encode(field.column, &blocks, to: &writer)
  }

  private static func encode(
    _ type: ValueType, _ units: inout SavedUnits, to writer: inout DescriptionWriter
  ) {
    switch type {
    case .text: writer.append(UInt8(0))
    case .number(let number):
      writer.append(UInt8(1))
      let style: UInt8 =
        switch number.style {
        case .plain: 0
        case .year: 1
        case .percent: 2
        }
      writer.append(style)
      units.encode(number.unit, to: &writer)
    case .yesNo: writer.append(UInt8(2))
    case .date: writer.append(UInt8(3))
    case .dateTime: writer.append(UInt8(4))
    case .list: writer.append(UInt8(5))
    }
  }

  init(
    from reader: inout DescriptionReader, _ blocks: [SavedBlock], _ units: SavedUnits
  ) throws(SavedDamage) {
    name = try reader.text()
    isExpression = try reader.flag()
    type = try SavedField.type(from: &reader, units)
    column = try SavedColumn(from: &reader, blocks)
    let isNumber = type.numberType != nil
    guard !name.isEmpty, column.holds(type), isNumber || column.qualifiers == nil else {
      throw DescriptionReader.odd
    }
  }

  private static func type(
    from reader: inout DescriptionReader, _ units: SavedUnits
  ) throws(SavedDamage) -> ValueType {
    switch try reader.uint8() {
    case 0: return .text
    case 1:
      let style: NumberType.Style
      switch try reader.uint8() {
      case 0: style = .plain
      case 1: style = .year
      case 2: style = .percent
      default: throw DescriptionReader.odd
      }
      return .number(NumberType(unit: try units.unit(from: &reader), style: style))
    case 2: return .yesNo
    case 3: return .date
    case 4: return .dateTime
    case 5: return .list
    default: throw DescriptionReader.odd
    }
  }
}
