// The words themselves; of two that begin alike the longer one is tried first.
extension BoundWord {
  static let prefixes = entries([
    (
      .atLeast,
      [
        ">", ">=", "≥", "⩾", "more than", "over", "above", "at least", "no less than",
        "not less than", "no fewer than", "not fewer than", "not below", "exceeding", "exceeds",
        "in excess of", "upwards of", "upward of", "greater than", "just over", "well over",
        "a minimum of", "minimum", "超过", "超出", "超", "逾", "多于", "大于", "大于等于", "高于", "不少于",
        "不低于", "不小于", "不下", "不下于", "不止", "至少", "最少", "起码", "达到", "突破",
      ]
    ),
    (
      .atMost,
      [
        "<", "<=", "≤", "⩽", "nearly", "almost", "less than", "fewer than", "under", "below",
        "just under", "just shy of", "up to", "at most", "no more than", "not more than",
        "not over", "not above", "not exceeding", "a maximum of", "maximum", "不到", "不足", "不满",
        "将近", "近", "接近", "少于", "小于", "小于等于", "低于", "不超过", "不多于", "不大于", "不高于", "最多",
        "至多",
      ]
    ),
    (
      .about,
      [
        "~", "≈", "∼", "≃", "about", "around", "approximately", "approx", "approx.", "roughly",
        "some", "circa", "ca", "ca.", "c.", "est.", "an estimated", "estimated", "close to", "约",
        "大约", "约为", "约有", "大约为", "大约有", "大概", "大致", "近似", "差不多", "估计",
      ]
    ),
    (.exact, ["a total of", "共", "共有", "共计", "总计", "合计", "总共"]),
  ])

  static let suffixes = entries([
    (
      .atLeast,
      [
        "+", "or more", "or above", "or over", "and above", "and over", "and more", "以上", "及以上",
        "或以上", "(含)以上", "有余",
      ]
    ),
    (
      .atMost,
      [
        "or less", "or fewer", "or under", "or below", "and below", "and under", "以下", "及以下",
        "或以下", "(含)以下", "以内", "之内",
      ]
    ),
    (.about, ["or so", "approximately", "approx", "approx.", "左右", "上下"]),
  ])

  static let infixes = entries([
    (.atLeast, ["+", "多", "余", "餘", "-odd", "odd", "plus", "or more"]),
    (.atMost, ["or fewer", "or less"]),
    (.about, ["来", "or so"]),
  ])
}
