import ArgumentParser

/// What a command line says, whoever read it.
struct Options: Equatable {
  var files: [String] = []
  var commands: [String] = []
  var scripts: [String] = []
  var parameters: [String] = []
  var format: String?
  var output: String?
  var check = false
  var verify = false
  var dump: String?
  var echo = false
  var quiet = false
  var color = "auto"
}

extension Options {
  /// A command line of nothing but files, `-c` and `-q`; `nil` leaves it to the library, whose setting
  /// up takes longer than a question of a small file.
  init?(plain arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "-c":
        guard let statements = rest.popFirst() else { return nil }
        commands.append(statements)
      case "-q":
        if quiet { return nil }
        quiet = true
      default:
        if argument.isEmpty || argument.hasPrefix("-") { return nil }
        files.append(argument)
      }
    }
  }

  /// Any command line, read by the library.
  init(parsing arguments: [String]) throws {
    let command = try Command.parse(arguments)
    files = command.files
    commands = command.commands
    scripts = command.scripts
    parameters = command.parameters
    format = command.format
    output = command.output
    check = command.check
    verify = command.verify
    dump = command.dump
    echo = command.echo
    quiet = command.quiet
    color = command.color
  }
}
