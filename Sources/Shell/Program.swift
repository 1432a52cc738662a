import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program `sumwhere`: the only room that knows a command line, a terminal and a signal.
///
/// It is not where anything is decided about a question. `Command` says what was asked on the
/// command line, `Invocation` what follows from it, `ScriptRunner` and `Repl` hand texts to a
/// `Session`, and `Reporter` gives what comes back to standard output and standard error.
@main
enum Program {
  static func main() {
    StandardStreams.makeSafe()
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  static func run(_ arguments: [String]) -> Int32 {
    let output = Outlet(1)
    let errors = Outlet(2)
    do {
      let options = try Options(plain: arguments) ?? Options(parsing: arguments)
      let invocation = try Invocation(options)
      return invocation.run(output: output, errors: errors)
    } catch {
      return report(error, of: arguments, output: output, errors: errors)
    }
  }

  /// Help and version go to standard output and are a success; anything else is the command
  /// line's fault and says so in one line.
  private static func report(
    _ error: any Error, of arguments: [String], output: Outlet, errors: Outlet
  ) -> Int32 {
    if Command.exitCode(for: error).isSuccess {
      output.write(Command.fullMessage(for: error) + "\n" + ParameterHelp.text(for: arguments))
      output.close()
      guard let failure = output.failure else { return ExitCode.answered }
      errors.write("sumwhere: \(failure.sentence)\n")
      errors.flush()
      return ExitCode.statementFailed
    }
    let usage = UsageError(error)
    errors.write(usage.line)
    errors.flush()
    return ExitCode.usage
  }
}
