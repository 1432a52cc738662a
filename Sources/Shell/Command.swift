import ArgumentParser

/// The options of the command line, as they were written.
struct Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sumwhere",
    abstract: "Answers questions about records: sum funds where county = Daning and year = 2010",
    usage: """
      sumwhere [options] [data.csv ...]
      sumwhere [options] script.sum [--param name=value ...]
      sumwhere [options] -c 'sum funds by year' data.csv ...
      """,
    discussion: discussion,
    version: version,
    helpNames: .shortAndLong)

  @Argument(
    help: "Data to load (.csv .tsv .json ...; - is standard input) or scripts (.sum).",
    completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run these statements; may be repeated.", valueName: "statements"))
  var commands: [String] = []

  @Option(
    name: [.customShort("f"), .customLong("file")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run a script, whatever its name; may be repeated.", valueName: "script"),
    completion: .file(extensions: ["sum"]))
  var scripts: [String] = []

  @Option(
    name: .customLong("param"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Give a parameter of the script its value; never read as code.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Print answers as table, csv, tsv, json, jsonl or markdown.", valueName: "format"),
    completion: .list(OutputFormat.allCases.map(\.rawValue)))
  var format: String?

  @Option(
    name: [.customShort("o"), .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp(
      "Write answers to a file, which appears when all went well.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(name: .long, help: "Report all errors of a script without running it.")
  var check = false

  @Flag(name: .long, help: "Ask a saved session again, and fail where an answer changed.")
  var verify = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Print tokens, tree or plan instead of answers.", valueName: "stage"),
    completion: .list(Invocation.Stage.allCases.map(\.rawValue)))
  var dump: String?

  @Flag(name: .long, help: "Print each question and its comments before its answer.")
  var echo = false

  @Flag(name: .shortAndLong, help: "Print answers only: no notes, no echoes.")
  var quiet = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Use colour: auto, always or never.", valueName: "when"),
    completion: .list(ColorChoice.allCases.map(\.rawValue)))
  var color: String = "auto"
}

extension Command {
  private static let discussion = """
    Without a script, -c or piped statements it opens an interactive session. Data is \
    loaded first, then scripts run, then -c statements, in the order in which they are \
    given; the first error stops all. Answers go to standard output, notes and errors to \
    standard error.

    EXAMPLES:
      sumwhere grants.csv
      sumwhere -c 'sum funds by county top 5' grants.csv
      sumwhere report.sum --param county=Daning -o report.csv
      cat grants.csv | sumwhere -c 'count by year' -

    EXIT STATUS:
      0  answered                   3  data could not be read
      1  a statement failed         4  an expect did not hold
      2  the command line           130  interrupted

    ENVIRONMENT:
      SUMWHERE_HISTORY   a file for the history of sessions; empty keeps none
      SUMWHERE_PATIENCE  milliseconds for the line below what is typed; 0: none
      SUMWHERE_THREADS   threads for a question; as many as cores where not set
      SUMWHERE_BATCH     records looked at together; no answer depends on it
      NO_COLOR, CLICOLOR_FORCE, TERM, XDG_STATE_HOME as elsewhere
    """

  static let number = "0.1.0"

  #if READLINE
    private static let version = """
      sumwhere \(number), with GNU Readline
      Copyright (C) 2026 the Sumwhere authors; GNU Readline (C) Free Software Foundation, Inc.
      License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>; the source
      of Sumwhere alone: Apache License 2.0 <https://www.apache.org/licenses/LICENSE-2.0>.
      This is free software: you are free to change and redistribute it.
      There is NO WARRANTY, to the extent permitted by law.
      """
  #else
    private static let version = """
      sumwhere \(number), without GNU Readline
      Copyright (C) 2026 the Sumwhere authors
      License Apache 2.0 <https://www.apache.org/licenses/LICENSE-2.0>.
      This is free software: you are free to change and redistribute it.
      There is NO WARRANTY, to the extent permitted by law.
      """
  #endif
}
