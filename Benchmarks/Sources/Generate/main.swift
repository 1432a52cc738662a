// Writes a table of made-up records, the same for the same shape, seed and number of rows.
//
//   generate analyst|counties|groupby|join|join-small|join-medium|join-big rows [seed]
//
// analyst: 9 columns of about 97 bytes a row: year (34), county (2,800), province (31), sector (12),
// donor (200), projects, funds with two decimals, people 0 to 200,000, note (free text, three in ten
// of them distinct, one in twenty quoted). counties: what its counties are looked up in.
//
// groupby and join: the tables of db-benchmark. join-small, join-medium and join-big have a
// thousandth, a tenth and all of the rows that are asked for, those of the left.

let arguments = CommandLine.arguments
let usage =
  "usage: generate analyst|counties|groupby|join|join-small|join-medium|join-big rows [seed]"
guard arguments.count >= 3, let rows = Int(arguments[2]), rows >= 0 else { stop(usage) }
let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1

var output = Output()
switch arguments[1] {
case "analyst": AnalystTable(rows: rows, seed: seed).write(to: &output)
case "counties": CountyTable(rows: rows, seed: seed).write(to: &output)
case "groupby": GroupTable(rows: rows, seed: seed).write(to: &output)
default:
  guard let side = JoinTables.Side(rawValue: arguments[1]) else { stop(usage) }
  JoinTables(rows: rows, seed: seed).write(side, to: &output)
}
output.flush()
