/// What the program leaves behind for the shell that started it; a failed statement knows its own.
enum ExitCode {
  static let answered: Int32 = 0
  static let statementFailed: Int32 = 1
  static let usage: Int32 = 2
  static let expectationFailed: Int32 = 4
  static let interrupted: Int32 = 130
}
