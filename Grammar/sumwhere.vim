" Vim syntax of Sumwhere (https://www.vim.org): put it under ~/.vim/syntax/sumwhere.vim, and
" `au BufRead,BufNewFile *.sum setf sumwhere` under ~/.vim/ftdetect/sumwhere.vim.
if exists("b:current_syntax")
  finish
endif

syn case ignore

syn keyword sumwhereReserved across along and as asc ascending at between by contains default
syn keyword sumwhereReserved desc descending distinct each else every from has if in is join
syn keyword sumwhereReserved matches not on once or per sort then to where with within
syn keyword sumwhereWord about add all any append average avg blank bottom chart compare
syn keyword sumwhereWord correlation count cumulative date datetime delimiter describe drop
syn keyword sumwhereWord empty encoding ends escape exact expect explain first group having
syn keyword sumwhereWord header help include including keep key last least less let like limit
syn keyword sumwhereWord list load max mean median min missing mode more most nearly no null
syn keyword sumwhereWord number offset order original param percent percentile quote rename rest
syn keyword sumwhereWord save select sheet show skip starts stddev sum text than ties top total
syn keyword sumwhereWord totals unit unpivot up use variance whole why yes 不到 约 超过 近
syn keyword sumwhereScale billion million thousand trillion 万 亿
syn match sumwhereFunction "\<\%(abs\|bin\|ceiling\|change\|date\|day\|exp\|floor\|growth\|larger\|left\|length\|ln\|log10\|lower\|mod\|month\|month_number\|moving_average\|next\|number\|previous\|quarter\|quarter_number\|rank\|replace\|right\|round\|row_number\|running\|share\|size\|smaller\|split\|sqrt\|text\|today\|total\|trim\|upper\|week\|week_number\|weekday\|year\)\ze("

syn match sumwhereOperator "==\|!=\|<>\|<=\|>=\|\.\.\|[≠≤≥=<>+*/^&?-]"
syn match sumwhereNumber "\<\d[0-9_]*\%(,\d\{3}\>\)*\%(\.\d[0-9_]*\)\?\%(e[+-]\?\d\+\)\?\>%\?"
syn match sumwhereUnit "\%(\d\|%\|\<\%(billion\|million\|thousand\|trillion\|万\|亿\)\) *\zs\%(AUD\|CAD\|CHF\|CM\|CNY\|EUR\|GBP\|HA\|HKD\|Ha\|INR\|JPY\|KG\|KM\|KRW\|Kg\|Km\|L\|RMB\|RUB\|Rmb\|SGD\|TWD\|USD\|acre\|acres\|book\|books\|capita\|centimeter\|centimeters\|centimetre\|centimetres\|child\|children\|cm\|counties\|county\|day\|days\|decade\|decades\|dollar\|dollars\|euro\|euros\|feet\|foot\|ft\|g\|gram\|gramme\|grammes\|grams\|h\|ha\|head\|heads\|hectare\|hectares\|hour\|hours\|house\|household\|households\|houses\|hr\|hrs\|inch\|inches\|item\|items\|kg\|kilogram\|kilogramme\|kilogrammes\|kilograms\|kilometer\|kilometers\|kilometre\|kilometres\|km\|l\|lb\|lbs\|liter\|liters\|litre\|litres\|m\|mL\|man\|men\|meter\|meters\|metre\|metres\|mg\|mi\|mile\|miles\|milligram\|milligrams\|milliliter\|milliliters\|millilitre\|millilitres\|millimeter\|millimeters\|millimetre\|millimetres\|min\|mins\|minute\|minutes\|ml\|mm\|month\|months\|mu\|ounce\|ounces\|oz\|pcs\|people\|person\|person_time\|person_times\|persons\|piece\|pieces\|pound\|pounds\|project\|projects\|quarter\|quarters\|renminbi\|rouble\|roubles\|ruble\|rubles\|rupee\|rupees\|s\|school\|schools\|sec\|second\|seconds\|secs\|set\|sets\|sterling\|student\|students\|t\|tonne\|tonnes\|town\|towns\|township\|townships\|tree\|trees\|vehicle\|vehicles\|village\|villages\|visit\|visits\|week\|weeks\|woman\|women\|won\|yard\|yards\|yd\|year\|years\|yen\|yr\|yrs\|yuan\|个\|个乡\|个县\|个季度\|个月\|个村\|个镇\|个项目\|乡\|亩\|人\|人次\|人民币\|件\|元\|元人民币\|克\|公分\|公升\|公吨\|公斤\|公里\|公顷\|円\|册\|分钟\|加元\|千克\|千米\|升\|华里\|卢布\|卢比\|厘米\|县\|名\|名学生\|吨\|周\|圆\|天\|头\|套\|家庭\|小时\|市亩\|市斤\|市里\|年\|户\|所学校\|斤\|新加坡元\|新台币\|日元\|星期\|村\|株\|棵\|欧元\|毫克\|毫升\|毫米\|港元\|港币\|澳元\|瑞士法郎\|畝\|盎司\|码\|磅\|秒\|米\|美元\|英亩\|英寸\|英尺\|英里\|英镑\|辆\|里\|钟头\|镇\|韩元\|项\|项目\)\>"
syn match sumwhereDate "\<\d\{4}-\%(Q[1-4]\|W\d\d\?\|\d\d-\d\dT\d\d:\d\d\%(:\d\d\)\?\|\d\d\%(-\d\d\)\?\)\>"
syn match sumwhereParameter "\$\k\+"
syn region sumwhereQuotedName start=+`+ end=+`+ oneline
syn region sumwhereText start=+"+ skip=+\\.+ end=+"+ oneline
syn region sumwhereText start=+'+ skip=+\\.+ end=+'+ oneline
syn region sumwhereText start=+[“”]+ skip=+\\.+ end=+[“”]+ oneline
syn match sumwherePattern "\%(\<matches\s*\)\@<=/\%(\\.\|[^/\\]\)\+/i\?"
syn match sumwhereComment "#.*$" contains=@Spell

hi def link sumwhereReserved Keyword
hi def link sumwhereWord Statement
hi def link sumwhereScale Constant
hi def link sumwhereFunction Function
hi def link sumwhereOperator Operator
hi def link sumwhereNumber Number
hi def link sumwhereUnit Type
hi def link sumwhereDate Constant
hi def link sumwhereParameter Identifier
hi def link sumwhereQuotedName Identifier
hi def link sumwhereText String
hi def link sumwherePattern Special
hi def link sumwhereComment Comment

let b:current_syntax = "sumwhere"
