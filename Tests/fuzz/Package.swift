// swift-tools-version: 6.2
import PackageDescription

// Programs that libFuzzer drives; `Tests/fuzz/run` builds and runs them. They see what a program that
// embeds Sumwhere sees, so they are a package of their own.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: [.product(name: "Sumwhere", package: "sumwhere")],
    path: "Sources/\(name)", swiftSettings: [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "sumwhere", path: "../..")],
  targets: [fuzzer("Statements"), fuzzer("Tables")],
  swiftLanguageModes: [.v6]
)
