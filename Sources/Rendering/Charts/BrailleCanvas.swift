/// A drawing of dots, two across and four down in each letter, and letters laid over it.
struct BrailleCanvas {
  let columns: Int
  let rows: Int
  private var dots: [UInt8]
  private var letters: [Character?]
  /// Which course was drawn last in each cell.
  private var courses: [Int]

  init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    let count = self.columns * self.rows
    dots = Array(repeating: 0, count: count)
    letters = Array(repeating: nil, count: count)
    courses = Array(repeating: 0, count: count)
  }

  var width: Int { columns * 2 }
  var height: Int { rows * 4 }

  mutating func dot(_ x: Int, _ y: Int, course: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let cell = y / 4 * columns + x / 2
    dots[cell] |= BrailleCanvas.bits[y % 4 * 2 + x % 2]
    courses[cell] = course
  }

  /// - Source: Bresenham, "Algorithm for computer control of a digital plotter".
  mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), course: Int) {
    var (x, y) = a
    let across = abs(b.x - x)
    let down = -abs(b.y - y)
    var error = across + down
    while true {
      dot(x, y, course: course)
      if x == b.x, y == b.y { return }
      let twice = 2 * error
      if twice >= down {
        error += down
        x += x < b.x ? 1 : -1
      }
      if twice <= across {
        error += across
        y += y < b.y ? 1 : -1
      }
    }
  }

  /// A letter in the place of the dots around a point.
  mutating func letter(_ letter: Character, _ x: Int, _ y: Int, course: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let cell = y / 4 * columns + x / 2
    letters[cell] = letter
    courses[cell] = course
  }

  /// One line, without spaces at its end.
  func text(row: Int, styling: Styling) -> String {
    var result = ""
    var piece = ""
    var course = 0
    for cell in row * columns..<(row + 1) * columns {
      let shown = letters[cell] ?? (dots[cell] == 0 ? " " : BrailleCanvas.sign(dots[cell]))
      if shown != " ", courses[cell] != course {
        result += styling.paint(piece, course: course)
        piece = ""
        course = courses[cell]
      }
      piece.append(shown)
    }
    while piece.last == " " { piece.removeLast() }
    result += styling.paint(piece, course: course)
    if piece.isEmpty { while result.last == " " { result.removeLast() } }
    return result
  }

  private static func sign(_ dots: UInt8) -> Character {
    Unicode.Scalar(0x2800 + UInt32(dots)).map(Character.init) ?? " "
  }

  /// Down the two columns: 1 2 3 7 and 4 5 6 8.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
}
