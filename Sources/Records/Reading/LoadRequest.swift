/// A load, resolved from its statement: which files, how they are written, what their fields are.
package struct LoadRequest: Sendable {
  /// A declared field.
  package struct Declared: Sendable {
    package enum Role: Sendable, Equatable { case plain, key, whole, original }

    package enum Form: Sendable, Equatable {
      case inferred
      case text
      /// the unit and scale in words, `million yuan`; `nil` takes them from header or cells
      case number(unit: DeclaredUnit?)
      case yesNo
      case date(format: String?)
      case dateTime(format: String?)
      case list(separator: String)
    }

    package var header: String
    package var name: String
    package var form: Form
    package var role: Role
    package var allowsUnreadable: Bool

    package init(
      header: String, name: String, form: Form, role: Role = .plain, allowsUnreadable: Bool = false
    ) {
      self.header = header
      self.name = name
      self.form = form
      self.role = role
      self.allowsUnreadable = allowsUnreadable
    }
  }

  package struct DeclaredUnit: Sendable, Equatable {
    /// Cells hold this power of ten of the unit; 0 where the unit says it: `million yuan` is one.
    package var scaleExponent: Int
    package var unit: Unit
    package var style: NumberType.Style

    package init(scaleExponent: Int = 0, unit: Unit, style: NumberType.Style = .plain) {
      let scaled = style == .plain ? unit.scaled(by: scaleExponent) : nil
      self.scaleExponent = scaled == nil ? scaleExponent : 0
      self.unit = scaled ?? unit
      self.style = style
    }
  }

  package enum Header: Sendable, Equatable {
    case found, absent
    case lines(Int)
  }

  /// `-` is standard input.
  package var paths: [String]
  /// The paths as the load names them, where `paths` stand in another folder.
  package var writtenPaths: [String]?
  package var name: String
  /// `nil` is found out from the file's name and first lines.
  package var delimiter: UInt8?
  /// `nil` is found out; 0 is a file without quotes.
  package var quote: UInt8?
  /// The sign that takes away the meaning of the next one; `nil` is a doubled quote.
  package var escape: UInt8?
  /// `nil` is found out: a line end of any kind.
  package var recordSeparator: [UInt8]?
  package var header: Header
  package var skip: Int
  package var encoding: String?
  package var declared: [Declared]
  /// A file of saved records of more bytes than this is read field by field, as they are asked for.
  package var largestWholeFile = 4 << 20
  /// The names, in small letters, that questions can take fields by; `nil` where more may be asked. Of
  /// the other fields of a large file, those that turn out to hold numbers or prose are not kept.
  package var namedFields: Set<String>?

  package init(paths: [String], name: String) {
    self.paths = paths
    self.name = name
    header = .found
    skip = 0
    declared = []
  }
}
