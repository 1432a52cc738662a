/// What names and notes are made of.
enum Words {
  static let sectors = [
    "rural roads", "education", "health", "drinking water", "irrigation", "power", "housing",
    "telecommunications", "agriculture", "forestry", "training", "relief",
  ]
  static let provinces = [
    "Anhui", "Beijing", "Chongqing", "Fujian", "Gansu", "Guangdong", "Guangxi", "Guizhou", "Hainan",
    "Hebei", "Heilongjiang", "Henan", "Hubei", "Hunan", "Inner Mongolia", "Jiangsu", "Jiangxi",
    "Jilin", "Liaoning", "Ningxia", "Qinghai", "Shaanxi", "Shandong", "Shanghai", "Shanxi",
    "Sichuan", "Tianjin", "Tibet", "Xinjiang", "Yunnan", "Zhejiang",
  ]
  static let heads = [
    "Da", "Yong", "Nan", "Jia", "Lang", "Cang", "Shi", "Xi", "Bao", "He", "Ping", "An", "Wu", "Lin",
    "Qing", "Hua", "Tai", "Ning", "Fu", "Guang", "Long", "Ma", "Bei", "Dong", "Hai", "Jin", "Kang",
    "Le", "Min", "Pu", "Rong", "Song", "Tong", "Wen", "Xin", "Yan", "Zhen", "Zhong", "Shan", "Tian",
  ]
  static let tails = [
    "ning", "he", "bu", "ling", "zhong", "xi", "shan", "yang", "an", "jiang", "chuan", "zhou",
    "tian", "feng", "yuan", "quan", "kou", "hua", "lin", "hai", "dong", "ping", "gang", "tai",
    "men", "pu", "cheng", "guan", "ze", "xing", "wu", "le", "min", "bei", "cun", "shui", "tang",
    "wan", "yi", "zhai", "bao", "dian", "du", "fu", "gou", "hu", "ji", "kang", "liang", "mu", "nan",
    "peng", "qiao", "ren", "sha", "tun", "wei", "xu", "ya", "zi", "long", "song", "chang", "dao",
    "er", "fen", "gu", "heng", "ju", "ke",
  ]
  static let note = [
    "bridge", "loan", "repaired", "new", "village", "school", "road", "well", "pump", "grant",
    "phase", "second", "first", "survey", "delayed", "finished", "township", "river", "dam",
    "clinic", "teachers", "trained", "equipment", "donated", "matched", "local", "budget", "county",
    "office", "audit", "pending", "approved", "households", "reached", "cable", "station", "seeds",
    "planted", "terraces", "reservoir",
  ]
}
