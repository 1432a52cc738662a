extension UnitTable {
  typealias Known = (atom: UnitAtom, words: [String])

  static let builtIn: [Known] =
    length + area + volume + mass + time + calendar + currencies + counts

  /// The printed names of the currencies, which may stand before a figure.
  static let currencySymbols = Set(currencies.map(\.atom.symbol))

  private static func known(
    _ symbol: String, _ plural: String, _ dimension: [String: Int], _ ratio: Ratio,
    _ words: [String] = []
  ) -> Known {
    (UnitAtom(symbol: symbol, plural: plural, dimension: dimension, ratio: ratio), words)
  }

  private static func known(
    _ symbol: String, _ dimension: [String: Int], _ ratio: Ratio, _ words: [String] = []
  ) -> Known {
    known(symbol, symbol, dimension, ratio, words)
  }

  /// - Units: metres
  private static let length: [Known] = {
    let dimension = ["length": 1]
    return [
      known("m", dimension, .one, ["metre", "metres", "meter", "meters", "米"]),
      known(
        "km", dimension, Ratio(1000),
        ["KM", "Km", "kilometre", "kilometres", "kilometer", "kilometers", "公里", "千米"]),
      known(
        "cm", dimension, Ratio(1, 100),
        ["CM", "centimetre", "centimetres", "centimeter", "centimeters", "厘米", "公分"]),
      known(
        "mm", dimension, Ratio(1, 1000),
        ["millimetre", "millimetres", "millimeter", "millimeters", "毫米"]),
      known("里", dimension, Ratio(500), ["华里", "市里"]),
      known("mile", "miles", dimension, Ratio(201_168, 125), ["mi", "英里"]),
      known("yard", "yards", dimension, Ratio(1143, 1250), ["yd", "码"]),
      known("foot", "feet", dimension, Ratio(381, 1250), ["ft", "英尺"]),
      known("inch", "inches", dimension, Ratio(127, 5000), ["英寸"]),
    ]
  }()

  /// - Units: square metres; `m^2` and `km^2` are powers of lengths
  private static let area: [Known] = {
    let dimension = ["length": 2]
    return [
      known("mu", dimension, Ratio(2000, 3), ["亩", "畝", "市亩"]),
      known("hectare", "hectares", dimension, Ratio(10_000), ["ha", "Ha", "HA", "公顷"]),
      known("acre", "acres", dimension, Ratio(40_468_564_224, 10_000_000), ["英亩"]),
    ]
  }()

  /// - Units: cubic metres
  private static let volume: [Known] = {
    let dimension = ["length": 3]
    return [
      known(
        "litre", "litres", dimension, Ratio(1, 1000), ["l", "L", "liter", "liters", "升", "公升"]),
      known(
        "ml", dimension, Ratio(1, 1_000_000),
        ["mL", "millilitre", "millilitres", "milliliter", "milliliters", "毫升"]),
    ]
  }()

  /// - Units: kilograms; `ton` is left out, because it is one of three
  private static let mass: [Known] = {
    let dimension = ["mass": 1]
    return [
      known(
        "kg", dimension, .one,
        ["KG", "Kg", "kilogram", "kilograms", "kilogramme", "kilogrammes", "公斤", "千克"]),
      known("g", dimension, Ratio(1, 1000), ["gram", "grams", "gramme", "grammes", "克"]),
      known("mg", dimension, Ratio(1, 1_000_000), ["milligram", "milligrams", "毫克"]),
      known("斤", dimension, Ratio(1, 2), ["市斤"]),
      known("tonne", "tonnes", dimension, Ratio(1000), ["t", "吨", "公吨"]),
      known("pound", "pounds", dimension, Ratio(45_359_237, 100_000_000), ["lb", "lbs", "磅"]),
      known(
        "ounce", "ounces", dimension, Ratio(45_359_237, 1_600_000_000), ["oz", "盎司"]),
    ]
  }()

  /// - Units: seconds
  private static let time: [Known] = {
    let dimension = ["time": 1]
    return [
      known("second", "seconds", dimension, .one, ["s", "sec", "secs", "秒"]),
      known("minute", "minutes", dimension, Ratio(60), ["min", "mins", "分钟"]),
      known("hour", "hours", dimension, Ratio(3600), ["h", "hr", "hrs", "小时", "钟头"]),
      known("day", "days", dimension, Ratio(86_400), ["天"]),
      known("week", "weeks", dimension, Ratio(604_800), ["周", "星期"]),
    ]
  }()

  /// Months are not a number of days, so years convert to months and to nothing shorter.
  ///
  /// - Units: months
  private static let calendar: [Known] = {
    let dimension = ["calendar": 1]
    return [
      known("month", "months", dimension, .one, ["个月"]),
      known("quarter", "quarters", dimension, Ratio(3), ["个季度"]),
      known("year", "years", dimension, Ratio(12), ["yr", "yrs", "年"]),
      known("decade", "decades", dimension, Ratio(120)),
    ]
  }()

  private static func kind(_ symbol: String, _ plural: String, _ words: [String]) -> Known {
    known(symbol, plural, [symbol: 1], .one, words)
  }

  /// Each is a dimension of its own: there is no rate. `¥` is the yuan; `pound` alone is a mass.
  static let currencies: [Known] = [
    kind(
      "yuan", "yuan",
      ["元", "RMB", "Rmb", "CNY", "¥", "￥", "人民币", "圆", "renminbi", "CN¥", "元人民币"]),
    kind("dollar", "dollars", ["$", "USD", "US$", "美元", "US dollar", "US dollars"]),
    kind("euro", "euros", ["€", "EUR", "欧元"]),
    kind("sterling", "sterling", ["£", "GBP", "英镑", "pound sterling", "pounds sterling"]),
    kind("yen", "yen", ["JPY", "JP¥", "日元", "円", "Japanese yen"]),
    kind("won", "won", ["KRW", "₩", "韩元"]),
    kind("rupee", "rupees", ["INR", "₹", "卢比"]),
    kind("ruble", "rubles", ["RUB", "₽", "rouble", "roubles", "卢布"]),
    kind("CHF", "CHF", ["Swiss franc", "Swiss francs", "瑞士法郎"]),
    kind("HKD", "HKD", ["HK$", "港元", "港币", "Hong Kong dollar", "Hong Kong dollars"]),
    kind("TWD", "TWD", ["NT$", "新台币"]),
    kind("SGD", "SGD", ["S$", "新加坡元"]),
    kind("AUD", "AUD", ["A$", "澳元", "Australian dollar", "Australian dollars"]),
    kind("CAD", "CAD", ["C$", "加元", "Canadian dollar", "Canadian dollars"]),
  ]

  /// Each is a dimension of its own: people do not add to households.
  private static let counts: [Known] = [
    kind("person", "people", ["persons", "人", "名", "capita"]),
    kind("household", "households", ["户", "家庭"]),
    kind("head", "head", ["头", "heads"]),
    kind("set", "sets", ["套"]),
    kind("project", "projects", ["项", "项目", "个项目"]),
    kind("tree", "trees", ["棵", "株"]),
    kind("visit", "visits", ["人次", "person-time", "person-times", "person_time", "person_times"]),
    kind("village", "villages", ["村", "个村"]),
    kind("town", "towns", ["镇", "个镇"]),
    kind("township", "townships", ["乡", "个乡"]),
    kind("county", "counties", ["县", "个县"]),
    kind("school", "schools", ["所学校"]),
    kind("student", "students", ["名学生"]),
    kind("vehicle", "vehicles", ["辆"]),
    kind("book", "books", ["册"]),
    kind("house", "houses", []),
    kind("item", "items", ["件"]),
    kind("piece", "pieces", ["个", "pcs"]),
    kind("child", "children", []),
    kind("man", "men", []),
    kind("woman", "women", []),
  ]
}
