// swift-tools-version: 6.2
import PackageDescription

// `SUMWHERE_NO_READLINE=1` builds the program without GNU readline (and so without any GPL part).
let withReadline = Context.environment["SUMWHERE_NO_READLINE"] == nil

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, uses rooms: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: rooms, path: "Sources/\(name)", swiftSettings: house)
}

func tests(_ name: String, uses rooms: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name, dependencies: rooms, path: "Tests/\(name)", resources: resources,
    swiftSettings: house)
}

let package = Package(
  name: "sumwhere",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Sumwhere", targets: ["Sumwhere"]),
    .executable(name: "sumwhere", targets: ["Shell"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // A header and nothing to link: the instructions that Swift has no word for.
    .systemLibrary(name: "CMasks", path: "Sources/CMasks"),
    // Likewise: the call that moves pages.
    .systemLibrary(name: "CPages", path: "Sources/CPages"),
    room("Numerals"),
    room("Syntax", uses: ["Numerals"]),
    room("Records", uses: ["Numerals", "CMasks", "CPages"]),
    room("Semantics", uses: ["Syntax", "Records"]),
    room("Engine", uses: ["Semantics", "Syntax", "Records", "CMasks"]),
    room("Rendering", uses: ["Engine", "Semantics", "Syntax", "Records"]),
    room("Sumwhere", uses: ["Rendering", "Engine", "Semantics", "Syntax", "Records"]),
    .executableTarget(
      name: "Shell",
      dependencies: [
        "Sumwhere", "Rendering", "Records", "Syntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ] + (withReadline ? ["CReadline"] : []),
      path: "Sources/Shell",
      swiftSettings: house + (withReadline ? [.define("READLINE")] : [])),
    .target(
      name: "TestSupport", dependencies: ["Semantics", "Records", "Syntax"], path: "Tests/Support",
      swiftSettings: house),
    tests("RecordsTests", uses: ["Records", "CMasks", "TestSupport"]),
    tests("EngineTests", uses: ["Engine", "Semantics", "Records", "Syntax", "TestSupport"]),
    tests("ShellTests", uses: ["Shell", "Sumwhere", "Rendering", "Records", "TestSupport"]),
    tests("SyntaxTests", uses: ["Syntax", "TestSupport"]),
    tests(
      "RenderingTests", uses: ["Rendering", "Semantics", "Records", "Syntax", "TestSupport"]),
    tests("SemanticsTests", uses: ["Semantics", "Records", "Syntax", "TestSupport"]),
    tests("TranscriptTests", uses: ["Sumwhere", "Semantics", "Records", "Syntax", "TestSupport"]),
    // SQLite answers sentences beside the engine; the program never links it.
    .systemLibrary(
      name: "CSQLite", path: "Tests/CSQLite",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    tests(
      "DifferentialTests",
      uses: ["Sumwhere", "Engine", "Semantics", "Records", "Syntax", "TestSupport", "CSQLite"]),
  ]
    + (withReadline
      ? [
        .systemLibrary(
          name: "CReadline", path: "Sources/CReadline",
          providers: [.apt(["libreadline-dev"]), .brew(["readline"])])
      ] : []),
  swiftLanguageModes: [.v6]
)
