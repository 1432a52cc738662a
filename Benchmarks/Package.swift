// swift-tools-version: 6.2
import PackageDescription

// Apart from the product, so that building `sumwhere` never builds the benchmarks.
let package = Package(
  name: "benchmarks",
  targets: [.executableTarget(name: "Generate", path: "Sources/Generate")],
  swiftLanguageModes: [.v6]
)
