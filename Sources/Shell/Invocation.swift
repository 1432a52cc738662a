import Records
import Sumwhere
import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the command line comes to: which records, which texts, and where answers go.
struct Invocation {
  /// A stage of a statement's way that `--dump` prints.
  enum Stage: String, CaseIterable { case tokens, tree, plan }

  /// Statements to run, and the folder that their relative paths start from.
  struct Question {
    var source: SourceText
    var folder = ""
  }

  let data: [String]
  let scripts: [String]
  let commands: [String]
  let parameters: [String: String]
  let format: OutputFormat?
  let outputPath: String?
  let isCheck: Bool
  let isVerification: Bool
  let stage: Stage?
  let echoes: Bool
  let isQuiet: Bool
  let color: ColorChoice

  init(_ options: Options) throws(UsageError) {
    data = options.files.filter { $0 == "-" || !SourceFile.isScript($0) }
    scripts = options.scripts + options.files.filter { $0 != "-" && SourceFile.isScript($0) }
    commands = options.commands
    parameters = try Self.parameters(options.parameters)
    format = try options.format.map { name throws(UsageError) in
      try choice(name, of: "--format", as: OutputFormat.self)
    }
    outputPath = options.output
    isCheck = options.check
    isVerification = options.verify
    stage = try options.dump.map { name throws(UsageError) in
      try choice(name, of: "--dump", as: Stage.self)
    }
    echoes = options.echo
    isQuiet = options.quiet
    color = try choice(options.color, of: "--color", as: ColorChoice.self)
    if isCheck, outputPath != nil {
      throw UsageError("--check answers nothing that -o could write")
    }
    if isVerification {
      if isCheck || outputPath != nil || stage != nil {
        throw UsageError("--verify goes without --check, --dump and -o")
      }
      if !data.isEmpty || !commands.isEmpty {
        throw UsageError("--verify takes saved sessions alone, which load what they ask")
      }
      if scripts.isEmpty { throw UsageError("--verify needs a saved session: x.sum") }
    }
    if data.count(where: { $0 == "-" }) > 1 {
      throw UsageError("- is given twice, but there is one standard input")
    }
  }

  func run(output: Outlet, errors: Outlet) -> Int32 {
    do throws(UsageError) {
      let questions = try questions()
      if questions.isEmpty { return try converse() }
      try checkParameters(of: questions)
      return try answer(questions, output: output, errors: errors)
    } catch {
      errors.write(error.line)
      errors.flush()
      return ExitCode.usage
    }
  }

  /// The texts of the command line; where it has none, those piped in, unless that is data.
  private func questions() throws(UsageError) -> [Question] {
    var questions: [Question] = []
    for path in scripts {
      questions.append(
        Question(source: try SourceFile.read(path), folder: SourceFile.folder(of: path)))
    }
    for (index, text) in commands.enumerated() {
      questions.append(Question(source: SourceText(name: "<command \(index + 1)>", text: text)))
    }
    if questions.isEmpty, !data.contains("-"), isatty(0) == 0 || isatty(1) == 0 {
      questions.append(Question(source: try SourceFile.readStandardInput()))
    }
    return questions
  }

  private func answer(
    _ questions: [Question], output: Outlet, errors: Outlet
  ) throws(UsageError) -> Int32 {
    let session = session(isScript: true)
    if isVerification {
      let reporter = Reporter(
        output: output, errors: errors, format: .table, color: color, isQuiet: isQuiet)
      var verifier = Verifier(session: session, reporter: reporter)
      let code = Interrupts.catching { verifier.run(questions) }
      return code == ExitCode.interrupted ? Interrupts.endBySignal() : code
    }
    let file = try outputFile()
    var runner = ScriptRunner(
      session: session,
      reporter: Reporter(
        output: file?.outlet ?? output, errors: errors,
        format: format ?? outputPath.flatMap { OutputFormat(fileName: $0) } ?? .table,
        color: color, isQuiet: isQuiet, echoes: echoes),
      stage: isCheck ? .check : stage.map { .dump($0) } ?? .answer,
      file: file)
    // A file that is half written is not left behind.
    let code = Interrupts.catching([SIGINT, SIGTERM, SIGHUP]) {
      runner.run(data: data, questions: questions)
    }
    return code == ExitCode.interrupted ? Interrupts.endBySignal() : code
  }

  private func outputFile() throws(UsageError) -> OutputFile? {
    guard let outputPath else { return nil }
    if SourceFile.isFolder(outputPath) {
      throw UsageError("\(outputPath) is a folder; -o needs the name of a file")
    }
    if format == nil, WritingForm(fileName: outputPath) == .records {
      throw UsageError(
        "-o prints answers; save grants to \"\(outputPath)\" in a statement keeps a set as records")
    }
    if format == nil, OutputFormat(fileName: outputPath) == nil {
      throw UsageError(
        "the name \(outputPath) does not say how to write it; add --format, or a name that ends"
          + " in .csv .tsv .json .jsonl .md or .txt")
    }
    let file = try OutputFile(outputPath)
    if let input = (data + scripts).first(where: file.isAt) {
      file.discard()
      throw UsageError("-o would write over \(input), which is read")
    }
    return file
  }

  private func converse() throws(UsageError) -> Int32 {
    if let option = optionForAnswers {
      throw UsageError("\(option) needs a script, -c or statements on standard input")
    }
    guard isatty(1) == 1 else { throw UsageError("nothing is asked; give a question with -c") }
    return MainActor.assumeIsolated {
      var repl = Repl(
        session: session(isScript: false),
        reporter: Reporter(
          output: Outlet(1), errors: Outlet(2), format: format ?? .table, color: color,
          isQuiet: isQuiet, isInteractive: true))
      return Interrupts.catching { repl.run(data: data) }
    }
  }

  /// An option that says nothing to an interactive session.
  private var optionForAnswers: String? {
    if outputPath != nil { return "-o" }
    if isCheck { return "--check" }
    return stage == nil ? nil : "--dump"
  }

  private func session(isScript: Bool) -> Session {
    var session = Session()
    session.settings.parameters = parameters
    session.settings.isScript = isScript
    session.settings.outputPath = outputPath
    return session
  }
}

extension Invocation {
  private static func parameters(_ arguments: [String]) throws(UsageError) -> [String: String] {
    var parameters: [String: String] = [:]
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
        throw UsageError("--param is written name=value, not \(argument)")
      }
      let name = String(argument[..<sign])
      let value = String(argument[argument.index(after: sign)...])
      guard parameters.updateValue(value, forKey: name) == nil else {
        throw UsageError("--param \(name) is given twice")
      }
    }
    return parameters
  }

  /// A parameter that no script declares would change nothing, and be believed to.
  private func checkParameters(of questions: [Question]) throws(UsageError) {
    guard !parameters.isEmpty else { return }
    var declared = DeclaredParameters()
    for question in questions { declared.read(question) }
    for name in parameters.keys.sorted() where !declared.names.contains(name) {
      let known = declared.names.joined(separator: ", ")
      throw UsageError(
        known.isEmpty
          ? "--param \(name) is given, but no parameter is declared"
          : "no parameter \(name) is declared; declared: \(known)")
    }
  }
}

/// Reads an option that is one of few words.
private func choice<Choice: RawRepresentable<String> & CaseIterable>(
  _ word: String, of option: String, as: Choice.Type
) throws(UsageError) -> Choice {
  if let choice = Choice(rawValue: word.lowercased()) { return choice }
  let words = Choice.allCases.map(\.rawValue)
  throw UsageError("\(option) is one of \(words.joined(separator: ", ")), not \(word)")
}
